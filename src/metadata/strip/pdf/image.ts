import { zlibSync } from 'fflate'
import type { Bytes } from '#bytes.ts'
import { FileRefused, type MetadataFinding } from '../../metadata-finding.ts'
import { walkZlib } from '../deflate-walk.ts'
import { walkJpeg } from '../jpeg.ts'
import { type Filter, unpack } from './filters.ts'
import { cleanJbig2 } from './jbig2.ts'
import { cleanJpx } from './jpx.ts'
import type { Parms } from './predictor.ts'

/** An image in the document. */
export interface EmbeddedImage {
  readonly bytes: Uint8Array
  readonly filters: readonly Filter[]
  /** Bytes of a row, and number of rows; `null` when the document does not tell. */
  readonly rows: { readonly size: number; readonly count: number } | null
}

export interface CleanedImage {
  readonly bytes: Bytes
  /** Filter of the copy. */
  readonly filter: Filter
  readonly findings: readonly MetadataFinding[]
}

const PARMS: Readonly<Record<string, readonly string[]>> = {
  DCTDecode: ['ColorTransform'],
  CCITTFaxDecode: [
    ...['K', 'EndOfLine', 'EncodedByteAlign', 'Columns', 'Rows', 'EndOfBlock', 'BlackIs1'],
    'DamagedRowsBeforeError',
  ],
  FlateDecode: ['Predictor', 'Colors', 'BitsPerComponent', 'Columns'],
}

/**
 * Cleans an image: a coded one like any other image; of raw pixels as many as the document states.
 * @throws FileRefused when it cannot be decoded
 */
export function cleanImage(drawn: EmbeddedImage): CleanedImage {
  const packed = asItIs(drawn)
  if (packed !== null) return packed
  const { bytes, picture } = unpack(drawn.bytes, drawn.filters)
  if (picture === null) {
    const { rows } = drawn
    const size = rows === null ? bytes.length : rows.size * rows.count
    const findings = size < bytes.length ? (['behind'] as const) : []
    return { bytes: deflated(bytes.subarray(0, size)), filter: FLATE, findings: findings }
  }
  const filter = { name: picture.name, parms: only(picture.parms, PARMS[picture.name] ?? []) }
  if (picture.name === 'DCTDecode') {
    const { bytes: copy, findings, end } = walkJpeg(bytes, false)
    // White space behind the data belongs to the document's syntax.
    const behind = bytes.subarray(end).some((byte) => byte !== 0 && byte !== 10 && byte !== 13)
    return { bytes: copy, filter, findings: behind ? [...findings, 'behind'] : findings }
  }
  if (picture.name === 'CCITTFaxDecode') {
    const end = faxEnd(bytes, picture.parms)
    const behind = bytes.subarray(end).some((byte) => byte !== 0 && byte !== 10 && byte !== 13)
    return { bytes: bytes.slice(0, end), filter, findings: behind ? ['behind'] : [] }
  }
  const { bytes: copy, more } =
    picture.name === 'JPXDecode' ? cleanJpx(bytes) : cleanJbig2(bytes, false)
  return { bytes: copy, filter, findings: more ? ['other'] : [] }
}

/**
 * End of CCITT data: two successive end-of-line codes, which the data itself does not contain.
 * @throws FileRefused without them: readers count lines, and bytes behind them are not examined
 */
function faxEnd(bytes: Bytes, parms: Parms): number {
  // With mixed coding, a bit behind each end-of-line code tells how the next line is coded.
  const tag = Number(parms.get('K') ?? 0) > 0 ? 1 : 0
  let [zeros, isBehindEnd] = [0, false]
  for (let at = 0; at < bytes.length * 8; at += 1) {
    const isOne = (((bytes[at >> 3] ?? 0) << (at & 7)) & 0x80) > 0
    if (!isOne) {
      zeros += 1
      continue
    }
    if (zeros > 10 && isBehindEnd) return (at >> 3) + 1
    isBehindEnd = zeros > 10
    if (isBehindEnd) at += tag
    zeros = 0
  }
  throw new FileRefused('broken')
}

export const FLATE: Filter = { name: 'FlateDecode', parms: new Map() }

export function deflated(bytes: Uint8Array): Bytes {
  return new Uint8Array(zlibSync(bytes))
}

/** Keeps compressed pixels as they are when their number is right; `null` otherwise. */
function asItIs({ bytes, filters, rows }: EmbeddedImage): CleanedImage | null {
  const [only_, second] = filters
  if (only_?.name !== 'FlateDecode' || second !== undefined || rows === null) return null
  const predictor = only_.parms.get('Predictor')
  const row = typeof predictor === 'number' && predictor >= 10 ? rows.size + 1 : rows.size
  try {
    const { end, size, more } = walkZlib(bytes)
    if (more || size !== row * rows.count) return null
    const parms = only(only_.parms, PARMS['FlateDecode'] ?? [])
    const behind = bytes.subarray(end).some((byte) => byte !== 10 && byte !== 13)
    return {
      bytes: new Uint8Array(bytes.subarray(0, end)),
      filter: { name: 'FlateDecode', parms: predictor === undefined ? new Map() : parms },
      findings: behind ? ['behind'] : [],
    }
  } catch {
    return null
  }
}

function only(parms: Parms, names: readonly string[]): Parms {
  return new Map([...parms].filter(([name]) => names.includes(name)))
}

/** Layout of a row of an image with one component. */
export interface Row {
  readonly width: number
  /** Bytes of a row. */
  readonly size: number
  readonly bits: number
}

/**
 * Clears padding bits of rows, writes a colour that a palette has several times as the first of them, and collects the
 * values that occur. @param each bytes of a colour of the palette
 */
export function evenRows(
  cleaned: CleanedImage,
  { width, size, bits }: Row,
  table: Uint8Array = new Uint8Array(),
  each: number | null = null,
) {
  const plain = new Uint8Array(unpack(cleaned.bytes, [cleaned.filter]).bytes)
  const places = new Map<string, number>()
  const firsts = Array.from(
    { length: each === null ? 0 : Math.floor(table.length / each) },
    (_, n) => {
      const key = table.subarray(n * (each ?? 0), (n + 1) * (each ?? 0)).join()
      const first = places.get(key) ?? n
      places.set(key, first)
      return first
    },
  )
  const used = new Set<number>()
  let more = false
  for (let start = 0; start + size <= plain.length; start += size) {
    const spare = size * 8 - width * bits
    const last = plain[start + size - 1] ?? 0
    const rest = last & (0xff << spare)
    if (rest !== last) [plain[start + size - 1], more] = [rest, true]
    for (let at = 0; at < width; at += 1) {
      const place = start + ((at * bits) >> 3)
      const shift = 8 - bits - ((at * bits) & 7)
      const value = ((plain[place] ?? 0) >> shift) & ((1 << bits) - 1)
      const first = firsts[value] ?? value
      used.add(first)
      if (first !== value)
        [plain[place], more] = [(plain[place] ?? 0) ^ ((value ^ first) << shift), true]
    }
  }
  return more
    ? { bytes: deflated(plain), filter: FLATE, more, used }
    : { bytes: cleaned.bytes, filter: cleaned.filter, more, used }
}

/** A palette with unused entries set to 0. */
export function usedColours(
  table: Uint8Array,
  each: number,
  used: ReadonlySet<number>,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(table).map((byte, at) => (used.has(Math.floor(at / each)) ? byte : 0))
}
