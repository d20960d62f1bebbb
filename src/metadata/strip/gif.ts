import { type Bytes, concat } from '../../sealing/bytes.ts'
import { latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'

const [IMAGE, EXTENSION, END] = [0x2c, 0x21, 0x3b]
const [TIMING, COMMENT, APPLICATION] = [0xf9, 0xfe, 0xff]
/** How often a moving picture begins again. */
const LOOPS = /^(NETSCAPE2\.0|ANIMEXTS1\.0)$/

/**
 * Copies screen, frames, their timing and how often they begin again, each as long as it has to be.
 * @throws FileRefused
 */
export function stripGif(bytes: Bytes): Stripped {
  const found = new Set<Trace>()
  let at = 13 + tableSize(bytes, 10)
  const kept: Uint8Array[] = [bytes.subarray(0, at)]
  let frames = 0
  for (; at < bytes.length && bytes[at] !== END; ) {
    if (bytes[at] === IMAGE) {
      const data = at + 10 + tableSize(bytes, at + 9)
      const { blocks, end } = blocksAt(bytes, data + 1)
      const { packed, more } = walkFrame(bytes, at, data, blocks)
      kept.push(
        bytes.subarray(at, data + 1),
        more ? blocked(packed) : bytes.subarray(data + 1, end),
      )
      if (more) found.add('other')
      frames += 1
      at = end
    } else if (bytes[at] === EXTENSION) {
      const { blocks, end } = blocksAt(bytes, at + 2)
      const copy = extension(bytes[at + 1] ?? 0, blocks)
      if (copy !== null) kept.push(copy)
      if (copy?.length !== end - at) found.add(bytes[at + 1] === COMMENT ? 'words' : 'other')
      at = end
    } else throw new FileRefused('broken')
  }
  if (frames === 0) throw new FileRefused('broken')
  if (at + 1 < bytes.length) found.add('behind')
  return { bytes: concat(...kept, new Uint8Array([END])), found: inOrder(found), stays: [] }
}

/** What belongs to the picture, and no block more. */
function extension(label: number, [first, second]: readonly Uint8Array[]): Bytes | null {
  if (label === TIMING && first !== undefined && first.length >= 4) {
    const [flags = 0, ...rest] = first.subarray(0, 4)
    return new Uint8Array([EXTENSION, TIMING, 4, flags & 0x1f, ...rest, 0])
  }
  const loops = first !== undefined && LOOPS.test(latin(first, 0, first.length))
  if (label !== APPLICATION || !loops || second?.[0] !== 1 || second.length < 3) return null
  return concat(
    new Uint8Array([EXTENSION, APPLICATION, 11]),
    first,
    new Uint8Array([3, ...second.subarray(0, 3), 0]),
  )
}

/** Bytes of a table of colours, by the flags that say whether there is one. */
function tableSize(bytes: Bytes, flagsAt: number): number {
  const flags = bytes[flagsAt] ?? 0
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

/** Blocks each begin with their length; one of length zero ends them. */
function blocksAt(bytes: Bytes, from: number): { blocks: readonly Uint8Array[]; end: number } {
  const blocks: Uint8Array[] = []
  for (let at = from; ; ) {
    const length = bytes[at]
    if (length === undefined || at + 1 + length > bytes.length) throw new FileRefused('broken')
    if (length === 0) return { blocks, end: at + 1 }
    blocks.push(bytes.subarray(at + 1, at + 1 + length))
    at += length + 1
  }
}

function blocked(packed: Uint8Array): Bytes {
  const parts: Uint8Array[] = []
  for (let at = 0; at < packed.length; at += 255) {
    const block = packed.subarray(at, at + 255)
    parts.push(new Uint8Array([block.length]), block)
  }
  return concat(...parts, new Uint8Array(1))
}

interface Coded {
  readonly packed: Uint8Array
  /** Something stands behind the last point of the picture. */
  readonly more: boolean
}

/** Reads the points of a frame: where they are all there, it ends. */
function walkFrame(bytes: Bytes, at: number, data: number, blocks: readonly Uint8Array[]): Coded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const points = view.getUint16(at + 5, true) * view.getUint16(at + 7, true)
  const packed = concat(...blocks)
  const { bit, width, ends } = walkCodes(packed, bytes[data] ?? 0, points)
  const end = Math.ceil((bit + (ends ? 0 : width)) / 8)
  const copy = new Uint8Array(end)
  copy.set(packed.subarray(0, end))
  // The mark of the end, where the points ran out and something else follows; and no bit behind it.
  if (!ends) write(copy, bit, width, (1 << (bytes[data] ?? 0)) + 1)
  const used = bit + (ends ? 0 : width)
  if (used % 8 > 0) copy[end - 1] = (copy[end - 1] ?? 0) & (0xff >> (8 - (used % 8)))
  const same = packed.length === end && copy.every((byte, n) => byte === packed[n])
  // Some programs leave out the mark, and nothing follows: that is no more.
  const bare = !ends && Math.ceil(bit / 8) === packed.length
  return { packed: copy, more: !same && !bare }
}

function write(copy: Uint8Array, from: number, width: number, code: number): void {
  for (let n = 0; n < width; n += 1) {
    const [place, mask] = [(from + n) >> 3, 1 << ((from + n) & 7)]
    const byte = (copy[place] ?? 0) & ~mask
    copy[place] = (code >> n) & 1 ? byte | mask : byte
  }
}

interface Read {
  /** The first bit that was not read. */
  readonly bit: number
  /** Of a code there. */
  readonly width: number
  /** Whether the mark of the end was read. */
  readonly ends: boolean
}

/** Each code stands for a row of points; here only how long each row is. */
function walkCodes(packed: Uint8Array, least: number, points: number): Read {
  if (least < 2 || least > 8 || points === 0) throw new FileRefused('broken')
  const clear = 1 << least
  const rows = new Uint32Array(4096).fill(1, 0, clear)
  let [bit, width, next, last, done] = [0, least + 1, clear + 2, -1, 0]
  for (;;) {
    if (bit + width > packed.length * 8) {
      if (done >= points) return { bit, width, ends: false }
      throw new FileRefused('broken')
    }
    const place = bit >> 3
    const held =
      (packed[place] ?? 0) | ((packed[place + 1] ?? 0) << 8) | ((packed[place + 2] ?? 0) << 16)
    const code = (held >> (bit & 7)) & ((1 << width) - 1)
    if (code === clear + 1) {
      if (done < points) throw new FileRefused('broken')
      return { bit: bit + width, width, ends: true }
    }
    if (done >= points) return { bit, width, ends: false }
    bit += width
    if (code === clear) {
      ;[width, next, last] = [least + 1, clear + 2, -1]
      continue
    }
    if (code > next || (code === next && last < 0) || (code >= clear && last < 0)) {
      throw new FileRefused('broken')
    }
    if (last >= 0 && next < 4096) {
      rows[next] = (rows[last] ?? 0) + 1
      next += 1
      if (next === 1 << width && width < 12) width += 1
    }
    done += rows[code] ?? 0
    last = code
  }
}
