import { PDFArray, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { channelsOf } from './colours.ts'
import { numbers } from './numbers.ts'
import type { Old } from './old.ts'
import { Scan, type Token } from './scan.ts'
import { contentsOf } from './streams.ts'
import { isText } from './values.ts'

/** Colours are 24-bit RGB, or one of the negative values. */
export const [UNKNOWN, NOTHING, WHITE, BLACK] = [-1, -2, 0xff_ffff, 0]

/** Largest difference, of 255, that counts as invisible. */
export const NEAR = 15

export function rgb(...parts: readonly number[]): number {
  return parts.reduce(
    (sum, part) => sum * 256 + Math.round(Math.min(1, Math.max(0, part)) * 255),
    0,
  )
}

export function cmyk(c = 0, m = 0, y = 0, k = 0): number {
  return rgb(1 - Math.min(1, c + k), 1 - Math.min(1, m + k), 1 - Math.min(1, y + k))
}

/** Separable blend modes: component of the backdrop b and the source s, from 0 to 1. */
const BLENDS: Readonly<Record<string, (b: number, s: number) => number>> = {
  Normal: (_b, s) => s,
  Compatible: (_b, s) => s,
  Multiply: (b, s) => b * s,
  Screen: (b, s) => b + s - b * s,
  Overlay: (b, s) => hard(s, b),
  HardLight: hard,
  Darken: Math.min,
  Lighten: Math.max,
  ColorDodge: (b, s) => (b === 0 ? 0 : s >= 1 ? 1 : Math.min(1, b / (1 - s))),
  ColorBurn: (b, s) => (b >= 1 ? 1 : s <= 0 ? 0 : 1 - Math.min(1, (1 - b) / s)),
  SoftLight: (b, s) =>
    s <= 0.5 ? b - (1 - 2 * s) * b * (1 - b) : b + (2 * s - 1) * (Math.sqrt(b) - b),
  Difference: (b, s) => Math.abs(b - s),
  Exclusion: (b, s) => b + s - 2 * b * s,
}

function hard(b: number, s: number): number {
  return s <= 0.5 ? 2 * b * s : b + (2 * s - 1) - b * (2 * s - 1)
}

/** Colour that results on a ground. */
export function blended(ground: number, ink: number, alpha: number, mode: string): number {
  const blend = BLENDS[mode]
  if (ink === NOTHING) return ground
  if (alpha >= 0.98 && (mode === 'Normal' || mode === 'Compatible')) return ink
  if (ground < 0 || ink < 0 || blend === undefined) return UNKNOWN
  const part = (shift: number) => {
    const [b, s] = [((ground >> shift) & 255) / 255, ((ink >> shift) & 255) / 255]
    return b + (blend(b, s) - b) * alpha
  }
  return rgb(part(16), part(8), part(0))
}

const GROUNDS = [0, 0x40_4040, 0x80_8080, 0xc0_c0c0, WHITE]

/** Whether painting makes a visible difference. */
export function changes(ground: number, ink: number, alpha: number, mode: string): boolean {
  if (ink === NOTHING || alpha < NEAR / 255) return false
  if (ground < 0) {
    return ink === UNKNOWN || GROUNDS.some((one) => changes(one, ink, alpha, mode))
  }
  if (ink === UNKNOWN) return GROUNDS.some((one) => changes(ground, one, alpha, mode))
  const after = blended(ground, ink, alpha, mode)
  return after < 0 || !isNear(ground, after)
}

/** Whether two colours cannot be told apart. */
export function isNear(one: number, other: number): boolean {
  return [16, 8, 0].every(
    (shift) => Math.abs(((one >> shift) & 255) - ((other >> shift) & 255)) <= NEAR,
  )
}

/** Whether painting leaves nothing of any ground: opaque, or blended so that all grounds become one colour. */
export function covers(ink: number, alpha: number, mode: string): boolean {
  if (mode === 'Normal' || mode === 'Compatible') return alpha >= 0.95
  const [first = UNKNOWN, ...others] = GROUNDS.map((ground) => blended(ground, ink, alpha, mode))
  return first >= 0 && others.every((other) => isNear(first, other))
}

/** Colour space: converts components to a colour. */
export interface Space {
  readonly count: number
  /** Initial components. */
  readonly first: readonly number[]
  readonly ink: (values: readonly number[]) => number
  /** Colour space of an uncoloured pattern. */
  readonly base?: Space | undefined
}

const GRAY: Space = { count: 1, first: [0], ink: ([v = 0]) => rgb(v, v, v) }
const RGB: Space = { count: 3, first: [0, 0, 0], ink: ([r = 0, g = 0, b = 0]) => rgb(r, g, b) }
const CMYK: Space = { count: 4, first: [0, 0, 0, 1], ink: (values) => cmyk(...values) }
export const PATTERN: Space = { count: 0, first: [], ink: () => UNKNOWN }
export const DEVICES: Readonly<Record<string, Space>> = {
  DeviceGray: GRAY,
  DeviceRGB: RGB,
  DeviceCMYK: CMYK,
  CalGray: GRAY,
  CalRGB: RGB,
  G: GRAY,
  RGB,
  CMYK,
  Pattern: PATTERN,
}

export function spaceOf(object: PDFObject | undefined, doc: Old, depth = 0): Space {
  const value = doc.resolved(object)
  if (value instanceof PDFName) return DEVICES[value.decodeText()] ?? PATTERN
  const items = value instanceof PDFArray && depth < 8 ? value.asArray() : []
  const [kind, second, third, fourth] = items.map((item) => doc.resolved(item))
  const name = kind instanceof PDFName ? kind.decodeText() : ''
  const count = channelsOf(value, doc) ?? 1
  if (name === 'ICCBased') return count === 1 ? GRAY : count === 4 ? CMYK : RGB
  if (name === 'Pattern') {
    return { ...PATTERN, base: second === undefined ? undefined : spaceOf(second, doc, depth + 1) }
  }
  const first = Array.from({ length: Math.min(count, 32) }, () => 0)
  if (name === 'Lab') return { count, first, ink: ([l = 0, a = 0, b = 0]) => fromLab(l, a, b) }
  const like = DEVICES[name]
  if (like !== undefined && name.startsWith('Cal') && second instanceof PDFDict) {
    const gammas = [doc.numberIn(second, 'Gamma'), ...numbers(second, 'Gamma', doc)]
    const [one = 1, ...more] = gammas.filter((gamma) => gamma !== null)
    // About as screens show them, whose own is 2.2.
    const shown = (value: number, n: number) => value ** ((more[n - 1] ?? one) / 2.2)
    return { ...like, ink: (values) => like.ink(values.map(shown)) }
  }
  if (name === 'Indexed' || name === 'I') {
    const base = spaceOf(second, doc, depth + 1)
    const bytes = isText(fourth)
      ? fourth.asBytes()
      : fourth instanceof PDFStream
        ? contentsOf(fourth, doc)
        : new Uint8Array()
    return {
      count,
      first,
      ink: ([at = 0]) => {
        const start = Math.max(0, Math.floor(at)) * base.count
        const parts = [...bytes.subarray(start, start + base.count)]
        return parts.length < base.count ? UNKNOWN : base.ink(parts.map((byte) => byte / 255))
      },
    }
  }
  if (name === 'Separation' || name === 'DeviceN') {
    const names = second instanceof PDFArray ? second.asArray() : [second]
    const none = names.every((one) => doc.resolved(one) === PDFName.of('None'))
    const like = spaceOf(third, doc, depth + 1)
    return {
      count,
      first: first.map(() => 1),
      ink: (values) => {
        if (none) return NOTHING
        const parts = evaluated(fourth, values, doc)
        return parts === null ? UNKNOWN : like.ink(parts)
      },
    }
  }
  return DEVICES[name] ?? PATTERN
}

function fromLab(l: number, a: number, b: number): number {
  const y = (l + 16) / 116
  const linear = (v: number) => (v > 6 / 29 ? v ** 3 : (v - 4 / 29) * (108 / 841))
  const [p, q, r] = [linear(y + a / 500) * 0.9505, linear(y), linear(y - b / 200) * 1.089]
  const gamma = (v: number) => (v <= 0.0031 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)
  return rgb(
    gamma(3.2406 * p - 1.5372 * q - 0.4986 * r),
    gamma(-0.9689 * p + 1.8758 * q + 0.0415 * r),
    gamma(0.0557 * p - 0.204 * q + 1.057 * r),
  )
}

/** Result of a PDF function; `null` when it cannot be computed. */
export function evaluated(
  object: PDFObject | undefined,
  values: readonly number[],
  doc: Old,
  depth = 0,
): readonly number[] | null {
  const made = doc.resolved(object)
  if (depth > 8) return null
  // An array of functions contains no arrays.
  if (made instanceof PDFArray) {
    if (depth > 0) return null
    const parts = made.asArray().map((one) => evaluated(one, values, doc, depth + 1)?.[0])
    return parts.every((part) => part !== undefined) ? parts : null
  }
  const dict = made instanceof PDFStream ? made.dict : made
  if (!(dict instanceof PDFDict)) return null
  const [domain, range] = [numbers(dict, 'Domain', doc), numbers(dict, 'Range', doc)]
  const within = (list: readonly number[]) => (value: number, n: number) =>
    Math.min(list[2 * n + 1] ?? Infinity, Math.max(list[2 * n] ?? -Infinity, value))
  const inputs = values.map(within(domain))
  const [x = 0] = inputs
  let result: readonly number[] | null = null
  const kind = doc.numberIn(dict, 'FunctionType')
  if (kind === 2) {
    const [from, to] = [numbers(dict, 'C0', doc), numbers(dict, 'C1', doc)]
    const power = x ** (doc.numberIn(dict, 'N') ?? 1)
    const [first, last] = [from.length > 0 ? from : [0], to.length > 0 ? to : [1]]
    result = first.map((part, n) => part + power * ((last[n] ?? 0) - part))
  } else if (kind === 3) {
    const list = doc.entry(dict, 'Functions')
    const [bounds, encode] = [numbers(dict, 'Bounds', doc), numbers(dict, 'Encode', doc)]
    const passed = bounds.filter((bound) => x >= bound).length
    const parts = list instanceof PDFArray ? list.asArray() : []
    const at = Math.min(passed, parts.length - 1)
    const [low = 0, high = 1] = [bounds[at - 1] ?? domain[0], bounds[at] ?? domain[1]]
    const [from = 0, to = 1] = [encode[2 * at], encode[2 * at + 1]]
    const share = high === low ? 0 : (x - low) / (high - low)
    result = evaluated(parts[at], [from + share * (to - from)], doc, depth + 1)
  } else if (kind === 0 && made instanceof PDFStream) {
    result = sampled(made, inputs, domain, range, doc)
  } else if (kind === 4 && made instanceof PDFStream) {
    result = calculated(contentsOf(made, doc), inputs)
  }
  return result?.every(Number.isFinite) === true ? result.map(within(range)) : null
}

/** Value at the nearest sample of a sampled function. */
function sampled(
  stream: PDFStream,
  inputs: readonly number[],
  domain: readonly number[],
  range: readonly number[],
  doc: Old,
): readonly number[] | null {
  const [size, decode] = [numbers(stream.dict, 'Size', doc), numbers(stream.dict, 'Decode', doc)]
  const bits = doc.numberIn(stream.dict, 'BitsPerSample')
  if (bits !== 8 && bits !== 16) return null
  const encode = numbers(stream.dict, 'Encode', doc)
  const count = range.length / 2
  let [place, step] = [0, 1]
  for (const [n, each] of size.entries()) {
    const [low = 0, high = 1] = [domain[2 * n], domain[2 * n + 1]]
    const [from, to] = [encode[2 * n] ?? 0, encode[2 * n + 1] ?? each - 1]
    const at = from + (((inputs[n] ?? 0) - low) / (high - low || 1)) * (to - from)
    place += Math.round(Math.min(each - 1, Math.max(0, at))) * step
    step *= each
  }
  const bytes = contentsOf(stream, doc)
  const limits = decode.length > 0 ? decode : range
  return Array.from({ length: count }, (_, n) => {
    const byte = bytes[(place * count + n) * (bits / 8)] ?? 0
    const [low = 0, high = 1] = [limits[2 * n], limits[2 * n + 1]]
    return low + (byte / 255) * (high - low)
  })
}

type Two = (a: number, b: number) => number
const TWO: Readonly<Record<string, Two>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  idiv: (a, b) => Math.trunc(a / b),
  mod: (a, b) => a % b,
  exp: (a, b) => a ** b,
  atan: (a, b) => ((Math.atan2(a, b) * 180) / Math.PI + 360) % 360,
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  gt: (a, b) => Number(a > b),
  ge: (a, b) => Number(a >= b),
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  bitshift: (a, b) => (b > 0 ? a << b : a >> -b),
}
const ONE: Readonly<Record<string, (a: number) => number>> = {
  abs: Math.abs,
  neg: (a) => -a,
  ceiling: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  truncate: Math.trunc,
  sqrt: Math.sqrt,
  sin: (a) => Math.sin((a * Math.PI) / 180),
  cos: (a) => Math.cos((a * Math.PI) / 180),
  ln: Math.log,
  log: Math.log10,
  cvi: Math.trunc,
  cvr: (a) => a,
  not: (a) => (a === 0 || a === 1 ? 1 - a : ~a),
}

type Block = (Token | Block)[]

/** Result of a PostScript calculator function, which has no loops; `null` when malformed. */
function calculated(bytes: Uint8Array, inputs: readonly number[]): readonly number[] | null {
  const scan = new Scan(bytes)
  const open: Block[] = [[]]
  for (let token = scan.next(); token !== null; token = scan.next()) {
    const mark = token.is === 'word' ? token.text : ''
    if (mark === '{') open.push([])
    else if (mark === '}') {
      const block = open.pop()
      if (block !== undefined) open.at(-1)?.push(block)
    } else open.at(-1)?.push(token)
    if (open.length > 40) return null
  }
  const [first] = open[0] ?? []
  const stack = [...inputs]
  return Array.isArray(first) && ran(first, stack) ? stack : null
}

function ran(block: Block, stack: number[]): boolean {
  const pop = () => stack.pop() ?? Number.NaN
  for (const [n, item] of block.entries()) {
    if (Array.isArray(item)) continue
    if (item.is === 'number') stack.push(Number(item.text))
    if (item.is !== 'word') continue
    const { text } = item
    const [two, one] = [TWO[text], ONE[text]]
    if (two !== undefined) {
      const b = pop()
      stack.push(two(pop(), b))
    } else if (one !== undefined) stack.push(one(pop()))
    else if (text === 'true' || text === 'false') stack.push(Number(text === 'true'))
    else if (text === 'pop') pop()
    else if (text === 'dup') stack.push(stack.at(-1) ?? Number.NaN)
    else if (text === 'exch') stack.push(pop(), pop())
    else if (text === 'copy') {
      const count = pop()
      stack.push(...stack.slice(Math.max(0, stack.length - count)))
    } else if (text === 'index') stack.push(stack.at(-1 - pop()) ?? Number.NaN)
    else if (text === 'roll') {
      const turns = pop()
      const count = pop()
      if (!(count > 0 && count <= stack.length)) return false
      const top = stack.splice(stack.length - count)
      const shift = ((turns % count) + count) % count
      stack.push(...top.slice(count - shift), ...top.slice(0, count - shift))
    } else if (text === 'if' || text === 'ifelse') {
      const other = block[n - 1]
      const chosen = text === 'if' || pop() === 0 ? other : block[n - 2]
      if (text === 'if' && pop() === 0) continue
      if (!Array.isArray(chosen) || !ran(chosen, stack)) return false
    } else return false
    if (stack.length > 100) return false
  }
  return true
}
