import type { Bytes } from '#bytes.ts'
import { FileRefused } from '../metadata-finding.ts'

/** Huffman table indexed by the next sixteen bits: `length << 8 | symbol`; 0 for no code. */
export type HuffmanCodes = Uint16Array

/** Reads a Huffman table (DHT). @returns `size`: the bytes that it takes */
export function readHuffmanCodes(body: Uint8Array): {
  readonly codes: HuffmanCodes
  readonly size: number
} {
  const codes = new Uint16Array(1 << 16)
  let [code, at] = [0, 16]
  for (let length = 1; length <= 16; length += 1) {
    for (let n = body[length - 1] ?? 0; n > 0; n -= 1, at += 1, code += 1) {
      const [first, symbol] = [code << (16 - length), body[at]]
      if (symbol === undefined || code >= 1 << length) throw new FileRefused('broken')
      codes.fill((length << 8) | symbol, first, first + (1 << (16 - length)))
    }
    code <<= 1
  }
  return { codes, size: at }
}

/** Reads the bits of a scan; behind a marker it reads zeros. */
export class Bits {
  readonly #bytes: Bytes
  at: number
  #bits = 0
  #count = 0
  /** How many of the buffered bits are such zeros. */
  #made = 0
  used = 0

  constructor(bytes: Bytes, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  #fill(): void {
    while (this.#count <= 16) {
      const byte = this.#bytes[this.at]
      const ends = byte === undefined || (byte === 0xff && this.#bytes[this.at + 1] !== 0)
      this.#bits = ((this.#bits << 8) | (ends ? 0 : byte)) & 0xff_ffff
      this.#count += 8
      if (ends) this.#made += 8
      else this.at += byte === 0xff ? 2 : 1
    }
  }

  skip(count: number): void {
    if (count > this.#count) this.#fill()
    this.#count -= count
    this.used += count
    if (this.#count < this.#made) throw new FileRefused('broken')
  }

  /** Reads a signed coefficient of so many bits; the lower half of the values is negative. */
  signed(count: number): number {
    if (count === 0) return 0
    const value = this.take(count)
    return value < 1 << (count - 1) ? value - (1 << count) + 1 : value
  }

  take(count: number): number {
    if (count > this.#count) this.#fill()
    const value = (this.#bits >> (this.#count - count)) & ((1 << count) - 1)
    this.skip(count)
    return value
  }

  symbol(codes: HuffmanCodes | undefined): number {
    if (this.#count < 16) this.#fill()
    const code = codes?.[(this.#bits >> (this.#count - 16)) & 0xffff] ?? 0
    if (code === 0) throw new FileRefused('broken')
    this.skip(code >> 8)
    return code & 0xff
  }
}
