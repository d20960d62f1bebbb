import { type Bytes, joined } from '#bytes.ts'
import { FileRefused } from '../../metadata-finding.ts'

/**
 * Segment types that draw: symbols, text, patterns, halftones, regions, pages, stripes and tables. End segments do not
 * occur in PDF.
 */
const KEPT = new Set([0, 4, 6, 7, 16, 20, 22, 23, 36, 38, 39, 40, 42, 43, 48, 50, 53])
/** Segments that draw only where another refers to them: symbols, patterns, tables and intermediate regions. */
const FOR_OTHERS = new Set([0, 4, 16, 20, 36, 40, 53])
const [END_OF_PAGE, END_OF_FILE] = [49, 51]

interface Segment {
  readonly kind: number
  readonly number: number
  readonly refers: readonly number[]
  readonly bytes: Bytes
}

/**
 * Keeps the segments of JBIG2 data that draw. `more`: whether others were dropped. @param shared whether other images
 * may refer to its segments @throws FileRefused
 */
export function cleanJbig2(
  bytes: Bytes,
  shared: boolean,
): { readonly bytes: Bytes; readonly more: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const segments: Segment[] = []
  let more = false
  for (let at = 0; at < bytes.length; ) {
    const from = at
    if (at + 11 > bytes.length) {
      more = true
      break
    }
    const number = view.getUint32(at)
    const flags = bytes[at + 4] ?? 0
    const short = (bytes[at + 5] ?? 0) >> 5
    const count = short === 7 ? view.getUint32(at + 5) & 0x1fff_ffff : short
    const flagBytes = short === 7 ? Math.ceil((count + 1) / 8) : 0
    at += short === 7 ? 9 + flagBytes : 6
    const size = number <= 256 ? 1 : number <= 65_536 ? 2 : 4
    const list = at
    at += count * size
    const isHere = (bytes[at] ?? 0) < 2
    at += (flags & 0x40) > 0 ? 4 : 1
    if (at + 4 > bytes.length) throw new FileRefused('broken')
    const length = view.getUint32(at)
    // Segments of unknown length do not occur in PDF.
    const end = at + 4 + length
    if (end > bytes.length) throw new FileRefused('broken')
    const kind = flags & 0x3f
    const due = kind === 48 ? 19 : kind === 50 ? 4 : length
    // Page numbers of four bytes do not occur in PDF.
    if (due !== length || (flags & 0x40) > 0) throw new FileRefused('broken')
    at = end
    if (!isHere || !KEPT.has(kind)) {
      more = true
      // Nothing behind it is drawn.
      if (isHere && (kind === END_OF_PAGE || kind === END_OF_FILE)) break
      continue
    }
    const copy = new Uint8Array(bytes.subarray(from, end))
    // Which segments a reader keeps for later: all.
    if (short === 7)
      for (let n = 0; n < flagBytes; n += 1) copy[9 + n] = keepsAll(count + 1 - n * 8)
    else copy[5] = (short << 5) | keepsAll(count + 1)
    copy[4] = kind
    const refers: number[] = []
    for (let n = 0; n < count; n += 1) {
      const place = list + n * size
      refers.push(
        size === 1
          ? view.getUint8(place)
          : size === 2
            ? view.getUint16(place)
            : view.getUint32(place),
      )
    }
    segments.push({ kind, number, refers, bytes: copy })
  }
  const drawn = shared ? segments : neededOf(segments)
  return {
    bytes: joined(drawn.map((segment) => segment.bytes)),
    more: more || drawn.length < segments.length,
  }
}

/** As many bits as there are, from the lowest one on, in a byte. */
const keepsAll = (bits: number) => (1 << Math.min(8, bits)) - 1

/** Without what no segment behind it refers to. */
function neededOf(segments: readonly Segment[]): readonly Segment[] {
  const wanted = new Set<number>()
  return segments
    .toReversed()
    .filter(({ kind, number, refers }) => {
      const isNeeded = !FOR_OTHERS.has(kind) || wanted.has(number)
      if (isNeeded) for (const other of refers) wanted.add(other)
      return isNeeded
    })
    .toReversed()
}
