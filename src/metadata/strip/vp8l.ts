import { FileRefused } from '../metadata-finding.ts'
import type { Vp8Copy } from './vp8.ts'

/** Reads bits, lowest first. */
class Bits {
  readonly #bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes
    this.at = from * 8
  }

  bit(): number {
    const byte = this.#bytes[this.at >> 3]
    if (byte === undefined) throw new FileRefused('broken')
    const bit = (byte >> (this.at & 7)) & 1
    this.at += 1
    return bit
  }

  take(count: number): number {
    let value = 0
    for (let n = 0; n < count; n += 1) value |= this.bit() << n
    return value
  }
}

/** Prefix codes by their lengths. A single symbol takes no bits. */
class Codes {
  readonly #counts = new Uint32Array(16)
  readonly #symbols: readonly number[]
  readonly #only: number | null

  constructor(lengths: Uint8Array) {
    const used = [...lengths.keys()].filter((symbol) => lengths[symbol] !== 0)
    this.#symbols = used.sort(
      (one, other) => (lengths[one] ?? 0) - (lengths[other] ?? 0) || one - other,
    )
    this.#only = used.length === 1 ? (used[0] ?? 0) : null
    let space = 0
    for (const symbol of used) {
      const length = lengths[symbol] ?? 0
      this.#counts[length] = (this.#counts[length] ?? 0) + 1
      space += 2 ** -length
    }
    if (used.length === 0 || (used.length > 1 && space !== 1)) throw new FileRefused('broken')
  }

  read(bits: Bits): number {
    if (this.#only !== null) return this.#only
    let [code, first, index] = [0, 0, 0]
    for (let length = 1; length < 16; length += 1) {
      code |= bits.bit()
      const count = this.#counts[length] ?? 0
      if (code - first < count) return this.#symbols[index + code - first] ?? 0
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw new FileRefused('broken')
  }
}

const ORDER = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]

function readCodes(bits: Bits, size: number): Codes {
  const lengths = new Uint8Array(size)
  if (bits.bit() === 1) {
    const two = bits.bit() === 1
    const first = bits.take(bits.bit() === 0 ? 1 : 8)
    const second = two ? bits.take(8) : first
    if (first >= size || second >= size) throw new FileRefused('broken')
    lengths[first] = 1
    lengths[second] = 1
    return new Codes(lengths)
  }
  const own = new Uint8Array(19)
  const count = 4 + bits.take(4)
  for (const place of ORDER.slice(0, count)) own[place] = bits.take(3)
  const codes = new Codes(own)
  let left = bits.bit() === 1 ? 2 + bits.take(2 + 2 * bits.take(3)) : size
  if (left > size) throw new FileRefused('broken')
  let last = 8
  for (let at = 0; at < size && left > 0; left -= 1) {
    const symbol = codes.read(bits)
    if (symbol < 16) {
      lengths[at++] = symbol
      if (symbol > 0) last = symbol
      continue
    }
    const times =
      symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7)
    if (at + times > size) throw new FileRefused('broken')
    lengths.fill(symbol === 16 ? last : 0, at, at + times)
    at += times
  }
  return new Codes(lengths)
}

/** Positions that short distance codes mean: two hex digits each, rows up and eight minus columns left. */
const NEAR =
  '1807171928062729161a262a38053739151b363a252b48044749141c353b464a242c58454b343c035759131d565a232d444c555b333d68026769121e666a222e545c434d656b323e78017779535d111f646c424e767a212f757b313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070'
const CODES = [280, 256, 256, 256, 40] as const
const scaled = (size: number, bits: number) => (size + (1 << bits) - 1) >> bits

/** Pixels of an image that controls how another is read; of the main image only its length matters. */
function walkImage(bits: Bits, width: number, height: number, isWhole: boolean): Uint32Array {
  let wide = width
  for (const transforms = new Set<number>(); isWhole && bits.bit() === 1; ) {
    const kind = bits.take(2)
    if (transforms.has(kind)) throw new FileRefused('broken')
    transforms.add(kind)
    if (kind < 2) {
      const size = 2 + bits.take(3)
      walkImage(bits, scaled(wide, size), scaled(height, size), false)
    } else if (kind === 3) {
      const count = 1 + bits.take(8)
      walkImage(bits, count, 1, false)
      wide = scaled(wide, count > 16 ? 0 : count > 4 ? 1 : count > 2 ? 2 : 3)
    }
  }
  const cache = bits.bit() === 1 ? bits.take(4) : 0
  if (cache > 11) throw new FileRefused('broken')
  let groups: Uint32Array = new Uint32Array(1)
  let size = 0
  if (isWhole && bits.bit() === 1) {
    size = 2 + bits.take(3)
    groups = walkImage(bits, scaled(wide, size), scaled(height, size), false)
    groups = groups.map((point) => (point >> 8) & 0xffff)
  }
  const count = groups.reduce((most, group) => Math.max(most, group), 0) + 1
  const more = cache === 0 ? 0 : 1 << cache
  const all = Array.from({ length: count }, () =>
    CODES.map((codes, n) => readCodes(bits, n === 0 ? codes + more : codes)),
  )
  const total = wide * height
  const points = new Uint32Array(isWhole ? 0 : total)
  const colourCache = new Uint32Array(more)
  const put = (at: number, point: number) => {
    points[at] = point
    if (cache > 0) colourCache[Math.imul(0x1e35a7bd, point) >>> (32 - cache)] = point
  }
  const across = size === 0 ? 1 : scaled(wide, size)
  for (let at = 0; at < total; ) {
    const row = Math.floor(at / wide)
    const place = size === 0 ? 0 : (row >> size) * across + ((at - row * wide) >> size)
    const [green, red, blue, alpha, far] = all[groups[place] ?? 0] ?? []
    if (!green || !red || !blue || !alpha || !far) throw new FileRefused('broken')
    const symbol = green.read(bits)
    if (symbol < 256) {
      const [one, other, opacity] = [red.read(bits), blue.read(bits), alpha.read(bits)]
      if (!isWhole) put(at, ((opacity << 24) | (one << 16) | (symbol << 8) | other) >>> 0)
      at += 1
    } else if (symbol < 280) {
      const length = longer(bits, symbol - 256)
      const back = distanceOf(wide, longer(bits, far.read(bits)))
      if (back > at || at + length > total) throw new FileRefused('broken')
      for (let n = 0; n < length && !isWhole; n += 1) put(at + n, points[at + n - back] ?? 0)
      at += length
    } else {
      if (!isWhole) put(at, colourCache[symbol - 280] ?? 0)
      at += 1
    }
  }
  return points
}

/** Decodes a length or distance: a prefix symbol, with extra bits for larger values. */
function longer(bits: Bits, symbol: number): number {
  if (symbol < 4) return symbol + 1
  const more = (symbol - 2) >> 1
  return ((2 + (symbol & 1)) << more) + bits.take(more) + 1
}

function distanceOf(wide: number, code: number): number {
  if (code > 120) return code - 120
  const place = Number.parseInt(NEAR.slice(2 * code - 2, 2 * code), 16)
  return Math.max(1, (place >> 4) * wide + 8 - (place & 15))
}

/**
 * Copies a VP8L image, or an alpha channel coded like one, up to the last bit of its last pixel.
 * @throws FileRefused
 */
export function copyVp8l(body: Uint8Array, from: number, width: number, height: number): Vp8Copy {
  const bits = new Bits(body, from)
  walkImage(bits, width, height, true)
  const end = Math.ceil(bits.at / 8)
  const copy = body.slice(0, end)
  const used = bits.at & 7
  const last = copy[end - 1] ?? 0
  if (used > 0) copy[end - 1] = last & (0xff >> (8 - used))
  // Encoders pad to an even number of bytes.
  const rest = body.subarray(end)
  const more = rest.length > 1 || rest.some((byte) => byte !== 0) || copy[end - 1] !== last
  return { bytes: copy, more }
}
