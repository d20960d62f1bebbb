import { type Bytes, concat, joined, utf8 } from '#bytes.ts'
import { begins, latin } from '../../magic.ts'
import { FileRefused } from '../../metadata-finding.ts'

/** Boxes of a JPEG 2000 header that affect the image. */
const HEADER = new Set(['ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef'])
const [SIZE, CODING, OWN_CODING, STEPS, OWN_STEPS] = [0x51, 0x52, 0x53, 0x5c, 0x5d]
const [REGION, ORDER] = [0x5e, 0x5f]
/**
 * Marker segments that are kept: sizes, coding, quantisation, regions, progression, packed packet headers.
 */
const KEPT = new Set([SIZE, CODING, OWN_CODING, STEPS, OWN_STEPS, REGION, ORDER, 0x60, 0x61])
/** Lengths of parts, for readers in a hurry: they would no longer be true. */
const QUIET = new Set([0x55, 0x57, 0x58])
/** Remarks, and offsets of components, which no viewer heeds. */
const DROPPED = new Set([0x63, 0x64])
const [TILE, DATA, END] = [0x90, 0x93, 0xd9]

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
            ...inner.map((one) => {
              const exact = exactBox(one)
              more ||= exact.length < one.body.length
              return box(one.type, exact)
            }),
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

/** A box up to the last byte that readers look at; how exact its colours are, nobody asks. */
function exactBox({ type, body }: Box): Bytes {
  const count = ((body[0] ?? 0) << 8) | (body[1] ?? 0)
  if (type === 'colr') return Uint8Array.of(1, 0, 0, ...body.subarray(3, 7))
  if (type === 'ihdr') return body.subarray(0, 14)
  if (type === 'cdef') return body.subarray(0, 2 + count * 6)
  if (type !== 'pclr') return body
  const columns = body[2] ?? 0
  const sizes = [...body.subarray(3, 3 + columns)].map((bits) => Math.ceil(((bits & 0x7f) + 1) / 8))
  return body.subarray(0, 3 + columns + count * sizes.reduce((sum, size) => sum + size, 0))
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
  let [at, more, parts] = [2, false, 0]
  const segmentsUntil = (stop: number) => {
    const segments: Bytes[] = []
    while (bytes[at + 1] !== stop) {
      if (at + 4 > bytes.length || bytes[at] !== 0xff) throw new FileRefused('broken')
      const end = at + 2 + view.getUint16(at + 2)
      if (end > bytes.length || end < at + 4) throw new FileRefused('broken')
      const marker = bytes[at + 1] ?? 0
      if (KEPT.has(marker)) segments.push(bytes.subarray(at, end))
      else if (!QUIET.has(marker)) {
        if (!DROPPED.has(marker)) throw new FileRefused('broken')
        more = true
      }
      at = end
    }
    return segments
  }
  const main = segmentsUntil(TILE)
  const size = main.find((segment) => segment[1] === SIZE)
  if (size === undefined) throw new FileRefused('broken')
  const head: HeadSize = {
    components: uint16(size, 38),
    levels: levelsOf(main, uint16(size, 38), 0),
  }
  const exact = (segments: readonly Bytes[], levels: number) =>
    segments.map((segment) => {
      const cut = exactSegment(segment, { ...head, levels })
      more ||= cut.length < segment.length
      return cut
    })
  const tiles = tileCount(size)
  const copy: Uint8Array[] = [bytes.subarray(0, 2), ...exact(main, head.levels)]
  const levels = new Map<number, number>()
  while (at + 12 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] === TILE) {
    const [start, tile, declared] = [at, view.getUint16(at + 4), view.getUint32(at + 6)]
    const end = declared === 0 ? bytes.length - (endsWell(bytes) ? 2 : 0) : at + declared
    if (end > bytes.length || end < at + 14) throw new FileRefused('broken')
    at += 12
    const own = segmentsUntil(DATA)
    if (at + 2 > end) throw new FileRefused('broken')
    const deepest = levelsOf(own, head.components, levels.get(tile) ?? head.levels)
    levels.set(tile, deepest)
    const part = concat(
      new Uint8Array(bytes.subarray(start, start + 12)),
      ...exact(own, deepest),
      bytes.subarray(at, end),
    )
    new DataView(part.buffer).setUint32(6, part.length)
    at = end
    if (tile < tiles) copy.push(part)
    else more = true
    parts += 1
  }
  if (parts === 0) throw new FileRefused('broken')
  more ||= at + 2 < bytes.length
  return { bytes: joined([...copy, new Uint8Array([0xff, END])]), more }
}

const uint16 = (bytes: Bytes, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const uint32 = (bytes: Bytes, at: number) => uint16(bytes, at) * 2 ** 16 + uint16(bytes, at + 2)

/** Number of tiles that the image has. */
function tileCount(size: Bytes): number {
  const [wide, high, left, top] = [6, 10, 14, 18].map((at) => uint32(size, at))
  const [across, down, x, y] = [22, 26, 30, 34].map((at) => uint32(size, at))
  const count = (end = 0, from = 0, step = 0) => Math.ceil((end - from) / step)
  if (left === undefined || top === undefined || across === 0 || down === 0) return 0
  return count(wide, x, across) * count(high, y, down)
}

interface HeadSize {
  readonly components: number
  /** Most levels of decomposition of any component. */
  readonly levels: number
}

function levelsOf(segments: readonly Bytes[], components: number, least: number): number {
  const wide = components < 257 ? 1 : 2
  const levels = segments.map((segment) =>
    segment[1] === CODING
      ? (segment[9] ?? 0)
      : segment[1] === OWN_CODING
        ? (segment[5 + wide] ?? 0)
        : 0,
  )
  return Math.min(
    32,
    levels.reduce((most, one) => Math.max(most, one), least),
  )
}

/** A marker segment up to the last byte that readers look at. */
function exactSegment(segment: Bytes, { components, levels }: HeadSize): Bytes {
  const wide = components < 257 ? 1 : 2
  const coding = (flags: number, at: number) =>
    at + 5 + ((flags & 1) > 0 ? (segment[at] ?? 0) + 1 : 0)
  const steps = (at: number) => {
    const style = (segment[at] ?? 0) & 31
    const bands = 3 * levels + 1
    return at + 1 + (style === 0 ? bands : style === 1 ? 2 : bands * 2)
  }
  const length = () => {
    switch (segment[1]) {
      case SIZE:
        return 40 + components * 3
      case CODING:
        return coding(segment[4] ?? 0, 9)
      case OWN_CODING:
        return coding(segment[4 + wide] ?? 0, 5 + wide)
      case STEPS:
        return steps(4)
      case OWN_STEPS:
        return steps(4 + wide)
      case REGION:
        return 6 + wide
      case ORDER:
        return segment.length - ((segment.length - 4) % (wide === 1 ? 7 : 9))
      default:
        return segment.length
    }
  }
  const end = length()
  if (end >= segment.length) return segment
  const copy = segment.slice(0, end)
  new DataView(copy.buffer).setUint16(2, end - 2)
  return copy
}

function endsWell(bytes: Bytes): boolean {
  return bytes.at(-2) === 0xff && bytes.at(-1) === END
}
