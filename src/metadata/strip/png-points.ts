import { zlibSync } from 'fflate'
import { FileRefused } from '../metadata-finding.ts'
import { PASSES, type PngHeader, SAMPLES } from './png-chunks.ts'

/** Pixels of one frame, row by row, at least one byte each. */
export interface Points {
  readonly width: number
  readonly height: number
  bytes: Uint8Array<ArrayBuffer>
}

/** Bytes of a pixel; at least 1. */
export const pointSize = ({ colour, depth }: Pick<PngHeader, 'colour' | 'depth'>) =>
  Math.max(1, ((SAMPLES[colour] ?? 1) * depth) >> 3)

/** Reverses the filters of each row and, of an interlaced image, puts the rows of the seven passes in order. */
export function pointsOf(header: PngHeader, rows: Uint8Array): Points {
  const { width, height, depth, interlaced } = header
  const size = pointSize(header)
  const bytes = new Uint8Array(width * height * size)
  let at = 0
  for (const [x, y, across, down] of interlaced ? PASSES : ([[0, 0, 1, 1]] as const)) {
    const columns = Math.ceil((width - x) / across)
    const count = Math.ceil((height - y) / down)
    if (columns <= 0 || count <= 0) continue
    const length = Math.ceil((columns * size * Math.min(8, depth < 8 ? depth : 8)) / 8)
    let above = new Uint8Array(length)
    for (let row = 0; row < count; row += 1) {
      const line = rows.slice(at + 1, at + 1 + length)
      unfilter(rows[at] ?? 0, line, above, size)
      spread(line, bytes, { depth, size, columns, across, from: (y + row * down) * width + x })
      above = line
      at += 1 + length
    }
  }
  return { width, height, bytes }
}

interface Spread {
  readonly depth: number
  readonly size: number
  readonly columns: number
  readonly across: number
  /** Column of the first pixel. */
  readonly from: number
}

function spread(
  line: Uint8Array,
  bytes: Uint8Array,
  { depth, size, columns, across, from }: Spread,
): void {
  if (depth >= 8) {
    if (across === 1) bytes.set(line, from * size)
    else {
      for (let n = 0; n < columns; n += 1) {
        bytes.set(line.subarray(n * size, (n + 1) * size), (from + n * across) * size)
      }
    }
    return
  }
  const mask = (1 << depth) - 1
  for (let n = 0; n < columns; n += 1) {
    const bit = n * depth
    bytes[from + n * across] = ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & mask
  }
}

/** Paeth predictor: whichever of the three neighbours is nearest. */
function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [
    Math.abs(above - corner),
    Math.abs(left - corner),
    Math.abs(left + above - 2 * corner),
  ]
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}

function unfilter(kind: number, line: Uint8Array, above: Uint8Array, size: number): void {
  if (kind > 4) throw new FileRefused('broken')
  if (kind === 0) return
  for (let n = 0; n < line.length; n += 1) {
    const [a, b, c] = [line[n - size] ?? 0, above[n] ?? 0, above[n - size] ?? 0]
    const near = kind === 1 ? a : kind === 2 ? b : kind === 3 ? (a + b) >> 1 : paeth(a, b, c)
    line[n] = (line[n] ?? 0) + near
  }
}

/** Filters and compresses pixels in one way: how the file was compressed could carry a message. */
export function packedPoints(
  { width, height, bytes }: Points,
  header: Pick<PngHeader, 'colour' | 'depth'>,
): Uint8Array {
  const { depth, colour } = header
  const size = pointSize(header)
  const length = Math.ceil((width * size * Math.min(8, depth)) / 8)
  const rows = new Uint8Array(height * (1 + length))
  const isFlat = depth < 8 || colour === 3
  let above: Uint8Array = new Uint8Array(length)
  for (let row = 0; row < height; row += 1) {
    const points = bytes.subarray(row * width * size, (row + 1) * width * size)
    const line = depth < 8 ? squeezed(points, depth, length) : points
    const out = rows.subarray(row * (1 + length), (row + 1) * (1 + length))
    if (isFlat) out.set(line, 1)
    else filter(line, above, size, out)
    above = line
  }
  return zlibSync(rows)
}

function squeezed(points: Uint8Array, depth: number, length: number): Uint8Array {
  const line = new Uint8Array(length)
  for (const [n, point] of points.entries()) {
    const bit = n * depth
    line[bit >> 3] = (line[bit >> 3] ?? 0) | (point << (8 - depth - (bit & 7)))
  }
  return line
}

/** Applies the one of three filters that gives the smallest sum. */
function filter(line: Uint8Array, above: Uint8Array, size: number, out: Uint8Array): void {
  const sums = [0, 0, 0]
  for (let n = 0; n < line.length; n += 1) {
    const [value, a, b, c] = [
      line[n] ?? 0,
      line[n - size] ?? 0,
      above[n] ?? 0,
      above[n - size] ?? 0,
    ]
    sums[0] = (sums[0] ?? 0) + Math.abs(((value - a) << 24) >> 24)
    sums[1] = (sums[1] ?? 0) + Math.abs(((value - b) << 24) >> 24)
    sums[2] = (sums[2] ?? 0) + Math.abs(((value - paeth(a, b, c)) << 24) >> 24)
  }
  const way = sums.indexOf(Math.min(...sums))
  out[0] = [1, 2, 4][way] ?? 1
  for (let n = 0; n < line.length; n += 1) {
    const [a, b, c] = [line[n - size] ?? 0, above[n] ?? 0, above[n - size] ?? 0]
    out[n + 1] = (line[n] ?? 0) - (way === 0 ? a : way === 1 ? b : paeth(a, b, c))
  }
}
