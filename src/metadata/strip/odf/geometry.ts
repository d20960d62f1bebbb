import type { Node } from '../../xml/tree.ts'
import { lengthInPoints } from './view.ts'

/** A box in points from the upper left corner of the page. */
export interface Bounds {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Bounds of a shape; `undefined` when it has no position of its own. */
export function boundsOf({ attributes }: Node): Bounds | undefined {
  const at = (name: string) => lengthInPoints(attributes.get(name))
  const [x1, y1, x2, y2] = ['svg:x1', 'svg:y1', 'svg:x2', 'svg:y2'].map(at)
  if (x1 !== undefined && y1 !== undefined && x2 !== undefined && y2 !== undefined) {
    const [left, right] = x1 < x2 ? [x1, x2] : [x2, x1]
    const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1]
    return { left, top, right, bottom }
  }
  const radius = at('svg:r')
  const [width, height] = ['x', 'y'].map((side, n) => {
    const half = at(`svg:r${side}`) ?? radius
    return at(n === 0 ? 'svg:width' : 'svg:height') ?? (half === undefined ? half : half * 2)
  })
  if (width === undefined || height === undefined) return undefined
  const transform = attributes.get('draw:transform') ?? ''
  const [, moved = ''] = TRANSLATE.exec(transform) ?? []
  const [dx, dy] = moved
    .trim()
    .split(/[\s,]+/)
    .map(lengthInPoints)
  const left = dx ?? at('svg:x') ?? (at('svg:cx') ?? width / 2) - width / 2
  const top = dy ?? at('svg:y') ?? (at('svg:cy') ?? height / 2) - height / 2
  const plain = { left, top, right: left + width, bottom: top + height }
  if (!/rotate|skew|matrix|scale/.test(transform)) return plain
  // Rotated around its corner it lies within this circle.
  const reach = Math.hypot(width, height)
  return { left: left - reach, top: top - reach, right: left + reach, bottom: top + reach }
}

/** Steps of a transformation, with their numbers. */
const TRANSLATE = /translate\s*\(([^()]*)\)/
const SCALE = /scale\s*\(([^()]*)\)/
const MATRIX = /matrix\s*\(([^()]*)\)/

/** Scale factors of a transformation. */
export function scaleOf({ attributes }: Node): readonly [x: number, y: number] {
  const transform = attributes.get('draw:transform') ?? ''
  const numbers = (step: RegExp) =>
    (step.exec(transform)?.[1] ?? '')
      .trim()
      .split(/[\s,]+/)
      .map(Number)
  const [x = 1, y = x] = transform.includes('scale') ? numbers(SCALE) : []
  if (!transform.includes('matrix')) return [x, y]
  const [a = 1, b = 0, c = 0, d = 1] = numbers(MATRIX)
  return [x * Math.hypot(a, b), y * Math.hypot(c, d)]
}

/** Tolerance in points, about half a millimetre. */
const NEAR = 1.5

export function contains(box: Bounds, other: Bounds): boolean {
  return (
    box.left <= other.left + NEAR &&
    box.top <= other.top + NEAR &&
    box.right >= other.right - NEAR &&
    box.bottom >= other.bottom - NEAR
  )
}

/** Whether boxes together cover another one completely. */
export function isCovered(
  box: Bounds,
  covers: readonly { readonly bounds: Bounds; readonly opacity: number }[],
): boolean {
  const near = covers.filter(({ bounds, opacity }) => opacity > 0 && !isOffPage(bounds, box))
  if (near.length === 0) return false
  const [left, top] = [box.left + NEAR, box.top + NEAR]
  const [across, down] = [(box.right - NEAR - left) / STEPS, (box.bottom - NEAR - top) / STEPS]
  for (let row = 0; row <= STEPS; row += 1) {
    for (let column = 0; column <= STEPS; column += 1) {
      const [x, y] = [left + across * column, top + down * row]
      const point = { left: x, top: y, right: x, bottom: y }
      let through = 1
      for (const { bounds, opacity } of near) if (contains(bounds, point)) through *= 1 - opacity
      if (through >= SEEN) return false
    }
  }
  return true
}
/** What is seen through shapes that together let less through is not read. */
const SEEN = 0.1
/** Sample points in each direction. */
const STEPS = 12

export function isOffPage(box: Bounds, page: Bounds): boolean {
  return (
    box.right <= page.left + NEAR ||
    box.bottom <= page.top + NEAR ||
    box.left >= page.right - NEAR ||
    box.top >= page.bottom - NEAR
  )
}
