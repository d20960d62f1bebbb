import { childOf, elementsIn, type Node } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'

/** Range of cells; columns and rows count from 0, inclusive. */
interface Range {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Series name that no cell contains. */
const NAME = 'loext:label-string'

/**
 * Empties the cells of a chart's own table that the chart does not display.
 * @returns whether any had content
 */
export function cutChart(chart: Node, labels: LabelsOf): boolean {
  const elements = [...elementsIn(chart)]
  const words = drawnWords(chart, elements, labels)
  let isHidden = false
  if (!words.names) {
    for (const { attributes } of elements) isHidden = attributes.delete(NAME) || isHidden
  }
  for (const equation of elements) {
    // Programs compute it again.
    if (equation.name !== 'chart:equation') continue
    isHidden ||= isNotBlank(equation)
    equation.children = []
  }
  const table = childOf(chart, 'table:table')
  if (table === undefined) return isHidden
  const shown = shownIn(elements, words)
  for (const [y, row] of rowsOf(table).entries()) {
    let x = 0
    for (const cell of row.children) {
      if (typeof cell === 'string') continue
      const isShown = shown.some(
        ({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
      )
      const isNumber = cell.attributes.get('office:value-type') === 'float'
      if (!isShown) {
        isHidden ||= isNotBlank(cell) || isNumber
        for (const at of [...cell.attributes.keys()]) {
          if (at.startsWith('office:')) cell.attributes.delete(at)
        }
      }
      // Of a number the value is displayed.
      if (!isShown || isNumber) cell.children = []
      x += Math.max(1, Number(cell.attributes.get('table:number-columns-repeated') ?? 1) || 1)
    }
  }
  return isHidden
}

/** Style value of an axis or series about its labels. */
type LabelsOf = (node: Node, at: string) => string | undefined

/** Whether series names and categories are displayed: on an axis, in a legend, a data table or labels. */
function drawnWords(
  chart: Node,
  elements: readonly Node[],
  labels: LabelsOf,
): { readonly names: boolean; readonly categories: boolean } {
  const isLabelled = (axis: Node) =>
    ['chart:display-label', 'chart:visible'].every((at) => labels(axis, at) !== 'false')
  const isAt = (label: string) =>
    elements.some((one) =>
      ['chart', 'loext'].some((key) => labels(one, `${key}:data-label-${label}`) === 'true'),
    )
  const axes = elements.filter(({ name }) => name === 'chart:axis')
  const hasLegend = elements.some(({ name }) => name === 'chart:legend')
  const hasTable = elements.some(({ name }) => /:data-table$/.test(name))
  // The legend of a pie lists its categories.
  const isRound = /(circle|ring)$/.test(chart.attributes.get('chart:class') ?? '')
  return {
    names:
      (hasLegend && !isRound) ||
      hasTable ||
      isAt('series') ||
      axes.some((axis) => axis.attributes.get('chart:dimension') === 'z' && isLabelled(axis)),
    categories: isRound
      ? hasLegend || isAt('text')
      : hasTable ||
        isAt('text') ||
        axes.some((axis) => childOf(axis, 'chart:categories') !== undefined && isLabelled(axis)),
  }
}

const OWN = 'local-table'

/** Gives a chart's own table the usual name, in addresses too. @returns whether it had another */
export function nameTable(chart: Node): boolean {
  const table = childOf(chart, 'table:table')
  const name = table?.attributes.get('table:name') ?? OWN
  if (name === OWN) return false
  for (const { attributes } of elementsIn(chart)) {
    for (const [at, value] of attributes) {
      if (!/(-address|table:cell-range|-range)$/.test(at)) continue
      attributes.set(
        at,
        value.replaceAll(`'${name}'.`, `${OWN}.`).replaceAll(`${name}.`, `${OWN}.`),
      )
    }
  }
  table?.attributes.set('table:name', OWN)
  return true
}

function* rowsIn(node: Node): Generator<Node> {
  for (const child of node.children) {
    if (typeof child === 'string') continue
    if (child.name === 'table:table-row') yield child
    else if (/^table:table-(header-)?rows$/.test(child.name)) yield* rowsIn(child)
  }
}
const rowsOf = (table: Node): readonly Node[] => [...rowsIn(table)]

/** Addresses of displayed cells in the chart's own table; of addresses in a sheet, as many columns as are drawn. */
function shownIn(
  elements: readonly Node[],
  words: ReturnType<typeof drawnWords>,
): readonly Range[] {
  const addresses = elements.flatMap(({ name, attributes }) =>
    [
      name === 'chart:domain' || (name === 'chart:categories' && words.categories)
        ? attributes.get('table:cell-range-address')
        : undefined,
      attributes.get('chart:values-cell-range-address'),
      words.names ? attributes.get('chart:label-cell-address') : undefined,
    ].flatMap((address) => address ?? []),
  )
  const isOwn = (address: string) => /^'?local-table'?\./.test(address)
  if (addresses.every(isOwn)) return addresses.flatMap((address) => rangesOf(address))
  const drawn = elements.filter(({ name }) => /^chart:(series|domain)$/.test(name)).length
  const sizes = addresses.flatMap(rangesOf).map(({ left, top, right, bottom }) => ({
    width: right - left + 1,
    height: bottom - top + 1,
  }))
  const categories = elements.find(({ name }) => name === 'chart:categories')
  const [names] = rangesOf(categories?.attributes.get('table:cell-range-address') ?? '')
  const beside =
    names === undefined ? 1 : Math.min(names.right - names.left, names.bottom - names.top) + 1
  const deep = Math.max(1, ...sizes.map(({ width, height }) => Math.max(width, height)))
  const left = words.categories ? 0 : beside
  const body = { left, top: 1, right: beside + drawn - 1, bottom: deep }
  return words.names
    ? [body, { left: beside, top: 0, right: beside + drawn - 1, bottom: 0 }]
    : [body]
}

function rangesOf(addresses: string): readonly Range[] {
  return [
    ...addresses.matchAll(
      /\.\$?([A-Z]{1,3})\$?(\d{1,7})(?::[^\s:]*\.\$?([A-Z]{1,3})\$?(\d{1,7}))?/g,
    ),
  ].map(([, left = '', top = '', right = left, bottom = top]) => ({
    left: columnOf(left),
    top: Number(top) - 1,
    right: columnOf(right),
    bottom: Number(bottom) - 1,
  }))
}

const columnOf = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
