import { FileRefused } from '../metadata-finding.ts'

/** Where compressed data ends, and its decompressed size in bytes. */
export interface DeflateExtent {
  readonly end: number
  readonly size: number
  /** Whether bits are set that decoders ignore. */
  readonly more: boolean
}

interface Codes {
  readonly counts: Uint16Array
  readonly symbols: Uint16Array
}

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
]
const LENGTH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/**
 * Walks zlib data (RFC 1950) without decompressing it, to find its end.
 * @throws FileRefused when it is truncated or malformed
 */
export function walkZlib(bytes: Uint8Array, start = 0): DeflateExtent {
  const [method = 0, flags = 0] = bytes.subarray(start)
  const fits = (method & 15) === 8 && ((method << 8) | flags) % 31 === 0 && (flags & 0x20) === 0
  if (!fits) throw new FileRefused('broken')
  const walk = walkDeflate(bytes, start + 2)
  // Adler-32 of the data follows; decoders work without it.
  return { ...walk, end: Math.min(walk.end + 4, bytes.length) }
}

class Bits {
  readonly #bytes: Uint8Array
  at: number
  #bits = 0
  #count = 0

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  take(count: number): number {
    while (this.#count < count) {
      const byte = this.#bytes[this.at]
      if (byte === undefined) throw new FileRefused('broken')
      this.#bits |= byte << this.#count
      this.at += 1
      this.#count += 8
    }
    const value = this.#bits & ((1 << count) - 1)
    this.#bits >>>= count
    this.#count -= count
    return value
  }

  symbol({ counts, symbols }: Codes): number {
    let [code, first, index] = [0, 0, 0]
    for (let length = 1; length <= 15; length += 1) {
      code |= this.take(1)
      const count = counts[length] ?? 0
      if (code - count < first) return symbols[index + (code - first)] ?? 0
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw new FileRefused('broken')
  }

  /** Skips to the next byte. @returns the skipped bits */
  align(): number {
    const rest = this.#bits
    this.#bits = 0
    this.#count = 0
    return rest
  }
}

function codesOf(lengths: readonly number[]): Codes {
  const counts = new Uint16Array(16)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  counts[0] = 0
  const places = new Uint16Array(16)
  for (let n = 1; n < 15; n += 1) places[n + 1] = (places[n] ?? 0) + (counts[n] ?? 0)
  const symbols = new Uint16Array(lengths.length)
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue
    const place = places[length] ?? 0
    symbols[place] = symbol
    places[length] = place + 1
  }
  return { counts, symbols }
}

const range = (count: number, value: number) => Array.from({ length: count }, () => value)
const FIXED: readonly [Codes, Codes] = [
  codesOf([...range(144, 8), ...range(112, 9), ...range(24, 7), ...range(8, 8)]),
  codesOf(range(30, 5)),
]

function walkDeflate(bytes: Uint8Array, start: number): DeflateExtent {
  const bits = new Bits(bytes, start)
  let [size, more] = [0, false]
  for (let last = 0; last === 0; ) {
    last = bits.take(1)
    const kind = bits.take(2)
    if (kind === 0) {
      if (bits.align() !== 0) more = true
      const [one = 0, two = 0, three = 0, four = 0] = bytes.subarray(bits.at, bits.at + 4)
      const length = one | (two << 8)
      bits.at += 4 + length
      if ((length ^ (three | (four << 8))) !== 0xffff || bits.at > bytes.length) {
        throw new FileRefused('broken')
      }
      size += length
    } else if (kind === 3) throw new FileRefused('broken')
    else size = walkBlock(bits, kind === 1 ? FIXED : readCodes(bits), size)
  }
  if (bits.align() !== 0) more = true
  return { end: bits.at, size, more }
}

function walkBlock(
  bits: Bits,
  [lengths, distances]: readonly [Codes, Codes],
  from: number,
): number {
  let size = from
  for (;;) {
    const symbol = bits.symbol(lengths)
    if (symbol === 256) return size
    if (symbol < 256) size += 1
    else {
      const base = LENGTH_BASE[symbol - 257]
      if (base === undefined) throw new FileRefused('broken')
      const reach = size
      size += base + bits.take(LENGTH_BITS[symbol - 257] ?? 0)
      const far = bits.symbol(distances)
      const more = far < 4 ? 0 : (far >> 1) - 1
      const back = far < 4 ? far + 1 : ((2 + (far & 1)) << more) + 1 + bits.take(more)
      if (far > 29 || back > reach) throw new FileRefused('broken')
    }
  }
}

function readCodes(bits: Bits): readonly [Codes, Codes] {
  const [many, far, count] = [bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4]
  const first = range(19, 0)
  for (const place of ORDER.slice(0, count)) first[place] = bits.take(3)
  const codes = codesOf(first)
  const lengths: number[] = []
  while (lengths.length < many + far) {
    const symbol = bits.symbol(codes)
    if (symbol < 16) lengths.push(symbol)
    else {
      const again = symbol === 16 ? lengths.at(-1) : 0
      if (again === undefined) throw new FileRefused('broken')
      const times = symbol === 18 ? 11 + bits.take(7) : 3 + bits.take(symbol === 17 ? 3 : 2)
      lengths.push(...range(times, again))
    }
  }
  if (lengths.length > many + far) throw new FileRefused('broken')
  return [codesOf(lengths.slice(0, many)), codesOf(lengths.slice(many))]
}
