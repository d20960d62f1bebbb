import {
  childOf,
  childrenOf,
  elementsIn,
  filterIn,
  isOn,
  type Node,
  textIn,
} from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { cutChartWords, isTrue, showsNothing } from './chart-words.ts'
import { formatFor, WORDED } from './number-format.ts'

/** Removes parts of number formats that no axis or label displays. @returns whether there were any */
function cutFormats(space: Node): boolean {
  let cut = false
  const all = [...elementsIn(space)]
  const values = (node: Node) =>
    filterIn(node, ({ name }) => name === 'c:pt').map((one) => Number(textIn(one)))
  const caches = all.filter(({ name }) => /^c:num(Cache|Lit)$/.test(name))
  const numbers = caches.flatMap(values)
  const hasZero = numbers.some((value) => !(value < 0 || value > 0))
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
    if (code !== undefined) {
      const plain = own.length === 0 && WORDED.test(textIn(code)) ? 'General' : textIn(code)
      code.children = [fit(plain, below, zero)]
    }
    for (const point of childrenOf(node, 'c:pt')) {
      const value = point.attributes.get('formatCode')
      if (value !== undefined) point.attributes.set('formatCode', fit(value, below, zero))
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
      isOn(format.attributes.get('sourceLinked'), false) ||
      isTrue(node, 'c:delete') ||
      (/^c:dLbls?$/.test(node.name) && showsNothing(node)) ||
      (node.name === 'c:catAx' && !hasNumbers) ||
      childOf(node, 'c:tickLblPos')?.attributes.get('val') === 'none'
    const isAxis = /Ax$/.test(node.name)
    const next = isUndrawn && WORDED.test(code) ? 'General' : code
    cut ||= next !== code
    format.attributes.set('formatCode', fit(next, isBelow, isAxis || hasZero))
  }
  return cut
}

/** In a chart: words that it has and does not draw. @returns whether there were any */
export const cutCharts = (space: Node): boolean =>
  [cutChartWords(space), cutFormats(space)].includes(true)

/** Removes references of charts to workbooks that are not in the copy. */
export function cutSources(roots: readonly Node[], notes: DocumentNotes): void {
  const book = roots.find(({ name }) => name === 's:workbook')
  const sheets = new Set(childrenOf(childOf(book, 's:sheets')).map(sheetName))
  for (const root of roots) {
    if (root.name !== 'c:chartSpace') continue
    for (const source of elementsIn(root)) {
      const value = source.name === 'c:f' ? textIn(source) : ''
      if (value === '') continue
      if (book === undefined) source.children = [notes.rename('Sheet1!$A$', value)]
      else if (!sheetsIn(value).every((one) => sheets.has(one))) source.children = []
    }
  }
}

const sheetName = ({ attributes }: Node): string => (attributes.get('name') ?? '').toLowerCase()

/** The sheets that a formula names. */
export const sheetsIn = (formula: string): readonly string[] =>
  [...formula.matchAll(TOKEN)].flatMap(([token, quoted, bare = '']) =>
    token.endsWith('!') ? (quoted?.replaceAll("''", "'") ?? bare).toLowerCase() : [],
  )
/** A text in a formula, or a name with the mark that makes it a sheet. */
const TOKEN = /"[^"]*"|'((?:[^']|'')+)'!?|([\p{L}\p{N}_.]+)!?/gu

/**
 * Writes defaults of chart elements. LibreOffice assumes those of Excel 2007 when the properties name that version, and
 * no copy has these properties.
 */
export function writeDefaults(space: Node): void {
  for (const node of elementsIn(space)) {
    const order = DEFAULTS.find(([names]) => names.test(node.name))?.[1].split(' ') ?? []
    if (/dLbl/.test(node.name) && childOf(node, 'c:delete') !== undefined) continue
    // It stands last in a series.
    if (/^c:(line|scatter)(3D)?Chart$/.test(node.name)) {
      for (const line of childrenOf(node, 'c:ser')) {
        if (childOf(line, 'c:smooth') === undefined) {
          line.children = [...line.children, saying('c:smooth', '0')]
        }
      }
    }
    let at = 0
    for (const [, text = '', value] of order.map((one) => /^(\w+)(?:=(.*))?$/.exec(one) ?? [])) {
      const name = `c:${text}`
      const last = node.children.findLastIndex(
        (one) => typeof one !== 'string' && one.name === name,
      )
      if (last >= 0) at = last + 1
      else if (value) {
        node.children = node.children.toSpliced(at, 0, saying(name, value))
        at += 1
      }
    }
  }
}

const saying = (name: string, value: string): Node => ({
  name,
  attributes: new Map([['val', value]]),
  children: [],
})

/** What stands first in an element, in its order, with what Excel 2007 took for it. */
const DEFAULTS: readonly (readonly [RegExp, string])[] = [
  [/^c:chartSpace$/, 'date1904 lang roundedCorners=0'],
  [/^c:chart$/, 'title autoTitleDeleted=0'],
  [/^c:(title|legend)$/, 'tx legendPos legendEntry layout overlay=0'],
  [
    /^c:(bar|line|area|scatter|radar|bubble)(3D)?Chart$/,
    'barDir grouping scatterStyle radarStyle varyColors=0',
  ],
  [
    /^c:trendline$/,
    'name spPr trendlineType order period forward backward intercept dispRSqr=0 dispEq=0',
  ],
  [
    /^c:(cat|val|date|ser)Ax$/,
    'axId scaling delete=0 axPos majorGridlines minorGridlines title numFmt majorTickMark=out minorTickMark=none',
  ],
  [
    /^c:dLbls?$/,
    'idx dLbl layout tx numFmt spPr txPr dLblPos showLegendKey=0 showVal=0 showCatName=0 showSerName=0 showPercent=0 showBubbleSize=0',
  ],
]
