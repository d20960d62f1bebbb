import { type Bytes, concat, utf8 } from '#bytes.ts'
import { latin } from '../magic.ts'
import { type CleanCopy, FileRefused, inOrder, type MetadataFinding } from '../metadata-finding.ts'
import { packCodes, unpackCodes } from './gif-codes.ts'

const [IMAGE, EXTENSION, END] = [0x2c, 0x21, 0x3b]
const [TIMING, COMMENT, APPLICATION] = [0xf9, 0xfe, 0xff]
/** Application extensions that hold how often an animation repeats. */
const LOOPS = /^(NETSCAPE2\.0|ANIMEXTS1\.0)$/
/** Beyond this many repetitions the copy repeats for ever. */
const MOST_LOOPS = 100
const MOST_POINTS = 1 << 28

/** Graphic control of a frame. */
interface Timing {
  readonly disposal: number
  /** Delay in hundredths of a second. */
  readonly delay: number
  /** Index of the transparent colour; -1 for none. */
  readonly clear: number
}

interface Frame extends Timing {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Colour of each pixel, or `CLEAR`. */
  readonly colours: Int32Array
}

const CLEAR = -1
const STILL: Timing = { disposal: 0, delay: 0, clear: -1 }

/**
 * Decodes the pixels of each frame and encodes them again: the order of a palette, colours that no pixel uses, and the
 * LZW codes could each carry a message.
 * @throws FileRefused
 */
export function stripGif(bytes: Bytes): CleanCopy {
  const findings = new Set<MetadataFinding>()
  const screen = tableAt(bytes, 10)
  let at = 13 + screen.length
  const used = new Set<number>()
  const frames: Frame[] = []
  let timing = STILL
  let loops: number | null = null
  let points = 0
  for (; at < bytes.length && bytes[at] !== END; ) {
    if (bytes[at] === IMAGE) {
      const own = tableAt(bytes, at + 9)
      const data = at + 10 + own.length
      const { blocks, end } = blocksAt(bytes, data + 1)
      const isOwn = own.length > 0
      const usedHere = isOwn ? new Set<number>() : used
      const shown = frameAt(bytes, at, isOwn ? own : screen, timing, usedHere)
      points += shown.width * shown.height
      if (points > MOST_POINTS) throw new FileRefused('broken')
      const { frame, more } = shown.read(concat(...blocks), bytes[data] ?? 0)
      if (more || (isOwn && hasMore(own, usedHere))) findings.add('other')
      frames.push(frame)
      timing = STILL
      at = end
    } else if (bytes[at] === EXTENSION) {
      const { blocks, end } = blocksAt(bytes, at + 2)
      const [label, first, second] = [bytes[at + 1], blocks[0], blocks[1]]
      const isLoop =
        label === APPLICATION && first !== undefined && LOOPS.test(latin(first, 0, first.length))
      if (label === TIMING && first !== undefined && first.length >= 4) {
        timing = timingOf(first)
        if (blocks.length > 1 || first.length > 4 || ((first[0] ?? 0) & 0xe2) > 0)
          findings.add('other')
      } else if (isLoop && second?.[0] === 1 && second.length >= 3) {
        loops ??= (second[1] ?? 0) | ((second[2] ?? 0) << 8)
        if (blocks.length > 2 || second.length > 3) findings.add('other')
      } else findings.add(label === COMMENT ? 'words' : 'other')
      at = end
    } else throw new FileRefused('broken')
  }
  if (frames.length === 0) throw new FileRefused('broken')
  if (hasMore(screen, used)) findings.add('other')
  if (at + 1 < bytes.length) findings.add('behind')
  const [width, height] = screenOf(bytes, frames[0])
  const shown = frames.map((frame) => cropped(frame, width, height))
  if (shown.some((frame, n) => frame !== frames[n])) findings.add('other')
  const copy = written(width, height, shown, loops)
  return { bytes: copy, findings: inOrder(findings), stays: [] }
}

/** Size of the canvas: viewers enlarge it to the first frame. */
function screenOf(bytes: Bytes, first: Frame | undefined): readonly [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { x = 0, y = 0, width = 0, height = 0 } = first ?? {}
  return [
    Math.max(view.getUint16(6, true), Math.min(x + width, 0xffff)),
    Math.max(view.getUint16(8, true), Math.min(y + height, 0xffff)),
  ]
}

/** A frame without what lies outside the canvas. */
function cropped(frame: Frame, width: number, height: number): Frame {
  const [across, down] = [
    Math.min(frame.width, width - frame.x),
    Math.min(frame.height, height - frame.y),
  ]
  if (across === frame.width && down === frame.height) return frame
  if (across <= 0 || down <= 0) {
    return { ...frame, x: 0, y: 0, width: 1, height: 1, colours: new Int32Array([CLEAR]) }
  }
  const colours = new Int32Array(across * down)
  for (let row = 0; row < down; row += 1) {
    const from = row * frame.width
    colours.set(frame.colours.subarray(from, from + across), row * across)
  }
  return { ...frame, width: across, height: down, colours }
}

function timingOf(body: Uint8Array): Timing {
  const [flags = 0, low = 0, high = 0, clear = 0] = body
  const disposal = (flags >> 2) & 7
  return {
    // "Keep" is the default, and undefined methods mean the same.
    disposal: disposal === 2 || disposal === 3 ? disposal : 0,
    delay: low | (high << 8),
    clear: flags & 1 ? clear : -1,
  }
}

/** Bytes of a palette, three for each colour; empty where the flags say that there is none. */
function tableAt(bytes: Bytes, flagsAt: number): Uint8Array {
  const flags = bytes[flagsAt] ?? 0
  const size = flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
  const from = flagsAt === 10 ? 13 : flagsAt + 1
  return bytes.subarray(from, from + size)
}

/** Whether the palette has a colour, other than black, that no pixel uses. */
function hasMore(table: Uint8Array, used: ReadonlySet<number>): boolean {
  return table.some((value, at) => value > 0 && !used.has(Math.floor(at / 3)))
}

/** Sub-blocks: each begins with its length, one of length zero ends them. @throws FileRefused */
function blocksAt(bytes: Bytes, from: number): { blocks: readonly Uint8Array[]; end: number } {
  const blocks: Uint8Array[] = []
  for (let at = from; ; ) {
    const length = bytes[at]
    if (length === undefined || at + 1 + length > bytes.length) throw new FileRefused('broken')
    if (length === 0) return { blocks, end: at + 1 }
    blocks.push(bytes.subarray(at + 1, at + 1 + length))
    at += length + 1
  }
}

function frameAt(bytes: Bytes, at: number, table: Uint8Array, timing: Timing, used: Set<number>) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [x, y, width, height] = [1, 3, 5, 7].map((n) => view.getUint16(at + n, true)) as [
    number,
    number,
    number,
    number,
  ]
  const interlaced = ((bytes[at + 9] ?? 0) & 0x40) > 0
  return {
    width,
    height,
    read: (packed: Uint8Array, least: number) => {
      const { points, more } = unpackCodes(packed, least, width * height)
      const colours = new Int32Array(width * height)
      for (const [from, row] of rowsOf(height, interlaced).entries()) {
        for (let n = 0; n < width; n += 1) {
          const index = points[from * width + n] ?? 0
          const isClear = index === timing.clear
          if (!isClear) used.add(index)
          colours[row * width + n] = isClear ? CLEAR : colourOf(table, index)
        }
      }
      const frame: Frame = { ...timing, x, y, width, height, colours }
      return { frame, more }
    },
  }
}

function colourOf(table: Uint8Array, index: number): number {
  const [red = 0, green = 0, blue = 0] = table.subarray(index * 3, index * 3 + 3)
  return (red << 16) | (green << 8) | blue
}

/** Rows of a frame in the order in which they are stored. */
function rowsOf(height: number, interlaced: boolean): readonly number[] {
  const passes = interlaced
    ? ([
        [0, 8],
        [4, 8],
        [2, 4],
        [1, 2],
      ] as const)
    : ([[0, 1]] as const)
  return passes.flatMap(([from, step]) =>
    Array.from({ length: Math.ceil(Math.max(0, height - from) / step) }, (_, n) => from + n * step),
  )
}

/** Writes one palette for all frames when it holds all colours, in order of appearance; else one for each frame. */
function written(
  width: number,
  height: number,
  frames: readonly Frame[],
  loops: number | null,
): Bytes {
  const moves = frames.length > 1
  const shared = listOf(frames)
  const size = shared === null ? 0 : bitsOf(shared)
  const two = (...values: readonly number[]) => values.flatMap((value) => [value & 255, value >> 8])
  const flags = shared === null ? 0x70 : 0xf0 | (size - 1)
  const parts: Uint8Array[] = [
    utf8('GIF89a'),
    new Uint8Array([...two(width, height), flags, 0, 0]),
    shared === null ? new Uint8Array() : tableOf(shared, size),
  ]
  if (moves && loops !== null) {
    const times = loops > MOST_LOOPS ? 0 : loops
    const head = [EXTENSION, APPLICATION, 11, ...utf8('NETSCAPE2.0')]
    parts.push(new Uint8Array([...head, 3, 1, ...two(times), 0]))
  }
  for (const frame of frames) {
    const own = shared ?? listOf([frame])
    if (own === null) throw new FileRefused('broken')
    const bits = bitsOf(own)
    const clear = frame.colours.includes(CLEAR) ? own.get(CLEAR) : undefined
    const [delay, disposal] = moves ? [frame.delay, frame.disposal] : [0, 0]
    if (moves || clear !== undefined) {
      const how = (disposal << 2) | (clear === undefined ? 0 : 1)
      parts.push(new Uint8Array([EXTENSION, TIMING, 4, how, ...two(delay), clear ?? 0, 0]))
    }
    const { x, y } = frame
    const place = two(x, y, frame.width, frame.height)
    const least = Math.max(2, bits)
    parts.push(new Uint8Array([IMAGE, ...place, shared === null ? 0x80 | (bits - 1) : 0]))
    if (shared === null) parts.push(tableOf(own, bits))
    const points = Uint8Array.from(frame.colours, (colour) => own.get(colour) ?? 0)
    parts.push(new Uint8Array([least]), blocked(packCodes(points, least)))
  }
  return concat(...parts, new Uint8Array([END]))
}

/** Index of each colour in order of appearance; `null` when they exceed a palette. */
function listOf(frames: readonly Frame[]): ReadonlyMap<number, number> | null {
  const list = new Map<number, number>()
  for (const { colours } of frames) {
    for (const colour of colours) if (!list.has(colour)) list.set(colour, list.size)
    if (list.size > 256) return null
  }
  return list
}

const bitsOf = ({ size }: ReadonlyMap<number, number>) => Math.max(1, Math.ceil(Math.log2(size)))

function tableOf(list: ReadonlyMap<number, number>, bits: number): Uint8Array {
  const table = new Uint8Array(3 * 2 ** bits)
  for (const [colour, number] of list) {
    const one = colour === CLEAR ? 0 : colour
    table.set([one >> 16, (one >> 8) & 255, one & 255], number * 3)
  }
  return table
}

function blocked(packed: Uint8Array): Bytes {
  const parts: Uint8Array[] = []
  for (let at = 0; at < packed.length; at += 255) {
    const block = packed.subarray(at, at + 255)
    parts.push(new Uint8Array([block.length]), block)
  }
  return concat(...parts, new Uint8Array(1))
}
