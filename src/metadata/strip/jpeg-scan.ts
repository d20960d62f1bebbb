import type { Bytes } from '../../sealing/bytes.ts'
import { FileRefused } from '../trace.ts'
import { Bits } from './jpeg-bits.ts'
import { type Scan, unitsOf } from './jpeg-blocks.ts'

export interface Walked {
  /** The coded picture, restarts included, without a bit that no block needs. */
  readonly parts: readonly Uint8Array[]
  /** Where the next mark is; the end of the file where there is none. */
  readonly end: number
  /** Whether something stood there that is no picture. */
  readonly more: boolean
}

/**
 * Reads a scan block by block: only who reads it knows where it ends. Bytes behind its last block are no picture.
 * @throws FileRefused where it is not whole
 */
export function walkScan(bytes: Bytes, start: number, scan: Scan): Walked {
  const copy = new Copy(bytes)
  const units = unitsOf(scan)
  const every = scan.interval === 0 ? units.count : scan.interval
  let [at, more] = [start, false]
  for (let done = 0, restarts = 0; done < units.count; ) {
    if (done > 0) {
      if (bytes[at + 1] !== 0xd0 + (restarts & 7)) throw new FileRefused('broken')
      copy.add(at, at + 2)
      at += 2
      restarts += 1
    }
    const bits = new Bits(bytes, at)
    const run = { left: 0 }
    const until = Math.min(units.count, done + every)
    for (; done < until; done += 1) units.read(done, bits, run)
    const end = addWhole(copy, bytes, at, bits.used)
    const mark = nextMark(bytes, end)
    more ||= mark.more
    at = mark.at
  }
  while (isRestart(bytes, at)) {
    at = nextMark(bytes, at + 2).at
    more = true
  }
  return { parts: copy.parts(), end: at, more }
}

function isRestart(bytes: Bytes, at: number): boolean {
  const next = bytes[at + 1] ?? 0
  return bytes[at] === 0xff && next >= 0xd0 && next <= 0xd7
}

/** Pieces of the file, those that touch as one. */
class Copy {
  readonly #bytes: Bytes
  readonly #parts: Uint8Array[] = []
  #from = 0
  #end = 0

  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  add(from: number, end: number): void {
    if (from !== this.#end) this.#close(from)
    this.#end = end
  }

  put(...made: readonly number[]): void {
    this.#close(0)
    this.#parts.push(new Uint8Array(made))
  }

  #close(next: number): void {
    if (this.#end > this.#from) this.#parts.push(this.#bytes.subarray(this.#from, this.#end))
    this.#from = next
    this.#end = next
  }

  parts(): readonly Uint8Array[] {
    this.#close(0)
    return this.#parts
  }
}

/** As many bytes of coded picture as hold so many bits, the last one filled up with ones. @returns where they end */
function addWhole(copy: Copy, bytes: Bytes, from: number, bits: number): number {
  const rest = bits & 7
  let [end, last] = [from, from]
  for (let n = Math.ceil(bits / 8); n > 0; n -= 1) {
    last = end
    end += bytes[end] === 0xff ? 2 : 1
  }
  const filled = (bytes[last] ?? 0) | (rest === 0 ? 0 : 0xff >> rest)
  if (filled === bytes[last]) copy.add(from, end)
  else {
    copy.add(from, last)
    copy.put(...(filled === 0xff ? [0xff, 0] : [filled]))
  }
  return end
}

/** The next mark, and whether there is something other before it than a mark has. */
function nextMark(bytes: Bytes, from: number): { readonly at: number; readonly more: boolean } {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return { at: bytes.length, more: at > from }
    if (next !== 0 && next !== 0xff) {
      return { at, more: bytes.subarray(from, at).some((byte) => byte !== 0xff) }
    }
  }
  return { at: bytes.length, more: from < bytes.length }
}
