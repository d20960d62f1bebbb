import { FileRefused } from '../metadata-finding.ts'

/** Bytes that a writer may leave at the end of a part, and that a reader asks for behind it. */
const SPARE = 2

/** Reads one decision after the other, each by how likely it is (RFC 6386, 7.3). */
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

  /** Bytes that no decision needed. */
  get more(): boolean {
    const rest = this.#bytes.subarray(this.#at)
    return rest.length > SPARE || rest.some((byte) => byte !== 0)
  }
}

/** Writes decisions as the reader finds them, and ends where the last one does. */
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

/** What is read is written at once. */
export class Through {
  readonly from: BoolReader
  readonly #to: BoolWriter

  constructor(from: BoolReader, to: BoolWriter) {
    this.from = from
    this.#to = to
  }

  /** Read as likely as the file says, and written as likely as it is. */
  bit(likely: number, own = likely): number {
    const one = this.from.bit(likely)
    this.#to.bit(one, own)
    return one
  }

  /** Read, and not written. */
  read(bits: number): number {
    let value = 0
    for (let n = 0; n < bits; n += 1) value = (value << 1) | this.from.bit(128)
    return value
  }

  write(bits: number, value: number): void {
    for (let n = bits - 1; n >= 0; n -= 1) this.#to.bit((value >> n) & 1, 128)
  }

  /** A chance that the file gives anew where it says so; ours is written where it is another than the usual. */
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

  /** Where the first bit says so, a number with a sign. */
  perhaps(bits: number): void {
    if (this.bit(128) === 1) this.number(bits + 1)
  }

  /** Read, and another value written: what was read has no effect in the copy. */
  instead(bits: number, value: number): number {
    this.write(bits, value)
    return this.read(bits)
  }
}
