import { FileRefused } from '../trace.ts'
import { type Codes, codesIn } from './jpeg-bits.ts'
import type { Frame } from './jpeg-blocks.ts'

const PROGRESSIVE = 0xc2
/** More than any camera makes. */
const MOST_PIXELS = 1 << 28

/** What tables a scan is read by. */
export interface Tables {
  readonly codes: Map<number, Codes>
  frame: Frame | null
}

export function quantaSize(body: Uint8Array): number {
  let at = 0
  for (let first = body[0]; first !== undefined && (first & 0xec) === 0; first = body[at]) {
    const size = first >> 4 === 0 ? 65 : 129
    if (at + size > body.length) break
    at += size
  }
  if (at === 0) throw new FileRefused('broken')
  return at
}

export function huffmanSize({ codes }: Tables, body: Uint8Array): number {
  let at = 0
  for (let first = body[0]; first !== undefined && (first & 0xec) === 0; first = body[at]) {
    if (at + 17 > body.length) break
    const table = codesIn(body.subarray(at + 1))
    codes.set(first, table.codes)
    at += 1 + table.size
  }
  if (at === 0) throw new FileRefused('broken')
  return at
}

export function frameSize(walk: Tables, marker: number, body: Uint8Array): number {
  const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, count = 0] = body
  const size = 6 + 3 * count
  if (walk.frame !== null || body.length < size || count < 1 || count > 4) {
    throw new FileRefused('broken')
  }
  const channels = Array.from({ length: count }, (_, n) => {
    const [id = 0, sampling = 0, table = 0] = body.subarray(6 + 3 * n)
    const [across, down] = [sampling >> 4, sampling & 15]
    if (across < 1 || across > 4 || down < 1 || down > 4 || table > 3)
      throw new FileRefused('broken')
    // One alone is not interleaved with anything: how it is sampled changes nothing.
    return count === 1 ? { id, across: 1, down: 1, set: null } : { id, across, down, set: null }
  })
  const [width, height] = [(w1 << 8) | w0, (h1 << 8) | h0]
  const isPicture = (precision === 8 || precision === 12) && width > 0 && height > 0
  if (!isPicture || width * height > MOST_PIXELS) throw new FileRefused('broken')
  walk.frame = { progressive: marker === PROGRESSIVE, width, height, channels }
  return size
}
