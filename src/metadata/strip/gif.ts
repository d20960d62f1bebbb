import { type Bytes, concat } from '../../sealing/bytes.ts'
import { latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'

const [IMAGE, EXTENSION, END] = [0x2c, 0x21, 0x3b]
const [TIMING, COMMENT, APPLICATION] = [0xf9, 0xfe, 0xff]
/** How often a moving picture begins again. */
const LOOPS = /^(NETSCAPE2\.0|ANIMEXTS1\.0)/

/** Copies screen, frames, their timing and how often they begin again. @throws FileRefused */
export function stripGif(bytes: Bytes): Stripped {
  const found = new Set<Trace>()
  let at = 13 + tableSize(bytes, 10)
  const kept: Uint8Array[] = [bytes.subarray(0, at)]
  let frames = 0
  for (; bytes[at] !== END; ) {
    const from = at
    if (bytes[at] === IMAGE) {
      at = blocksEnd(bytes, at + 11 + tableSize(bytes, at + 9))
      kept.push(bytes.subarray(from, at))
      frames += 1
    } else if (bytes[at] === EXTENSION) {
      at = blocksEnd(bytes, at + 2)
      const trace = judge(bytes.subarray(from, at))
      if (trace === null) kept.push(bytes.subarray(from, at))
      else found.add(trace)
    } else throw new FileRefused('broken')
  }
  if (frames === 0) throw new FileRefused('broken')
  if (at + 1 < bytes.length) found.add('behind')
  return { bytes: concat(...kept, new Uint8Array([END])), found: inOrder(found), stays: [] }
}

/** @returns `null` for what belongs to the picture */
function judge(extension: Uint8Array): Trace | null {
  if (extension[1] === TIMING) return null
  if (extension[1] === COMMENT) return 'words'
  const loops = extension.length === 19 && LOOPS.test(latin(extension, 3, 14))
  return extension[1] === APPLICATION && loops ? null : 'other'
}

/** Bytes of a table of colours, by the flags that say whether there is one. */
function tableSize(bytes: Bytes, flagsAt: number): number {
  const flags = bytes[flagsAt] ?? 0
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

/** Blocks each begin with their length; one of length zero ends them. */
function blocksEnd(bytes: Bytes, from: number): number {
  let at = from
  for (;;) {
    const length = bytes[at]
    if (length === undefined) throw new FileRefused('broken')
    at += length + 1
    if (length === 0) return at
  }
}
