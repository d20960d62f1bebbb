import type { Bytes } from '../../sealing/bytes.ts'
import { FileRefused } from '../trace.ts'

/** One colour of the picture: how it is sampled, and, in a progressive one, which numbers of a block are set so far. */
export interface Channel {
  readonly id: number
  readonly across: number
  readonly down: number
  set: Uint32Array | null
}

export interface Frame {
  readonly progressive: boolean
  readonly width: number
  readonly height: number
  readonly channels: readonly Channel[]
}

/** Sixteen bits lead to the length of a code and what it means: `length << 8 | symbol`; 0 for none. */
export type Codes = Uint16Array

interface Part {
  readonly channel: Channel
  readonly dc: Codes | undefined
  readonly ac: Codes | undefined
}

export interface Scan {
  readonly frame: Frame
  readonly parts: readonly Part[]
  /** First and last number of a block, and whether they are made finer. */
  readonly from: number
  readonly to: number
  readonly finer: boolean
  /** Units between two restarts; 0 for none. */
  readonly interval: number
}

/** Codes as a table in the file gives them. @returns how many bytes it takes */
export function codesIn(body: Uint8Array): { readonly codes: Codes; readonly size: number } {
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

/** Reads coded bits; behind a mark there are none. */
class Bits {
  readonly #bytes: Bytes
  at: number
  #held = 0
  #count = 0
  /** Zeros at the end of what is held that the file does not have. */
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
      this.#held = ((this.#held << 8) | (ends ? 0 : byte)) & 0xff_ffff
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

  take(count: number): number {
    if (count > this.#count) this.#fill()
    const value = (this.#held >> (this.#count - count)) & ((1 << count) - 1)
    this.skip(count)
    return value
  }

  symbol(codes: Codes | undefined): number {
    if (this.#count < 16) this.#fill()
    const found = codes?.[(this.#held >> (this.#count - 16)) & 0xffff] ?? 0
    if (found === 0) throw new FileRefused('broken')
    this.skip(found >> 8)
    return found & 0xff
  }
}

export interface Walked {
  /** The coded picture, restarts included, without a bit that no block needs. */
  readonly parts: readonly Uint8Array[]
  /** Where the next mark is; the end of the file where there is none. */
  readonly end: number
  /** Whether something stood there that is no picture. */
  readonly more: boolean
}

/**
 * Reads a scan block by block: only who reads it knows where it ends. Bytes behind its last block are no picture.
 * @throws FileRefused where it is not whole
 */
export function walkScan(bytes: Bytes, start: number, scan: Scan): Walked {
  const copy = new Copy(bytes)
  const units = unitsOf(scan)
  const every = scan.interval === 0 ? units.count : scan.interval
  let [at, more] = [start, false]
  for (let done = 0, restarts = 0; done < units.count; ) {
    if (done > 0) {
      if (bytes[at + 1] !== 0xd0 + (restarts & 7)) throw new FileRefused('broken')
      copy.add(at, at + 2)
      at += 2
      restarts += 1
    }
    const bits = new Bits(bytes, at)
    const run = { left: 0 }
    const until = Math.min(units.count, done + every)
    for (; done < until; done += 1) units.read(done, bits, run)
    const end = addWhole(copy, bytes, at, bits.used)
    const mark = nextMark(bytes, end)
    more ||= mark.more
    at = mark.at
  }
  while (isRestart(bytes, at)) {
    at = nextMark(bytes, at + 2).at
    more = true
  }
  return { parts: copy.parts(), end: at, more }
}

function isRestart(bytes: Bytes, at: number): boolean {
  const next = bytes[at + 1] ?? 0
  return bytes[at] === 0xff && next >= 0xd0 && next <= 0xd7
}

/** Pieces of the file, those that touch as one. */
class Copy {
  readonly #bytes: Bytes
  readonly #parts: Uint8Array[] = []
  #from = 0
  #end = 0

  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  add(from: number, end: number): void {
    if (from !== this.#end) this.#close(from)
    this.#end = end
  }

  put(...made: readonly number[]): void {
    this.#close(0)
    this.#parts.push(new Uint8Array(made))
  }

  #close(next: number): void {
    if (this.#end > this.#from) this.#parts.push(this.#bytes.subarray(this.#from, this.#end))
    this.#from = next
    this.#end = next
  }

  parts(): readonly Uint8Array[] {
    this.#close(0)
    return this.#parts
  }
}

/** As many bytes of coded picture as hold so many bits, the last one filled up with ones. @returns where they end */
function addWhole(copy: Copy, bytes: Bytes, from: number, bits: number): number {
  const rest = bits & 7
  let [end, last] = [from, from]
  for (let n = Math.ceil(bits / 8); n > 0; n -= 1) {
    last = end
    end += bytes[end] === 0xff ? 2 : 1
  }
  const filled = (bytes[last] ?? 0) | (rest === 0 ? 0 : 0xff >> rest)
  if (filled === bytes[last]) copy.add(from, end)
  else {
    copy.add(from, last)
    copy.put(...(filled === 0xff ? [0xff, 0] : [filled]))
  }
  return end
}

/** The next mark, and whether there is something other before it than a mark has. */
function nextMark(bytes: Bytes, from: number): { readonly at: number; readonly more: boolean } {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return { at: bytes.length, more: at > from }
    if (next !== 0 && next !== 0xff) {
      return { at, more: bytes.subarray(from, at).some((byte) => byte !== 0xff) }
    }
  }
  return { at: bytes.length, more: from < bytes.length }
}

interface Units {
  readonly count: number
  readonly read: (unit: number, bits: Bits, run: Run) => void
}
/** Blocks at hand that have nothing more. */
interface Run {
  left: number
}

function unitsOf(scan: Scan): Units {
  const { frame, parts } = scan
  const most = (of: (channel: Channel) => number) => Math.max(...frame.channels.map(of))
  const [across, down] = [most((one) => one.across), most((one) => one.down)]
  const wide = Math.ceil(frame.width / (8 * across))
  const high = Math.ceil(frame.height / (8 * down))
  const reader = readerOf(scan)
  const ready = parts.map((part) => {
    const { channel } = part
    const stride = wide * channel.across
    if (frame.progressive) channel.set ??= new Uint32Array(2 * stride * high * channel.down)
    return { part, channel, stride }
  })
  const [only] = ready
  if (only !== undefined && ready.length === 1) {
    const { part, channel, stride } = only
    const columns = Math.ceil(Math.ceil((frame.width * channel.across) / across) / 8)
    const rows = Math.ceil(Math.ceil((frame.height * channel.down) / down) / 8)
    return {
      count: columns * rows,
      read: (unit, bits, run) => {
        const row = Math.floor(unit / columns)
        reader(part, row * stride + (unit - row * columns), bits, run)
      },
    }
  }
  return {
    count: wide * high,
    read: (unit, bits, run) => {
      const row = Math.floor(unit / wide)
      const column = unit - row * wide
      for (const { part, channel, stride } of ready) {
        for (let y = 0; y < channel.down; y += 1) {
          const first = (row * channel.down + y) * stride + column * channel.across
          for (let x = 0; x < channel.across; x += 1) reader(part, first + x, bits, run)
        }
      }
    },
  }
}

type ReadBlock = (part: Part, block: number, bits: Bits, run: Run) => void

function readerOf({ frame, from, to, finer }: Scan): ReadBlock {
  if (!frame.progressive) return readWhole
  if (from === 0) return finer ? (_part, _block, bits) => bits.skip(1) : readFirst
  const range = { from, to }
  return finer
    ? (part, block, bits, run) => refine(range, part, block, bits, run)
    : (part, block, bits, run) => readSome(range, part, block, bits, run)
}

function readFirst({ dc }: Part, _block: number, bits: Bits): void {
  const size = bits.symbol(dc)
  if (size > 16) throw new FileRefused('broken')
  bits.skip(size)
}

function readWhole(part: Part, block: number, bits: Bits): void {
  readFirst(part, block, bits)
  for (let at = 1; at < 64; at += 1) {
    const symbol = bits.symbol(part.ac)
    if (symbol === 0) return
    at += symbol >> 4
    if (at > 63 || ((symbol & 15) === 0 && symbol !== 0xf0)) throw new FileRefused('broken')
    bits.skip(symbol & 15)
  }
}

interface Range {
  readonly from: number
  readonly to: number
}

function readSome({ from, to }: Range, part: Part, block: number, bits: Bits, run: Run): void {
  if (run.left > 0) {
    run.left -= 1
    return
  }
  for (let at = from; at <= to; at += 1) {
    const symbol = bits.symbol(part.ac)
    const [zeros, size] = [symbol >> 4, symbol & 15]
    if (size === 0 && zeros < 15) {
      run.left = (1 << zeros) - 1 + bits.take(zeros)
      return
    }
    at += zeros
    if (at > to) throw new FileRefused('broken')
    if (size > 0) put(part, block, at)
    bits.skip(size)
  }
}

function refine({ from, to }: Range, part: Part, block: number, bits: Bits, run: Run): void {
  let at = from
  for (; run.left === 0 && at <= to; at += 1) {
    const symbol = bits.symbol(part.ac)
    const size = symbol & 15
    let zeros = symbol >> 4
    if (size > 1) throw new FileRefused('broken')
    if (size === 0 && zeros < 15) {
      run.left = (1 << zeros) + bits.take(zeros)
      break
    }
    bits.skip(size)
    for (; at <= to; at += 1) {
      if (isSet(part, block, at)) bits.skip(1)
      else if (zeros === 0) break
      else zeros -= 1
    }
    if (size > 0 && at > to) throw new FileRefused('broken')
    if (size > 0) put(part, block, at)
  }
  if (run.left === 0) return
  for (; at <= to; at += 1) if (isSet(part, block, at)) bits.skip(1)
  run.left -= 1
}

function isSet({ channel }: Part, block: number, at: number): boolean {
  return (((channel.set?.[block * 2 + (at >> 5)] ?? 0) >>> (at & 31)) & 1) === 1
}

function put({ channel }: Part, block: number, at: number): void {
  const { set } = channel
  if (set !== null)
    set[block * 2 + (at >> 5)] = (set[block * 2 + (at >> 5)] ?? 0) | (1 << (at & 31))
}
