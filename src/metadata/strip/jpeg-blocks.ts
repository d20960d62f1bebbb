import { FileRefused } from '../metadata-finding.ts'
import type { Bits, HuffmanCodes } from './jpeg-bits.ts'

/** A component of a JPEG frame: its sampling, and the DCT coefficients of its blocks, 64 each, in file order. */
export interface FrameComponent {
  readonly id: number
  readonly across: number
  readonly down: number
  /** Number of its quantisation table. */
  readonly slot: number
  quanta: Uint16Array | null
  /** Blocks in a row as stored; `columns` and `rows` count the visible ones. */
  readonly stride: number
  readonly columns: number
  readonly rows: number
  readonly numbers: Int16Array
}

export interface Frame {
  readonly progressive: boolean
  readonly precision: number
  readonly width: number
  readonly height: number
  /** MCUs in a row and in a column. */
  readonly wide: number
  readonly high: number
  readonly channels: readonly FrameComponent[]
}

export interface ScanComponent {
  readonly channel: FrameComponent
  readonly dc: HuffmanCodes | undefined
  readonly ac: HuffmanCodes | undefined
}

export interface JpegScan {
  readonly frame: Frame
  readonly parts: readonly ScanComponent[]
  /** Spectral selection: first and last coefficient of the scan; `finer`: whether it refines earlier ones. */
  readonly from: number
  readonly to: number
  readonly finer: boolean
  /** Bit position of the coefficients (successive approximation). */
  readonly shift: number
  /** Restart interval in MCUs; 0 for none. */
  readonly interval: number
}

export interface Units {
  readonly count: number
  readonly read: (unit: number, bits: Bits, run: DecoderState) => void
}
/** Decoder state between blocks, reset at each restart. */
export interface DecoderState {
  /** Blocks left that have no further coefficients (end-of-band run). */
  left: number
  /** Last DC coefficient of each component. */
  readonly last: Map<FrameComponent, number>
}

export function unitsOf(scan: JpegScan): Units {
  const { frame, parts } = scan
  const reader = readerOf(scan)
  const [only] = parts
  if (only !== undefined && parts.length === 1) {
    const { columns, rows, stride } = only.channel
    return {
      count: columns * rows,
      read: (unit, bits, run) => {
        const row = Math.floor(unit / columns)
        reader(only, row * stride + (unit - row * columns), bits, run)
      },
    }
  }
  return {
    count: frame.wide * frame.high,
    read: (unit, bits, run) => {
      for (const part of parts) {
        for (const block of blocksOf(frame, part.channel, unit)) reader(part, block, bits, run)
      }
    },
  }
}

/** Indices of the blocks of a component in an MCU. */
export function blocksOf(
  { wide }: Frame,
  channel: FrameComponent,
  unit: number,
): readonly number[] {
  const row = Math.floor(unit / wide)
  const column = (unit - row * wide) * channel.across
  const blocks: number[] = []
  for (let y = 0; y < channel.down; y += 1) {
    const first = (row * channel.down + y) * channel.stride + column
    for (let x = 0; x < channel.across; x += 1) blocks.push(first + x)
  }
  return blocks
}

type ReadBlock = (part: ScanComponent, block: number, bits: Bits, run: DecoderState) => void

function readerOf({ frame, from, to, finer, shift }: JpegScan): ReadBlock {
  if (!frame.progressive) return readWhole
  const range = { from, to, one: 1 << shift }
  if (from === 0) {
    return finer
      ? ({ channel: { numbers } }, block, bits) => {
          if (bits.take(1) === 1) numbers[block * 64] = (numbers[block * 64] ?? 0) | range.one
        }
      : (part, block, bits, run) => readFirst(part, block, bits, run, range.one)
  }
  return finer
    ? (part, block, bits, run) => refine(range, part, block, bits, run)
    : (part, block, bits, run) => readSome(range, part, block, bits, run)
}

function readFirst(
  { channel, dc }: ScanComponent,
  block: number,
  bits: Bits,
  { last }: DecoderState,
  one = 1,
): void {
  const size = bits.symbol(dc)
  if (size > 15) throw new FileRefused('broken')
  const value = (last.get(channel) ?? 0) + bits.signed(size)
  last.set(channel, value)
  channel.numbers[block * 64] = value * one
}

function readWhole(part: ScanComponent, block: number, bits: Bits, run: DecoderState): void {
  readFirst(part, block, bits, run)
  const { numbers } = part.channel
  for (let at = 1; at < 64; at += 1) {
    const symbol = bits.symbol(part.ac)
    if (symbol === 0) return
    at += symbol >> 4
    if (at > 63 || ((symbol & 15) === 0 && symbol !== 0xf0)) throw new FileRefused('broken')
    numbers[block * 64 + at] = bits.signed(symbol & 15)
  }
}

interface Range {
  readonly from: number
  readonly to: number
  /** Lowest bit that this scan adds. */
  readonly one: number
}

function readSome(
  { from, to, one }: Range,
  part: ScanComponent,
  block: number,
  bits: Bits,
  run: DecoderState,
): void {
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
    if (size > 0) part.channel.numbers[block * 64 + at] = bits.signed(size) * one
  }
}

function refine(
  { from, to, one }: Range,
  part: ScanComponent,
  block: number,
  bits: Bits,
  run: DecoderState,
): void {
  const { numbers } = part.channel
  const finer = (place: number) => {
    const number = numbers[place] ?? 0
    if (bits.take(1) === 1 && (number & one) === 0)
      numbers[place] = number + (number < 0 ? -one : one)
  }
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
    const value = size === 0 ? 0 : bits.take(1) === 1 ? one : -one
    for (; at <= to; at += 1) {
      const place = block * 64 + at
      if (numbers[place] !== 0) finer(place)
      else if (zeros === 0) break
      else zeros -= 1
    }
    if (size > 0 && at > to) throw new FileRefused('broken')
    if (size > 0) numbers[block * 64 + at] = value
  }
  if (run.left === 0) return
  for (; at <= to; at += 1) {
    const place = block * 64 + at
    if (numbers[place] !== 0) finer(place)
  }
  run.left -= 1
}
