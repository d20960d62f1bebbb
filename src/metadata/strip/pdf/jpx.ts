import { type Bytes, concat, utf8 } from '#bytes.ts'
import { begins, latin } from '../../magic.ts'
import { FileRefused } from '../../metadata-finding.ts'

/** Boxes of a JPEG 2000 header that affect the image. */
const HEADER = new Set(['ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef'])
/**
 * Marker segments of the main header that are kept: sizes, coding, quantisation, regions, progression, packed packet
 * headers, offsets.
 */
const KEPT = new Set([0x51, 0x52, 0x53, 0x5c, 0x5d, 0x5e, 0x5f, 0x60, 0x61, 0x63])
const [REMARK, TILE, DATA, END] = [0x64, 0x90, 0x93, 0xd9]

/**
 * Copies a JPEG 2000 image without boxes and comments that describe it. `more`: whether any were dropped. @throws
 * FileRefused when it is incomplete
 */
export function cleanJpx(bytes: Bytes): { readonly bytes: Bytes; readonly more: boolean } {
  if (begins(bytes, [0xff, 0x4f])) return codestream(bytes)
  const parts: Uint8Array[] = []
  let [more, coded] = [false, false]
  for (const { type, body } of boxes(bytes)) {
    if (type === 'jP  ' || type === 'ftyp') {
      parts.push(box(type, type === 'ftyp' ? FILE_TYPE : MAGIC))
    } else if (type === 'jp2h') {
      const inner = boxes(body).filter(({ type: name, body: colours }) => {
        // An ICC profile is dropped: it names its creator, and the document's colour space counts.
        const isKept = HEADER.has(name) && !(name === 'colr' && colours[0] !== 1)
        more ||= !isKept
        return isKept
      })
      parts.push(
        box(
          type,
          concat(
            ...inner.map((one) =>
              box(one.type, one.type === 'colr' ? one.body.subarray(0, 7) : one.body),
            ),
          ),
        ),
      )
    } else if (type === 'jp2c' && !coded) {
      const stream = codestream(body)
      more ||= stream.more
      coded = true
      parts.push(box(type, stream.bytes))
    } else more = true
  }
  if (!coded) throw new FileRefused('broken')
  return { bytes: concat(...parts), more }
}

const MAGIC = new Uint8Array([0x0d, 0x0a, 0x87, 0x0a])
const FILE_TYPE = new Uint8Array([...'jp2 \0\0\0\0jp2 '].map((letter) => letter.charCodeAt(0)))

interface Box {
  readonly type: string
  readonly body: Bytes
}

function boxes(bytes: Bytes): readonly Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const short = view.getUint32(at)
    const long = short === 1
    if (long && (at + 16 > bytes.length || view.getUint32(at + 8) !== 0))
      throw new FileRefused('broken')
    const length = long ? view.getUint32(at + 12) : short === 0 ? bytes.length - at : short
    const from = at + (long ? 16 : 8)
    if (at + length > bytes.length || at + length < from) throw new FileRefused('broken')
    boxes.push({ type: latin(bytes, at + 4, at + 8), body: bytes.subarray(from, at + length) })
    at += length
  }
  return boxes
}

function box(type: string, body: Uint8Array): Bytes {
  const head = new Uint8Array(8)
  new DataView(head.buffer).setUint32(0, body.length + 8)
  head.set(utf8(type), 4)
  return concat(head, body)
}

/** Copies marker segments, and tile parts with their headers and recounted lengths. */
function codestream(bytes: Bytes): { bytes: Bytes; more: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = [bytes.subarray(0, 2)]
  let [at, more, tiles] = [2, false, 0]
  const segment = (rest: Uint8Array[]) => {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) throw new FileRefused('broken')
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length) throw new FileRefused('broken')
    const marker = bytes[at + 1] ?? 0
    if (KEPT.has(marker)) rest.push(bytes.subarray(at, end))
    // Lengths of parts, for readers in a hurry: they would no longer be true.
    else if (marker === REMARK || (marker >= 0x55 && marker <= 0x58)) more ||= marker === REMARK
    else throw new FileRefused('broken')
    at = end
  }
  while (bytes[at + 1] !== TILE) segment(parts)
  while (at + 12 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] === TILE) {
    const declared = view.getUint32(at + 6)
    const end = declared === 0 ? bytes.length - (endsWell(bytes) ? 2 : 0) : at + declared
    if (end > bytes.length || end < at + 14) throw new FileRefused('broken')
    const head: Uint8Array[] = [new Uint8Array(bytes.subarray(at, at + 12))]
    at += 12
    while (bytes[at + 1] !== DATA) segment(head)
    if (at + 2 > end) throw new FileRefused('broken')
    const tile = concat(...head, bytes.subarray(at, end))
    new DataView(tile.buffer).setUint32(6, tile.length)
    parts.push(tile)
    tiles += 1
    at = end
  }
  if (tiles === 0) throw new FileRefused('broken')
  more ||= at + 2 < bytes.length
  return { bytes: concat(...parts, new Uint8Array([0xff, END])), more }
}

function endsWell(bytes: Bytes): boolean {
  return bytes.at(-2) === 0xff && bytes.at(-1) === END
}
