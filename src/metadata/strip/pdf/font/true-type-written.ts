import { type Bytes, concat, joined } from '#bytes.ts'
import { broken } from './charstrings.ts'
import type { Codes, Outline, Point, TrueType } from './true-type.ts'

class Writer {
  readonly #bytes: number[] = []
  byte(...values: readonly number[]): this {
    this.#bytes.push(...values.map((value) => value & 255))
    return this
  }
  short(...values: readonly number[]): this {
    return this.byte(...values.flatMap((value) => [value >> 8, value]))
  }
  long(...values: readonly number[]): this {
    return this.short(...values.flatMap((value) => [value >>> 16, value]))
  }
  done(): Bytes {
    return new Uint8Array(this.#bytes)
  }
}

interface Box {
  readonly left: number
  readonly low: number
  readonly right: number
  readonly high: number
}

function boxOf(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const least = (list: readonly number[]) =>
    Math.floor(list.reduce((a, b) => Math.min(a, b), list[0] ?? 0))
  const most = (list: readonly number[]) =>
    Math.ceil(list.reduce((a, b) => Math.max(a, b), list[0] ?? 0))
  return { left: least(xs), low: least(ys), right: most(xs), high: most(ys) }
}

/** All points of a glyph, components included. */
function pointsOf(font: TrueType, letter: number, depth = 0): readonly Point[] {
  const outline = font.outline(letter)
  if (outline === null || depth > 8) return []
  const all: Point[] = outline.lines.flat()
  for (const { letter: part, flags, numbers } of outline.parts) {
    const own = pointsOf(font, part, depth + 1)
    if (own.length + all.length > 100_000) broken()
    const [e = 0, f = 0, ...rest] = numbers
    const [p = 16384, q, r, s] = rest
    const [a, b, c, d] = s === undefined ? [p, 0, 0, q ?? p] : [p, q ?? 0, r ?? 0, s]
    const turned = own.map(({ x, y, on }) => ({
      x: (a * x + c * y) / 16384,
      y: (b * x + d * y) / 16384,
      on,
    }))
    const [here, there] = [all[e], turned[f]]
    const by =
      (flags & 2) !== 0
        ? { x: e, y: f }
        : { x: (here?.x ?? 0) - (there?.x ?? 0), y: (here?.y ?? 0) - (there?.y ?? 0) }
    for (const { x, y, on } of turned) all.push({ x: x + by.x, y: y + by.y, on })
  }
  return all
}

function written({ lines, parts }: Outline, { left, low, right, high }: Box): Bytes {
  const out = new Writer().short(parts.length > 0 ? -1 : lines.length, left, low, right, high)
  for (const [n, { letter, flags, numbers }] of parts.entries()) {
    out.short(n + 1 < parts.length ? flags | 0x20 : flags, letter, ...numbers)
  }
  if (parts.length > 0) return out.done()
  let end = -1
  for (const line of lines) {
    end += line.length
    out.short(end)
  }
  out.short(0)
  const points = lines.flat()
  for (const { on } of points) out.byte(on ? 1 : 0)
  for (const axis of ['x', 'y'] as const) {
    let now = 0
    for (const point of points) {
      out.short(point[axis] - now)
      now = point[axis]
    }
  }
  return out.done()
}

export interface GlyphSubset {
  readonly letters: ReadonlySet<number>
  /** Codes of the `cmap`; `null` for a font whose codes are glyph numbers. */
  readonly codes: Codes | null
  readonly names: ReadonlyMap<string, number>
}

/** Writes a TrueType font with these glyphs only: every table is written again, without hinting. */
export function writeTrueType(font: TrueType, { letters, codes, names }: GlyphSubset): Bytes {
  const rest = font.withParts(new Set([...letters].filter((letter) => letter < font.count)))
  const count = Math.max(0, ...rest) + 1
  const bodies: Bytes[] = []
  const loca = new Writer()
  const hmtx = new Writer()
  const whole: Point[] = []
  const most = { points: 0, lines: 0, partPoints: 0, partLines: 0, parts: 0 }
  let [at, widest] = [0, 0]
  for (let letter = 0; letter < count; letter += 1) {
    loca.long(at)
    const outline = rest.has(letter) ? font.outline(letter) : null
    const [wide, side] = rest.has(letter) ? font.measure(letter) : [0, 0]
    widest = Math.max(widest, wide)
    if (outline === null || outline.lines.length + outline.parts.length === 0) {
      hmtx.short(wide, 0)
      continue
    }
    const points = pointsOf(font, letter)
    const box = boxOf(points)
    // Glyphs are placed at the difference of the two.
    hmtx.short(wide, Math.max(-32768, Math.min(32767, box.left - outline.left + side)))
    whole.push({ x: box.left, y: box.low, on: true }, { x: box.right, y: box.high, on: true })
    if (outline.parts.length > 0) {
      most.partPoints = Math.max(most.partPoints, points.length)
      most.partLines = Math.max(most.partLines, linesOf(font, letter))
      most.parts = Math.max(most.parts, outline.parts.length)
    } else {
      most.points = Math.max(most.points, points.length)
      most.lines = Math.max(most.lines, outline.lines.length)
    }
    const body = written(outline, box)
    bodies.push(body, new Uint8Array(-body.length & 3))
    at += (body.length + 3) & ~3
  }
  loca.long(at)
  const { left, low, right, high } = boxOf(whole)
  const head = new Writer()
    .long(0x1_0000, 0x1_0000, 0, 0x5f0f3cf5)
    .short(0, font.units)
    .long(0, 0, 0, 0)
    .short(left, low, right, high, 0, 8, 2, 1, 0)
  const hhea = new Writer()
    .long(0x1_0000)
    .short(high, low, 0, widest, left, 0, right, 1, 0, 0, 0, 0, 0, 0, 0, count)
  const maxp = new Writer()
    .long(0x1_0000)
    .short(count, most.points, most.lines, most.partPoints, most.partLines)
  maxp.short(2, 0, 0, 0, 0, 64, 0, most.parts, most.parts > 0 ? 8 : 0)
  const tables: [string, Bytes][] = [
    ['glyf', joined(bodies)],
    ['head', head.done()],
    ['hhea', hhea.done()],
    ['hmtx', hmtx.done()],
    ['loca', loca.done()],
    ['maxp', maxp.done()],
    ['post', namesWritten(names, count)],
  ]
  if (codes !== null) tables.unshift(['cmap', codesWritten(codes)])
  return writeTables(tables)
}

function linesOf(font: TrueType, letter: number, depth = 0): number {
  const outline = depth > 8 ? null : font.outline(letter)
  if (outline === null) return 0
  return outline.parts.reduce(
    (sum, part) => sum + linesOf(font, part.letter, depth + 1),
    outline.lines.length,
  )
}

function namesWritten(names: ReadonlyMap<string, number>, count: number): Bytes {
  const out = new Writer().long(names.size === 0 ? 0x3_0000 : 0x2_0000, 0, 0, 0, 0, 0, 0, 0)
  if (names.size === 0) return out.done()
  const list = [...names].toSorted(([, a], [, b]) => a - b)
  out.short(count)
  const first = new Map(list.map(([, letter], at) => [letter, at] as const).toReversed())
  for (let letter = 0; letter < count; letter += 1) {
    const at = first.get(letter)
    out.short(at === undefined ? 0 : 258 + at)
  }
  for (const [name] of list) out.byte(name.length, ...[...name].map((sign) => sign.charCodeAt(0)))
  return out.done()
}

function codesWritten({ unicode, symbol, old }: Codes): Bytes {
  const lists = [
    [1, 0, old],
    [3, 0, symbol],
    [3, 1, unicode],
  ] as const
  const parts = lists.flatMap(([platform, kind, codes]) =>
    codes === null ? [] : [{ platform, kind, body: platform === 1 ? oldList(codes) : runs(codes) }],
  )
  const head = new Writer().short(0, parts.length)
  let at = 4 + parts.length * 8
  for (const { platform, kind, body } of parts) {
    head.short(platform, kind).long(at)
    at += body.length
  }
  return concat(head.done(), ...parts.map(({ body }) => body))
}

function oldList(codes: ReadonlyMap<number, number>): Bytes {
  const all = [...codes.keys()]
  const first = all.length === 0 ? 0 : Math.min(...all)
  const count = all.length === 0 ? 0 : Math.max(...all) - first + 1
  const out = new Writer().short(6, 10 + count * 2, 0, first, count)
  for (let n = 0; n < count; n += 1) out.short(codes.get(first + n) ?? 0)
  return out.done()
}

function runs(codes: ReadonlyMap<number, number>): Bytes {
  const list = [...codes].filter(([code]) => code < 0xffff).toSorted(([a], [b]) => a - b)
  const all = [...list, [0xffff, 0] as const]
  const step = 2 ** Math.floor(Math.log2(all.length))
  const out = new Writer().short(4, 16 + all.length * 8, 0, all.length * 2)
  out.short(step * 2, Math.log2(step), (all.length - step) * 2)
  out.short(...all.map(([code]) => code), 0, ...all.map(([code]) => code))
  out.short(...all.map(([code, letter]) => letter - code))
  return out.short(...all.map(() => 0)).done()
}

/** Writes a file of tables. @param kind its first four bytes */
export function writeTables(tables: readonly (readonly [string, Bytes])[], kind = 0x1_0000): Bytes {
  const count = tables.length
  const step = 2 ** Math.floor(Math.log2(count))
  const head = new Writer().long(kind).short(count, step * 16, Math.log2(step), (count - step) * 16)
  let at = 12 + count * 16
  const bodies: Uint8Array[] = []
  for (const [tag, body] of tables) {
    head.byte(...[...tag].map((sign) => sign.charCodeAt(0))).long(sumOf(body), at, body.length)
    bodies.push(body, new Uint8Array(-body.length & 3))
    at += (body.length + 3) & ~3
  }
  return concat(head.done(), ...bodies)
}

function sumOf(body: Uint8Array): number {
  let sum = 0
  for (const [at, byte] of body.entries()) sum = (sum + byte * 2 ** (24 - 8 * (at & 3))) % 2 ** 32
  return sum
}
