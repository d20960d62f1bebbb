import { childOf, childrenOf, elementsIn, filterIn, type Node } from '../../xml/tree.ts'
import { isWashedOut } from '../office/contrast.ts'
import { type Bounds, contains, isCovered, isOffPage, scaleOf } from './geometry.ts'
import { type Ground, isOdfBoxTooFull, lengthInPoints, type Room, shareOf } from './view.ts'

/** Style values by family and name. */
export type StyleValues = ReadonlyMap<string, string>

/** A shape drawn on a slide. */
export interface DrawnShape {
  readonly node: Node
  readonly bounds: Bounds
  /** Ground for text above it; `undefined` when it is transparent. */
  readonly ground: Ground | null | undefined
  readonly isWritten: boolean
  /** How much of what lies beneath it hides, from 0 to 1. */
  readonly opacity: number
}

/** Smallest readable width and height in points, one millimetre. */
export const THIN = 2.8
export const SHAPE =
  /^draw:(frame|rect|line|polyline|polygon|regular-polygon|path|circle|ellipse|g|caption|connector|custom-shape|measure)$/
/** Shapes that have a fill only when a style sets one. */
export const UNFILLED = /^draw:(frame|line|polyline|connector|g|measure)$/

export const has = (node: Node, name: string) => childOf(node, name) !== undefined

export function isThin(node: Node, bounds: Bounds | undefined): boolean {
  const scales = scaleOf(node)
  const sides = ['svg:width', 'svg:height'].map((at, n) => {
    const side = lengthInPoints(node.attributes.get(at))
    return side === undefined ? undefined : side * Math.abs(scales[n] ?? 1)
  })
  const none = bounds !== undefined && bounds.right - bounds.left < 0
  return none || (node.name !== 'draw:g' && sides.some((side) => side !== undefined && side < THIN))
}

export function isFaint(look: StyleValues): boolean {
  const at = (name: string) => shareOf(look.get(`graphic draw:${name}`)) ?? 0
  const bright = at('luminance')
  const colours = ['red', 'green', 'blue'].map(at)
  return (
    (shareOf(look.get('graphic draw:image-opacity')) ?? 1) < 0.1 ||
    isWashedOut(bright, at('contrast')) ||
    [1, -1].some((sign) => colours.every((share) => share * sign + bright * sign >= 0.9))
  )
}

export function isCropped(look: StyleValues): boolean {
  const [, sides = ''] = /^rect\((.*)\)$/.exec(look.get('graphic fo:clip') ?? '') ?? []
  return sides.split(/[\s,]+/).some((side) => (lengthInPoints(side) ?? 0) > THIN)
}

/** How much a fill hides, from 0 to 1. */
export const opacityOf = (look: StyleValues): number =>
  (/^(solid|gradient)$/.test(look.get('graphic draw:fill') ?? 'solid') ||
    look.get('graphic draw:fill-hatch-solid') === 'true') &&
  !look.has('graphic draw:opacity-name')
    ? (shareOf(look.get('graphic draw:opacity')) ?? 1)
    : 0

/** Text area of the largest page of a text document. */
export function roomOf(papers: readonly StyleValues[]): Room | null {
  const at = (paper: StyleValues, name: string) =>
    lengthInPoints(paper.get(`page-layout fo:${name}`)) ??
    lengthInPoints(paper.get(`page-layout fo:${name.replace(/-(left|right)$/, '')}`))
  const rooms = papers.flatMap((paper) => {
    const [width, height] = [at(paper, 'page-width'), at(paper, 'page-height')]
    if (width === undefined || height === undefined) return []
    const left = at(paper, 'margin-left') ?? 0
    return [{ width: width - left - (at(paper, 'margin-right') ?? 0), height, left: left + 20 }]
  })
  if (rooms.length === 0) return null
  const most = (of: keyof Room) => Math.max(...rooms.map((room) => room[of]))
  return { width: most('width'), height: most('height'), left: most('left') }
}

export function pageBounds(paper: StyleValues): Bounds | null {
  const right = lengthInPoints(paper.get('page-layout fo:page-width'))
  const bottom = lengthInPoints(paper.get('page-layout fo:page-height'))
  return right === undefined || bottom === undefined ? null : { left: 0, top: 0, right, bottom }
}

/** Whether a shape or its layer is not displayed, or not both on screen and in print. */
export const isNotDrawn = (shape: Node, layer: Node | undefined): boolean =>
  [shape, layer].some((one) =>
    ['draw:display', 'drawooo:display'].some((at) =>
      /^(none|screen|printer)$/.test(one?.attributes.get(at) ?? ''),
    ),
  )

/** Whether a row or column is too small for a letter. */
export function isHiddenLine(look: StyleValues): boolean {
  const height = lengthInPoints(look.get('table-row style:row-height'))
  const width = look.get('table-column style:column-width') ?? ''
  const across = lengthInPoints(width) ?? (/^0\D*$/.test(width) ? 0 : THIN)
  return height === undefined ? across < THIN : height < LOW
}
/** Largest unreadable row height in points. */
const LOW = 4

/** Whether a section is not shown, or is laid out in columns of which one has next to no part of the width. */
export function isClosed(section: Node, style: Node | undefined): boolean {
  if (/^(none|condition)$/.test(section.attributes.get('text:display') ?? '')) return true
  const columns = style === undefined ? [] : filterIn(style, ({ name }) => name === 'style:column')
  const widths = columns.map(({ attributes }) =>
    Number.parseFloat(attributes.get('style:rel-width') ?? '1'),
  )
  const sum = widths.reduce((all, one) => all + one, 0)
  return widths.some((wide) => wide < sum * FLAT)
}
/** Of a text as wide as a page: one millimetre. */
const FLAT = 0.006

/** Largest page of a text document. */
export function largest(papers: readonly StyleValues[]): Bounds | null {
  const sizes = papers.flatMap((paper) => pageBounds(paper) ?? [])
  const most = (of: 'right' | 'bottom') => Math.max(...sizes.map((size) => size[of]))
  return sizes.length === 0
    ? null
    : { left: 0, top: 0, right: most('right'), bottom: most('bottom') }
}

/** Position of a shape anchored to a page, unless its style differs. */
export const FROM_PAGE: StyleValues = new Map([
  ['graphic style:horizontal-rel', 'page'],
  ['graphic style:vertical-rel', 'page'],
])

/** Largest side of a page in points. */
export const FAR = 40 * 72

/** Whether a shape of a text document lies outside every page: its paragraph may be anywhere. */
export function isBesidePaper(bounds: Bounds, paper: Bounds | null, look: StyleValues): boolean {
  const { right, bottom } = paper ?? { right: FAR, bottom: FAR }
  const least = (at: string) => (look.get(`graphic style:${at}-rel`) === 'page' ? 0 : -144)
  return isOffPage(bounds, { left: least('horizontal'), top: least('vertical'), right, bottom })
}

/** Ground behind the centre of a shape on a slide. */
export function groundBelow(
  drawn: readonly DrawnShape[],
  { left, top, right, bottom }: Bounds,
): Ground | null | undefined {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  const middle = { left: x, top: y, right: x, bottom: y }
  return drawn.findLast((one) => one.ground !== undefined && contains(one.bounds, middle))?.ground
}

/** Shapes on a slide that later ones cover completely. */
export const coveredShapes = (drawn: readonly DrawnShape[]): readonly DrawnShape[] =>
  drawn.filter(({ isWritten, bounds }, at) => isWritten && isCovered(bounds, drawn.slice(at + 1)))

/** Whether a table on a slide has a fill in every cell, by itself or by a template. */
export function isFilledTable(frame: Node, lookOf: (cell: Node) => StyleValues): boolean {
  const table = childOf(frame, 'table:table')
  if (table === undefined) return false
  const isTemplate = table.attributes.has('table:template-name')
  return [...elementsIn(table)].every((cell) => {
    if (cell.name !== 'table:table-cell') return true
    const fill = lookOf(cell).get('graphic draw:fill')
    return fill === undefined ? isTemplate : fill === 'solid'
  })
}

/** Whether a text box has a fixed size and no continuation. */
export function isClipped(frame: Node, { left, top, right, bottom }: Bounds): boolean {
  const box = childOf(frame, 'draw:text-box')
  const grows = ['fo:min-height', 'draw:chain-next-name'].some((at) => box?.attributes.has(at))
  return box !== undefined && !grows && isOdfBoxTooFull(box, right - left, bottom - top)
}

/** Whether the lines of a shape on a slide extend beyond the slide. */
export function leadsOff(frame: Node, bounds: Bounds, page: Bounds | null): boolean {
  if (page === null) return false
  const box = frame.name === 'draw:frame' ? childOf(frame, 'draw:text-box') : frame
  const below = (page.bottom - bounds.top) / 1.5
  return box !== undefined && isOdfBoxTooFull(box, bounds.right - bounds.left, below)
}

/** Height of a row that does not grow with its text. */
export const fixedHeight = (look: StyleValues): number | undefined =>
  look.get('table-row style:use-optimal-row-height') === 'true'
    ? undefined
    : lengthInPoints(look.get('table-row style:row-height'))

/** Whether a row of fixed height has more lines than fit. */
export const isRowFull = (
  row: Node,
  width: number,
  height: number | undefined,
  share: number,
  lookOf: (paragraph: Node) => StyleValues,
): boolean =>
  height !== undefined &&
  childrenOf(row).some((cell) => isOdfBoxTooFull(cell, width, height * share, lookOf))
