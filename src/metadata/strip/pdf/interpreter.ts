import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFStream,
} from '@cantoo/pdf-lib'
import { FileRefused } from '../../metadata-finding.ts'
import type { Unseen } from '../../stay.ts'
import { Canvas } from './canvas.ts'
import {
  type Around,
  CURRENT,
  type DrawState,
  isBare,
  ofMode,
  type Shape,
  setNumber,
  stateIn,
} from './drawing-state.ts'
import { FEW, Forms } from './forms.ts'
import { DEVICES, NOTHING, PATTERN, UNKNOWN } from './ink.ts'
import { matrixOf, numbers } from './numbers.ts'
import type { Old } from './old.ts'
import { PATHS, PathBuilder } from './path-builder.ts'
import {
  type Budget,
  boxPath,
  type Clip,
  clipOf,
  type Matrix,
  pathBounds,
  times,
  UNIT,
} from './raster.ts'
import { readInline } from './read-inline.ts'
import { Resources } from './resources.ts'
import { Scan, type Token } from './scan.ts'

/** Most saved graphics states. */
const MOST_STATES = 20_000

/** Interprets the pages of a copy approximately, to find letters and images that nobody can see. */
export class Interpreter {
  readonly canvas: Canvas
  readonly #resources: Resources
  /** Text drawn while a form field was drawn; `null` while none is. */
  written: string | null = null
  readonly #forms: Forms

  constructor(doc: Old, budget: Budget) {
    this.canvas = new Canvas(budget)
    this.#resources = new Resources(doc, budget)
    this.#forms = new Forms(this.canvas, this.#resources, (bytes, resources, start) =>
      this.#run(bytes, resources, start),
    )
  }

  /** Starts a page. */
  page(box: readonly number[], unit: number, resources: PDFDict | null = null): void {
    this.canvas.page(box, unit)
    this.#resources.page = resources
  }

  /** Finds letters that later objects covered. */
  finish(): void {
    this.canvas.finish()
  }

  draw(bytes: Uint8Array, resources: PDFDict | null): void {
    this.#run(bytes, resources, this.canvas.start())
  }

  /** Draws an appearance stream at its annotation's rectangle. */
  look(form: PDFStream, rect: readonly number[]): void {
    const doc = this.#resources.doc
    const box = pathBounds(boxPath(numbers(form.dict, 'BBox', doc), matrixOf(form.dict, doc)))
    const [x1, y1, x2, y2] = box
    const [left, bottom] = [
      Math.min(rect[0] ?? 0, rect[2] ?? 0),
      Math.min(rect[1] ?? 0, rect[3] ?? 0),
    ]
    const [wide, high] = [
      Math.abs((rect[2] ?? 0) - (rect[0] ?? 0)),
      Math.abs((rect[3] ?? 0) - (rect[1] ?? 0)),
    ]
    const [a, d] = [x2 > x1 ? wide / (x2 - x1) : 1, y2 > y1 ? high / (y2 - y1) : 1]
    this.#forms.form(
      form,
      {
        ...stateIn(this.canvas.raster.clip),
        matrix: [a, 0, 0, d, left - x1 * a, bottom - y1 * d],
      },
      null,
    )
  }

  /** @returns whether it uses the current colour, as a glyph can */
  #run(bytes: Uint8Array, resources: PDFDict | null, start: DrawState): boolean {
    const scan = new Scan(bytes)
    const saved: DrawState[] = []
    const shapes: Shape[] = []
    let [now, plain] = [start, false]
    const builder = new PathBuilder()
    let cut: 'W' | 'W*' | null = null
    let [text, line]: [Matrix, Matrix] = [UNIT, UNIT]
    let letters: number[][] | null = null
    let operands: Token[] = []
    const finishPath = () => {
      if (cut !== null) now.clip = clipOf(builder.path, cut === 'W*', now.clip, this.canvas.budget)
      builder.clear()
      cut = null
    }
    const resolve = (depth: number) => {
      for (
        let last = shapes.at(-1);
        last !== undefined && last.depth > depth;
        last = shapes.at(-1)
      ) {
        shapes.pop()
        const same = last.cells.every(
          (cell, n) => this.canvas.raster.groundAt(cell) === last.before[n],
        )
        if (same) this.canvas.countUnseen('mode')
      }
    }
    const move = (tx: number, ty: number) => {
      line = times([1, 0, 0, 1, tx, ty], line)
      text = line
    }
    const show = (token: Token | undefined) => {
      if (token?.is === 'text')
        text = this.#show(token.bytes, now, text, {
          shapes,
          depth: saved.length,
          letters,
          resources,
        })
    }
    for (let token = scan.next(); token !== null; token = scan.next()) {
      if (token.is !== 'word' || token.text === 'true' || token.text === 'false') {
        operands.push(token)
        continue
      }
      this.canvas.budget.take(60)
      const word = token.text
      const args = operands.map((each) => (each.is === 'number' ? Number(each.text) : 0))
      const [p = 0, q = 0, r = 0, s = 0, t = 0, u = 0] = args
      const [first, last] = [operands[0], operands.at(-1)]
      operands = []
      if (PATHS.has(word)) {
        builder.add(word, args, times(now.matrix, this.canvas.raster.view))
        continue
      }
      if (setNumber(now, word, p)) continue
      switch (word) {
        case 'q':
          saved.push({ ...now })
          if (saved.length > MOST_STATES) throw new FileRefused('broken')
          break
        case 'Q':
          now = saved.pop() ?? now
          resolve(saved.length)
          break
        case 'cm':
          now.matrix = times([p, q, r, s, t, u], now.matrix)
          break
        case 'd':
          now.dashed = first?.is === 'list' && first.items.length > 0
          now.bare = first?.is === 'list' && isBare(first.items, q)
          break
        case 'gs':
          this.#extend(this.#resources.find(resources, 'ExtGState', last), now, resources)
          break
        case 'W':
        case 'W*':
          cut = word
          break
        case 'n':
          finishPath()
          break
        case 'S':
        case 's':
        case 'f':
        case 'F':
        case 'f*':
        case 'B':
        case 'B*':
        case 'b':
        case 'b*':
          if (!/^[sS]$/.test(word)) {
            this.canvas.fill(builder.path, word.includes('*'), now, now.fill, now.fillAlpha)
          }
          if (/^[SsBb]/.test(word)) this.canvas.stroke(builder.path, /^[sb]/.test(word), now)
          finishPath()
          break
        case 'sh':
          this.canvas.fill(
            boxPath(sides(now.clip), UNIT),
            false,
            now,
            this.#resources.shading(this.#resources.find(resources, 'Shading', last)),
            now.fillAlpha,
          )
          break
        case 'Do':
          this.#forms.object(this.#resources.find(resources, 'XObject', last), now, resources)
          break
        case 'BI':
          this.#inline(scan, now)
          break
        case 'd1':
          plain = true
          break
        case 'BT':
          ;[text, line, letters] = [UNIT, UNIT, []]
          break
        case 'ET':
          if (letters !== null && letters.length > 0) {
            now.clip = clipOf(letters, false, now.clip, this.canvas.budget)
          }
          letters = null
          break
        case 'Tz':
          now.across = p / 100
          break
        case 'Tf':
          now.face = this.#resources.face(this.#resources.find(resources, 'Font', first))
          now.size = q
          break
        case 'Td':
          move(p, q)
          break
        case 'TD':
          now.leading = -q
          move(p, q)
          break
        case 'Tm':
          line = [p, q, r, s, t, u]
          text = line
          break
        case 'T*':
          move(0, -now.leading)
          break
        case 'Tj':
          show(last)
          break
        case "'":
        case '"':
          if (word === '"') [now.wordApart, now.apart] = [p, q]
          move(0, -now.leading)
          show(last)
          break
        case 'TJ':
          for (const item of first?.is === 'list' ? first.items : []) {
            if (item.is === 'number') {
              const by = (-Number(item.text) / 1000) * now.size
              const down = now.face?.vertical === true
              text = times([1, 0, 0, 1, down ? 0 : by * now.across, down ? by : 0], text)
            } else show(item)
          }
          break
        case 'h':
          break
        default:
          if (!plain) this.#colour(word, args, last, now, resources)
      }
    }
    resolve(-1)
    return plain
  }

  #colour(
    word: string,
    args: readonly number[],
    last: Token | undefined,
    now: DrawState,
    resources: PDFDict | null,
  ): void {
    const key = word === word.toLowerCase() ? 'fill' : 'stroke'
    const lower = word.toLowerCase()
    const device = { g: 'DeviceGray', rg: 'DeviceRGB', k: 'DeviceCMYK' }[lower]
    const chosen = lower === 'cs' && last?.is === 'name' ? last.text : device
    if (chosen !== undefined) {
      const own = chosen.replace('Device', 'Default')
      const named = (text: string) =>
        this.#resources.find(resources, 'ColorSpace', { is: 'name', text })
      const other = named(own === chosen ? chosen : own)
      const space =
        other === undefined ? (DEVICES[chosen] ?? PATTERN) : this.#resources.space(other)
      // With overprint, a CMYK colour without any ink leaves the ground as it is.
      const none = now.overprint && lower === 'k' && args.every((part) => part === 0)
      now[key] = {
        space,
        ink: none ? NOTHING : space.ink(device === undefined ? space.first : args),
      }
    } else if (lower === 'sc' || lower === 'scn') {
      const { space } = now[key]
      if (last?.is !== 'name') now[key] = { space, ink: space.ink(args) }
      else {
        const made = this.#resources.find(resources, 'Pattern', last)
        const { ink, part, tile } = this.#forms.patterned(made)
        const own = ink === CURRENT ? (space.base?.ink(args.slice(0, -1)) ?? UNKNOWN) : ink
        now[key] = { space, ink: own, part: part === true, tile }
      }
    }
  }

  #extend(state: PDFObject | undefined, now: DrawState, resources: PDFDict | null): void {
    if (!(state instanceof PDFDict)) return
    const doc = this.#resources.doc
    now.fillAlpha = doc.numberIn(state, 'ca') ?? now.fillAlpha
    now.strokeAlpha = doc.numberIn(state, 'CA') ?? now.strokeAlpha
    now.wide = doc.numberIn(state, 'LW') ?? now.wide
    const modes = doc.entry(state, 'BM')
    const mode = doc.resolved(modes instanceof PDFArray ? modes.asArray()[0] : modes)
    if (mode instanceof PDFName) now.mode = mode.decodeText()
    const over = doc.entry(state, 'op') ?? doc.entry(state, 'OP')
    if (over instanceof PDFBool) {
      now.overprint = over.asBoolean() && doc.numberIn(state, 'OPM') === 1
    }
    const font = doc.entry(state, 'Font')
    if (font instanceof PDFArray) {
      now.face = this.#resources.face(doc.resolved(font.asArray()[0]))
      const size = doc.resolved(font.asArray()[1])
      now.size = size instanceof PDFNumber ? size.asNumber() : 0
    }
    const soft = doc.entry(state, 'SMask')
    if (soft instanceof PDFName) now.soft = null
    if (soft instanceof PDFDict) now.soft = this.#forms.softMask(soft, now, resources)
  }

  #inline(scan: Scan, now: DrawState): void {
    const { stencil, alike, points } = readInline(scan)
    const key = points > FEW ? {} : null
    if (key !== null && alike) this.canvas.foundPicture(key, 'mode')
    const paint = stencil ? now.fill : { space: PATTERN, ink: UNKNOWN }
    this.canvas.picture(now, paint, stencil, alike ? null : key)
  }

  /** Draws a string. @returns the matrix behind its last glyph */
  #show(bytes: string, now: DrawState, from: Matrix, around: Around): Matrix {
    const { face, size, across } = now
    let text = from
    const step = face?.bytes ?? 1
    for (let at = 0; at < bytes.length; at += step) {
      const byte = bytes.charCodeAt(at)
      const code = step === 1 ? byte : byte * 256 + (bytes.charCodeAt(at + 1) || 0)
      const wide = face?.width(code) ?? 0.5
      this.canvas.budget.take(150)
      const why = this.#letter(code, wide, now, text, around)
      if (why !== null) this.canvas.countUnseen(why)
      const space = step === 1 && code === 32 ? now.wordApart : 0
      text =
        face?.vertical === true
          ? times([1, 0, 0, 1, 0, -size + now.apart], text)
          : times([1, 0, 0, 1, (wide * size + now.apart + space) * across, 0], text)
    }
    return text
  }

  #letter(code: number, wide: number, now: DrawState, text: Matrix, around: Around): Unseen | null {
    const { face } = now
    const sign = face === null ? '?' : face.sign(code)
    if (this.written !== null) this.written += sign ?? '\ufffd'
    if (sign?.trim() === '') return null
    const { fills, strokes, clips } = ofMode(now.lettering)
    if (!fills && !strokes && !clips) return 'mode'
    const drawing = face?.own === null || face === null ? null : face.drawing(code)
    const own =
      drawing === null || face?.own === null || face === null
        ? null
        : this.#forms.letterInk(drawing, face, around.resources)
    if (face === null || (face.own !== null && (own === null || own === NOTHING))) {
      return 'font'
    }
    if (drawing !== null) {
      const { size, across, rise } = now
      const scale = times([size * across, 0, 0, size, 0, rise], times(text, now.matrix))
      this.#forms.wordsIn(drawing, face, scale, now, around)
    }
    const fill = own === null || own === CURRENT ? now.fill.ink : own
    return this.canvas.letter(fill, face, wide, now, text, around, sign ?? code)
  }
}

function sides({ left, bottom, right, top }: Clip): readonly number[] {
  return [left, bottom, right, top]
}
