import { Inflate } from 'fflate'
import { concat } from '#bytes.ts'
import { FileRefused } from '../../metadata-finding.ts'
import { walkZlib } from '../deflate-walk.ts'

/** Most decoded bytes of one stream: a picture of an A4 page with 600 points per inch has 100 MB. */
export const MOST = 1 << 27

/** Inflates as much as possible: readers show truncated data too. @throws FileRefused `much` */
export function inflateLenient(bytes: Uint8Array, most = MOST): Uint8Array {
  const parts: Uint8Array[] = []
  let size = 0
  const inflate = new Inflate((part) => {
    size += part.length
    if (size > most) throw new FileRefused('much')
    parts.push(part)
  })
  try {
    const packed = bytes.subarray(walkStart(bytes))
    // Never as the last part: data without an end, as some programs write it, would be lost with it.
    for (let at = 0; at < packed.length; at += STEP) inflate.push(packed.subarray(at, at + STEP))
  } catch (error) {
    if (error instanceof FileRefused) throw error
  }
  if (size === 0 && !isEmpty(bytes)) throw new FileRefused('broken')
  return concat(...parts)
}
const STEP = 1 << 16

/** Offset behind the zlib header, if there is one. */
function walkStart(bytes: Uint8Array): number {
  const [method = 0, flags = 0] = bytes
  return (method & 15) === 8 && ((method << 8) | flags) % 31 === 0 ? 2 : 0
}

function isEmpty(bytes: Uint8Array): boolean {
  try {
    return bytes.length === 0 || walkZlib(bytes).size === 0
  } catch {
    return false
  }
}

/** A byte buffer that grows. */
class Sink {
  #bytes = new Uint8Array(1 << 12)
  #size = 0
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  put(byte: number): void {
    if (this.#size === this.#bytes.length) {
      if (this.#size > this.#most) throw new FileRefused('much')
      const larger = new Uint8Array(this.#size * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[this.#size] = byte
    this.#size += 1
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size)
  }
}

export function fromLzw(bytes: Uint8Array, most: number, early: boolean): Uint8Array {
  const sink = new Sink(most)
  let table: Uint8Array[] = []
  let [bits, count, width] = [0, 0, 9]
  let last: Uint8Array | null = null
  const base = Array.from({ length: 256 }, (_, byte) => new Uint8Array([byte]))
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xff_ffff
    count += 8
    if (count < width) continue
    count -= width
    const code = (bits >> count) & ((1 << width) - 1)
    if (code === 257) break
    if (code === 256) {
      ;[table, width, last] = [[], 9, null]
      continue
    }
    const entry: Uint8Array | undefined = code < 256 ? base[code] : table[code - 258]
    const first: Uint8Array | null = last
    if (entry === undefined && (first === null || code !== table.length + 258)) {
      throw new FileRefused('broken')
    }
    const row: Uint8Array =
      entry ?? concat(first ?? new Uint8Array(), (first ?? new Uint8Array()).subarray(0, 1))
    for (const one of row) sink.put(one)
    if (first !== null && table.length < 4096 - 258) table.push(concat(first, row.subarray(0, 1)))
    last = row
    const next = table.length + 258 + (early ? 1 : 0)
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9
  }
  return sink.bytes()
}

export function fromRuns(bytes: Uint8Array, most: number): Uint8Array {
  const sink = new Sink(most)
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at] ?? 128
    if (length === 128) break
    if (length < 128) for (const byte of bytes.subarray(at + 1, at + 2 + length)) sink.put(byte)
    else for (let n = 257 - length; n > 0; n -= 1) sink.put(bytes[at + 1] ?? 0)
    at += length < 128 ? length + 2 : 2
  }
  return sink.bytes()
}

export function from85(bytes: Uint8Array, most: number): Uint8Array {
  const sink = new Sink(most)
  let [value, count] = [0, 0]
  // Some programs also write the start marker `<~`.
  for (const byte of bytes[0] === 0x3c && bytes[1] === 0x7e ? bytes.subarray(2) : bytes) {
    if (byte === 0x7e) break
    if (byte <= 0x20) continue
    if (byte === 0x7a && count === 0) for (let n = 0; n < 4; n += 1) sink.put(0)
    else if (byte < 0x21 || byte > 0x75) throw new FileRefused('broken')
    else {
      value = value * 85 + (byte - 0x21)
      count += 1
      if (count === 5) {
        for (const shift of [24, 16, 8, 0]) sink.put((value / 2 ** shift) & 0xff)
        ;[value, count] = [0, 0]
      }
    }
  }
  for (let n = count; n < 5 && count > 1; n += 1) value = value * 85 + 84
  for (let n = 0; n < count - 1; n += 1) sink.put((value / 2 ** (24 - 8 * n)) & 0xff)
  return sink.bytes()
}

export function fromHex(bytes: Uint8Array, most = MOST): Uint8Array {
  const sink = new Sink(most)
  let high = -1
  for (const byte of bytes) {
    if (byte === 0x3e) break
    if (byte <= 0x20) continue
    const digit = Number.parseInt(String.fromCharCode(byte), 16)
    if (Number.isNaN(digit)) throw new FileRefused('broken')
    if (high >= 0) sink.put(high * 16 + digit)
    high = high >= 0 ? -1 : digit
  }
  if (high >= 0) sink.put(high * 16)
  return sink.bytes()
}
