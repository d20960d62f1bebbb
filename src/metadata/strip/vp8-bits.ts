import { FileRefused } from '../metadata-finding.ts'

/** Spare bytes that an encoder may write at the end of a partition and a decoder may read. */
const SPARE = 2

/** Boolean decoder of VP8 (RFC 6386, 7.3). */
export class BoolReader {
  readonly #bytes: Uint8Array
  #at = 0
  #value = 0
  #bits = -8
  #range = 254

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  bit(likely: number): number {
    if (this.#bits < 0) {
      if (this.#at >= this.#bytes.length + SPARE) throw new FileRefused('broken')
      this.#value = (this.#value << 8) | (this.#bytes[this.#at] ?? 0)
      this.#at += 1
      this.#bits += 8
    }
    const split = (this.#range * likely) >> 8
    const one = this.#value >> this.#bits > split
    if (one) {
      this.#range -= split + 1
      this.#value -= (split + 1) << this.#bits
    } else this.#range = split
    if (this.#range < 127) {
      const shift = Math.clz32(this.#range + 1) - 24
      this.#range = ((this.#range + 1) << shift) - 1
      this.#bits -= shift
    }
    return one ? 1 : 0
  }

  /** Whether bytes are left that no boolean needed. @param padding zeros that an encoder writes behind the partition */
  hasMore(padding: number): boolean {
    const rest = this.#bytes.subarray(this.#at)
    return rest.length > SPARE + padding || rest.some((byte) => byte !== 0)
  }
}

/** Boolean encoder, the inverse of the decoder; ends with the last boolean. */
export class BoolWriter {
  readonly #bytes: number[] = []
  #value = 0
  #bits = -8
  #range = 254
  #waiting = 0

  bit(one: number, likely: number): void {
    const split = (this.#range * likely) >> 8
    if (one === 1) {
      this.#value += split + 1
      this.#range -= split + 1
    } else this.#range = split
    if (this.#range < 127) {
      const shift = Math.clz32(this.#range + 1) - 24
      this.#range = ((this.#range + 1) << shift) - 1
      this.#value <<= shift
      this.#bits += shift
      if (this.#bits > 0) this.#flush()
    }
  }

  #flush(): void {
    const shift = 8 + this.#bits
    const top = this.#value >> shift
    this.#value -= top << shift
    this.#bits -= 8
    if ((top & 0xff) === 0xff) {
      this.#waiting += 1
      return
    }
    const carry = top > 0xff
    const last = this.#bytes.length - 1
    if (carry && last >= 0) this.#bytes[last] = (this.#bytes[last] ?? 0) + 1
    for (; this.#waiting > 0; this.#waiting -= 1) this.#bytes.push(carry ? 0 : 0xff)
    this.#bytes.push(top & 0xff)
  }

  end(): Uint8Array {
    for (let n = 9 - this.#bits; n > 0; n -= 1) this.bit(0, 128)
    this.#bits = 0
    this.#flush()
    return new Uint8Array(this.#bytes)
  }
}

/** Decodes booleans and encodes them again at once. */
export class Through {
  readonly from: BoolReader
  readonly #to: BoolWriter

  constructor(from: BoolReader, to: BoolWriter) {
    this.from = from
    this.#to = to
  }

  /** Copies one boolean. @param likely its probability in the file @param own its probability in the copy */
  bit(likely: number, own = likely): number {
    const one = this.from.bit(likely)
    this.#to.bit(one, own)
    return one
  }

  /** Reads bits without writing them. */
  read(bits: number): number {
    let value = 0
    for (let n = 0; n < bits; n += 1) value = (value << 1) | this.from.bit(128)
    return value
  }

  write(bits: number, value: number): void {
    for (let n = bits - 1; n >= 0; n -= 1) this.#to.bit((value >> n) & 1, 128)
  }

  /** Reads a probability that the file may update; writes `own` where it differs from the default. */
  chance(usual: number, own: number, change = 128): number {
    const read = this.from.bit(change) === 1 ? this.read(8) : usual
    this.#to.bit(own === usual ? 0 : 1, change)
    if (own !== usual) this.write(8, own)
    return read
  }

  number(bits: number): number {
    let value = 0
    for (let n = 0; n < bits; n += 1) value = (value << 1) | this.bit(128)
    return value
  }

  /** Copies an optional signed number: a flag, then the number. */
  perhaps(bits: number): void {
    if (this.bit(128) === 1) this.number(bits + 1)
  }

  /** Reads a number and writes another: the original has no effect in the copy. */
  instead(bits: number, value: number): number {
    this.write(bits, value)
    return this.read(bits)
  }
}
