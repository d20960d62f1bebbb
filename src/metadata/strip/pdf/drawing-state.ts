import type { PDFDict } from '@cantoo/pdf-lib'
import type { Face } from './face.ts'
import { BLACK, DEVICES, PATTERN, type Space } from './ink.ts'
import { type Clip, type Matrix, UNIT } from './raster.ts'
import type { Token } from './scan.ts'

/** A pattern with text or images, and the area that must be painted for them to be visible. */
export interface Tile {
  readonly key: object
  readonly least: number
}

export interface Paint {
  readonly space: Space
  readonly ink: number
  readonly tile?: Tile | undefined
  /** Whether it leaves parts of the ground visible. */
  readonly part?: boolean
  /** Whether it contains text. */
  readonly words?: boolean
}

/** Graphics state. */
export interface DrawState {
  matrix: Matrix
  clip: Clip
  soft: Clip | null
  fill: Paint
  stroke: Paint
  fillAlpha: number
  strokeAlpha: number
  /** Opacity of the enclosing groups. */
  alpha: number
  mode: string
  wide: number
  /** Whether line caps extend beyond the ends. */
  ends: number
  dashed: boolean
  /** Whether the dashes are too short or too rare to see. */
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

/** A glyph used as a clipping shape, until something is painted through it. */
export interface Shape {
  readonly depth: number
  readonly cells: readonly number[]
  readonly before: readonly number[]
}

/** Context of the stream that is being interpreted. */
export interface Around {
  readonly shapes: Shape[]
  readonly depth: number
  /** Glyph shapes collected for clipping. */
  readonly letters: number[][] | null
  readonly resources: PDFDict | null
}

/** Colour of the uncoloured glyphs of a Type 3 font: the current one. */
export const CURRENT = -4

const BLACK_PAINT: Paint = { space: DEVICES['DeviceGray'] ?? PATTERN, ink: BLACK }

/** Initial graphics state of a page, or of a stream drawn apart from it. */
export function stateIn(clip: Clip): DrawState {
  return {
    matrix: UNIT,
    clip,
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

/** Operators that set one number, with the field that they set. */
const NUMBERS = {
  w: 'wide',
  J: 'ends',
  Tc: 'apart',
  Tw: 'wordApart',
  TL: 'leading',
  Tr: 'lettering',
  Ts: 'rise',
} as const

/** @returns whether the operator sets one number */
export function setNumber(now: DrawState, word: string, value: number): boolean {
  const key = Object.hasOwn(NUMBERS, word) ? NUMBERS[word as keyof typeof NUMBERS] : undefined
  if (key !== undefined) now[key] = value
  return key !== undefined
}

/** What a text rendering mode does with glyphs. */
export function ofMode(lettering: number) {
  return {
    fills: [0, 2, 4, 6].includes(lettering),
    strokes: [1, 2, 5, 6].includes(lettering),
    clips: lettering > 3,
  }
}

/** Whether dashes cover at most a twentieth of the line, or begin far beyond it. */
export function isBare(items: readonly Token[], phase: number): boolean {
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
