import { zlibSync } from 'fflate'
import { concat } from '#bytes.ts'
import { crc32 } from '#metadata/strip/crc32.ts'

/* Pictures of given points, coded in ways that a test chooses: to the eye they are one. */

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

function whole(value: number): Uint8Array {
  const four = new Uint8Array(4)
  new DataView(four.buffer).setUint32(0, value)
  return four
}

export const chunk = (type: string, body: Uint8Array) =>
  concat(whole(body.length), ascii(type), body, whole(crc32(concat(ascii(type), body))))

export interface PngOptions {
  readonly depth: number
  readonly colour: number
  readonly interlaced: boolean
  /** Which filter the rows have, in turn. */
  readonly filters: readonly number[]
  /** How hard it is packed: blocks differ. */
  readonly level: 0 | 1 | 6 | 9
  /** Chunks in front of the points. */
  readonly chunks?: readonly Uint8Array[]
}

const CHANNELS = [1, 0, 3, 1, 2, 0, 4]
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** A PNG of samples, one number each, row by row. */
export function pngOf(width: number, height: number, samples: readonly number[], way: PngOptions) {
  const { depth, colour, interlaced, filters, level, chunks = [] } = way
  const channels = CHANNELS[colour] ?? 1
  const size = Math.max(1, (channels * depth) >> 3)
  const rows: Uint8Array[] = []
  for (const [x, y, across, down] of interlaced ? PASSES : ([[0, 0, 1, 1]] as const)) {
    let above = new Uint8Array(width * size)
    for (let row = y; row < height; row += down) {
      const line: number[] = []
      for (let column = x; column < width; column += across) {
        const from = (row * width + column) * channels
        line.push(...samples.slice(from, from + channels))
      }
      if (line.length === 0) continue
      const plain = packed(line, depth)
      if (row === y) above = new Uint8Array(plain.length)
      const kind = filters[rows.length % filters.length] ?? 0
      rows.push(filtered(kind, plain, above, size))
      above = plain
    }
  }
  const head = new Uint8Array([depth, colour, 0, 0, interlaced ? 1 : 0])
  return concat(
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', concat(whole(width), whole(height), head)),
    ...chunks,
    chunk('IDAT', zlibSync(concat(...rows), { level })),
    chunk('IEND', new Uint8Array()),
  )
}

function packed(line: readonly number[], depth: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((line.length * depth) / 8))
  for (const [n, sample] of line.entries()) {
    if (depth === 16) {
      bytes[2 * n] = sample >> 8
      bytes[2 * n + 1] = sample
    } else {
      const at = (n * depth) >> 3
      bytes[at] = (bytes[at] ?? 0) | (sample << (8 - depth - ((n * depth) & 7)))
    }
  }
  return bytes
}

function filtered(kind: number, line: Uint8Array, above: Uint8Array, size: number): Uint8Array {
  const near = (n: number) => {
    const [a, b, c] = [line[n - size] ?? 0, above[n] ?? 0, above[n - size] ?? 0]
    const p = a + b - c
    const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
    return [0, a, b, (a + b) >> 1, pa <= pb && pa <= pc ? a : pb <= pc ? b : c][kind] ?? 0
  }
  return Uint8Array.from([kind, ...line.map((value, n) => value - near(n))])
}

/** A GIF of numbers of colours, one code for each point: nobody packs like this, and every viewer shows it. */
export function gifOf(
  width: number,
  height: number,
  points: readonly number[],
  table: readonly number[],
  { every = 100, interlaced = false, background = 0, aspect = 0 } = {},
) {
  const rows = interlaced
    ? (
        [
          [0, 8],
          [4, 8],
          [2, 4],
          [1, 2],
        ] as const
      ).flatMap(([from, step]) =>
        Array.from(
          { length: Math.max(0, Math.ceil((height - from) / step)) },
          (_, n) => from + n * step,
        ),
      )
    : [...Array(height).keys()]
  const order = rows.flatMap((row) => points.slice(row * width, (row + 1) * width))
  const bits: number[] = []
  const put = (code: number) => {
    for (let n = 0; n < 9; n += 1) bits.push((code >> n) & 1)
  }
  for (const [n, point] of order.entries()) {
    if (n % every === 0) put(256)
    put(point)
  }
  put(257)
  const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, n) =>
    bits.slice(n * 8, n * 8 + 8).reduce((sum, bit, place) => sum | (bit << place), 0),
  )
  const blocks: number[] = []
  for (let at = 0; at < bytes.length; at += 200) {
    const block = bytes.slice(at, at + 200)
    blocks.push(block.length, ...block)
  }
  const colours = Array.from({ length: 256 * 3 }, (_, n) => table[n] ?? 0)
  const place = [width & 255, width >> 8, height & 255, height >> 8]
  return new Uint8Array([
    ...ascii('GIF89a'),
    ...place,
    ...[0xf7, background, aspect],
    ...colours,
    ...[0x2c, 0, 0, 0, 0],
    ...place,
    ...[interlaced ? 0x40 : 0, 8],
    ...blocks,
    ...[0, 0x3b],
  ])
}
