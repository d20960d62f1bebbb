import { childOf, childrenOf, elementsIn, type Node } from '../../xml/tree.ts'
import { type Bounds, contains, isCovered, isOffPage, scaleOf } from './geometry.ts'
import { type Ground, isOdfBoxTooFull, lengthInPoints, type Room, shareOf } from './view.ts'

/** What styles say of an element: values by family and name. */
export type StyleValues = ReadonlyMap<string, string>

/** A shape that was drawn on a slide. */
export interface DrawnShape {
  readonly node: Node
  readonly bounds: Bounds
  /** What words above it stand on; `undefined` for what leaves in view what is below. */
  readonly ground: Ground | null | undefined
  readonly isWritten: boolean
  /** It lets nothing through. */
  readonly isOpaque: boolean
}

/** Narrower or lower than this nothing is read: a millimetre. */
export const THIN = 2.8
export const SHAPE =
  /^draw:(frame|rect|line|polyline|polygon|regular-polygon|path|circle|ellipse|g|caption|connector|custom-shape|measure)$/
/** They have a filling only where a style says so. */
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
  return (
    (shareOf(look.get('graphic draw:image-opacity')) ?? 1) < 0.1 ||
    Math.abs(shareOf(look.get('graphic draw:luminance')) ?? 0) >= 0.9 ||
    (shareOf(look.get('graphic draw:contrast')) ?? 0) <= -0.9
  )
}

export function isCropped(look: StyleValues): boolean {
  const [, sides = ''] = /^rect\((.*)\)$/.exec(look.get('graphic fo:clip') ?? '') ?? []
  return sides.split(/[\s,]+/).some((side) => (lengthInPoints(side) ?? 0) > THIN)
}

export const isSolid = (look: StyleValues) =>
  (look.get('graphic draw:fill') ?? 'solid') === 'solid' &&
  (shareOf(look.get('graphic draw:opacity')) ?? 1) > 0.9 &&
  !look.has('graphic draw:opacity-name')

/** Of the largest page of a text, what its words have. */
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

/** A shape, or the layer it lies on, that no reader draws or not everywhere. */
export const isNotDrawn = (shape: Node, layer: Node | undefined): boolean =>
  [shape, layer].some((one) =>
    /^(none|screen|printer)$/.test(one?.attributes.get('draw:display') ?? ''),
  )

/** A row or column too thin for a letter. */
export function isHiddenLine(look: StyleValues): boolean {
  const height = lengthInPoints(look.get('table-row style:row-height'))
  const width = look.get('table-column style:column-width') ?? ''
  const across = lengthInPoints(width) ?? (/^0\D*$/.test(width) ? 0 : THIN)
  return height === undefined ? across < THIN : height < LOW
}
/** Of letters in a row as low as this nothing is read. */
const LOW = 4

/** The largest paper of a text. */
export function largest(papers: readonly StyleValues[]): Bounds | null {
  const sizes = papers.flatMap((paper) => pageBounds(paper) ?? [])
  const most = (of: 'right' | 'bottom') => Math.max(...sizes.map((size) => size[of]))
  return sizes.length === 0
    ? null
    : { left: 0, top: 0, right: most('right'), bottom: most('bottom') }
}

/** What is anchored to a page stands on it where it says, unless its style says otherwise. */
export const FROM_PAGE: StyleValues = new Map([
  ['graphic style:horizontal-rel', 'page'],
  ['graphic style:vertical-rel', 'page'],
])

/** A side of the largest paper, in points. */
export const FAR = 40 * 72

/** In a text a shape stands where its paragraph stands: beside all paper is beside any. */
export function isBesidePaper(bounds: Bounds, paper: Bounds | null, look: StyleValues): boolean {
  const { right, bottom } = paper ?? { right: FAR, bottom: FAR }
  const least = (at: string) => (look.get(`graphic style:${at}-rel`) === 'page' ? 0 : -144)
  return isOffPage(bounds, { left: least('horizontal'), top: least('vertical'), right, bottom })
}

/** What stands behind the middle of a shape on a slide. */
export function groundBelow(
  drawn: readonly DrawnShape[],
  { left, top, right, bottom }: Bounds,
): Ground | null | undefined {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  const middle = { left: x, top: y, right: x, bottom: y }
  return drawn.findLast((one) => one.ground !== undefined && contains(one.bounds, middle))?.ground
}

/** What on a slide lies as a whole beneath what was drawn later. */
export const coveredShapes = (drawn: readonly DrawnShape[]): readonly DrawnShape[] =>
  drawn.filter(
    ({ isWritten, bounds }, at) =>
      isWritten &&
      isCovered(
        bounds,
        drawn.slice(at + 1).flatMap((one) => (one.isOpaque ? [one.bounds] : [])),
      ),
  )

/** A table on a slide that has a filling in all of its cells, or a template, whose cells have one. */
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

/** A box of a text that does not grow with its words and is not linked to another. */
export function isClipped(frame: Node, { left, top, right, bottom }: Bounds): boolean {
  const box = childOf(frame, 'draw:text-box')
  const grows = ['fo:min-height', 'draw:chain-next-name'].some((at) => box?.attributes.has(at))
  return box !== undefined && !grows && isOdfBoxTooFull(box, right - left, bottom - top)
}

/** A box or another shape on a slide with more lines than lead to the end of the slide. */
export function leadsOff(frame: Node, bounds: Bounds, page: Bounds | null): boolean {
  if (page === null) return false
  const box = frame.name === 'draw:frame' ? childOf(frame, 'draw:text-box') : frame
  const below = (page.bottom - bounds.top) / 1.5
  return box !== undefined && isOdfBoxTooFull(box, bounds.right - bounds.left, below)
}

/** A row that has a height of its own and more lines than it has room for. */
export function isRowFull(row: Node, look: StyleValues, width: number, share = 1): boolean {
  const isFree = look.get('table-row style:use-optimal-row-height') === 'true'
  const value = isFree ? undefined : lengthInPoints(look.get('table-row style:row-height'))
  const height = value === undefined ? undefined : value * share
  return (
    height !== undefined && childrenOf(row).some((cell) => isOdfBoxTooFull(cell, width, height))
  )
}
