import { childOf, childrenOf, elementsIn, isOn, type Node, textIn } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import { areaOf } from './hidden-cells.ts'

/** A child that is there and says yes. */
export const isTrue = (node: Node | undefined, name: string): boolean => {
  const element = childOf(node, name)
  return element !== undefined && isOn(element.attributes.get('val'))
}

export const saidBy = (node: Node | undefined, name: string): string =>
  childOf(node, name)?.attributes.get('val') ?? ''

type Shows = (point: number) => boolean
const all: Shows = () => true
const none: Shows = () => false

/** A series of a chart, by its place among all of them. */
interface Series {
  readonly at: number
  readonly node: Node
  readonly group: Node
  /** Of a pie that has several only the first is drawn. */
  readonly isDrawn: boolean
}

/**
 * Of a chart only those words stay that something shows which is drawn: a title, an axis with labels, the legend, the
 * table beneath it, or a label of a point that there is.
 * @returns whether there were others
 */
export function cutChartWords(space: Node): boolean {
  const drawn = new ChartWords(childOf(space, 'c:chart'))
  let cut = false
  const visit = (node: Node, words: Shows, numbers: Shows) => {
    const shown = WORDED.test(node.name) ? words : /^c:num/.test(node.name) ? numbers : all
    node.children = node.children.filter((child) => {
      if (typeof child === 'string') return true
      const goes =
        (/^c:(tx|name)$/.test(child.name) && !drawn.words.has(child)) ||
        (child.name === 'c:pt' && !shown(Number(child.attributes.get('idx')))) ||
        /^c:pivot(Source|Fmts)$/.test(child.name)
      if (goes) cut ||= isNotBlank(child)
      else if (child.name === 'c:tx') visit(child, all, all)
      else visit(child, drawn.categories.get(child) ?? words, drawn.numbers.get(child) ?? numbers)
      return !goes
    })
  }
  visit(space, none, all)
  return cut
}
const WORDED = /^c:(str(Cache|Lit)|lvl)$/

/** What of a chart's words is drawn. */
class ChartWords {
  /** Those of titles, names and labels. */
  readonly words = new Set<Node | undefined>()
  /** Of categories, by the element that holds them: whether that of a point is shown, */
  readonly categories = new Map<Node, Shows>()
  /** and where it is a number, which else says only where a point lies. */
  readonly numbers = new Map<Node, Shows>()
  readonly #chart: Node | undefined
  readonly #plot: Node | undefined
  readonly #axes: readonly Node[]
  readonly #series: readonly Series[]
  /** Entries of the legend that were taken out of it. */
  readonly #gone: ReadonlySet<string>

  constructor(chart: Node | undefined) {
    this.#chart = chart
    this.#plot = childOf(chart, 'c:plotArea')
    this.#axes = childrenOf(this.#plot).filter(
      (axis) => AXIS.test(axis.name) && !isTrue(axis, 'c:delete'),
    )
    const groups = childrenOf(this.#plot).filter(({ name }) => /Chart$/.test(name))
    this.#series = groups
      .flatMap((group) =>
        childrenOf(group, 'c:ser').map((node, n) => ({
          node,
          group,
          isDrawn: n === 0 || !/pie/i.test(group.name),
        })),
      )
      .map((one, at) => ({ ...one, at }))
    this.#gone = new Set(
      childrenOf(childOf(chart, 'c:legend'), 'c:legendEntry')
        .filter((entry) => isTrue(entry, 'c:delete'))
        .map((entry) => saidBy(entry, 'c:idx')),
    )
    this.words.add(childOf(childOf(chart, 'c:title'), 'c:tx'))
    for (const group of groups) this.#addAxes(group)
    this.#addCategories()
    this.#addNames()
    this.#addTrends()
    for (const series of this.#series) if (series.isDrawn) this.#addLabels(series)
  }

  #axesOf(group: Node): readonly Node[] {
    const ids = childrenOf(group, 'c:axId').map(({ attributes }) => attributes.get('val'))
    return this.#axes.filter((axis) => ids.includes(saidBy(axis, 'c:axId')))
  }

  #hasLabels(group: Node, axes: RegExp): boolean {
    return this.#axesOf(group).some(
      (axis) => axes.test(axis.name) && saidBy(axis, 'c:tickLblPos') !== 'none',
    )
  }

  /** Nothing writes titles at the axes of a radar. */
  #addAxes(group: Node): void {
    for (const axis of this.#axesOf(group)) {
      if (group.name !== 'c:radarChart') this.words.add(childOf(childOf(axis, 'c:title'), 'c:tx'))
      const units = axis.name === 'c:valAx' ? childOf(axis, 'c:dispUnits') : undefined
      const isUnit = childrenOf(units, 'c:builtInUnit').concat(childrenOf(units, 'c:custUnit'))
      if (isUnit.length > 0 && saidBy(axis, 'c:tickLblPos') !== 'none') {
        this.words.add(childOf(childOf(units, 'c:dispUnitsLbl'), 'c:tx'))
      }
    }
  }

  #isInTable({ name }: Node): boolean {
    return (
      childOf(this.#plot, 'c:dTable') !== undefined &&
      !/pie|doughnut|Scat|scat|bubble|radar/i.test(name)
    )
  }

  /** Whether the legend has an entry for each point, and not one for the series. */
  #isByPoint(group: Node): boolean {
    const varied = childOf(group, 'c:varyColors')
    if (ROUND.test(group.name)) return varied === undefined || isTrue(group, 'c:varyColors')
    return isTrue(group, 'c:varyColors') && childrenOf(group, 'c:ser').length === 1
  }

  #inLegend(entry: number): boolean {
    return childOf(this.#chart, 'c:legend') !== undefined && !this.#gone.has(String(entry))
  }

  /** An axis has the categories of the first series on it; those of others only their labels show. */
  #addCategories(): void {
    const first = new Map<string, string>()
    for (const { node, group, isDrawn } of this.#series) {
      const isXY = /scatter|bubble/i.test(group.name)
      const onAxis = this.#hasLabels(group, /^c:(cat|date)Ax$/) || this.#isInTable(group)
      const id = saidBy(
        this.#axesOf(group).find(({ name }) => !/^c:(val|ser)/.test(name)),
        'c:axId',
      )
      const axis = id || saidBy(group, 'c:axId') || group.name
      for (const holder of childrenOf(node).filter(({ name }) => /^c:(cat|xVal)$/.test(name))) {
        const value = [...elementsIn(holder)]
          .flatMap((one) => (one.name === 'c:v' ? [textIn(one)] : []))
          .join('\n')
        if (!first.has(axis)) first.set(axis, value)
        const isFirst = first.get(axis) === value && isDrawn && !isXY
        const byLabel = this.#labelled({ node, group, isDrawn }, 'c:showCatName')
        const parted = [...elementsIn(holder)].some(({ name }) => name === 'c:lvl')
        const shows: Shows = (point) =>
          (isFirst && (onAxis || (this.#isByPoint(group) && this.#inLegend(point)))) ||
          (parted ? pointsIn(node).some(byLabel) : byLabel(point))
        this.categories.set(holder, shows)
        const isPlace = isXY || childrenOf(this.#plot, 'c:dateAx').length > 0
        if (!isPlace) this.numbers.set(holder, shows)
      }
    }
  }

  /** The name of a series is read in the legend, at its points, on an axis, in a table or above the chart. */
  #addNames(): void {
    const title = childOf(this.#chart, 'c:title')
    const [only, ...more] = this.#series.filter(({ isDrawn }) => isDrawn)
    const isTitle =
      more.length === 0 &&
      !isTrue(this.#chart, 'c:autoTitleDeleted') &&
      childOf(title, 'c:tx') === undefined
    for (const series of this.#series) {
      const { node, group, isDrawn, at } = series
      const byPoint = this.#isByPoint(group) && (ROUND.test(group.name) || more.length === 0)
      const shown =
        (this.#inLegend(at) && !byPoint && !/surface/.test(group.name)) ||
        (isTitle && series === only) ||
        this.#isInTable(group) ||
        this.#hasLabels(group, /^c:serAx$/) ||
        pointsIn(node).some(this.#labelled(series, 'c:showSerName'))
      if (isDrawn && shown) this.words.add(childOf(node, 'c:tx'))
    }
  }

  /** A trend line has its name in the legend, behind the series; its formula is written where it says so. */
  #addTrends(): void {
    let entry = this.#series.length
    for (const { node, group } of this.#series) {
      if (!/^c:(bar|line|area|scatter|bubble|stock)Chart$/.test(group.name)) continue
      for (const line of childrenOf(node, 'c:trendline')) {
        if (this.#inLegend(entry)) this.words.add(childOf(line, 'c:name'))
        entry += 1
        if (!['c:dispEq', 'c:dispRSqr'].some((name) => isTrue(line, name))) continue
        this.words.add(childOf(childOf(line, 'c:trendlineLbl'), 'c:tx'))
      }
    }
  }

  /** Labels of their own at points that there are. */
  #addLabels({ node }: Series): void {
    const points = new Set(pointsIn(node))
    for (const label of childrenOf(childOf(node, 'c:dLbls'), 'c:dLbl')) {
      const isThere = points.has(Number(saidBy(label, 'c:idx')))
      if (isThere && !isTrue(label, 'c:delete')) this.words.add(childOf(label, 'c:tx'))
    }
  }

  /** At which points a label shows this of them. */
  #labelled(
    { node, group, isDrawn }: Pick<Series, 'node' | 'group' | 'isDrawn'>,
    what: string,
  ): Shows {
    const labels = childOf(node, 'c:dLbls') ?? childOf(group, 'c:dLbls')
    if (!isDrawn || labels === undefined) return none
    const points = new Set(pointsIn(node))
    const own = new Map(
      childrenOf(labels, 'c:dLbl').map((label) => [Number(saidBy(label, 'c:idx')), label]),
    )
    return (point) => {
      const label = own.get(point) ?? labels
      if (!points.has(point) || isTrue(label, 'c:delete') || !isTrue(label, what)) return false
      const words = childOf(label, 'c:tx')
      return words === undefined || [...elementsIn(words)].some(({ name }) => name === 'a:fld')
    }
  }
}

const AXIS = /^c:(cat|val|ser|date)Ax$/
const ROUND = /pie|doughnut/i

const indexes = new WeakMap<Node, readonly number[]>()

/** The points of a series that have a value. */
function pointsIn(series: Node): readonly number[] {
  const known = indexes.get(series)
  if (known !== undefined) return known
  const values = childOf(series, 'c:val') ?? childOf(series, 'c:yVal')
  const inside = values === undefined ? [] : [...elementsIn(values)]
  const cache = inside.find(({ name }) => /^c:num(Cache|Lit)$/.test(name))
  const range = inside.find(({ name }) => name === 'c:f')
  const points =
    cache === undefined && range !== undefined
      ? Array.from({ length: sizeOf(textIn(range)) }, (_, n) => n)
      : childrenOf(cache, 'c:pt')
          .filter(isNotBlank)
          .map(({ attributes }) => Number(attributes.get('idx')))
  indexes.set(series, points)
  return points
}

/** How many cells a formula of a chart names; a name of a range is taken for a long one. */
function sizeOf(formula: string): number {
  const area = areaOf(formula.replace(/^.*!/s, '').replaceAll('$', ''))
  if (area === undefined) return LONG
  const { left, top, right, bottom } = area
  return Math.min(LONG, (right - left + 1) * (bottom - top + 1))
}
const LONG = 4096

export function showsNothing(label: Node): boolean {
  if (isTrue(label, 'c:delete')) return true
  const shows = childrenOf(label).filter(({ name }) => /^c:show\w+$/.test(name))
  return shows.length > 0 && shows.every(({ attributes }) => !isOn(attributes.get('val')))
}
