import { childOf, childrenOf, filterIn, findIn, type Node } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import { type Bounds, boundsOf, isOffPage } from './geometry.ts'
import { FAR, type StyleValues, THIN } from './shape.ts'
import type { Definition, StylePart, Styles } from './styles.ts'
import { isUnread, lengthInPoints, type Room, type TextView, within } from './view.ts'

/*
 * Text that its container hides: a shape, a page header, a chart or a row of spaces; and elements that display text
 * from elsewhere.
 */

/** Text along a path without fill and outline. */
const isHollow = (shape: Node, look: StyleValues): boolean =>
  childOf(shape, 'draw:enhanced-geometry')?.attributes.get('draw:text-path') === 'true' &&
  ['fill', 'stroke'].every((at) => look.get(`graphic draw:${at}`) === 'none')

/** The text area lies outside the shape's geometry. */
function isTextOutside(shape: Node): boolean {
  const attributes = childOf(shape, 'draw:enhanced-geometry')?.attributes
  const numbers = (at: string) =>
    attributes
      ?.get(at)
      ?.trim()
      .split(/[\s,]+/)
      .map(Number)
  const areas = numbers('draw:text-areas')
  const [x = 0, y = 0, width = 0, height = 0] = numbers('svg:viewBox') ?? []
  if (areas?.length !== 4 || areas.some(Number.isNaN) || width <= 0 || height <= 0) return false
  const [left = 0, top = 0, right = 0, bottom = 0] = areas
  return (
    left >= x + 2 * width || top >= y + 2 * height || right <= x - width || bottom <= y - height
  )
}

const paddingOf = (look: StyleValues, side: string, of: string): number =>
  lengthInPoints(look.get(`${of} fo:padding-${side}`)) ??
  lengthInPoints(look.get(`${of} fo:padding`)) ??
  0

/** The padding exceeds the page, or the cell. */
function isPushedOut(look: StyleValues, right = FAR, bottom = FAR, of = 'graphic'): boolean {
  const at = (side: string) => paddingOf(look, side, of)
  return at('left') + at('right') >= right || at('top') + at('bottom') >= bottom
}

/** Whether a shape hides its own text. */
export const isOutOfView = (
  shape: Node,
  look: StyleValues,
  page: Bounds | null,
  box: Bounds | null | undefined,
): boolean =>
  isHollow(shape, look) ||
  isTextOutside(shape) ||
  isPushedOut(look, page?.right, page?.bottom) ||
  (page !== null && box != null && isOffPage(padded(box, look), page))

/** The corner of a shape at which its text begins. */
function padded({ left, top, right, bottom }: Bounds, look: StyleValues): Bounds {
  const at = (side: string) => paddingOf(look, side, 'graphic')
  const [x, y] = [left + at('left'), top + at('top')]
  return {
    left: x,
    top: y,
    right: Math.max(x, right - at('right')),
    bottom: Math.max(y, bottom - at('bottom')),
  }
}

/** Room for the text of a shape on a slide: up to the edges of the slide. */
export const roomFrom = (box: Bounds, page: Bounds): Room => ({
  width: page.right - box.left,
  height: page.bottom - box.top,
  left: box.left - page.left + SLACK,
})
/** A fifth of an inch and more. */
const SLACK = 20

/** Placeholder fields that each slide fills with its own text. */
export const filledFields = (parts: readonly StylePart[]): ReadonlySet<string> =>
  new Set(
    parts.flatMap(({ root }) =>
      filterIn(root, ({ name }) => /^presentation:(footer|date-time)-decl$/.test(name))
        .filter(isNotBlank)
        .map(({ name }) => name.replace('-decl', '')),
    ),
  )

/** Headers and footers of a master page whose layout gives them no height. */
export function lowHeaders(master: Node, layout: Node): readonly Node[] {
  return ['header', 'footer'].flatMap((of) => {
    const how = childOf(childOf(layout, `style:${of}-style`), 'style:header-footer-properties')
    const height = lengthInPoints(how?.attributes.get('svg:height'))
    if (height === undefined || height >= THIN) return []
    const its = new RegExp(`^style:${of}(-left|-first)?$`)
    return childrenOf(master).filter((node) => its.test(node.name) && isNotBlank(node))
  })
}

/** Whether a page, a section or a frame sets its text in a column without width. */
export const hasFlatColumn = ({ node }: Definition, width: number): boolean =>
  filterIn(node, ({ name }) => name === 'style:columns').some((columns) => {
    const lengthOf = (one: Node, at: string) => lengthInPoints(one.attributes.get(`fo:${at}`)) ?? 0
    const each = childrenOf(columns, 'style:column')
    const shareOf = ({ attributes }: Node) =>
      Number.parseFloat(attributes.get('style:rel-width') ?? '') || 0
    const sum = each.reduce((all, one) => all + shareOf(one), 0)
    const count = Number(columns.attributes.get('fo:column-count') ?? 1)
    const gaps = lengthOf(columns, 'column-gap') * (count - 1)
    const widths =
      sum === 0
        ? [(width - gaps) / count]
        : each.map(
            (one) =>
              (shareOf(one) / sum) * width -
              lengthOf(one, 'start-indent') -
              lengthOf(one, 'end-indent'),
          )
    return widths.some((one) => one < THIN)
  })

/** A title or legend that lies outside its chart. */
export function isOffChart({ name, attributes }: Node, chart: Node | undefined): boolean {
  const size = chart === undefined ? undefined : boundsOf(chart)
  if (size === undefined || !/^chart:(title|subtitle|legend)$/.test(name)) return false
  const [x = 0, y = 0] = ['svg:x', 'svg:y'].map((at) => lengthInPoints(attributes.get(at)))
  const [width, height] = [size.right - size.left, size.bottom - size.top]
  return x >= width || y >= height || x <= -width || y <= -height
}

/** Whether an element displays names of series or categories. */
export const showsNames = (node: Node, look: StyleValues): boolean =>
  node.name === 'chart:legend' ||
  (node.name === 'chart:axis' &&
    childOf(node, 'chart:categories') !== undefined &&
    ['display-label', 'visible'].every((at) => look.get(`chart chart:${at}`) !== 'false'))

/** Column width and fixed row height in points, where known. */
export interface CellSize {
  readonly width: number | undefined
  readonly height: number | undefined
}

/**
 * Whether a cell has no room beside its padding; in a sheet also whether its text follows so many spaces that no screen
 * shows it, is shrunk until nobody reads it, or is turned and far longer than its row is high.
 */
export function isCutOff(
  cell: Node,
  look: StyleValues,
  { width = 300, height = FAR }: CellSize,
  isSheet: boolean,
): boolean {
  if (['table-cell', 'graphic'].some((of) => isPushedOut(look, width, height, of))) return true
  if (!isSheet) return false
  const lines = childrenOf(cell).map(spelled)
  const size = Math.min(11, lengthInPoints(look.get('text fo:font-size')) ?? 10)
  const longest = Math.max(...lines.map((line) => line.length)) * size
  const says = (at: string) => look.get(`table-cell ${at}`)
  const isShrunk = says('style:shrink-to-fit') === 'true' && says('fo:wrap-option') !== 'wrap'
  const isTurned = Number.parseFloat(says('style:rotation-angle') ?? '0') % 180 !== 0
  const needs = says('style:direction') === 'ttb' ? longest : isTurned ? longest * 0.35 : 0
  return (
    lines.some((line) => BLANKS.test(line)) ||
    (isShrunk && width * size <= longest * 0.35 * 2) ||
    needs > height * 3
  )
}

/** Levels of lists and kinds of notes with text around their numbers that cannot be read. */
export function lostLabels(
  root: Node,
  view: TextView,
  styles: Styles,
  path: string,
): readonly Node[] {
  return filterIn(root, (level) => {
    const words = ['prefix', 'suffix'].map((at) => level.attributes.get(`style:num-${at}`) ?? '')
    if (!/[\p{L}\p{N}]/u.test(words.join(''))) return false
    const by = ['text:style-name', 'text:citation-body-style-name']
    const named = by.map((at) => styles.look(styles.named(level, at, path)))
    const own = childOf(level, 'style:text-properties')?.attributes ?? new Map<string, string>()
    const look = new Map(named.flatMap((one) => [...one]))
    for (const [at, value] of own) look.set(`text ${at}`, value)
    const place = findIn(level, ({ name }) => /-label-alignment$/.test(name))
    for (const at of ['fo:margin-left', 'fo:text-indent']) {
      const length = place?.attributes.get(at)
      if (length !== undefined) look.set(`paragraph ${at}`, length)
    }
    return isUnread('x', within(view, look))
  })
}

const BLANKS = /\s{200}\S/
const spelled = (node: Node): string =>
  node.name === 'text:s'
    ? ' '.repeat(Math.min(200, Number(node.attributes.get('text:c') ?? 1) || 1))
    : node.children.map((child) => (typeof child === 'string' ? child : spelled(child))).join('')
