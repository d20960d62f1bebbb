import { concat } from '#bytes.ts'
import { begins } from '../magic.ts'
import { FileRefused } from '../metadata-finding.ts'
import { CHANGES, NUMBERS, WAYS } from './vp8-tables.ts'

/** Bytes that a writer may leave at the end of a part, and that a reader asks for behind it. */
const SPARE = 2
const HEAD = 10

export interface Copied {
  readonly bytes: Uint8Array
  /** Something stood there that no reader needs. */
  readonly more: boolean
}

/** Reads one decision after the other, each by how likely it is (RFC 6386, 7.3). */
class BoolReader {
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
class BoolWriter {
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
class Through {
  readonly from: BoolReader
  readonly #to: BoolWriter

  constructor(from: BoolReader, to: BoolWriter) {
    this.from = from
    this.#to = to
  }

  bit(likely: number): number {
    const one = this.from.bit(likely)
    this.#to.bit(one, likely)
    return one
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
    let read = 0
    for (let n = bits - 1; n >= 0; n -= 1) {
      read = (read << 1) | this.from.bit(128)
      this.#to.bit((value >> n) & 1, 128)
    }
    return read
  }
}

/**
 * A picture of VP8, decision by decision: so nothing is in the copy that no reader asks for, neither behind the end of a
 * part nor in the numbers that readers skip. Its parts become one.
 * @throws FileRefused
 */
export function copyVp8(body: Uint8Array): Copied {
  const [tag = 0, one = 0, two = 0] = body
  const first = (tag | (one << 8) | (two << 16)) >> 5
  const fits = (tag & 0x11) === 0x10 && ((tag >> 1) & 7) < 4 && begins(body, [0x9d, 0x01, 0x2a], 3)
  const size = (at: number) => (body[at] ?? 0) | ((body[at + 1] ?? 0) << 8)
  const [width, height] = [size(6) & 0x3fff, size(8) & 0x3fff]
  if (!fits || HEAD + first > body.length || width * height === 0) throw new FileRefused('broken')
  const out = new BoolWriter()
  const head = new Through(new BoolReader(body.subarray(HEAD, HEAD + first)), out)
  // How its colours are meant, which readers skip.
  head.instead(2, 0)
  const map = segments(head)
  filters(head)
  const count = 1 << head.instead(2, 0)
  const parts = partsOf(body.subarray(HEAD + first), count)
  const tokens = new BoolWriter()
  const readers = parts.map((part) => new Through(new BoolReader(part), tokens))
  head.number(7)
  for (let n = 0; n < 5; n += 1) head.perhaps(4)
  head.instead(1, 0)
  const likely = NUMBERS.map((usual, n) =>
    head.bit(CHANGES[n] ?? 0) === 1 ? head.number(8) : usual,
  )
  const skips = head.bit(128) === 1 ? head.number(8) : null
  const [wide, high] = [(width + 15) >> 4, (height + 15) >> 4]
  const above = Array.from({ length: wide }, () => new Edge())
  for (let row = 0; row < high; row += 1) {
    const left = new Edge()
    const reader = readers[row & (count - 1)]
    for (const top of above) {
      if (map !== null) head.bit(head.bit(map[0] ?? 0) === 0 ? (map[1] ?? 0) : (map[2] ?? 0))
      const isEmpty = skips !== null && head.bit(skips) === 1
      const isWhole = ways(head, top, left)
      if (!isEmpty) numbers(reader, likely, isWhole, top, left)
      else for (const edge of [top, left]) edge.clear(isWhole)
    }
  }
  const plain = out.end()
  const length = plain.length << 5
  if (plain.length >= 1 << 19) throw new FileRefused('broken')
  const tagged = (tag & 0x1e) | length
  const start = new Uint8Array(body.subarray(0, HEAD))
  start.set([tagged & 255, (tagged >> 8) & 255, tagged >> 16])
  start.set([width & 255, width >> 8, height & 255, height >> 8], 6)
  const more = head.from.more || readers.some(({ from }) => from.more)
  const scaled = size(6) !== width || size(8) !== height
  return { bytes: concat(start, plain, tokens.end()), more: more || scaled }
}

/** @returns how likely each of four segments is; `null` where blocks do not say to which they belong */
function segments(head: Through): readonly number[] | null {
  if (head.bit(128) === 0) return null
  const isMapped = head.bit(128) === 1
  if (head.bit(128) === 1) {
    head.bit(128)
    for (let n = 0; n < 4; n += 1) head.perhaps(7)
    for (let n = 0; n < 4; n += 1) head.perhaps(6)
  }
  if (!isMapped) return null
  return [0, 1, 2].map(() => (head.bit(128) === 1 ? head.number(8) : 255))
}

function filters(head: Through): void {
  head.number(10)
  if (head.bit(128) === 0 || head.bit(128) === 0) return
  for (let n = 0; n < 8; n += 1) head.perhaps(6)
}

/** All but the last say how long they are. */
function partsOf(body: Uint8Array, count: number): readonly Uint8Array[] {
  let at = 3 * (count - 1)
  if (at > body.length) throw new FileRefused('broken')
  return Array.from({ length: count }, (_, n) => {
    const [low = 0, middle = 0, high = 0] = body.subarray(3 * n)
    const end = n === count - 1 ? body.length : at + (low | (middle << 8) | (high << 16))
    if (end > body.length) throw new FileRefused('broken')
    const part = body.subarray(at, end)
    at = end
    return part
  })
}

/** What the blocks below or beside ask about one. */
class Edge {
  readonly ways: Uint8Array = new Uint8Array(4)
  /** Whether there were numbers: four of brightness, two and two of colour. */
  readonly filled: Uint8Array = new Uint8Array(8)
  whole = 0

  clear(isWhole: boolean): void {
    this.filled.fill(0)
    if (isWhole) this.whole = 0
  }
}

/** How a block is foretold. @returns whether as a whole */
function ways(head: Through, top: Edge, left: Edge): boolean {
  const isWhole = head.bit(145) === 1
  if (isWhole) {
    const way = head.bit(156) === 1 ? (head.bit(128) === 1 ? 1 : 3) : head.bit(163) === 1 ? 2 : 0
    top.ways.fill(way)
    left.ways.fill(way)
  } else {
    for (let y = 0; y < 4; y += 1) {
      for (let x = 0; x < 4; x += 1) {
        const way = smallWay(head, ((top.ways[x] ?? 0) * 10 + (left.ways[y] ?? 0)) * 9)
        top.ways[x] = way
        left.ways[y] = way
      }
    }
  }
  if (head.bit(142) === 1 && head.bit(114) === 1) head.bit(183)
  return isWhole
}

function smallWay(head: Through, from: number): number {
  const bit = (n: number) => head.bit(WAYS[from + n] ?? 0) === 1
  if (!bit(0)) return 0
  if (!bit(1)) return 1
  if (!bit(2)) return 2
  if (!bit(3)) return bit(4) ? (bit(5) ? 5 : 4) : 3
  if (!bit(6)) return 6
  return bit(7) ? (bit(8) ? 9 : 8) : 7
}

const BANDS = [0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0]
/** More bits of large numbers. */
const LARGE = [
  [173, 148, 140],
  [176, 155, 140, 135],
  [180, 157, 141, 134, 130],
  [254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129],
]

function numbers(
  reader: Through | undefined,
  likely: Uint8Array,
  isWhole: boolean,
  top: Edge,
  left: Edge,
): void {
  if (reader === undefined) return
  if (isWhole) {
    const end = blockEnd(reader, likely, 1, top.whole + left.whole, 0)
    top.whole = end > 0 ? 1 : 0
    left.whole = top.whole
  }
  const [kind, first] = isWhole ? [0, 1] : [3, 0]
  const square = (of: number, from: number, size: number, begin: number) => {
    for (let y = from; y < from + size; y += 1) {
      for (let x = from; x < from + size; x += 1) {
        const beside = (top.filled[x] ?? 0) + (left.filled[y] ?? 0)
        const filled = blockEnd(reader, likely, of, beside, begin) > begin ? 1 : 0
        top.filled[x] = filled
        left.filled[y] = filled
      }
    }
  }
  square(kind, 0, 4, first)
  square(2, 4, 2, 0)
  square(2, 6, 2, 0)
}

/** Reads the numbers of a small block. @returns behind the last one */
function blockEnd(
  reader: Through,
  likely: Uint8Array,
  kind: number,
  beside: number,
  first: number,
): number {
  const placeOf = (n: number, before: number) => ((kind * 8 + (BANDS[n] ?? 0)) * 3 + before) * 11
  let from = placeOf(first, beside)
  const bit = (n: number) => reader.bit(likely[from + n] ?? 0) === 1
  for (let n = first; n < 16; n += 1) {
    if (!bit(0)) return n
    while (!bit(1)) {
      n += 1
      if (n === 16) return 16
      from = placeOf(n, 0)
    }
    let before = 1
    if (bit(2)) {
      before = 2
      large(reader, bit)
    }
    reader.bit(128)
    from = placeOf(n + 1, before)
  }
  return 16
}

function large(reader: Through, bit: (n: number) => boolean): void {
  if (!bit(3)) {
    if (bit(4)) bit(5)
  } else if (!bit(6)) {
    if (bit(7)) {
      reader.bit(165)
      reader.bit(145)
    } else reader.bit(159)
  } else {
    const high = bit(8) ? 1 : 0
    const low = bit(9 + high) ? 1 : 0
    for (const likely of LARGE[2 * high + low] ?? []) reader.bit(likely)
  }
}
