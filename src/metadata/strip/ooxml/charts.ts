import { childOf, childrenOf, elementsIn, isOn, type Node, textIn } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/noted.ts'
import { formatFor, WORDED } from './number-format.ts'

/** A child that is there and says yes. */
export const isTrue = (node: Node | undefined, name: string): boolean => {
  const said = childOf(node, name)
  return said !== undefined && isOn(said.attributes.get('val'))
}

/** Of formats what they draw of the numbers of a chart: nothing of what an axis or a label does not show. */
function cutFormats(space: Node): boolean {
  let cut = false
  const all = [...elementsIn(space)]
  const values = (node: Node) =>
    [...elementsIn(node)].filter(({ name }) => name === 'c:pt').map((one) => Number(textIn(one)))
  const caches = all.filter(({ name }) => /^c:num(Cache|Lit)$/.test(name))
  const numbers = caches.flatMap(values)
  const isBelow =
    numbers.some((value) => value < 0) ||
    all.some(
      ({ name, attributes }) =>
        /^c:(trendline|errBars)$/.test(name) ||
        (/^c:(min|crossesAt)$/.test(name) && Number(attributes.get('val')) < 0),
    )
  const fit = (code: string, below: boolean, zero: boolean): string => {
    const next = formatFor(code, below, zero)
    cut ||= next !== code
    return next
  }
  for (const node of caches) {
    const own = values(node)
    const [below, zero] = [
      own.some((value) => value < 0),
      own.some((value) => !(value < 0 || value > 0)),
    ]
    const code = childOf(node, 'c:formatCode')
    if (code !== undefined && own.length > 0) code.children = [fit(textIn(code), below, zero)]
    for (const point of childrenOf(node, 'c:pt')) {
      const said = point.attributes.get('formatCode')
      if (said !== undefined) point.attributes.set('formatCode', fit(said, below, zero))
    }
  }
  const hasNumbers = all.some(
    (one) => one.name === 'c:cat' && childrenOf(one).some(({ name }) => name.startsWith('c:num')),
  )
  for (const node of all) {
    const format = childOf(node, 'c:numFmt')
    const code = format?.attributes.get('formatCode')
    if (format === undefined || code === undefined) continue
    const isUndrawn =
      isOn(format.attributes.get('sourceLinked') ?? '0') ||
      isTrue(node, 'c:delete') ||
      (/^c:dLbls?$/.test(node.name) && showsNothing(node)) ||
      (node.name === 'c:catAx' && !hasNumbers) ||
      childOf(node, 'c:tickLblPos')?.attributes.get('val') === 'none'
    const isAxis = /Ax$/.test(node.name)
    const next = isUndrawn && WORDED.test(code) ? 'General' : code
    cut ||= next !== code
    format.attributes.set(
      'formatCode',
      fit(next, isBelow, isAxis || numbers.some((value) => !(value < 0 || value > 0))),
    )
  }
  return cut
}

/** In a chart: words that its cache has and that it does not draw. @returns whether there were any */
export function cutCharts(space: Node): boolean {
  const words = [cutOff(space), cutFormats(space)].includes(true)
  const chart = childOf(space, 'c:chart')
  const plot = childOf(chart, 'c:plotArea')
  if (chart === undefined || plot === undefined) return words
  const groups = childrenOf(plot).filter(({ name }) => /Chart$/.test(name))
  const names = cutSeriesNames(chart, plot, groups)
  return cutCategories(plot, groups) || names || words
}

/** Where the values of a chart came from: in a text or a show from a workbook that is not in the copy. */
export function cutSources(roots: readonly Node[], noted: DocumentNotes): void {
  const book = roots.find(({ name }) => name === 's:workbook')
  const sheets = new Set(childrenOf(childOf(book, 's:sheets')).map(sheetName))
  for (const root of roots) {
    if (root.name !== 'c:chartSpace') continue
    for (const source of elementsIn(root)) {
      const said = source.name === 'c:f' ? textIn(source) : ''
      if (said === '') continue
      if (book === undefined) source.children = [noted.rename('Sheet1!$A$', said)]
      else if (!sheetsIn(said).every((one) => sheets.has(one))) source.children = []
    }
  }
}

const sheetName = ({ attributes }: Node): string => (attributes.get('name') ?? '').toLowerCase()

/** The sheets that a formula names. */
export const sheetsIn = (formula: string): readonly string[] =>
  [...formula.matchAll(/(?:'((?:[^']|'')+)'|([\p{L}\p{N}_.]+))!/gu)].map(([, quoted, bare = '']) =>
    (quoted?.replaceAll("''", "'") ?? bare).toLowerCase(),
  )

const drop = (node: Node, name: string): boolean => {
  const before = node.children.length
  node.children = node.children.filter((child) => typeof child === 'string' || child.name !== name)
  return node.children.length < before
}

const anyIs = (node: Node, name: string): boolean =>
  [...elementsIn(node)].some((one) => isTrue(one, name))

/** An axis has the categories of the first series on it, and none where it is not drawn. */
function cutCategories(plot: Node, groups: readonly Node[]): boolean {
  if (childOf(plot, 'c:dTable') !== undefined) return false
  const axes = new Map(
    childrenOf(plot, 'c:catAx').map((axis) => [saidBy(axis, 'c:axId'), isTrue(axis, 'c:delete')]),
  )
  const first = new Map<string, string>()
  let cut = false
  for (const group of groups) {
    if (anyIs(group, 'c:showCatName')) continue
    const ids = childrenOf(group, 'c:axId').map(({ attributes }) => attributes.get('val') ?? '')
    const axis = ids.find((id) => axes.has(id)) ?? ids[0] ?? group.name
    const unseen = axes.get(axis) === true && !isTrue(group, 'c:varyColors')
    for (const series of childrenOf(group, 'c:ser')) {
      const category = childOf(series, 'c:cat')
      if (category === undefined) continue
      const said = [...elementsIn(category)]
        .filter(({ name }) => name === 'c:v')
        .map((one) => textIn(one))
        .join('\n')
      if (!first.has(axis)) first.set(axis, said)
      if (unseen || first.get(axis) !== said) cut = drop(series, 'c:cat') || cut
    }
  }
  return cut
}

/** The name of a series is read in the legend, at its points, on an axis or above the chart. */
function cutSeriesNames(chart: Node, plot: Node, groups: readonly Node[]): boolean {
  const all = groups.flatMap((group) =>
    childrenOf(group, 'c:ser').map((series) => ({ group, series })),
  )
  const legend = childOf(chart, 'c:legend')
  const gone = new Set(
    childrenOf(legend, 'c:legendEntry')
      .filter((entry) => isTrue(entry, 'c:delete'))
      .map((entry) => saidBy(entry, 'c:idx')),
  )
  let cut = false
  const title = childOf(chart, 'c:title')
  const untold = title === undefined && childOf(chart, 'c:autoTitleDeleted') === undefined
  const titled =
    all.length > 1 || untold || isTrue(chart, 'c:autoTitleDeleted') || hasOwnTitle(chart)
  const elsewhere =
    childOf(plot, 'c:dTable') !== undefined ||
    childrenOf(plot, 'c:serAx').some((axis) => !isTrue(axis, 'c:delete'))
  if (!titled || elsewhere) return cut
  for (const [at, { group, series }] of all.entries()) {
    const byPoint = /(pie|doughnut)/i.test(group.name) || isTrue(group, 'c:varyColors')
    const unseen = legend === undefined || (!byPoint && gone.has(String(at)))
    if (!unseen || anyIs(group, 'c:showSerName')) continue
    cut = drop(series, 'c:tx') || cut
  }
  return cut
}

const hasOwnTitle = (chart: Node): boolean =>
  childOf(childOf(chart, 'c:title'), 'c:tx') !== undefined

const saidBy = (node: Node, name: string): string =>
  childOf(node, name)?.attributes.get('val') ?? ''

/** Titles of axes that are not drawn, and words of labels that show nothing. */
function cutOff(chart: Node): boolean {
  let cut = false
  for (const node of elementsIn(chart)) {
    const axis = /^c:(catAx|valAx|serAx|dateAx)$/.test(node.name) && isTrue(node, 'c:delete')
    const label = node.name === 'c:dLbl' && showsNothing(node)
    if (!axis && !label) continue
    node.children = node.children.filter((child) => {
      const goes = typeof child !== 'string' && child.name === (axis ? 'c:title' : 'c:tx')
      cut ||= goes
      return !goes
    })
  }
  return cut
}

function showsNothing(label: Node): boolean {
  if (isTrue(label, 'c:delete')) return true
  const shows = childrenOf(label).filter(({ name }) => /^c:show\w+$/.test(name))
  return shows.length > 0 && shows.every(({ attributes }) => !isOn(attributes.get('val')))
}
