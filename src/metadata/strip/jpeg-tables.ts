import { FileRefused } from '../metadata-finding.ts'
import { type HuffmanCodes, readHuffmanCodes } from './jpeg-bits.ts'
import type { Frame, FrameComponent } from './jpeg-blocks.ts'

const PROGRESSIVE = 0xc2
/** Most coefficients of an image; no camera makes more. */
const MOST_NUMBERS = 1 << 28

/** Tables in force for the next scan. */
export interface Tables {
  readonly codes: Map<number, HuffmanCodes>
  readonly quanta: Map<number, Uint16Array>
  /** Tables that no scan has used so far. */
  readonly unused: Set<HuffmanCodes | Uint16Array>
  frame: Frame | null
}

export function readQuanta({ quanta, unused }: Tables, body: Uint8Array): number {
  let at = 0
  for (let first = body[0]; first !== undefined && (first & 0xec) === 0; first = body[at]) {
    const wide = first >> 4
    const size = 1 + 64 * (1 + wide)
    if (at + size > body.length) break
    const from = at + 1
    const table = Uint16Array.from({ length: 64 }, (_, n) =>
      wide === 0
        ? (body[from + n] ?? 0)
        : ((body[from + 2 * n] ?? 0) << 8) | (body[from + 2 * n + 1] ?? 0),
    )
    quanta.set(first & 3, table)
    unused.add(table)
    at += size
  }
  if (at === 0) throw new FileRefused('broken')
  return at
}

export function readHuffmanTables({ codes, unused }: Tables, body: Uint8Array): number {
  let at = 0
  for (let first = body[0]; first !== undefined && (first & 0xec) === 0; first = body[at]) {
    if (at + 17 > body.length) break
    const table = readHuffmanCodes(body.subarray(at + 1))
    codes.set(first, table.codes)
    unused.add(table.codes)
    at += 1 + table.size
  }
  if (at === 0) throw new FileRefused('broken')
  return at
}

export function readFrame(walk: Tables, marker: number, body: Uint8Array): number {
  const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, count = 0] = body
  const size = 6 + 3 * count
  if (walk.frame !== null || body.length < size || count < 1 || count > 4) {
    throw new FileRefused('broken')
  }
  const [width, height] = [(w1 << 8) | w0, (h1 << 8) | h0]
  if ((precision !== 8 && precision !== 12) || width === 0 || height === 0) {
    throw new FileRefused('broken')
  }
  const samplings = Array.from({ length: count }, (_, n) => {
    const [id = 0, sampling = 0, slot = 0] = body.subarray(6 + 3 * n)
    const [across, down] = [sampling >> 4, sampling & 15]
    if (across < 1 || across > 4 || down < 1 || down > 4 || slot > 3) {
      throw new FileRefused('broken')
    }
    // A single component is not interleaved: its sampling factors have no effect.
    return count === 1 ? { id, slot, across: 1, down: 1 } : { id, slot, across, down }
  })
  const [across, down] = [
    Math.max(...samplings.map((one) => one.across)),
    Math.max(...samplings.map((one) => one.down)),
  ]
  const [wide, high] = [Math.ceil(width / (8 * across)), Math.ceil(height / (8 * down))]
  const sizes = samplings.map((one) => wide * one.across * high * one.down * 64)
  if (sizes.reduce((sum, one) => sum + one) > MOST_NUMBERS) throw new FileRefused('broken')
  const channels = samplings.map(
    (one, n): FrameComponent => ({
      ...one,
      quanta: null,
      stride: wide * one.across,
      columns: Math.ceil(Math.ceil((width * one.across) / across) / 8),
      rows: Math.ceil(Math.ceil((height * one.down) / down) / 8),
      numbers: new Int16Array(sizes[n] ?? 0),
    }),
  )
  const progressive = marker === PROGRESSIVE
  walk.frame = { progressive, precision, width, height, wide, high, channels }
  return size
}
