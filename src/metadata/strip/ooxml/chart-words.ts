import { childOf, childrenOf, elementsIn, isOn, type Node, someIn, textIn } from '../../xml/tree.ts'
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

/** Labels of a series or of a group, and those of single points among them. */
interface Labels {
  readonly node: Node
  readonly own: ReadonlyMap<number, Node>
}

/** Series that are drawn in one way, and what is asked of them for each: looked up once, because a file may have many. */
interface Group {
  readonly name: string
  readonly axes: readonly Node[]
  /** The axis on which its categories are; without one that is drawn, whatever it names. */
  readonly axis: string
  readonly labels: Labels | undefined
  /** Whether the legend has an entry for each point, and not one for the series. */
  readonly isByPoint: boolean
  readonly isInTable: boolean
}

/** A series of a chart, by its place among all of them. */
interface Series {
  readonly at: number
  readonly node: Node
  readonly group: Group
  /** Of a pie that has several only the first is drawn. */
  readonly isDrawn: boolean
}

/**
 * Removes text of a chart that nothing displays: neither a title, an axis with labels, the legend, the data table, nor
 * a label of an existing point.
 * @returns whether there was any
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

/** Text of a chart that is displayed. */
class ChartWords {
  /** Those of titles, names and labels. */
  readonly words = new Set<Node | undefined>()
  /** Of categories, by the element that holds them: whether that of a point is shown, */
  readonly categories = new Map<Node, Shows>()
  /** and where it is a number, which else says only where a point lies. */
  readonly numbers = new Map<Node, Shows>()
  readonly #chart: Node | undefined
  readonly #hasLegend: boolean
  readonly #axes: readonly Node[]
  readonly #series: readonly Series[]
  /** Entries of the legend that were taken out of it. */
  readonly #gone: ReadonlySet<string>

  constructor(chart: Node | undefined) {
    this.#chart = chart
    this.#hasLegend = childOf(chart, 'c:legend') !== undefined
    const plot = childOf(chart, 'c:plotArea')
    this.#axes = childrenOf(plot).filter(
      (axis) => AXIS.test(axis.name) && !isTrue(axis, 'c:delete'),
    )
    const hasTable = childOf(plot, 'c:dTable') !== undefined
    const groups = childrenOf(plot)
      .filter(({ name }) => /Chart$/.test(name))
      .map((node) => ({ group: this.#groupOf(node, hasTable), series: childrenOf(node, 'c:ser') }))
    this.#series = groups
      .flatMap(({ group, series }) =>
        series.map((node, n) => ({ node, group, isDrawn: n === 0 || !/pie/i.test(group.name) })),
      )
      .map((one, at) => ({ ...one, at }))
    this.#gone = new Set(
      childrenOf(childOf(chart, 'c:legend'), 'c:legendEntry')
        .filter((entry) => isTrue(entry, 'c:delete'))
        .map((entry) => saidBy(entry, 'c:idx')),
    )
    this.words.add(childOf(childOf(chart, 'c:title'), 'c:tx'))
    for (const { group } of groups) this.#addAxes(group)
    this.#addCategories(childOf(plot, 'c:dateAx') !== undefined)
    this.#addNames()
    this.#addTrends()
    for (const series of this.#series) if (series.isDrawn) this.#addLabels(series)
  }

  #groupOf(node: Node, hasTable: boolean): Group {
    const { name } = node
    const ids = childrenOf(node, 'c:axId').map(({ attributes }) => attributes.get('val'))
    const named = new Set(ids)
    const axes = this.#axes.filter((axis) => named.has(saidBy(axis, 'c:axId')))
    const ofCategories = axes.find((axis) => !/^c:(val|ser)/.test(axis.name))
    const isVaried = isTrue(node, 'c:varyColors')
    return {
      name,
      axes,
      axis: saidBy(ofCategories, 'c:axId') || ids[0] || name,
      labels: labelsOf(node),
      isByPoint: ROUND.test(name)
        ? isVaried || childOf(node, 'c:varyColors') === undefined
        : isVaried && childrenOf(node, 'c:ser').length === 1,
      isInTable: hasTable && !/pie|doughnut|Scat|scat|bubble|radar/i.test(name),
    }
  }

  /** A radar chart displays no axis titles. */
  #addAxes(group: Group): void {
    for (const axis of group.axes) {
      if (group.name !== 'c:radarChart') this.words.add(childOf(childOf(axis, 'c:title'), 'c:tx'))
      const units = axis.name === 'c:valAx' ? childOf(axis, 'c:dispUnits') : undefined
      const isUnit = childrenOf(units, 'c:builtInUnit').concat(childrenOf(units, 'c:custUnit'))
      if (isUnit.length > 0 && saidBy(axis, 'c:tickLblPos') !== 'none') {
        this.words.add(childOf(childOf(units, 'c:dispUnitsLbl'), 'c:tx'))
      }
    }
  }

  #inLegend(entry: number): boolean {
    return this.#hasLegend && !this.#gone.has(String(entry))
  }

  /** An axis displays the categories of its first series; those of others appear in their labels only. */
  #addCategories(hasDates: boolean): void {
    const first = new Map<string, string>()
    for (const { node, group, isDrawn } of this.#series) {
      const isXY = /scatter|bubble/i.test(group.name)
      const onAxis = hasLabels(group, /^c:(cat|date)Ax$/) || group.isInTable
      for (const holder of childrenOf(node).filter(({ name }) => /^c:(cat|xVal)$/.test(name))) {
        const words = [...elementsIn(holder)]
          .flatMap((one) => (one.name === 'c:v' ? [textIn(one)] : []))
          .join('\n')
        if (!first.has(group.axis)) first.set(group.axis, words)
        const isFirst = first.get(group.axis) === words && isDrawn && !isXY
        const byLabel = this.#labelled({ node, group, isDrawn }, 'c:showCatName')
        const isParted = someIn(holder, ({ name }) => name === 'c:lvl')
        const isLabelled = isParted && pointsIn(node).some(byLabel)
        const shows: Shows = (point) =>
          (isFirst && (onAxis || (group.isByPoint && this.#inLegend(point)))) ||
          (isParted ? isLabelled : byLabel(point))
        this.categories.set(holder, shows)
        const isPlace = isXY || hasDates
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
      const byPoint = group.isByPoint && (ROUND.test(group.name) || more.length === 0)
      const shown =
        (this.#inLegend(at) && !byPoint && !/surface/.test(group.name)) ||
        (isTitle && series === only) ||
        group.isInTable ||
        hasLabels(group, /^c:serAx$/) ||
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
    const labels = labelsOf(node) ?? group.labels
    if (!isDrawn || labels === undefined) return none
    const points = new Set(pointsIn(node))
    return (point) => {
      const label = labels.own.get(point) ?? labels.node
      if (!points.has(point) || isTrue(label, 'c:delete') || !isTrue(label, what)) return false
      const words = childOf(label, 'c:tx')
      return words === undefined || someIn(words, ({ name }) => name === 'a:fld')
    }
  }
}

function labelsOf(holder: Node): Labels | undefined {
  const node = childOf(holder, 'c:dLbls')
  const own = childrenOf(node, 'c:dLbl')
  return node && { node, own: new Map(own.map((label) => [Number(saidBy(label, 'c:idx')), label])) }
}

const hasLabels = ({ axes }: Group, kinds: RegExp): boolean =>
  axes.some((axis) => kinds.test(axis.name) && saidBy(axis, 'c:tickLblPos') !== 'none')

const AXIS = /^c:(cat|val|ser|date)Ax$/
const ROUND = /pie|doughnut/i

const indexes = new WeakMap<Node, readonly number[]>()

/** Indices of the points of a series that have a value. */
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

/** Number of cells of a chart formula; a named range counts as long. */
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
