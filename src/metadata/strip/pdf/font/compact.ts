import { type Bytes, concat } from '#bytes.ts'
import { latinBytes } from '../written.ts'
import { broken, type GlyphOutline, programOf, Steps, typeTwo } from './charstrings.ts'
import { STANDARD, STANDARD_CODES } from './names.ts'

/** Glyphs of a CFF font, by name or by CID. */
export interface Outlines {
  /** Whether glyphs have CIDs instead of names. */
  readonly numbered: boolean
  /** Names or CIDs in order, and the rewritten charstring of each. */
  readonly keys: readonly (string | number)[]
  readonly program: (at: number) => Uint8Array
  readonly encoding: ReadonlyMap<number, string>
}

type Operators = ReadonlyMap<number, readonly number[]>
const PLAIN = [0.001, 0, 0, 0.001, 0, 0]

/** Font matrix in units of a thousandth. @throws FileRefused for a malformed one */
export function thousandths(matrix: readonly number[]): readonly number[] {
  if (matrix.length !== 6 || matrix.some((part) => !Number.isFinite(part))) broken()
  return matrix.map((part) => Math.round(part * 1e9) / 1e6)
}

export function readCompact(bytes: Bytes): Outlines {
  const names = indexAt(bytes, bytes[2] ?? 4)
  const dicts = indexAt(bytes, names.end)
  const strings = indexAt(bytes, dicts.end)
  const shared = indexAt(bytes, strings.end)
  const top = operatorsOf(dicts.items[0] ?? broken())
  const number = (from: Operators, operator: number, at = 0) => from.get(operator)?.[at] ?? null
  if ((number(top, 1206) ?? 2) !== 2) broken()
  const letters = indexAt(bytes, number(top, 17) ?? broken()).items
  const nameOf = (sid: number) =>
    STANDARD[sid] ?? String.fromCharCode(...(strings.items[sid - STANDARD.length] ?? broken()))
  const numbered = top.has(1230)
  const ids = charsetOf(bytes, number(top, 15) ?? 0, letters.length)
  const keys: readonly (string | number)[] = numbered ? ids : ids.map(nameOf)

  const steps = new Steps()
  const fonts = (numbered ? indexAt(bytes, number(top, 1236) ?? broken()).items : []).map(
    operatorsOf,
  )
  const chosen = numbered
    ? selectOf(bytes, number(top, 1237) ?? broken(), letters.length, steps)
    : []
  const standard = (code: number) => letters[keys.indexOf(STANDARD_CODES.get(code) ?? '')]
  const programs = (numbered ? fonts : [top]).map((font) => {
    const [size, at] = [number(font, 18) ?? 0, number(font, 18, 1) ?? 0]
    const private_ = operatorsOf(bytes.subarray(at, at + size))
    const own = number(private_, 19)
    const matrix = font.get(1207) ?? PLAIN
    const over = numbered && top.has(1207) ? top.get(1207) : undefined
    return {
      matrix: thousandths(over === undefined ? matrix : both(font.get(1207), over)),
      own: own === null ? [] : indexAt(bytes, at + own).items,
      shared: shared.items,
      nominal: number(private_, 21) ?? 0,
      usual: number(private_, 20) ?? 0,
      standard,
      steps,
    }
  })
  return {
    numbered,
    keys,
    program: (at) => {
      const font = programs[chosen[at] ?? 0] ?? broken()
      return programOf(typeTwo(letters[at] ?? broken(), font), font.matrix)
    },
    encoding: numbered
      ? new Map<number, string>()
      : codesOf(bytes, number(top, 16) ?? 0, keys.map(String), nameOf),
  }
}

/** Font matrix of a subfont, combined with that of the font. */
function both(part: readonly number[] | undefined, whole: readonly number[]): readonly number[] {
  if (part === undefined) return whole
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = part
  const [g = 0, h = 0, i = 0, j = 0, k = 0, l = 0] = whole
  return [
    a * g + b * i,
    a * h + b * j,
    c * g + d * i,
    c * h + d * j,
    e * g + f * i + k,
    e * h + f * j + l,
  ]
}

function charsetOf(bytes: Bytes, at: number, count: number): readonly number[] {
  const ids = [0]
  if (at === 0) return Array.from({ length: count }, (_, n) => n)
  if (at < 3) return broken()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const form = view.getUint8(at)
  if (form > 2) broken()
  for (let from = at + 1; ids.length < count; ) {
    const first = view.getUint16(from)
    const left = form === 0 ? 0 : form === 1 ? view.getUint8(from + 2) : view.getUint16(from + 2)
    for (let k = 0; k <= left && ids.length < count; k += 1) ids.push(first + k)
    from += form + 2
  }
  return ids
}

function selectOf(bytes: Bytes, at: number, count: number, steps: Steps): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint8(at) === 0) return [...bytes.subarray(at + 1, at + 1 + count)]
  if (view.getUint8(at) !== 3) broken()
  const chosen: number[] = []
  for (let n = 0; n < view.getUint16(at + 1); n += 1) {
    const from = at + 3 + n * 3
    const end = Math.min(view.getUint16(from + 3), count)
    for (let letter = view.getUint16(from); letter < end; letter += 1) {
      steps.next()
      chosen[letter] = view.getUint8(from + 2)
    }
  }
  return chosen
}

function codesOf(
  bytes: Bytes,
  at: number,
  keys: readonly string[],
  nameOf: (sid: number) => string,
): ReadonlyMap<number, string> {
  if (at === 0) return STANDARD_CODES
  if (at === 1) return broken()
  const codes = new Map<number, string>()
  const [form = 0, count = 0] = bytes.subarray(at)
  let [from, letter] = [at + 2, 1]
  for (let n = 0; n < count; n += 1) {
    const left = (form & 127) === 1 ? (bytes[from + 1] ?? 0) : 0
    for (let k = 0; k <= left; k += 1)
      codes.set((bytes[from] ?? 0) + k, keys[letter++] ?? '.notdef')
    from += (form & 127) + 1
  }
  if ((form & 127) > 1) broken()
  for (let n = 0; form > 127 && n < (bytes[from] ?? 0); n += 1) {
    const [code = 0, high = 0, low = 0] = bytes.subarray(from + 1 + n * 3)
    codes.set(code, nameOf((high << 8) | low))
  }
  return codes
}

function indexAt(
  bytes: Bytes,
  at: number,
): { readonly items: readonly Bytes[]; readonly end: number } {
  const count = ((bytes[at] ?? broken()) << 8) | (bytes[at + 1] ?? broken())
  if (count === 0) return { items: [], end: at + 2 }
  const size = bytes[at + 2] ?? 0
  if (size < 1 || size > 4) broken()
  const base = at + 2 + (count + 1) * size
  const offset = (n: number) => {
    let value = 0
    for (let k = 0; k < size; k += 1) value = value * 256 + (bytes[at + 3 + n * size + k] ?? 0)
    return base + value
  }
  const items = Array.from({ length: count }, (_, n) => {
    const [from, to] = [offset(n), offset(n + 1)]
    if (from > to || to > bytes.length) broken()
    return bytes.subarray(from, to)
  })
  return { items, end: offset(count) }
}

/** Operators of a DICT with their operands; two-byte operators count from 1200. */
function operatorsOf(bytes: Uint8Array): Operators {
  const map = new Map<number, readonly number[]>()
  let numbers: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0
    const [one = 0, two = 0, three = 0, four = 0] = bytes.subarray(at + 1, at + 5)
    at += 1
    if (byte <= 21) {
      map.set(byte === 12 ? 1200 + one : byte, numbers)
      numbers = []
      if (byte === 12) at += 1
    } else if (byte === 28) {
      numbers.push((((one << 8) | two) << 16) >> 16)
      at += 2
    } else if (byte === 29) {
      numbers.push((one << 24) | (two << 16) | (three << 8) | four)
      at += 4
    } else if (byte === 30) {
      let digits = ''
      for (let nibble = 0; nibble !== 15 && at < bytes.length; at += 1) {
        for (nibble of [(bytes[at] ?? 0) >> 4, (bytes[at] ?? 0) & 15]) {
          if (nibble === 15) break
          digits += ['.', 'e', 'e-', '', '-'][nibble - 10] ?? nibble
        }
      }
      numbers.push(Number(digits))
    } else if (byte >= 32 && byte <= 246) numbers.push(byte - 139)
    else if (byte >= 247 && byte <= 250) {
      numbers.push((byte - 247) * 256 + one + 108)
      at += 1
    } else if (byte >= 251 && byte <= 254) {
      numbers.push(-(byte - 251) * 256 - one - 108)
      at += 1
    }
  }
  return map
}

const number = (value: number) => [
  29,
  (value >> 24) & 255,
  (value >> 16) & 255,
  (value >> 8) & 255,
  value & 255,
]
const short = (value: number) => [(value >> 8) & 255, value & 255]

function index(items: readonly Uint8Array[]): Bytes {
  if (items.length === 0) return new Uint8Array(2)
  let end = 1
  const offsets = [1, ...items.map((item) => (end += item.length))]
  const head = [...short(items.length), 4, ...offsets.flatMap((at) => number(at).slice(1))]
  return concat(new Uint8Array(head), ...items)
}

export interface CompactGlyph {
  readonly key: string | number
  readonly program: Uint8Array
}

/**
 * Writes a CFF font with these glyphs only; the first is `.notdef`.
 * @param box bounding box that the document states: readers render more finely where it is small
 */
export function writeCompact(
  letters: readonly CompactGlyph[],
  numbered: boolean,
  box: readonly number[],
): Bytes {
  const strings = numbered
    ? [latinBytes('Adobe'), latinBytes('Identity')]
    : letters.slice(1).map(({ key }) => latinBytes(String(key)))
  const ids = letters.slice(1).map(({ key }, at) => (numbered ? Number(key) : STANDARD.length + at))
  const charset = new Uint8Array([0, ...ids.flatMap(short)])
  const programs = index(letters.map(({ program }) => program))
  const name = concat(new Uint8Array([1, 0, 4, 4]), index([latinBytes('Font')]))
  const rest = concat(index(strings), index([]))
  // Numbers have five bytes each, so that offsets do not move when they are known.
  const top = (charsetAt: number, after: number) => {
    const font = after + programs.length
    const first = numbered ? [...number(391), ...number(392), ...number(0), 12, 30] : []
    const last = numbered
      ? [...number(font), 12, 37, ...number(font + 8), 12, 36]
      : [...number(2), ...number(font), 18]
    return index([
      new Uint8Array([
        ...[...first, ...box.flatMap((side) => [28, ...short(side)]), 5],
        ...[...number(charsetAt), 15, ...number(after), 17, ...last],
      ]),
    ])
  }
  const charsetAt = name.length + top(0, 0).length + rest.length
  const after = charsetAt + charset.length
  const select = new Uint8Array([3, 0, 1, 0, 0, 0, ...short(letters.length)])
  const private_ = new Uint8Array([139, 20])
  const at = after + programs.length + select.length
  const fonts = (to: number) => index([new Uint8Array([...number(2), ...number(to), 18])])
  const tail = numbered ? concat(select, fonts(at + fonts(0).length), private_) : private_
  return concat(name, top(charsetAt, after), rest, charset, programs, tail)
}

export function emptyLetter(): Uint8Array {
  const path: GlyphOutline = { width: 0, parts: [] }
  return programOf(path, [])
}
