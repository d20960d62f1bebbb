import { concat } from '#bytes.ts'
import { FileRefused } from '../metadata-finding.ts'
import { blocksOf, type Frame, type FrameComponent } from './jpeg-blocks.ts'
import { type Coding, codingOf } from './jpeg-codes.ts'
import { segmentOf } from './jpeg-segments.ts'

const [BASELINE, EXTENDED, HUFFMAN, SCAN, QUANTA] = [0xc0, 0xc1, 0xc4, 0xda, 0xdb]
/** The standard allows ten blocks in an MCU. */
const MOST_BLOCKS = 10

/**
 * Encodes the coefficients of all blocks in one way: one sequential scan, or one for each component where an MCU would
 * have too many blocks, with optimal Huffman codes. Scans, tables and codes of the file could carry a message. Blocks
 * beyond the edge of the image are not visible and not written.
 */
export function writtenFrame(frame: Frame): readonly Uint8Array[] {
  const { channels } = frame
  const { quanta, slots } = oneQuanta(channels)
  const wide = quanta.some((one) => one.some((value) => value > 255))
  const size = channels.reduce((sum, { across, down }) => sum + across * down, 0)
  const scans = size <= MOST_BLOCKS ? [channels] : channels.map((channel) => [channel])
  const codings = codingsOf(frame, scans)
  const { precision, width, height } = frame
  const head = [precision, height >> 8, height & 255, width >> 8, width & 255, channels.length]
  const parts: Uint8Array[] = quanta.map((own, slot) => quantaOf(slot, own))
  parts.push(
    segmentOf(
      precision === 8 && !wide ? BASELINE : EXTENDED,
      new Uint8Array([
        ...head,
        ...channels.flatMap((one, n) => [n + 1, (one.across << 4) | one.down, slots[n] ?? 0]),
      ]),
    ),
  )
  for (const [slot, { dc, ac }] of codings.entries()) {
    parts.push(segmentOf(HUFFMAN, concat(new Uint8Array([slot]), dc.table)))
    parts.push(segmentOf(HUFFMAN, concat(new Uint8Array([0x10 | slot]), ac.table)))
  }
  for (const scan of scans) {
    const each = scan.flatMap((one) => {
      const n = channels.indexOf(one)
      return [n + 1, tableOf(n) * 0x11]
    })
    parts.push(segmentOf(SCAN, new Uint8Array([scan.length, ...each, 0, 63, 0])))
    const out = new BitWriter()
    visit(frame, scan, (n, isFirst, symbol, value, bits) => {
      const coding = codings[tableOf(n)]?.[isFirst ? 'dc' : 'ac']
      out.put(coding?.code[symbol] ?? 0, coding?.length[symbol] ?? 0)
      if (bits > 0) out.put(value, bits)
    })
    parts.push(out.end())
  }
  return parts
}

/** Table number: luminance has tables of its own. */
const tableOf = (channel: number) => (channel === 0 ? 0 : 1)

/**
 * Quantisation tables: only factors of coefficients that occur count; the others are 0 here and 1 in the file.
 * Components share a table where none needs another.
 */
function oneQuanta(channels: readonly FrameComponent[]) {
  const quanta: Uint16Array[] = []
  const slots = channels.map((channel) => {
    const own = usedQuanta(channel)
    const fits = (value: number, n: number) => value === 0 || own[n] === 0 || value === own[n]
    const index = quanta.findIndex((one) => one.every(fits))
    const slot = index < 0 ? quanta.push(own) - 1 : index
    for (const [n, value] of own.entries()) if (value > 0) quanta[slot]?.set([value], n)
    return slot
  })
  return { quanta, slots }
}

function usedQuanta({ numbers, stride, columns, rows, quanta }: FrameComponent): Uint16Array {
  const used = new Uint8Array(64)
  for (let row = 0; row < rows; row += 1) {
    const from = row * stride * 64
    for (let at = from; at < from + columns * 64; at += 1) if (numbers[at] !== 0) used[at & 63] = 1
  }
  return Uint16Array.from(used, (is, n) => {
    const value = quanta?.[n] ?? 0
    if (is === 1 && value === 0) throw new FileRefused('broken')
    return is * value
  })
}

function quantaOf(slot: number, own: Uint16Array): Uint8Array {
  const plain = [...own].map((value) => Math.max(1, value))
  const wide = plain.some((value) => value > 255)
  const values = wide ? plain.flatMap((value) => [value >> 8, value & 255]) : plain
  return segmentOf(QUANTA, new Uint8Array([(wide ? 0x10 : 0) | slot, ...values]))
}

function codingsOf(
  frame: Frame,
  scans: readonly (readonly FrameComponent[])[],
): readonly { readonly dc: Coding; readonly ac: Coding }[] {
  const counts = frame.channels
    .slice(0, 2)
    .map(() => ({ dc: new Uint32Array(256), ac: new Uint32Array(256) }))
  for (const scan of scans) {
    visit(frame, scan, (n, isFirst, symbol) => {
      const of = counts[tableOf(n)]?.[isFirst ? 'dc' : 'ac']
      if (of !== undefined) of[symbol] = (of[symbol] ?? 0) + 1
    })
  }
  return counts.map(({ dc, ac }) => ({ dc: codingOf(dc), ac: codingOf(ac) }))
}

type Emit = (channel: number, isFirst: boolean, symbol: number, value: number, bits: number) => void

function visit(frame: Frame, scan: readonly FrameComponent[], emit: Emit): void {
  const last = new Map<FrameComponent, number>()
  const one = (channel: FrameComponent, block: number) => {
    const n = frame.channels.indexOf(channel)
    last.set(channel, visitBlock(channel, block, last.get(channel) ?? 0, n, emit))
  }
  const [only] = scan
  if (only !== undefined && scan.length === 1) {
    for (let row = 0; row < only.rows; row += 1) {
      for (let column = 0; column < only.columns; column += 1) one(only, row * only.stride + column)
    }
    return
  }
  for (let unit = 0; unit < frame.wide * frame.high; unit += 1) {
    for (const channel of scan) {
      for (const block of blocksOf(frame, channel, unit)) one(channel, block)
    }
  }
}

/** Encodes one block. @returns its DC coefficient, the prediction for the next block */
function visitBlock(
  channel: FrameComponent,
  block: number,
  last: number,
  n: number,
  emit: Emit,
): number {
  const { numbers, stride, columns, rows } = channel
  const isSeen = block % stride < columns && block < rows * stride
  const from = block * 64
  const first = isSeen ? (numbers[from] ?? 0) : last
  const step = first - last
  const size = sizeOf(step)
  if (size > 15) throw new FileRefused('broken')
  emit(n, true, size, codeOf(step, size), size)
  let zeros = 0
  for (let at = from + 1; isSeen && at < from + 64; at += 1) {
    const number = numbers[at] ?? 0
    if (number === 0) {
      zeros += 1
      continue
    }
    for (; zeros > 15; zeros -= 16) emit(n, false, 0xf0, 0, 0)
    const bits = sizeOf(number)
    emit(n, false, (zeros << 4) | bits, codeOf(number, bits), bits)
    zeros = 0
  }
  if (zeros > 0 || !isSeen) emit(n, false, 0, 0, 0)
  return first
}

const sizeOf = (number: number) => 32 - Math.clz32(Math.abs(number))
const codeOf = (number: number, size: number) => (number < 0 ? number + (1 << size) - 1 : number)

class BitWriter {
  #bytes = new Uint8Array(1 << 16)
  #at = 0
  #bits = 0
  #count = 0

  put(value: number, bits: number): void {
    this.#bits = (this.#bits << bits) | value
    this.#count += bits
    while (this.#count >= 8) {
      this.#count -= 8
      this.#byte((this.#bits >> this.#count) & 255)
    }
    this.#bits &= (1 << this.#count) - 1
  }

  #byte(byte: number): void {
    if (this.#at + 2 > this.#bytes.length) {
      const more = new Uint8Array(this.#bytes.length * 2)
      more.set(this.#bytes)
      this.#bytes = more
    }
    this.#bytes[this.#at++] = byte
    if (byte === 0xff) this.#bytes[this.#at++] = 0
  }

  /** Pads the last byte with ones. */
  end(): Uint8Array {
    if (this.#count > 0) this.put((1 << (8 - this.#count)) - 1, 8 - this.#count)
    return this.#bytes.subarray(0, this.#at)
  }
}
