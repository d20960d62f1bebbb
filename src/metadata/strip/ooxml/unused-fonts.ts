import { childOf, childrenOf, elementsOf, type Node, textIn } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'

/** Fonts of signs in front of paragraphs, and of formulas, that programs write into every document. */
const COMMON =
  /^(Arial|Calibri|Cambria Math|Courier New|Noto Sans Symbols|OpenSymbol|StarSymbol|Symbol|Times New Roman|Webdings|Wingdings( [23])?)$/
const NAMES = ['w:ascii', 'w:hAnsi', 'w:eastAsia', 'w:cs']

/**
 * Takes out names of fonts that draw nothing: of runs and ends of paragraphs without words, of formulas where there are
 * none, and of signs in front of paragraphs that are not there. A sign in front of a paragraph is one sign.
 */
export function cutUnusedFonts(roots: readonly Node[], notes: DocumentNotes): void {
  const blank: Node[] = []
  const drawn = new Set<string>()
  const levels = new Set<string>()
  const unread = new Set<Node>()
  let hasFormula = false
  for (const node of elementsOf(roots)) {
    const { name, attributes } = node
    if (name === 'm:oMath') hasFormula = true
    if (name === 'w:r' && isBlank(node) && childrenOf(node).every(isEmpty))
      blank.push(...fontsIn(childOf(node, 'w:rPr')))
    if (name === 'w:pPr' && childOf(node, 'w:numPr') === undefined)
      blank.push(...fontsIn(childOf(node, 'w:rPr')))
    if (name === 'a:p') {
      const properties = childOf(node, 'a:pPr')
      if (!isBlank(node)) levels.add(String(Number(properties?.attributes.get('lvl') ?? 0) + 1))
      else if (properties !== undefined) unread.add(properties)
    }
    if (/^a:(latin|ea|cs)$/.test(name)) drawn.add(attributes.get('typeface') ?? '')
  }
  const blanks = new Set(blank)
  for (const node of elementsOf(roots)) {
    if (node.name === 'w:rFonts' && !blanks.has(node))
      for (const at of NAMES) drawn.add(node.attributes.get(at) ?? '')
  }
  const isUnused = (font: string | undefined) =>
    font !== undefined && !drawn.has(font) && !COMMON.test(font)
  for (const { attributes } of blank) {
    for (const at of NAMES)
      if (isUnused(attributes.get(at))) cut(() => attributes.delete(at), notes)
  }
  for (const node of elementsOf(roots)) {
    const { name, attributes } = node
    const level = /^a:lvl([1-9])pPr$/.exec(name)?.[1]
    const isUnread = unread.has(node) || (level !== undefined && !levels.has(level))
    const gone = node.children.filter(
      (one): one is Node =>
        typeof one !== 'string' &&
        ((one.name === 'm:mathFont' && !hasFormula) ||
          (one.name === 'a:buFont' && isUnread && isUnused(one.attributes.get('typeface')))),
    )
    if (gone.length > 0)
      cut(() => {
        node.children = node.children.filter((one) => !gone.includes(one as Node))
      }, notes)
    const [sign = '', ...more] = name === 'a:buChar' ? [...(attributes.get('char') ?? '')] : []
    if (more.length > 0) cut(() => attributes.set('char', sign), notes)
  }
}

function cut(change: () => void, notes: DocumentNotes): void {
  change()
  notes.findings.add('other')
}

const fontsIn = (properties: Node | undefined): readonly Node[] =>
  childrenOf(properties, 'w:rFonts')

const isBlank = (node: Node): boolean => textIn(node).trim() === ''

/** What of a run draws no sign: the number of a note, a page or a symbol does. */
const isEmpty = ({ name }: Node): boolean =>
  /^w:(rPr|t|tab|ptab|br|cr|lastRenderedPageBreak)$/.test(name)
