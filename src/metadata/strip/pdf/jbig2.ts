import { type Bytes, concat } from '#bytes.ts'
import { FileRefused } from '../../metadata-finding.ts'

/**
 * Segment types that draw: symbols, text, patterns, halftones, regions, pages, stripes and tables. End segments do not
 * occur in PDF.
 */
const KEPT = new Set([0, 4, 6, 7, 16, 20, 22, 23, 36, 38, 39, 40, 42, 43, 48, 50, 53])

/** Keeps the segments of JBIG2 data that draw. `more`: whether others were dropped. @throws FileRefused */
export function cleanJbig2(bytes: Bytes): { readonly bytes: Bytes; readonly more: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  let more = false
  for (let at = 0; at < bytes.length; ) {
    const from = at
    if (at + 11 > bytes.length) {
      more = true
      break
    }
    const number = view.getUint32(at)
    const flags = bytes[at + 4] ?? 0
    const refers = (bytes[at + 5] ?? 0) >> 5
    const count = refers === 7 ? view.getUint32(at + 5) & 0x1fff_ffff : refers
    at += refers === 7 ? 9 + Math.ceil((count + 1) / 8) : 6
    const isHere = (bytes[at + count * (number <= 256 ? 1 : number <= 65_536 ? 2 : 4)] ?? 0) < 2
    at += count * (number <= 256 ? 1 : number <= 65_536 ? 2 : 4) + ((flags & 0x40) > 0 ? 4 : 1)
    if (at + 4 > bytes.length) throw new FileRefused('broken')
    const length = view.getUint32(at)
    // Segments of unknown length do not occur in PDF.
    const end = at + 4 + length
    if (end > bytes.length) throw new FileRefused('broken')
    const kind = flags & 0x3f
    const size = kind === 48 ? 19 : kind === 50 ? 4 : length
    // Page numbers of four bytes do not occur in PDF.
    if (size !== length || (flags & 0x40) > 0) throw new FileRefused('broken')
    if (isHere && KEPT.has(kind)) parts.push(bytes.subarray(from, end))
    else more = true
    at = end
  }
  return { bytes: concat(...parts), more }
}
