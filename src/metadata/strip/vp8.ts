import { concat } from '#bytes.ts'
import { begins } from '../magic.ts'
import { FileRefused } from '../metadata-finding.ts'
import { BoolReader, BoolWriter, Through } from './vp8-bits.ts'
import { BLOCK_MODES, NUMBERS, UPDATE_PROBABILITIES } from './vp8-tables.ts'

const HEAD = 10

export interface Vp8Copy {
  readonly bytes: Uint8Array
  /** Whether there were bytes that no decoder needs. */
  readonly more: boolean
}

/** How often each boolean was 0 and 1: those of coefficient tokens, then of skipped blocks and segments. */
type Counts = Uint32Array
const [EMPTY, SEGMENT] = [NUMBERS.length, NUMBERS.length + 1]

/** Probability by the counts; the default where an update is not worth its bytes. */
function chanceOf(counts: Counts, n: number, usual: number, worth: number): number {
  const [zeros = 0, ones = 0] = counts.subarray(2 * n)
  if (zeros + ones === 0) return usual
  const own = Math.min(255, Math.max(1, Math.round((256 * zeros) / (zeros + ones))))
  const bits = (chance: number) =>
    zeros * Math.log2(256 / chance) + ones * Math.log2(256 / (256 - chance))
  return bits(usual) - bits(own) > worth ? own : usual
}

/** Copies one boolean and counts it. */
function counted(through: Through, counts: Counts, n: number, likely: number, own: number): number {
  const one = through.bit(likely, own)
  counts[2 * n + one] = (counts[2 * n + one] ?? 0) + 1
  return one
}

/**
 * Copies a VP8 image boolean by boolean, so that nothing which decoders ignore is in the copy, neither behind a
 * partition nor in skipped fields. Its partitions become one.
 * @throws FileRefused
 */
export function copyVp8(body: Uint8Array): Vp8Copy {
  const counts = new Uint32Array(2 * (SEGMENT + 3))
  writtenVp8(body, counts, null)
  const own = Uint8Array.from({ length: SEGMENT + 3 }, (_, n) =>
    chanceOf(counts, n, NUMBERS[n] ?? 255, n < EMPTY ? 16 : 0),
  )
  return writtenVp8(body, counts, own)
}

/** Copies with the given probabilities; without (`null`), with those of the file. */
export function writtenVp8(body: Uint8Array, counts: Counts, own: Uint8Array | null): Vp8Copy {
  const [tag = 0, one = 0, two = 0] = body
  const first = (tag | (one << 8) | (two << 16)) >> 5
  const fits = (tag & 0x11) === 0x10 && ((tag >> 1) & 7) < 4 && begins(body, [0x9d, 0x01, 0x2a], 3)
  const size = (at: number) => (body[at] ?? 0) | ((body[at + 1] ?? 0) << 8)
  const [width, height] = [size(6) & 0x3fff, size(8) & 0x3fff]
  if (!fits || HEAD + first > body.length || width * height === 0) throw new FileRefused('broken')
  const out = new BoolWriter()
  const head = new Through(new BoolReader(body.subarray(HEAD, HEAD + first)), out)
  // Colour space and clamping, which decoders of still images ignore.
  head.instead(2, 0)
  const map = segments(head, own)
  filters(head)
  const count = 1 << head.instead(2, 0)
  const parts = partsOf(body.subarray(HEAD + first), count)
  const tokens = new BoolWriter()
  const readers = parts.map((part) => new Through(new BoolReader(part), tokens))
  head.number(7)
  for (let n = 0; n < 5; n += 1) head.perhaps(4)
  head.instead(1, 0)
  const likely = NUMBERS.map((usual, n) =>
    head.chance(usual, own?.[n] ?? usual, UPDATE_PROBABILITIES[n] ?? 0),
  )
  const skips = head.bit(128) === 1 ? head.instead(8, own?.[EMPTY] ?? 128) : null
  const [wide, high] = [(width + 15) >> 4, (height + 15) >> 4]
  const above = Array.from({ length: wide }, () => new Edge())
  for (let row = 0; row < high; row += 1) {
    const left = new Edge()
    const reader = readers[row & (count - 1)]
    for (const top of above) {
      const which = (n: number, likely: number) =>
        counted(head, counts, n, likely, own?.[n] ?? likely)
      if (map !== null) {
        const half = 1 + which(SEGMENT, map[0] ?? 0)
        which(SEGMENT + half, map[half] ?? 0)
      }
      const isEmpty = skips !== null && which(EMPTY, skips) === 1
      const isWhole = modes(head, top, left)
      if (!isEmpty) numbers(reader, { likely, own, counts }, isWhole, top, left)
      else for (const edge of [top, left]) edge.clear(isWhole)
    }
  }
  const plain = out.end()
  const length = plain.length << 5
  if (plain.length >= 1 << 19) throw new FileRefused('broken')
  // A shown key frame of version 0; versions do not differ in still images.
  const tagged = 0x10 | length
  const start = new Uint8Array(body.subarray(0, HEAD))
  start.set([tagged & 255, (tagged >> 8) & 255, tagged >> 16])
  start.set([width & 255, width >> 8, height & 255, height >> 8], 6)
  // The last partition ends with a zero where the chunk would have an odd number of bytes.
  const more =
    head.from.hasMore(0) || readers.some(({ from }, n) => from.hasMore(n === count - 1 ? 1 : 0))
  const scaled = size(6) !== width || size(8) !== height
  return { bytes: concat(start, plain, tokens.end()), more: more || scaled }
}

/** Copies the segment header. @returns probabilities of the segment ids; `null` when blocks have none */
function segments(head: Through, own: Uint8Array | null): readonly number[] | null {
  if (head.bit(128) === 0) return null
  const isMapped = head.bit(128) === 1
  if (head.bit(128) === 1) {
    head.bit(128)
    for (let n = 0; n < 4; n += 1) head.perhaps(7)
    for (let n = 0; n < 4; n += 1) head.perhaps(6)
  }
  if (!isMapped) return null
  return [0, 1, 2].map((n) => head.chance(255, own?.[SEGMENT + n] ?? 255))
}

/**
 * Copies the loop filter header: at level 0 nothing else has effect, and a key frame uses only the first delta of each
 * four.
 */
function filters(head: Through): void {
  const how = head.read(10)
  const isOff = ((how >> 3) & 63) === 0
  head.write(10, isOff ? 0 : how)
  if ((isOff ? head.instead(1, 0) : head.bit(128)) === 0) return
  if ((isOff ? head.read(1) : head.bit(128)) === 0) return
  for (let n = 0; n < 8; n += 1) {
    if (!isOff && (n & 3) === 0) head.perhaps(6)
    else if ((isOff ? head.read(1) : head.instead(1, 0)) === 1) head.read(7)
  }
}

/** Splits the data into partitions; each but the last is preceded by its length. */
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

/** Context for the blocks below and to the right. */
class Edge {
  readonly modes: Uint8Array = new Uint8Array(4)
  /** Whether subblocks had coefficients: four of luminance, two and two of chrominance. */
  readonly filled: Uint8Array = new Uint8Array(8)
  whole = 0

  clear(isWhole: boolean): void {
    this.filled.fill(0)
    if (isWhole) this.whole = 0
  }
}

/** Copies the prediction modes of a block. @returns whether it is predicted as a whole */
function modes(head: Through, top: Edge, left: Edge): boolean {
  const isWhole = head.bit(145) === 1
  if (isWhole) {
    const mode = head.bit(156) === 1 ? (head.bit(128) === 1 ? 1 : 3) : head.bit(163) === 1 ? 2 : 0
    top.modes.fill(mode)
    left.modes.fill(mode)
  } else {
    for (let y = 0; y < 4; y += 1) {
      for (let x = 0; x < 4; x += 1) {
        const mode = smallMode(head, ((top.modes[x] ?? 0) * 10 + (left.modes[y] ?? 0)) * 9)
        top.modes[x] = mode
        left.modes[y] = mode
      }
    }
  }
  if (head.bit(142) === 1 && head.bit(114) === 1) head.bit(183)
  return isWhole
}

function smallMode(head: Through, from: number): number {
  const bit = (n: number) => head.bit(BLOCK_MODES[from + n] ?? 0) === 1
  if (!bit(0)) return 0
  if (!bit(1)) return 1
  if (!bit(2)) return 2
  if (!bit(3)) return bit(4) ? (bit(5) ? 5 : 4) : 3
  if (!bit(6)) return 6
  return bit(7) ? (bit(8) ? 9 : 8) : 7
}

const BANDS = [0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0]
/** Probabilities of extra bits of large coefficients. */
const LARGE = [
  [173, 148, 140],
  [176, 155, 140, 135],
  [180, 157, 141, 134, 130],
  [254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129],
]

interface Chances {
  readonly likely: Uint8Array
  readonly own: Uint8Array | null
  readonly counts: Counts
}

function numbers(
  reader: Through | undefined,
  likely: Chances,
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

/** Copies the coefficients of a subblock. @returns the index behind the last one */
function blockEnd(
  reader: Through,
  { likely, own, counts }: Chances,
  kind: number,
  beside: number,
  first: number,
): number {
  const placeOf = (n: number, before: number) => ((kind * 8 + (BANDS[n] ?? 0)) * 3 + before) * 11
  let from = placeOf(first, beside)
  const bit = (n: number) => {
    const chance = likely[from + n] ?? 0
    return counted(reader, counts, from + n, chance, own?.[from + n] ?? chance) === 1
  }
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
