import { PDFArray, PDFBool, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { FileRefused } from '../../metadata-finding.ts'
import type { Canvas } from './canvas.ts'
import { type Around, CURRENT, type DrawState, type Paint, stateIn } from './drawing-state.ts'
import type { Face } from './face.ts'
import { BLACK, evaluated, NOTHING, PATTERN, UNKNOWN } from './ink.ts'
import { matrixOf, numbers } from './numbers.ts'
import {
  both,
  boxPath,
  type Clip,
  clipOf,
  isEmpty,
  type Matrix,
  pathBounds,
  Raster,
  times,
  UNIT,
} from './raster.ts'
import type { Resources } from './resources.ts'

const of = (name: string) => PDFName.of(name)
/** Deepest nesting of forms. */
const DEEPEST = 12

/** Most pixels of an image that counts as a mere colour. */
export const FEW = 3

/** Interprets a content stream. @returns whether it uses the current colour, as a glyph can */
export type RunContent = (bytes: Uint8Array, resources: PDFDict | null, start: DrawState) => boolean

/** Draws streams: forms, images, soft masks, patterns, and glyphs of Type 3 fonts. */
export class Forms {
  readonly #canvas: Canvas
  readonly #resources: Resources
  readonly #run: RunContent
  /** Colour of patterns and Type 3 glyphs. */
  readonly #paints = new Map<PDFStream, Paint>()
  /** Whether a pattern or Type 3 glyph contains text or images. */
  readonly #hasWords = new Map<PDFStream, boolean>()
  #depth = 0

  constructor(canvas: Canvas, resources: Resources, run: RunContent) {
    this.#canvas = canvas
    this.#resources = resources
    this.#run = run
  }

  /** Clipping region of a soft mask. */
  softMask(mask: PDFDict, now: DrawState, resources: PDFDict | null): Clip {
    const doc = this.#resources.doc
    const form = doc.entry(mask, 'G')
    const alpha = doc.nameIn(mask, 'S') === 'Alpha'
    if (!(form instanceof PDFStream)) return now.clip
    const back = numbers(mask, 'BC', doc)
    const group = doc.entry(form.dict, 'Group')
    const space = group instanceof PDFDict ? this.#resources.space(doc.entry(group, 'CS')) : PATTERN
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
      times(times(matrixOf(form.dict, doc), now.matrix), this.#canvas.raster.view),
    )
    const box =
      outside > 0
        ? now.clip
        : both(
            { ...now.clip, mask: null },
            clipOf(shape, false, this.#canvas.raster.clip, this.#canvas.budget),
            this.#canvas.budget,
          )
    if (isEmpty(box)) return box
    const inner = new Raster({ ...box, mask: null }, this.#canvas.raster.view, ground)
    inner.masks = true
    this.#apart(inner, () =>
      this.form(form, { ...stateIn(this.#canvas.raster.clip), matrix: now.matrix }, resources),
    )
    this.#canvas.budget.take(inner.size * 4)
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

  /** Colour of a pattern: none, one colour, or unknown. */
  patterned(made: PDFObject | undefined): Paint {
    if (made instanceof PDFDict)
      return this.#resources.shading(this.#resources.doc.entry(made, 'Shading'))
    if (!(made instanceof PDFStream)) return { space: PATTERN, ink: NOTHING }
    const [doc, matrix] = [this.#resources.doc, matrixOf(made.dict, this.#resources.doc)]
    const box = numbers(made.dict, 'BBox', doc)
    const paint = this.#inkOf(made, pathBounds(boxPath(box, matrix)), matrix, null, false)
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box
    const [wide, high] = [Math.abs(x2 - x1), Math.abs(y2 - y1)]
    const across = Math.abs(doc.numberIn(made.dict, 'XStep') ?? 0)
    const up = Math.abs(doc.numberIn(made.dict, 'YStep') ?? 0)
    const apart = across > wide + 0.01 || up > high + 0.01
    // Text on overlapping cells cannot be read.
    const isUpon = paint.words === true && (across < wide * 0.8 || up < high * 0.8)
    if (isUpon) this.#canvas.foundPicture(made.dict, 'cover')
    const [a, b, c, d] = matrix
    const area = Math.max(across, wide) * Math.max(up, high) * Math.abs(a * d - b * c)
    // Text of a cell is visible when a good part of the cell is; of an image any part may be all that it shows.
    const least = paint.words === true ? area / 4 : 0
    const tile = isUpon || !this.#holds(made) ? undefined : { key: made.dict, least }
    const current = doc.numberIn(made.dict, 'PaintType') === 2 && paint.ink !== NOTHING
    return {
      space: PATTERN,
      ink: current ? CURRENT : paint.ink,
      part: paint.part === true || apart,
      tile,
    }
  }

  /** Paints a stream on a raster of its own. @returns its colour */
  #inkOf(
    made: PDFStream,
    box: readonly number[],
    matrix: Matrix,
    resources: PDFDict | null,
    letter: boolean,
  ): Paint {
    const cachedPaint = this.#paints.get(made)
    if (cachedPaint !== undefined) return cachedPaint
    this.#paints.set(made, { space: PATTERN, ink: UNKNOWN })
    const own = this.#resources.doc.entry(made.dict, 'Resources')
    const raster = Raster.ofBox(box, 4096, UNKNOWN, letter)
    const plain = this.#apart(raster, () =>
      this.#run(this.#resources.bytes(made), own instanceof PDFDict ? own : resources, {
        ...stateIn(this.#canvas.raster.clip),
        matrix,
      }),
    )
    const [first = NOTHING] = raster.inks
    const one = raster.inks.size > 1 ? UNKNOWN : plain && first !== NOTHING ? CURRENT : first
    let part = false
    for (let cell = 0; cell < raster.size && !part; cell += 1) part = raster.coverAt(cell) === 0
    const paint = { space: PATTERN, ink: one, part, words: raster.words }
    this.#paints.set(made, paint)
    return paint
  }

  #apart<Made>(raster: Raster, run: () => Made): Made {
    if (this.#depth >= DEEPEST) throw new FileRefused('broken')
    this.#depth += 1
    try {
      return this.#canvas.apart(raster, run)
    } finally {
      this.#depth -= 1
    }
  }

  object(object: PDFObject | undefined, now: DrawState, resources: PDFDict | null): void {
    if (!(object instanceof PDFStream)) return
    const { dict } = object
    const doc = this.#resources.doc
    if (doc.nameIn(dict, 'Subtype') === 'Form') this.form(object, now, resources)
    else if (doc.entry(dict, 'ImageMask') === PDFBool.True) {
      const [low = 0] = numbers(dict, 'Decode', doc)
      const bits = this.#resources.alike(object, 1)?.[0]
      const painted = bits === (low === 0 ? 0 : 255)
      if (bits === undefined || painted || (bits !== 0 && bits !== 255)) {
        const alike = bits === 0 || bits === 255
        this.#canvas.picture(now, now.fill, !painted, alike ? null : this.#keyOf(object))
      }
    } else {
      const space = this.#resources.space(doc.entry(dict, 'ColorSpace'))
      const point =
        doc.numberIn(dict, 'BitsPerComponent') === 8 && !dict.has(of('Decode'))
          ? this.#resources.alike(object, space.count)
          : null
      const indexed = doc.entry(dict, 'ColorSpace') instanceof PDFArray && space.count === 1
      const ink = point === null || indexed ? UNKNOWN : space.ink(point.map((byte) => byte / 255))
      const part = this.#resources.partOf(dict)
      const key = point === null ? this.#keyOf(object) : null
      if (key !== null && (part === 'none' || this.#resources.isOneColour(dict, space))) {
        this.#canvas.foundPicture(key, 'mode')
      }
      if (part !== 'none') {
        const isReported = key === null || this.#canvas.pictures.get(key) === 'mode'
        this.#canvas.picture(now, { space, ink }, part === 'part', isReported ? null : key)
      }
    }
  }

  /** Key of an image; `null` for one with too few pixels to show anything. */
  #keyOf({ dict }: PDFStream): object | null {
    const { doc } = this.#resources
    const points = (doc.numberIn(dict, 'Width') ?? 0) * (doc.numberIn(dict, 'Height') ?? 0)
    return points > FEW ? dict : null
  }

  form(form: PDFStream, now: DrawState, resources: PDFDict | null): void {
    if (this.#depth >= DEEPEST) throw new FileRefused('broken')
    const doc = this.#resources.doc
    const matrix = times(matrixOf(form.dict, doc), now.matrix)
    const shape = boxPath(numbers(form.dict, 'BBox', doc), times(matrix, this.#canvas.raster.view))
    const clip = clipOf(shape, false, now.clip, this.#canvas.budget)
    const group = doc.entry(form.dict, 'Group')
    const own = doc.entry(form.dict, 'Resources')
    const inner: DrawState = { ...now, matrix, clip }
    if (group instanceof PDFDict) {
      inner.alpha = now.alpha * now.fillAlpha
      ;[inner.fillAlpha, inner.strokeAlpha] = [1, 1]
      if (now.soft !== null) inner.clip = both(clip, now.soft, this.#canvas.budget)
      inner.soft = null
    }
    this.#depth += 1
    try {
      this.#run(this.#resources.bytes(form), own instanceof PDFDict ? own : resources, inner)
    } finally {
      this.#depth -= 1
    }
  }

  /** Text in a Type 3 glyph counts as text of the page. */
  wordsIn(drawing: PDFStream, face: Face, matrix: Matrix, now: DrawState, around: Around): void {
    if (!this.#holds(drawing)) return
    const own = this.#resources.doc.entry(face.dict, 'Resources')
    const { fill, stroke, fillAlpha, strokeAlpha, alpha, mode, soft } = now
    const start = { ...stateIn(now.clip), fill, stroke, fillAlpha, strokeAlpha, alpha, mode, soft }
    this.#apart(this.#canvas.raster.copied(this.#canvas.budget), () => {
      this.#run(this.#resources.bytes(drawing), own instanceof PDFDict ? own : around.resources, {
        ...start,
        matrix: times(face.own ?? UNIT, matrix),
      })
      this.#canvas.finish()
    })
  }

  #holds(drawing: PDFStream): boolean {
    const cachedResult = this.#hasWords.get(drawing)
    if (cachedResult !== undefined) return cachedResult
    const text = new TextDecoder('latin1').decode(this.#resources.bytes(drawing))
    const has = /T[jJ]|['"]|\bDo\b/.test(text)
    this.#hasWords.set(drawing, has)
    return has
  }

  letterInk(drawing: PDFStream, face: Face, resources: PDFDict | null): number {
    const scale = face.own ?? UNIT
    const large: Matrix = times(scale, [100, 0, 0, 100, 0, 0])
    const own = this.#resources.doc.entry(face.dict, 'Resources')
    const box = boxPath(numbers(face.dict, 'FontBBox', this.#resources.doc), large)
    // The bounding box that a font states is often wrong.
    const sheet = pathBounds([...box, [-100, -100, 300, 300]])
    const offered = own instanceof PDFDict ? own : resources
    return this.#inkOf(drawing, sheet, large, offered, true).ink
  }
}

function light(ink: number): number {
  return (0.3 * ((ink >> 16) & 255) + 0.59 * ((ink >> 8) & 255) + 0.11 * (ink & 255)) / 255
}
