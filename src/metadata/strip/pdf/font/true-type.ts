import type { Bytes } from '#bytes.ts'
import { latin } from '#metadata/magic.ts'
import { broken, Steps } from './charstrings.ts'
import { macintoshNames } from './names.ts'

type Tables = ReadonlyMap<string, Bytes>

/** Tables of a font by name. The last table of an embedded subset may be truncated. */
export function tablesOf(bytes: Bytes): Tables {
  const view = viewOf(bytes)
  const tables = new Map<string, Bytes>()
  for (let n = 0; n < view.getUint16(4); n += 1) {
    const at = 12 + n * 16
    const [from, length] = [view.getUint32(at + 8), view.getUint32(at + 12)]
    const tag = latin(bytes, at, at + 4)
    if (!tables.has(tag)) tables.set(tag, bytes.subarray(from, from + length))
  }
  return tables
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export interface Point {
  readonly x: number
  readonly y: number
  readonly on: boolean
}
interface Part {
  readonly letter: number
  readonly flags: number
  readonly numbers: readonly number[]
}
/** Outline of a glyph: contours, or components. */
export interface Outline {
  readonly left: number
  readonly lines: readonly (readonly Point[])[]
  readonly parts: readonly Part[]
}

/** Glyph of a code by the kind of `cmap`: Unicode, symbol, and Macintosh. */
export interface Codes {
  readonly unicode: ReadonlyMap<number, number> | null
  readonly symbol: ReadonlyMap<number, number> | null
  readonly old: ReadonlyMap<number, number> | null
}

export class TrueType {
  readonly #tables: Tables
  readonly count: number
  readonly units: number
  readonly #long: boolean
  readonly #measured: number
  readonly #steps = new Steps()

  constructor(tables: Tables) {
    this.#tables = tables
    const head = viewOf(this.#table('head'))
    this.units = head.getUint16(18)
    if (this.units === 0) broken()
    this.#long = head.getInt16(50) !== 0
    const listed = Math.floor(this.#table('loca').length / (this.#long ? 4 : 2)) - 1
    this.count = Math.min(viewOf(this.#table('maxp')).getUint16(4), listed)
    this.#measured = viewOf(this.#table('hhea')).getUint16(34)
    this.#table('glyf')
  }

  #table(tag: string): Bytes {
    return this.#tables.get(tag) ?? broken()
  }

  #bytesOf(letter: number): Bytes {
    const loca = viewOf(this.#table('loca'))
    const at = (n: number) => (this.#long ? loca.getUint32(n * 4) : loca.getUint16(n * 2) * 2)
    if (letter < 0 || letter >= this.count) return new Uint8Array()
    const [from, to] = [at(letter), at(letter + 1)]
    // Where the next glyph stands before it, readers take what is needed.
    return this.#table('glyf').subarray(from, to < from ? undefined : to)
  }

  /** Advance width and left side bearing of a glyph. */
  measure(letter: number): readonly [number, number] {
    const hmtx = viewOf(this.#table('hmtx'))
    const last = this.#measured - 1
    const wide = Math.min(letter, last) * 4
    const side = letter <= last ? wide + 2 : (last + 1) * 4 + (letter - last - 1) * 2
    return [
      wide >= 0 && wide + 2 <= hmtx.byteLength ? hmtx.getUint16(wide) : 0,
      side + 2 <= hmtx.byteLength ? hmtx.getInt16(side) : 0,
    ]
  }

  /** Outline of a glyph; `null` for an empty one. @throws RangeError for a malformed one */
  outline(letter: number): Outline | null {
    const bytes = this.#bytesOf(letter)
    if (bytes.length < 10) return null
    const view = viewOf(bytes)
    const count = view.getInt16(0)
    const left = view.getInt16(2)
    return count < 0
      ? { left, lines: [], parts: this.#parts(view) }
      : { left, lines: this.#lines(view, count), parts: [] }
  }

  #lines(view: DataView, count: number): readonly (readonly Point[])[] {
    const ends = Array.from({ length: count }, (_, n) => view.getUint16(10 + n * 2))
    const total = count === 0 ? 0 : (ends.at(-1) ?? 0) + 1
    let at = 10 + count * 2
    if (count > 0) at += 2 + view.getUint16(at)
    const flags: number[] = []
    while (flags.length < total) {
      this.#steps.next()
      const flag = view.getUint8(at++)
      const times = (flag & 8) !== 0 ? view.getUint8(at++) + 1 : 1
      for (let k = 0; k < times && flags.length < total; k += 1) flags.push(flag)
    }
    const along = (short: number, same: number) => {
      let value = 0
      return flags.map((flag) => {
        if ((flag & short) !== 0)
          value += (flag & same) !== 0 ? view.getUint8(at++) : -view.getUint8(at++)
        else if ((flag & same) === 0) {
          value += view.getInt16(at)
          at += 2
        }
        return value
      })
    }
    const [xs, ys] = [along(2, 16), along(4, 32)]
    let from = 0
    return ends.map((end) => {
      if (end + 1 < from) throw new RangeError('lines')
      const line = []
      for (let n = from; n <= end; n += 1) {
        line.push({ x: xs[n] ?? 0, y: ys[n] ?? 0, on: ((flags[n] ?? 0) & 1) !== 0 })
      }
      from = end + 1
      return line
    })
  }

  #parts(view: DataView): readonly Part[] {
    const parts: Part[] = []
    for (let [at, more] = [10, true]; more; ) {
      this.#steps.next()
      const flags = view.getUint16(at)
      const letter = view.getUint16(at + 2)
      at += 4
      const words = (flags & 1) !== 0
      const signed = (flags & 2) !== 0
      const numbers: number[] = []
      for (let k = 0; k < 2; k += 1) {
        if (words) numbers.push(signed ? view.getInt16(at) : view.getUint16(at))
        else numbers.push(signed ? view.getInt8(at) : view.getUint8(at))
        at += words ? 2 : 1
      }
      const scales = (flags & 8) !== 0 ? 1 : (flags & 0x40) !== 0 ? 2 : (flags & 0x80) !== 0 ? 4 : 0
      for (let k = 0; k < scales; k += 1, at += 2) numbers.push(view.getInt16(at))
      // Without the flags about instructions and overlaps.
      parts.push({ letter, flags: (flags & 0x1acf) | 1, numbers })
      more = (flags & 0x20) !== 0
    }
    return parts
  }

  /** These glyphs with all their components. */
  withParts(letters: ReadonlySet<number>): ReadonlySet<number> {
    const all = new Set<number>()
    const open = [...letters]
    for (let letter = open.pop(); letter !== undefined; letter = open.pop()) {
      if (all.has(letter) || letter >= this.count) continue
      all.add(letter)
      for (const part of this.outline(letter)?.parts ?? []) open.push(part.letter)
    }
    return all
  }

  codes(): Codes {
    const cmap = this.#tables.get('cmap')
    const entry: { -readonly [key in keyof Codes]: Codes[key] } = {
      unicode: null,
      symbol: null,
      old: null,
    }
    if (cmap === undefined || cmap.length < 4) return entry
    const view = viewOf(cmap)
    for (let n = 0; n < view.getUint16(2) && 12 + n * 8 <= cmap.length; n += 1) {
      const [platform, kind] = [view.getUint16(4 + n * 8), view.getUint16(6 + n * 8)]
      const to =
        platform === 1 && kind === 0
          ? 'old'
          : platform === 3 && kind === 0
            ? 'symbol'
            : platform === 0 || (platform === 3 && (kind === 1 || kind === 10))
              ? 'unicode'
              : null
      if (to === null || (entry[to] !== null && platform !== 3)) continue
      entry[to] = codesAt(viewOf(cmap.subarray(view.getUint32(8 + n * 8))), this.#steps)
    }
    return entry
  }

  /** Glyphs by their names in the `post` table. */
  names(): ReadonlyMap<string, number> {
    const names = new Map<string, number>()
    const post = this.#tables.get('post') ?? new Uint8Array(4)
    const view = viewOf(post)
    const form = post.length < 34 ? 0 : view.getUint32(0)
    const standard = macintoshNames()
    const count = form === 0x1_0000 ? standard.length : form === 0x2_0000 ? view.getUint16(32) : 0
    const texts: string[] = []
    for (let at = 34 + count * 2; at < post.length; at += 1 + (post[at] ?? 0)) {
      texts.push(latin(post, at + 1, at + 1 + (post[at] ?? 0)))
    }
    for (let n = 0; n < count && (form === 0x1_0000 || 36 + n * 2 <= post.length); n += 1) {
      const at = form === 0x1_0000 ? n : view.getUint16(34 + n * 2)
      const name = standard[at] ?? texts[at - standard.length] ?? ''
      if (name !== '' && !names.has(name)) names.set(name, n)
    }
    return names
  }
}

function codesAt(view: DataView, steps: Steps): ReadonlyMap<number, number> {
  const codes = new Map<number, number>()
  const put = (code: number, letter: number) => {
    steps.next()
    if (letter !== 0) codes.set(code, letter)
  }
  try {
    const form = view.getUint16(0)
    if (form === 0) for (let code = 0; code < 256; code += 1) put(code, view.getUint8(6 + code))
    if (form === 6) {
      const first = view.getUint16(6)
      for (let n = 0; n < view.getUint16(8); n += 1) put(first + n, view.getUint16(10 + n * 2))
    }
    if (form === 12) {
      for (let n = 0; n < view.getUint32(12); n += 1) {
        const [first, last] = [view.getUint32(16 + n * 12), view.getUint32(20 + n * 12)]
        for (let code = first; code <= last; code += 1)
          put(code, view.getUint32(24 + n * 12) + code - first)
      }
    }
    if (form === 4) {
      const size = view.getUint16(6)
      for (let at = 0; at < size; at += 2) {
        const [last, first] = [view.getUint16(14 + at), view.getUint16(16 + size + at)]
        const [delta, range] = [
          view.getUint16(16 + size * 2 + at),
          view.getUint16(16 + size * 3 + at),
        ]
        for (let code = first; code <= last && code < 0xffff; code += 1) {
          const listed =
            range === 0 ? code : view.getUint16(16 + size * 3 + at + range + (code - first) * 2)
          put(code, range !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff)
        }
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return codes
}
