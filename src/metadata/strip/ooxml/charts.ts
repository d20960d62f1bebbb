import { childOf, childrenOf, elementsIn, isOn, type Node, textIn } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/noted.ts'
import { cutUndrawn, isTrue, showsNothing } from './chart-words.ts'
import { formatFor, WORDED } from './number-format.ts'

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
    if (code !== undefined) {
      const plain = own.length === 0 && WORDED.test(textIn(code)) ? 'General' : textIn(code)
      code.children = [fit(plain, below, zero)]
    }
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

/** In a chart: words that it has and does not draw. @returns whether there were any */
export const cutCharts = (space: Node): boolean =>
  [cutUndrawn(space), cutFormats(space)].includes(true)

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
