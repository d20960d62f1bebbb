import type { Bytes } from '#bytes.ts'
import { FileRefused } from '../metadata-finding.ts'
import { Bits } from './jpeg-bits.ts'
import { type JpegScan, unitsOf } from './jpeg-blocks.ts'

export interface ScanEnd {
  /** Offset of the next marker; the length of the file without one. */
  readonly end: number
  /** Whether bytes that are no image data precede it. */
  readonly more: boolean
}

/**
 * Decodes a scan block by block, which alone tells where it ends. Bytes behind its last block are no image data.
 * @throws FileRefused when it is truncated
 */
export function walkScan(bytes: Bytes, start: number, scan: JpegScan): ScanEnd {
  const units = unitsOf(scan)
  const every = scan.interval === 0 ? units.count : scan.interval
  let [at, more] = [start, false]
  for (let done = 0, restarts = 0; done < units.count; ) {
    if (done > 0) {
      if (bytes[at + 1] !== 0xd0 + (restarts & 7)) throw new FileRefused('broken')
      at += 2
      restarts += 1
    }
    const bits = new Bits(bytes, at)
    const run = { left: 0, last: new Map() }
    const until = Math.min(units.count, done + every)
    for (; done < until; done += 1) units.read(done, bits, run)
    const mark = nextMark(bytes, behind(bytes, at, bits.used))
    more ||= mark.more
    at = mark.at
  }
  while (isRestart(bytes, at)) {
    at = nextMark(bytes, at + 2).at
    more = true
  }
  return { end: at, more }
}

function isRestart(bytes: Bytes, at: number): boolean {
  const next = bytes[at + 1] ?? 0
  return bytes[at] === 0xff && next >= 0xd0 && next <= 0xd7
}

/** Offset after so many bits of entropy-coded data, stuffed bytes included. */
function behind(bytes: Bytes, from: number, bits: number): number {
  let end = from
  for (let n = Math.ceil(bits / 8); n > 0; n -= 1) end += bytes[end] === 0xff ? 2 : 1
  return end
}

/** Offset of the next marker, and whether anything but fill bytes precedes it. */
export function nextMark(
  bytes: Bytes,
  from: number,
): { readonly at: number; readonly more: boolean } {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return { at: bytes.length, more: at > from }
    if (next !== 0 && next !== 0xff) {
      return { at, more: bytes.subarray(from, at).some((byte) => byte !== 0xff) }
    }
  }
  return { at: bytes.length, more: from < bytes.length }
}
