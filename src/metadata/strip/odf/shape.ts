import type { Node } from '../../xml/tree.ts'
import type { Bounds } from './geometry.ts'
import { type Ground, pointsOf, shareOf } from './view.ts'

/** What styles say of an element: values by family and name. */
export type Look = ReadonlyMap<string, string>

/** A shape that was drawn on a slide. */
export interface Drawn {
  readonly bounds: Bounds
  /** What words above it stand on; `undefined` for what leaves in view what is below. */
  readonly ground: Ground | null | undefined
  readonly isWritten: boolean
}

/** Narrower or lower than this nothing is read: a millimetre. */
export const THIN = 2.8
export const SHAPE =
  /^draw:(frame|rect|line|polyline|polygon|regular-polygon|path|circle|ellipse|g|caption|connector|custom-shape|measure)$/
/** They have a filling only where a style says so. */
export const UNFILLED = /^draw:(frame|line|polyline|connector|g|measure)$/

export const has = (node: Node, name: string) =>
  node.children.some((child) => typeof child !== 'string' && child.name === name)

export function isThin(node: Node, bounds: Bounds | undefined): boolean {
  const sides = ['svg:width', 'svg:height'].map((at) => pointsOf(node.attributes.get(at)))
  const none = bounds !== undefined && bounds.right - bounds.left < 0
  return none || (node.name !== 'draw:g' && sides.some((side) => side !== undefined && side < THIN))
}

export function isFaint(look: Look): boolean {
  return (
    (shareOf(look.get('graphic draw:image-opacity')) ?? 1) < 0.1 ||
    Math.abs(shareOf(look.get('graphic draw:luminance')) ?? 0) >= 0.9 ||
    (shareOf(look.get('graphic draw:contrast')) ?? 0) <= -0.9
  )
}

export function isCropped(look: Look): boolean {
  const [, sides = ''] = /^rect\((.*)\)$/.exec(look.get('graphic fo:clip') ?? '') ?? []
  return sides.split(/[\s,]+/).some((side) => (pointsOf(side) ?? 0) > THIN)
}

export const isSolid = (look: Look) =>
  (look.get('graphic draw:fill') ?? 'solid') === 'solid' &&
  (shareOf(look.get('graphic draw:opacity')) ?? 1) > 0.9 &&
  !look.has('graphic draw:opacity-name')

export function pageOf(paper: Look): Bounds | null {
  const right = pointsOf(paper.get('page-layout fo:page-width'))
  const bottom = pointsOf(paper.get('page-layout fo:page-height'))
  return right === undefined || bottom === undefined ? null : { left: 0, top: 0, right, bottom }
}

/** A shape, or the layer it lies on, that no reader draws or not everywhere. */
export const isNotDrawn = (shape: Node, layer: Node | undefined): boolean =>
  [shape, layer].some((one) =>
    /^(none|screen|printer)$/.test(one?.attributes.get('draw:display') ?? ''),
  )

/** A row or column too thin for a letter. */
export function isHiddenLine(look: Look): boolean {
  const size =
    pointsOf(look.get('table-row style:row-height')) ??
    pointsOf(look.get('table-column style:column-width')) ??
    (/^0\D*$/.test(look.get('table-column style:column-width') ?? '') ? 0 : THIN)
  return size < THIN
}
