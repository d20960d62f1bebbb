import { concat } from '#bytes.ts'
import { FileRefused } from '#metadata/metadata-finding.ts'

/** Outline of a glyph: operations with absolute points. */
export interface GlyphOutline {
  width: number
  readonly parts: (readonly number[])[]
}

/** Most operations of all glyphs of a font. */
const MOST_STEPS = 40_000_000
const DEEPEST = 12

export function broken(): never {
  throw new FileRefused('broken')
}

/** Draws by relative steps. Each part is its kind and points: one for a move or a line, three for a curve. */
export class Pen {
  readonly path: GlyphOutline = { width: 0, parts: [] }
  x = 0
  y = 0
  /** @param kind 0 a move, 1 a line, 2 a curve */
  step(kind: number, ...by: readonly number[]): void {
    const points = [kind]
    for (let at = 0; at + 1 < by.length; at += 2) {
      this.x += by[at] ?? 0
      this.y += by[at + 1] ?? 0
      points.push(this.x, this.y)
    }
    this.path.parts.push(points)
  }
}

export class Steps {
  #left = MOST_STEPS

  next(): void {
    this.#left -= 1
    if (this.#left < 0) broken()
  }
}

export interface Programs {
  readonly own: readonly Uint8Array[]
  readonly shared: readonly Uint8Array[]
  readonly nominal: number
  readonly usual: number
  /** Glyph of a code in the standard encoding, for accented characters (`seac`). */
  readonly standard: (code: number) => Uint8Array | undefined
  readonly steps: Steps
}

function biased(list: readonly Uint8Array[], number: number): Uint8Array {
  const bias = list.length < 1240 ? 107 : list.length < 33900 ? 1131 : 32768
  return list[number + bias] ?? broken()
}

/** Interprets a Type 2 charstring. Hints, and bytes behind its end, are ignored. */
export function typeTwo(program: Uint8Array, fonts: Programs, pen = new Pen()): GlyphOutline {
  let stack: number[] = []
  let [hints, sized, ended] = [0, false, false]
  /** The first operator may be preceded by the width. */
  const measured = (extra: boolean) => {
    if (!sized) pen.path.width = extra ? fonts.nominal + (stack.shift() ?? 0) : fonts.usual
    sized = true
  }
  const curve = (...by: readonly number[]) => pen.step(2, ...by)
  const take = () => stack.shift() ?? 0
  const lines = (across: boolean) => {
    for (let flat = across; stack.length > 0; flat = !flat) {
      if (flat) pen.step(1, take(), 0)
      else pen.step(1, 0, take())
    }
  }
  const turned = (across: boolean) => {
    for (let flat = across; stack.length >= 4; flat = !flat) {
      const [a, b, c, e] = [take(), take(), take(), take()]
      const last = stack.length === 1 ? take() : 0
      if (flat) curve(a, 0, b, c, last, e)
      else curve(0, a, b, c, e, last)
    }
  }
  const accented = () => {
    const [x = 0, y = 0, base = 0, accent = 0] = stack
    const width = pen.path.width
    for (const [code, left, up] of [
      [base, 0, 0],
      [accent, x, y],
    ] as const) {
      const part = fonts.standard(code) ?? broken()
      Object.assign(pen, { x: left, y: up })
      typeTwo(part, { ...fonts, standard: () => undefined }, pen)
    }
    pen.path.width = width
  }
  const run = (bytes: Uint8Array, depth: number): void => {
    if (depth > DEEPEST) broken()
    for (let at = 0; at < bytes.length && !ended; ) {
      fonts.steps.next()
      const byte = bytes[at] ?? 0
      const [one = 0, two = 0, three = 0, four = 0] = bytes.subarray(at + 1, at + 5)
      at += 1
      if (byte >= 32 || byte === 28) {
        if (byte === 28) stack.push((((one << 8) | two) << 16) >> 16)
        else if (byte < 247) stack.push(byte - 139)
        else if (byte < 251) stack.push((byte - 247) * 256 + one + 108)
        else if (byte < 255) stack.push(-(byte - 251) * 256 - one - 108)
        else stack.push(((one << 24) | (two << 16) | (three << 8) | four) / 65536)
        at += byte === 28 ? 2 : byte < 247 ? 0 : byte < 255 ? 1 : 4
        if (stack.length > 513) broken()
        continue
      }
      if (byte === 11) return
      if (byte === 10 || byte === 29) {
        const list = byte === 10 ? fonts.own : fonts.shared
        run(biased(list, stack.pop() ?? broken()), depth + 1)
        continue
      }
      switch (byte) {
        case 1:
        case 3:
        case 18:
        case 23:
        case 19:
        case 20:
          measured(stack.length % 2 === 1)
          hints += stack.length >> 1
          if (byte === 19 || byte === 20) at += (hints + 7) >> 3
          break
        case 21:
          measured(stack.length > 2)
          pen.step(0, take(), take())
          break
        case 22:
          measured(stack.length > 1)
          pen.step(0, take(), 0)
          break
        case 4:
          measured(stack.length > 1)
          pen.step(0, 0, take())
          break
        case 5:
          while (stack.length >= 2) pen.step(1, take(), take())
          break
        case 6:
        case 7:
          lines(byte === 6)
          break
        case 8:
        case 24:
          while (stack.length >= 6) curve(...stack.splice(0, 6))
          if (byte === 24) pen.step(1, take(), take())
          break
        case 25:
          while (stack.length >= 8) pen.step(1, take(), take())
          curve(...stack.splice(0, 6))
          break
        case 26:
        case 27: {
          let side = stack.length % 4 === 1 ? take() : 0
          while (stack.length >= 4) {
            const [a, b, c, e] = [take(), take(), take(), take()]
            if (byte === 26) curve(side, a, b, c, 0, e)
            else curve(a, side, b, c, e, 0)
            side = 0
          }
          break
        }
        case 30:
        case 31:
          turned(byte === 31)
          break
        case 14:
          measured(stack.length === 1 || stack.length > 4)
          if (stack.length >= 4) accented()
          ended = true
          break
        case 12: {
          at += 1
          const [
            a = 0,
            b = 0,
            c = 0,
            e = 0,
            f = 0,
            g = 0,
            h = 0,
            i = 0,
            j = 0,
            k = 0,
            l = 0,
            m = 0,
          ] = stack
          const [x, y] = [a + c + f + h + j, b + e + g + i + k]
          const arc = (first: readonly number[], second: readonly number[]) => {
            curve(...first)
            curve(...second)
          }
          if (one === 34) arc([a, 0, b, c, e, 0], [f, 0, g, -c, h, 0])
          else if (one === 35) arc([a, b, c, e, f, g], [h, i, j, k, l, m])
          else if (one === 36) arc([a, b, c, e, f, 0], [g, 0, h, i, j, -(b + e + i)])
          else if (one === 37) {
            const flat = Math.abs(x) > Math.abs(y)
            arc([a, b, c, e, f, g], flat ? [h, i, j, k, l, -y] : [h, i, j, k, -x, l])
          } else broken()
          break
        }
        default:
          broken()
      }
      stack = []
    }
  }
  run(program, 0)
  return pen.path
}

export interface OldPrograms {
  readonly own: ReadonlyMap<number, Uint8Array>
  readonly standard: (code: number) => Uint8Array | undefined
  readonly steps: Steps
}

/** Interprets a Type 1 charstring. */
export function typeOne(program: Uint8Array, fonts: OldPrograms, pen = new Pen()): GlyphOutline {
  let stack: number[] = []
  const pushed: number[] = []
  let [ended, side] = [false, 0]
  /** Points of a flex: two flat curves that are written as moves. */
  let flex: number[] | null = null
  const move = (x: number, y: number) => {
    if (flex === null) return pen.step(0, x, y)
    pen.x += x
    pen.y += y
    flex.push(pen.x, pen.y)
  }
  const other = (number: number, given: readonly number[]) => {
    if (number === 1) flex = []
    else if (number === 0 && flex !== null) {
      const points = flex.slice(2)
      if (points.length !== 12) broken()
      pen.path.parts.push([2, ...points.slice(0, 6)], [2, ...points.slice(6)])
      flex = null
      pushed.push(given[2] ?? 0, given[1] ?? 0)
    } else if (number === 3) pushed.push(given[0] ?? 3)
    else if (number !== 2) broken()
  }
  const accented = () => {
    const [bearing = 0, x = 0, y = 0, base = 0, accent = 0] = stack
    const width = pen.path.width
    for (const [code, left, up] of [
      [base, 0, 0],
      [accent, x + side - bearing, y],
    ] as const) {
      const part = fonts.standard(code) ?? broken()
      Object.assign(pen, { x: left, y: up })
      typeOne(part, { ...fonts, standard: () => undefined }, pen)
    }
    pen.path.width = width
  }
  const run = (bytes: Uint8Array, depth: number): void => {
    if (depth > DEEPEST) broken()
    for (let at = 0; at < bytes.length && !ended; ) {
      fonts.steps.next()
      const byte = bytes[at] ?? 0
      const [one = 0, two = 0, three = 0, four = 0] = bytes.subarray(at + 1, at + 5)
      at += 1
      if (byte >= 32) {
        if (byte < 247) stack.push(byte - 139)
        else if (byte < 251) stack.push((byte - 247) * 256 + one + 108)
        else if (byte < 255) stack.push(-(byte - 251) * 256 - one - 108)
        else stack.push((one << 24) | (two << 16) | (three << 8) | four)
        at += byte < 247 ? 0 : byte < 255 ? 1 : 4
        if (stack.length > 513) broken()
        continue
      }
      if (byte === 11) return
      if (byte === 10) {
        run(fonts.own.get(stack.pop() ?? -1) ?? broken(), depth + 1)
        continue
      }
      const [a = 0, b = 0, c = 0, e = 0, f = 0, g = 0] = stack
      switch (byte) {
        case 13:
          side = a
          pen.x += a
          pen.path.width = b
          break
        case 21:
          move(a, b)
          break
        case 22:
          move(a, 0)
          break
        case 4:
          move(0, a)
          break
        case 5:
          pen.step(1, a, b)
          break
        case 6:
          pen.step(1, a, 0)
          break
        case 7:
          pen.step(1, 0, a)
          break
        case 8:
          pen.step(2, a, b, c, e, f, g)
          break
        case 30:
          pen.step(2, 0, a, b, c, e, 0)
          break
        case 31:
          pen.step(2, a, 0, b, c, 0, e)
          break
        case 1:
        case 3:
        case 9:
          break
        case 14:
          ended = true
          break
        case 12:
          at += 1
          if (one === 12) {
            const [below = 0, last = 1] = stack.splice(-2)
            stack.push(below / last)
            continue
          }
          if (one === 16) {
            const number = stack.pop() ?? -1
            const count = stack.pop() ?? 0
            other(number, count > 0 ? stack.splice(-count) : [])
            continue
          }
          if (one === 17) {
            stack.push(pushed.pop() ?? 0)
            continue
          }
          if (one === 6) {
            accented()
            ended = true
          } else if (one === 7) {
            side = a
            pen.x += a
            pen.y += b
            pen.path.width = c
          } else if (one > 2 && one !== 33) broken()
          break
        default:
          broken()
      }
      stack = []
    }
  }
  run(program, 0)
  return pen.path
}

/** Encodes a number for Type 2; fractions in 1/65536. */
export function numeral(value: number): readonly number[] {
  const whole = Math.round(value)
  if (value !== whole || Math.abs(whole) > 32767) {
    const fixed = Math.round(value * 65536)
    return [255, (fixed >> 24) & 255, (fixed >> 16) & 255, (fixed >> 8) & 255, fixed & 255]
  }
  if (Math.abs(whole) <= 107) return [whole + 139]
  const rest = Math.abs(whole) - 108
  if (rest < 1024) return [(whole > 0 ? 247 : 251) + (rest >> 8), rest & 255]
  return [28, (whole >> 8) & 255, whole & 255]
}

const WORDS = [21, 5, 8]
const fine = (value: number) => Math.round(value * 65536) / 65536

/** The one charstring for an outline, transformed by the font matrix. */
export function programOf(
  path: GlyphOutline,
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[],
) {
  const bytes: number[] = []
  const width = fine(path.width * a)
  let [x, y] = [0, 0]
  if (width !== 0) bytes.push(...numeral(width))
  // Without a move first, a line begins at the current point.
  const begun = (path.parts[0]?.[0] ?? 0) === 0
  for (const [kind = 0, ...points] of begun ? path.parts : [[0, 0, 0], ...path.parts]) {
    for (let at = 0; at < points.length; at += 2) {
      const [left = 0, up = 0] = points.slice(at)
      const to = { x: fine(left * a + up * c + e), y: fine(left * b + up * d + f) }
      bytes.push(...numeral(fine(to.x - x)), ...numeral(fine(to.y - y)))
      ;[x, y] = [to.x, to.y]
    }
    bytes.push(WORDS[kind] ?? broken())
  }
  return concat(new Uint8Array([...bytes, 14]))
}
