import { childOf, childrenOf, elementsIn, findIn, isOn, type Node, textIn } from '../../xml/tree.ts'
import { fillOf } from './colours.ts'
import { type Box, frameOf, type Slide, type SlideShape } from './slides.ts'

/** How finely a box is looked through for what lies upon it. */
const STEPS = 12

/** Under pictures and filled shapes that together leave nothing of it in view. */
export function isShapeCovered(
  box: Box,
  above: readonly { readonly shape: SlideShape }[],
  slide: Slide,
): boolean {
  const covers = above.flatMap(({ shape }) => coverOf(shape, slide) ?? [])
  if (covers.length === 0) return false
  const at = (from: number, size: number, step: number) => from + (size * (step + 0.5)) / STEPS
  for (let row = 0; row < STEPS; row += 1) {
    for (let column = 0; column < STEPS; column += 1) {
      const [x, y] = [at(box.x, box.width, column), at(box.y, box.height, row)]
      let through = 1
      for (const { holds, lets } of covers) if (holds(x, y)) through *= lets
      if (through >= SEEN) return false
    }
  }
  return true
}

/** What is seen through shapes that together let less through is not read. */
const SEEN = 0.05

interface Cover {
  /** Whether it lies over a point. */
  readonly holds: (x: number, y: number) => boolean
  /** How much is seen through it, from 0 to 1. */
  readonly lets: number
}
type Holds = Cover['holds']

/** The points that a shape covers, alone or with others. */
function coverOf({ node, box, fill }: SlideShape, slide: Slide): Cover | undefined {
  if (box === undefined) return undefined
  const line = lineOf(node, box, slide)
  if (line !== undefined) return { holds: line, lets: 0 }
  if (overlap(box, box) === 0) return undefined
  const { x: left, y: top, width, height } = box
  const across = (x: number) => (x - left) / width
  const down = (y: number) => (y - top) / height
  const whole: Holds = (x, y) => across(x) >= 0 && across(x) <= 1 && down(y) >= 0 && down(y) <= 1
  if (node.name === 'p:graphicFrame')
    return isFilledTable(node, slide) ? { holds: whole, lets: 0 } : undefined
  if (fill === null) return undefined
  const properties = childOf(node, 'p:spPr')
  const pictured = node.name === 'p:pic' || childOf(properties, 'a:blipFill') !== undefined
  const lets = pictured
    ? 0
    : 1 - Math.min(1, ...(fill.length > 0 ? fill : [CLEAR]).map(({ alpha }) => alpha))
  const holds = pictured ? whole : holdsOf(node, box, whole)
  return lets === 1 || holds === undefined ? undefined : { holds, lets }
}
const CLEAR = { alpha: 0 }

/** The points that the form of a shape covers. */
function holdsOf(
  node: Node,
  { x: left, y: top, width, height }: Box,
  whole: Holds,
): Holds | undefined {
  const across = (x: number) => (x - left) / width
  const down = (y: number) => (y - top) / height
  const properties = childOf(node, 'p:spPr')
  const form = childOf(properties, 'a:prstGeom')?.attributes.get('prst') ?? ''
  if (/^(rect|flowChartProcess|flowChartPredefinedProcess|bevel|actionButton\w+)$/.test(form))
    return whole
  if (/^(round|snip|plaque|foldedCorner|flowChartAlternateProcess|wedgeR)/.test(form)) {
    // The corners may be missing; a sixth of the shorter side, unless more was said.
    const match = /val (\d+)/.exec(
      findIn(node, ({ name }) => name === 'a:gd')?.attributes.get('fmla') ?? '',
    )
    const cut = (Math.min(width, height) * Math.min(50_000, Number(match?.[1] ?? 16_667))) / 100_000
    return (x, y) =>
      whole(x, y) &&
      Math.hypot(
        Math.max(0, left + cut - x, x - left - width + cut),
        Math.max(0, top + cut - y, y - top - height + cut),
      ) <= cut
  }
  if (/^(ellipse|(hex|hept|oct|dec|dodec)agon|flowChart(Connector|Terminator))$/.test(form)) {
    return (x, y) => (across(x) * 2 - 1) ** 2 + (down(y) * 2 - 1) ** 2 <= 1
  }
  return undefined
}

/** A straight line, which covers as much as it is wide; one with gaps covers nothing. */
function lineOf(node: Node, { x, y, width, height }: Box, slide: Slide): Holds | undefined {
  const properties = childOf(node, 'p:spPr')
  const form = childOf(properties, 'a:prstGeom')?.attributes.get('prst') ?? ''
  const line = childOf(properties, 'a:ln')
  const half = Number(line?.attributes.get('w')) / 2
  const isDashed = childrenOf(line).some(
    ({ name, attributes }) => /^a:(prst|cust)Dash$/.test(name) && attributes.get('val') !== 'solid',
  )
  if (!/^(line|straightConnector1)$/.test(form) || !(half > 0) || isDashed) return undefined
  const fill = fillOf(line, slide.drawn)
  const isThere = fill === undefined ? childOf(node, 'p:style') !== undefined : fill !== null
  if (!isThere || fill?.some(({ alpha }) => alpha <= 0.95)) return undefined
  const turns = ['flipH', 'flipV'].filter((at) => isOn(frameOf(node)?.attributes.get(at), false))
  const [from, down] = turns.length === 1 ? [y + height, -height] : [y, height]
  const length = Math.hypot(width, down) || 1
  return (left, top) => {
    const [across, along] = [
      ((left - x) * down - (top - from) * width) / length,
      ((left - x) * width + (top - from) * down) / length,
    ]
    return Math.abs(across) <= half && along >= 0 && along <= length
  }
}

/** A table whose cells are all filled, by themselves or by the style that every copy of PowerPoint begins with. */
function isFilledTable(frame: Node, slide: Slide): boolean {
  const table = findIn(frame, ({ name }) => name === 'a:tbl')
  if (table === undefined) return false
  const style = textIn(childOf(childOf(table, 'a:tblPr'), 'a:tableStyleId') ?? table).trim()
  return [...elementsIn(table)].every((cell) => {
    if (cell.name !== 'a:tc') return true
    const fill = fillOf(childOf(cell, 'a:tcPr'), slide.drawn)
    return fill === undefined
      ? style.startsWith('{5C22544A')
      : fill?.every(({ alpha }) => alpha > 0.95) === true
  })
}

/** How much of one lies within the other, from 0 to 1. */
export function overlap(one: Box, other: Box): number {
  const along = (from: number, size: number, at: number, extent: number) =>
    Math.max(0, Math.min(from + size, at + extent) - Math.max(from, at)) / Math.max(1, size)
  return (
    along(one.x, one.width, other.x, other.width) * along(one.y, one.height, other.y, other.height)
  )
}
