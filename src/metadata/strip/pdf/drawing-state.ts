import type { PDFDict } from '@cantoo/pdf-lib'
import type { Face } from './face.ts'
import { BLACK, DEVICES, PATTERN, type Space } from './ink.ts'
import { type Clip, type Matrix, UNIT } from './raster.ts'
import type { Token } from './scan.ts'

/** A pattern that has words or pictures, and how much has to be painted with it for them to be seen. */
export interface Tile {
  readonly key: object
  readonly least: number
}

export interface Paint {
  readonly space: Space
  readonly ink: number
  readonly tile?: Tile | undefined
  /** Whether it leaves some of the ground bare. */
  readonly part?: boolean
  /** Whether it has words. */
  readonly words?: boolean
}

/** How something is drawn now. */
export interface DrawState {
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
export interface Shape {
  readonly depth: number
  readonly cells: readonly number[]
  readonly before: readonly number[]
}

/** Where letters stand that are shown. */
export interface Around {
  readonly shapes: Shape[]
  readonly depth: number
  /** Shapes of letters that are to be painted through. */
  readonly letters: number[][] | null
  readonly resources: PDFDict | null
}

/** What a letter of the document's own is painted with that brings no colour. */
export const CURRENT = -4

const BLACK_PAINT: Paint = { space: DEVICES['DeviceGray'] ?? PATTERN, ink: BLACK }

/** How a page, or what is drawn apart from it, begins. */
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

/** What one number sets, by the operator. */
const NUMBERS = {
  w: 'wide',
  J: 'ends',
  Tc: 'apart',
  Tw: 'wordApart',
  TL: 'leading',
  Tr: 'lettering',
  Ts: 'rise',
} as const

/** @returns whether it was an operator that sets one number */
export function setNumber(now: DrawState, word: string, value: number): boolean {
  const key = Object.hasOwn(NUMBERS, word) ? NUMBERS[word as keyof typeof NUMBERS] : undefined
  if (key !== undefined) now[key] = value
  return key !== undefined
}

/** What a mode of text does with its letters. */
export function ofMode(lettering: number) {
  return {
    fills: [0, 2, 4, 6].includes(lettering),
    strokes: [1, 2, 5, 6].includes(lettering),
    clips: lettering > 3,
  }
}

/** Lines of dashes that are no more than one in twenty, or that begin far off. */
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
