import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFStream,
} from '@cantoo/pdf-lib'
import { FileRefused } from '../../trace.ts'
import { type Face, faceOf } from './face.ts'
import {
  BLACK,
  blended,
  changes,
  DEVICES,
  evaluated,
  NOTHING,
  PATTERN,
  type Space,
  spaceOf,
  UNKNOWN,
} from './ink.ts'
import type { Old } from './old.ts'
import {
  type Budget,
  both,
  boundsOf,
  boxPath,
  type Clip,
  clipOf,
  isEmpty,
  levelAt,
  type Matrix,
  type Path,
  Raster,
  spans,
  times,
  UNIT,
} from './raster.ts'
import { Scan, type Token } from './scan.ts'
import { contentsOf } from './streams.ts'

const of = (name: string) => PDFName.of(name)

/** Why nobody sees a letter, the surest first. */
export const UNSEEN = {
  mode: 'text that is not drawn',
  font: 'text whose font is missing or shows nothing',
  size: 'text that is too small to read',
  beside: 'text beside the page',
  clip: 'text that is cut away',
  ink: 'text in the colour of its ground',
  cover: 'text beneath what is drawn over it',
} as const
export type Unseen = keyof typeof UNSEEN

/** Points on a screen as it is read: smaller letters are no words. */
const SMALLEST = 2
/** States that are put aside, forms in forms, letters of a page: more are a trap. */
const [MOST_STATES, DEEPEST, MOST_LETTERS] = [20_000, 12, 400_000]
const CELLS = 1 << 19
/** Where a letter is looked at: parts of its width, and of its height. */
const ACROSS = [0.2, 0.5, 0.8]
const UP = [0.1, 0.35, 0.6]

interface Paint {
  readonly space: Space
  readonly ink: number
  /** Whether it leaves some of the ground bare. */
  readonly part?: boolean
}

/** How something is drawn now. */
interface State {
  matrix: Matrix
  clip: Clip
  soft: Clip | null
  fill: Paint
  stroke: Paint
  fillAlpha: number
  strokeAlpha: number
  /** Of the groups that it is in. */
  alpha: number
  mode: string
  wide: number
  /** Whether lines end behind their ends. */
  ends: number
  dashed: boolean
  /** Whether the dashes of a line are next to nothing. */
  bare: boolean
  overprint: boolean
  face: Face | null
  size: number
  across: number
  lettering: number
  rise: number
  apart: number
  wordApart: number
  leading: number
}

/** A letter that is only a shape to paint through, until something is painted. */
interface Shape {
  readonly depth: number
  readonly cells: readonly number[]
  readonly before: readonly number[]
}

/** Where letters stand that are shown. */
interface Around {
  readonly shapes: Shape[]
  readonly depth: number
  /** Shapes of letters that are to be painted through. */
  readonly letters: number[][] | null
  readonly resources: PDFDict | null
}

const BLACK_PAINT: Paint = { space: DEVICES['DeviceGray'] ?? PATTERN, ink: BLACK }

/** Draws pages roughly, to learn which letters nobody sees. */
export class Interpreter {
  readonly #doc: Old
  readonly #budget: Budget
  /** How often each was found on the page that is drawn now. */
  readonly unseen = new Map<Unseen, number>()
  /** What was written, in signs, while a field was drawn. */
  written: string | null = null
  readonly #faces = new Map<PDFObject, Face>()
  readonly #spaces = new Map<PDFObject, Space>()
  /** What a pattern or a letter of the document's own is painted with. */
  readonly #paints = new Map<PDFObject, Paint>()
  readonly #contents = new Map<PDFStream, Uint8Array>()
  #raster: Raster
  /** Numbers of opaque things, in the order in which they were painted. */
  #turn = 1
  #depth = 0
  /** Letters that were seen when they were drawn: their turn, how many cells, and which. */
  #letters: number[] = []
  #count = 0
  /** Units of the page on a screen. */
  #unit = 1

  constructor(doc: Old, budget: Budget) {
    this.#doc = doc
    this.#budget = budget
    this.#raster = Raster.over([0, 0, 1, 1], 1, UNKNOWN)
  }

  /** A new page. */
  page(box: readonly number[], unit: number): void {
    this.unseen.clear()
    this.#raster = Raster.over(box, CELLS, 0xff_ffff)
    this.#unit = unit
    this.#letters = []
    this.#count = 0
  }

  /** What was drawn over letters that were seen before. */
  finish(): void {
    const letters = this.#letters
    for (let at = 0; at < letters.length; ) {
      const [turn = 0, count = 0] = [letters[at], letters[at + 1]]
      const end = at + 2 + count
      let over = true
      for (at += 2; at < end; at += 1) {
        if (over) over = this.#raster.coverAt(letters[at] ?? 0) > turn
      }
      if (over) this.#found('cover')
    }
    this.#letters = []
  }

  draw(bytes: Uint8Array, resources: PDFDict | null): void {
    this.#run(bytes, resources, this.#start())
  }

  /** A form in its place on the page, as what stands on it is shown. */
  look(form: PDFStream, rect: readonly number[]): void {
    const doc = this.#doc
    const box = boundsOf(boxPath(numbers(form.dict, 'BBox', doc), matrixOf(form.dict, doc)))
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
    this.#form(
      form,
      { ...this.#start(), matrix: [a, 0, 0, d, left - x1 * a, bottom - y1 * d] },
      null,
    )
  }

  #found(why: Unseen): void {
    this.unseen.set(why, (this.unseen.get(why) ?? 0) + 1)
  }

  #start(): State {
    return {
      matrix: UNIT,
      clip: this.#raster.clip,
      soft: null,
      fill: BLACK_PAINT,
      stroke: BLACK_PAINT,
      fillAlpha: 1,
      strokeAlpha: 1,
      alpha: 1,
      mode: 'Normal',
      wide: 1,
      ends: 0,
      dashed: false,
      bare: false,
      overprint: false,
      face: null,
      size: 0,
      across: 1,
      lettering: 0,
      rise: 0,
      apart: 0,
      wordApart: 0,
      leading: 0,
    }
  }

  #offered(
    resources: PDFDict | null,
    kind: string,
    token: Token | undefined,
  ): PDFObject | undefined {
    const map = resources === null ? undefined : this.#doc.entry(resources, kind)
    return map instanceof PDFDict && token?.is === 'name'
      ? this.#doc.entry(map, token.text)
      : undefined
  }

  /** @returns whether it draws with the colour at hand, as letters can */
  #run(bytes: Uint8Array, resources: PDFDict | null, start: State): boolean {
    const scan = new Scan(bytes)
    const saved: State[] = []
    const shapes: Shape[] = []
    let [now, plain] = [start, false]
    let [path, part]: [number[][], number[]] = [[], []]
    let [x, y] = [0, 0]
    let cut: 'W' | 'W*' | null = null
    let [text, line]: [Matrix, Matrix] = [UNIT, UNIT]
    let letters: number[][] | null = null
    let operands: Token[] = []
    const point = (px: number, py: number) => {
      ;[x, y] = [px, py]
      const [a, b, c, d, e, f] = times(now.matrix, this.#raster.view)
      part.push(px * a + py * c + e, px * b + py * d + f)
    }
    const curve = (x1: number, y1: number, x2: number, y2: number, x3: number, y3: number) => {
      const [x0, y0] = [x, y]
      for (let n = 1; n <= 8; n += 1) {
        const [t, u] = [n / 8, 1 - n / 8]
        const [p, q, r, s] = [u * u * u, 3 * t * u * u, 3 * t * t * u, t * t * t]
        point(p * x0 + q * x1 + r * x2 + s * x3, p * y0 + q * y1 + r * y2 + s * y3)
      }
    }
    const finishPath = () => {
      if (cut !== null) now.clip = clipOf(path, cut === 'W*', now.clip, this.#budget)
      ;[path, part, cut] = [[], [], null]
    }
    const resolve = (depth: number) => {
      for (
        let last = shapes.at(-1);
        last !== undefined && last.depth > depth;
        last = shapes.at(-1)
      ) {
        shapes.pop()
        const same = last.cells.every((cell, n) => this.#raster.groundAt(cell) === last.before[n])
        if (same) this.#found('mode')
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
      this.#budget.spend(60)
      const word = token.text
      const args = operands.map((each) => (each.is === 'number' ? Number(each.text) : 0))
      const [p = 0, q = 0, r = 0, s = 0, t = 0, u = 0] = args
      const [first, last] = [operands[0], operands.at(-1)]
      operands = []
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
        case 'w':
          now.wide = p
          break
        case 'J':
          now.ends = p
          break
        case 'd':
          now.dashed = first?.is === 'list' && first.items.length > 0
          now.bare = first?.is === 'list' && isBare(first.items, q)
          break
        case 'gs':
          this.#extend(this.#offered(resources, 'ExtGState', last), now, resources)
          break
        case 'm':
          part = []
          path.push(part)
          point(p, q)
          break
        case 'l':
          point(p, q)
          break
        case 'c':
          curve(p, q, r, s, t, u)
          break
        case 'v':
          curve(x, y, p, q, r, s)
          break
        case 'y':
          curve(p, q, r, s, r, s)
          break
        case 're':
          part = []
          path.push(part)
          point(p, q)
          point(p + r, q)
          point(p + r, q + s)
          point(p, q + s)
          ;[part, x, y] = [[], p, q]
          break
        case 'h':
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
            this.#fill(path, word.includes('*'), now, now.fill, now.fillAlpha)
          }
          if (/^[SsBb]/.test(word)) this.#stroke(path, /^[sb]/.test(word), now)
          finishPath()
          break
        case 'sh':
          this.#fill(
            boxPath(sides(now.clip), UNIT),
            false,
            now,
            this.#shaded(this.#offered(resources, 'Shading', last)),
            now.fillAlpha,
          )
          break
        case 'Do':
          this.#object(this.#offered(resources, 'XObject', last), now, resources)
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
            now.clip = clipOf(letters, false, now.clip, this.#budget)
          }
          letters = null
          break
        case 'Tc':
          now.apart = p
          break
        case 'Tw':
          now.wordApart = p
          break
        case 'Tz':
          now.across = p / 100
          break
        case 'TL':
          now.leading = p
          break
        case 'Tr':
          now.lettering = p
          break
        case 'Ts':
          now.rise = p
          break
        case 'Tf':
          now.face = this.#faceOf(this.#offered(resources, 'Font', first))
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
    now: State,
    resources: PDFDict | null,
  ): void {
    const key = word === word.toLowerCase() ? 'fill' : 'stroke'
    const lower = word.toLowerCase()
    const device = { g: 'DeviceGray', rg: 'DeviceRGB', k: 'DeviceCMYK' }[lower]
    const chosen = lower === 'cs' && last?.is === 'name' ? last.text : device
    if (chosen !== undefined) {
      const own = chosen.replace('Device', 'Default')
      const named = (text: string) => this.#offered(resources, 'ColorSpace', { is: 'name', text })
      const other = named(own === chosen ? chosen : own)
      const space = other === undefined ? (DEVICES[chosen] ?? PATTERN) : this.#spaceOf(other)
      // Without any ink it leaves the ground as it is, where that is asked for.
      const none = now.overprint && lower === 'k' && args.every((part) => part === 0)
      now[key] = {
        space,
        ink: none ? NOTHING : space.ink(device === undefined ? space.first : args),
      }
    } else if (lower === 'sc' || lower === 'scn') {
      const { space } = now[key]
      if (last?.is !== 'name') now[key] = { space, ink: space.ink(args) }
      else {
        const made = this.#offered(resources, 'Pattern', last)
        const { ink, part } = this.#patterned(made)
        const own = ink === CURRENT ? (space.base?.ink(args.slice(0, -1)) ?? UNKNOWN) : ink
        now[key] = { space, ink: own, part: part === true }
      }
    }
  }

  #faceOf(object: PDFObject | undefined): Face | null {
    if (!(object instanceof PDFDict)) return null
    const known = this.#faces.get(object)
    if (known !== undefined) return known
    const made = faceOf(object, this.#doc)
    this.#faces.set(object, made)
    return made
  }

  #spaceOf(object: PDFObject | undefined): Space {
    if (object === undefined) return PATTERN
    const known = this.#spaces.get(object)
    if (known !== undefined) return known
    const made = spaceOf(object, this.#doc)
    const inks = new Map<string, number>()
    const space: Space = {
      ...made,
      ink: (values) => {
        const key = values.join()
        const ink = inks.get(key) ?? made.ink(values)
        if (inks.size < 1000) inks.set(key, ink)
        this.#budget.spend(inks.size < 1000 ? 100 : 20_000)
        return ink
      },
    }
    this.#spaces.set(object, space)
    return space
  }

  #extend(state: PDFObject | undefined, now: State, resources: PDFDict | null): void {
    if (!(state instanceof PDFDict)) return
    const doc = this.#doc
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
      now.face = this.#faceOf(doc.resolved(font.asArray()[0]))
      const size = doc.resolved(font.asArray()[1])
      now.size = size instanceof PDFNumber ? size.asNumber() : 0
    }
    const soft = doc.entry(state, 'SMask')
    if (soft instanceof PDFName) now.soft = null
    if (soft instanceof PDFDict) now.soft = this.#softMask(soft, now, resources)
  }

  /** Where a soft mask lets something through. */
  #softMask(mask: PDFDict, now: State, resources: PDFDict | null): Clip {
    const doc = this.#doc
    const form = doc.entry(mask, 'G')
    const alpha = doc.nameIn(mask, 'S') === 'Alpha'
    if (!(form instanceof PDFStream)) return now.clip
    const back = numbers(mask, 'BC', doc)
    const group = doc.entry(form.dict, 'Group')
    const space = group instanceof PDFDict ? this.#spaceOf(doc.entry(group, 'CS')) : PATTERN
    const ground = alpha
      ? NOTHING
      : back.length === 0 || space === PATTERN
        ? BLACK
        : space.ink(back)
    const transfer = doc.entry(mask, 'TR')
    const through = (ink: number): number => {
      const level = ink === NOTHING ? 0 : alpha ? 1 : ink < 0 ? 0.5 : light(ink)
      const made =
        transfer === undefined || transfer instanceof PDFName
          ? level
          : (evaluated(transfer, [level], doc)?.[0] ?? 0.5)
      return made < 0.06 ? 0 : made < 0.95 ? 1 : 2
    }
    const outside = through(ground)
    const shape = boxPath(
      numbers(form.dict, 'BBox', doc),
      times(times(matrixOf(form.dict, doc), now.matrix), this.#raster.view),
    )
    const box =
      outside > 0
        ? now.clip
        : both(
            { ...now.clip, mask: null },
            clipOf(shape, false, this.#raster.clip, this.#budget),
            this.#budget,
          )
    if (isEmpty(box)) return box
    const inner = new Raster({ ...box, mask: null }, this.#raster.view, ground)
    inner.masks = true
    this.#apart(inner, () => {
      this.#form(form, { ...this.#start(), matrix: now.matrix }, resources)
      return false
    })
    this.#budget.spend(inner.size * 4)
    const levels = new Map<number, number>()
    const made = new Uint8Array(inner.size)
    for (let cell = 0; cell < made.length; cell += 1) {
      const ink = inner.groundAt(cell)
      const level = levels.get(ink) ?? through(ink)
      levels.set(ink, level)
      made[cell] = alpha && level === 2 && inner.coverAt(cell) === 0 ? 1 : level
    }
    return { ...box, mask: made }
  }

  /** What is painted with a pattern: nothing, one colour, or who knows. */
  #patterned(made: PDFObject | undefined): Paint {
    if (made instanceof PDFDict) return this.#shaded(this.#doc.entry(made, 'Shading'))
    if (!(made instanceof PDFStream)) return { space: PATTERN, ink: NOTHING }
    const [doc, matrix] = [this.#doc, matrixOf(made.dict, this.#doc)]
    const box = numbers(made.dict, 'BBox', doc)
    const paint = this.#inkOf(made, boundsOf(boxPath(box, matrix)), matrix, null, false)
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box
    const apart =
      Math.abs(doc.numberIn(made.dict, 'XStep') ?? 0) > Math.abs(x2 - x1) + 0.01 ||
      Math.abs(doc.numberIn(made.dict, 'YStep') ?? 0) > Math.abs(y2 - y1) + 0.01
    const current = doc.numberIn(made.dict, 'PaintType') === 2 && paint.ink !== NOTHING
    return {
      space: PATTERN,
      ink: current ? CURRENT : paint.ink,
      part: paint.part === true || apart,
    }
  }

  #shaded(made: PDFObject | undefined): Paint {
    const dict = made instanceof PDFStream ? made.dict : made
    if (!(dict instanceof PDFDict)) return { space: PATTERN, ink: NOTHING }
    const known = this.#paints.get(dict)
    if (known !== undefined) return known
    const doc = this.#doc
    const kind = doc.numberIn(dict, 'ShadingType') ?? 0
    const [from = 0, to = 1] = numbers(dict, 'Domain', doc)
    const space = this.#spaceOf(doc.entry(dict, 'ColorSpace'))
    const inks = new Set(
      kind === 2 || kind === 3
        ? [0, 0.25, 0.5, 0.75, 1].map((share) => {
            const parts = evaluated(dict.get(of('Function')), [from + share * (to - from)], doc)
            return parts === null ? UNKNOWN : space.ink(parts)
          })
        : [UNKNOWN],
    )
    const extend = doc.entry(dict, 'Extend')
    const all = extend instanceof PDFArray ? extend.asArray() : []
    const whole =
      kind === 2 && all.length === 2 && all.every((one) => doc.resolved(one) === PDFBool.True)
    const [ink = UNKNOWN] = inks.size === 1 ? inks : []
    const paint = { space: PATTERN, ink, part: !whole || dict.has(of('BBox')) }
    this.#paints.set(dict, paint)
    return paint
  }

  /** Draws something on a sheet of its own. */
  #inkOf(
    made: PDFStream,
    box: readonly number[],
    matrix: Matrix,
    resources: PDFDict | null,
    letter: boolean,
  ): Paint {
    const known = this.#paints.get(made)
    if (known !== undefined) return known
    this.#paints.set(made, { space: PATTERN, ink: UNKNOWN })
    const own = this.#doc.entry(made.dict, 'Resources')
    const raster = Raster.over(box, 4096, UNKNOWN, letter)
    const plain = this.#apart(raster, () =>
      this.#run(this.#bytesOf(made), own instanceof PDFDict ? own : resources, {
        ...this.#start(),
        matrix,
      }),
    )
    const [first = NOTHING] = raster.inks
    const one = raster.inks.size > 1 ? UNKNOWN : plain && first !== NOTHING ? CURRENT : first
    let part = false
    for (let cell = 0; cell < raster.size && !part; cell += 1) part = raster.coverAt(cell) === 0
    const paint = { space: PATTERN, ink: one, part }
    this.#paints.set(made, paint)
    return paint
  }

  #apart(raster: Raster, run: () => boolean): boolean {
    if (this.#depth >= DEEPEST) throw new FileRefused('broken')
    const [page, letters] = [this.#raster, this.#letters]
    ;[this.#raster, this.#letters] = [raster, []]
    this.#depth += 1
    try {
      return run()
    } finally {
      this.#depth -= 1
      ;[this.#raster, this.#letters] = [page, letters]
    }
  }

  #object(object: PDFObject | undefined, now: State, resources: PDFDict | null): void {
    if (!(object instanceof PDFStream)) return
    const { dict } = object
    const doc = this.#doc
    if (doc.nameIn(dict, 'Subtype') === 'Form') this.#form(object, now, resources)
    else if (doc.entry(dict, 'ImageMask') === PDFBool.True) {
      const [low = 0] = numbers(dict, 'Decode', doc)
      const bits = this.#alike(object, 1)?.[0]
      const painted = bits === (low === 0 ? 0 : 255)
      if (bits === undefined || painted || (bits !== 0 && bits !== 255)) {
        this.#picture(now, now.fill, !painted)
      }
    } else {
      const space = this.#spaceOf(doc.entry(dict, 'ColorSpace'))
      const point =
        doc.numberIn(dict, 'BitsPerComponent') === 8 && !dict.has(of('Decode'))
          ? this.#alike(object, space.count)
          : null
      const indexed = doc.entry(dict, 'ColorSpace') instanceof PDFArray && space.count === 1
      const ink = point === null || indexed ? UNKNOWN : space.ink(point.map((byte) => byte / 255))
      const part = this.#partOf(dict)
      if (part !== 'none') this.#picture(now, { space, ink }, part === 'part')
    }
  }

  /** The bytes of a point, where all points of a picture are the same. */
  #alike(picture: PDFStream, count: number): readonly number[] | null {
    try {
      const bytes = this.#bytesOf(picture)
      const first = bytes.subarray(0, count)
      const same = count > 0 && bytes.every((byte, at) => byte === first[at % count])
      return same && first.length === count ? [...first] : null
    } catch (thrown) {
      // A photo is of many colours.
      if (this.#budget.left <= 0) throw thrown
      return null
    }
  }

  #form(form: PDFStream, now: State, resources: PDFDict | null): void {
    if (this.#depth >= DEEPEST) throw new FileRefused('broken')
    const doc = this.#doc
    const matrix = times(matrixOf(form.dict, doc), now.matrix)
    const shape = boxPath(numbers(form.dict, 'BBox', doc), times(matrix, this.#raster.view))
    const clip = clipOf(shape, false, now.clip, this.#budget)
    const group = doc.entry(form.dict, 'Group')
    const own = doc.entry(form.dict, 'Resources')
    const inner: State = { ...now, matrix, clip }
    if (group instanceof PDFDict) {
      inner.alpha = now.alpha * now.fillAlpha
      ;[inner.fillAlpha, inner.strokeAlpha] = [1, 1]
      if (now.soft !== null) inner.clip = both(clip, now.soft, this.#budget)
      inner.soft = null
    }
    this.#depth += 1
    try {
      this.#run(this.#bytesOf(form), own instanceof PDFDict ? own : resources, inner)
    } finally {
      this.#depth -= 1
    }
  }

  /** What a form is drawn by, unpacked once where it is small. */
  #bytesOf(form: PDFStream): Uint8Array {
    this.#budget.spend(2_000)
    const known = this.#contents.get(form)
    if (known !== undefined) return known
    const bytes = contentsOf(form, this.#doc)
    this.#budget.spend(bytes.length)
    if (bytes.length < 1 << 14 && this.#contents.size < 1_000) this.#contents.set(form, bytes)
    return bytes
  }

  /** Whether only a part of a picture is painted, or none of it. */
  #partOf(dict: PDFDict): 'all' | 'part' | 'none' {
    const doc = this.#doc
    if (doc.entry(dict, 'Mask') !== undefined || (doc.numberIn(dict, 'SMaskInData') ?? 0) > 0)
      return 'part'
    const mask = doc.entry(dict, 'SMask')
    if (!(mask instanceof PDFStream)) return 'all'
    const [byte] = this.#alike(mask, 1) ?? []
    const [low = 0] = numbers(mask.dict, 'Decode', doc)
    if (byte === 255) return low === 0 ? 'all' : 'none'
    return byte === 0 ? (low === 0 ? 'none' : 'all') : 'part'
  }

  #picture(now: State, paint: Paint, part: boolean): void {
    const shape = boxPath([0, 0, 1, 1], times(now.matrix, this.#raster.view))
    this.#fill(shape, false, now, paint, now.fillAlpha, part)
  }

  #inline(scan: Scan, now: State): void {
    let stencil = false
    for (let key = scan.next(); key !== null; key = scan.next()) {
      if (key.is === 'word' && key.text === 'ID') break
      const value = key.is === 'name' ? scan.next() : null
      if (key.is === 'name' && key.text === 'IM')
        stencil = value?.is === 'word' && value.text === 'true'
    }
    // It is in hexadecimal digits here, whatever it was.
    const end = scan.bytes.indexOf(0x3e, scan.at)
    scan.at = end < 0 ? scan.bytes.length : end + 1
    for (let token = scan.next(); token !== null; token = scan.next()) {
      if (token.is === 'word' && token.text === 'EI') break
    }
    this.#picture(now, stencil ? now.fill : { space: PATTERN, ink: UNKNOWN }, stencil)
  }

  #fill(
    path: Path,
    evenOdd: boolean,
    now: State,
    paint: Paint,
    opacity: number,
    partial = false,
  ): void {
    const { ink } = paint
    const part = partial || paint.part === true
    const alpha = opacity * now.alpha
    if (ink === NOTHING || alpha < 0.02 || isEmpty(now.clip)) return
    const raster = this.#raster
    const [left, bottom, right, top] = boundsOf(path)
    const beside =
      right + 0.5 < now.clip.left ||
      left - 0.5 > now.clip.right ||
      top + 0.5 < now.clip.bottom ||
      bottom - 0.5 > now.clip.top
    if (path.length === 0 || beside) return
    if (changes(UNKNOWN, ink, alpha, now.mode)) raster.inks.add(ink)
    const { ground, cover } = raster.layers(this.#budget)
    const opaque = alpha >= 0.95 && !part && (now.mode === 'Normal' || now.mode === 'Compatible')
    const { clip, soft } = now
    this.#turn += 1
    let [old, made, madePart] = [Number.NaN, 0, 0]
    spans(path, evenOdd, clip, this.#budget, (y, from, to) => {
      const start = raster.at(0, y)
      if (opaque && alpha >= 0.98 && clip.mask === null && soft === null) {
        this.#budget.spend((to - from) / 4)
        ground.fill(ink, start + from, start + to)
        cover.fill(this.#turn, start + from, start + to)
        return
      }
      this.#budget.spend((to - from) * 4)
      for (let x = from; x < to; x += 1) {
        const level = Math.min(levelAt(clip, x, y), soft === null ? 2 : levelAt(soft, x, y))
        if (level === 0) continue
        const cell = start + x
        const before = ground[cell] ?? UNKNOWN
        if (before !== old) {
          old = before
          made = blended(before, ink, alpha, now.mode)
          madePart = changes(before, ink, alpha, now.mode) ? UNKNOWN : before
        }
        ground[cell] = part || level === 1 ? madePart : made
        if (opaque && level === 2) cover[cell] = this.#turn
      }
    })
  }

  /** Only lines that are so wide that something can stand on them. */
  #stroke(path: Path, closed: boolean, now: State): void {
    const [a, b, c, d] = times(now.matrix, this.#raster.view)
    const half = (now.wide * Math.sqrt(Math.abs(a * d - b * c))) / 2
    const { ink } = now.stroke
    if (!(half >= 0.5) || now.dashed) {
      if (ink !== NOTHING && path.length > 0) this.#raster.inks.add(ink)
      return
    }
    const quads: number[][] = []
    for (const points of path) {
      const size = points.length
      for (let at = 0; at < size; at += 2) {
        if (at + 2 >= size && !closed) break
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [at, at + 1, (at + 2) % size, (at + 3) % size].map(
          (n) => points[n],
        )
        const length = Math.hypot(x2 - x1, y2 - y1)
        const more = now.ends > 0 ? half : 0
        if (length + more === 0) continue
        const [ux, uy] = length === 0 ? [1, 0] : [(x2 - x1) / length, (y2 - y1) / length]
        const [ex, ey] = [ux * more, uy * more]
        const [nx, ny] = [-uy * half, ux * half]
        quads.push([
          ...[x1 - ex + nx, y1 - ey + ny, x2 + ex + nx, y2 + ey + ny],
          ...[x2 + ex - nx, y2 + ey - ny, x1 - ex - nx, y1 - ey - ny],
        ])
      }
    }
    this.#fill(quads, false, now, now.stroke, now.strokeAlpha)
  }

  /** @returns where the next letter stands */
  #show(bytes: string, now: State, from: Matrix, around: Around): Matrix {
    const { face, size, across } = now
    let text = from
    const step = face?.bytes ?? 1
    for (let at = 0; at < bytes.length; at += step) {
      const byte = bytes.charCodeAt(at)
      const code = step === 1 ? byte : byte * 256 + (bytes.charCodeAt(at + 1) || 0)
      const wide = face?.width(code) ?? 0.5
      this.#budget.spend(150)
      const why = this.#letter(code, wide, now, text, around)
      if (why !== null) this.#found(why)
      const space = step === 1 && code === 32 ? now.wordApart : 0
      text =
        face?.vertical === true
          ? times([1, 0, 0, 1, 0, -size + now.apart], text)
          : times([1, 0, 0, 1, (wide * size + now.apart + space) * across, 0], text)
    }
    return text
  }

  #letter(code: number, wide: number, now: State, text: Matrix, around: Around): Unseen | null {
    const { shapes, depth, letters, resources } = around
    const { face, size, lettering } = now
    const sign = face === null ? '?' : face.sign(code)
    if (this.written !== null) this.written += sign ?? '\ufffd'
    if (sign?.trim() === '') return null
    const [fills, strokes] = [[0, 2, 4, 6].includes(lettering), [1, 2, 5, 6].includes(lettering)]
    const clips = lettering > 3
    if (!fills && !strokes && !clips) return 'mode'
    const drawing = face?.own === null || face === null ? null : face.drawing(code)
    const own =
      drawing === null || face?.own === null || face === null
        ? null
        : this.#letterInk(drawing, face, resources)
    if (face === null || (face.own !== null && (own === null || own === NOTHING))) {
      return 'font'
    }
    const [a, b, c, d, e, f] = times(
      times([size * now.across, 0, 0, size * face.high, 0, now.rise], text),
      now.matrix,
    )
    const [long, high] = [Math.hypot(a, b), Math.hypot(c, d)]
    const least = Math.min(
      long * face.high,
      high,
      Math.abs(a * d - b * c) / Math.max(long, high) || 0,
    )
    if (!(least * this.#unit > SMALLEST) && !this.#raster.open) return 'size'
    const raster = this.#raster
    const [p, q, r, s, t, u] = times([a, b, c, d, e, f], raster.view)
    const left = face.vertical ? -wide / 2 : wide === 0 ? -0.4 : 0
    const below = face.vertical ? -0.88 : 0
    const span = wide === 0 ? 0.4 : wide
    const fill = own === null || own === CURRENT ? now.fill.ink : own
    const before: number[] = []
    const cells: number[] = []
    let [inside, through] = [0, 0]
    for (const share of ACROSS) {
      for (const up of UP) {
        const [px, py] = [left + share * span, below + up]
        const [x, y] = [Math.floor(px * p + py * r + t), Math.floor(px * q + py * s + u)]
        if (levelAt(raster.clip, x, y) === 0) continue
        inside += 1
        if (levelAt(now.clip, x, y) === 0 || (now.soft !== null && levelAt(now.soft, x, y) === 0))
          continue
        through += 1
        const cell = raster.at(x, y)
        const ground = raster.groundAt(cell)
        const seen =
          (fills && changes(ground, fill, now.fillAlpha * now.alpha, now.mode)) ||
          (strokes &&
            !now.bare &&
            changes(ground, now.stroke.ink, now.strokeAlpha * now.alpha, now.mode))
        if (seen || lettering === 7) {
          cells.push(cell)
          before.push(ground)
        }
      }
    }
    const box = boxPath([left, below - 0.3, left + span, below + 1], [p, q, r, s, t, u])
    if (clips) letters?.push(...box.map((points) => [...points]))
    if (inside === 0 && raster.open) {
      raster.inks.add(fills ? fill : now.stroke.ink)
    } else if (inside === 0) return 'beside'
    else if (through === 0) return 'clip'
    else if (lettering === 7) shapes.push({ depth, cells, before })
    else if (cells.length === 0) return 'ink'
    else {
      raster.inks.add(fills ? fill : now.stroke.ink)
      this.#count += 1
      if (this.#count > MOST_LETTERS) throw new FileRefused('broken')
      this.#letters.push(this.#turn, cells.length, ...cells)
      if (raster.masks) this.#fill(box, false, now, { space: PATTERN, ink: fill }, 1, true)
    }
    return null
  }

  #letterInk(drawing: PDFStream, face: Face, resources: PDFDict | null): number {
    const scale = face.own ?? UNIT
    const large: Matrix = times(scale, [100, 0, 0, 100, 0, 0])
    const own = this.#doc.entry(face.dict, 'Resources')
    const box = boxPath(numbers(face.dict, 'FontBBox', this.#doc), large)
    // What it says about the size of its letters is often wrong.
    const sheet = boundsOf([...box, [-100, -100, 300, 300]])
    const offered = own instanceof PDFDict ? own : resources
    return this.#inkOf(drawing, sheet, large, offered, true).ink
  }
}

/** What a letter of the document's own is painted with that brings no colour. */
const CURRENT = -4

function light(ink: number): number {
  return (0.3 * ((ink >> 16) & 255) + 0.59 * ((ink >> 8) & 255) + 0.11 * (ink & 255)) / 255
}

function sides({ left, bottom, right, top }: Clip): readonly number[] {
  return [left, bottom, right, top]
}

export function numbers(dict: PDFDict, key: string, doc: Old): readonly number[] {
  const list = doc.entry(dict, key)
  return (list instanceof PDFArray ? list.asArray() : []).map((item) => {
    const value = doc.resolved(item)
    return value instanceof PDFNumber ? value.asNumber() : 0
  })
}

function matrixOf(dict: PDFDict, doc: Old): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(dict, 'Matrix', doc)
  return [a, b, c, d, e, f]
}

/** Lines of dashes that are no more than one in twenty, or that begin far off. */
function isBare(items: readonly Token[], phase: number): boolean {
  const lengths = items.map((item) => (item.is === 'number' ? Math.abs(Number(item.text)) : 0))
  const all = lengths.length % 2 > 0 ? [...lengths, ...lengths] : lengths
  const total = all.reduce((sum, each) => sum + each, 0)
  if (!(total > 0)) return false
  const drawn = all.reduce((sum, each, at) => sum + (at % 2 > 0 ? 0 : each), 0)
  let left = ((phase % total) + total) % total
  const at = all.findIndex((each) => {
    left -= each
    return left < 0
  })
  return drawn / total < 0.05 || (at % 2 > 0 && -left > 100)
}
