import { FileRefused } from '../trace.ts'
import type { Bits, Codes } from './jpeg-bits.ts'

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

export interface Part {
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

export interface Units {
  readonly count: number
  readonly read: (unit: number, bits: Bits, run: Run) => void
}
/** Blocks at hand that have nothing more. */
interface Run {
  left: number
}

export function unitsOf(scan: Scan): Units {
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
