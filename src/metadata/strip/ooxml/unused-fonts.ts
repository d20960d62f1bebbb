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
  const blank = new Set<Node>()
  const fonts: Node[] = []
  const signs: Node[] = []
  /** What a sign in front of a paragraph is drawn by, with the level where it is for one. */
  const signed: (readonly [properties: Node, level: string | undefined])[] = []
  const mathematical: Node[] = []
  const drawn = new Set<string>()
  const levels = new Set<string>()
  let hasFormula = false
  for (const node of elementsOf(roots)) {
    const { name, attributes, children } = node
    if (name === 'm:oMath') hasFormula = true
    if (children.some(isMathFont)) mathematical.push(node)
    if (name === 'w:rFonts') fonts.push(node)
    if (name === 'a:buChar') signs.push(node)
    const isWithout =
      name === 'w:r'
        ? isBlank(node) && childrenOf(node).every(isEmpty)
        : name === 'w:pPr' && childOf(node, 'w:numPr') === undefined
    if (isWithout) for (const one of fontsIn(childOf(node, 'w:rPr'))) blank.add(one)
    if (name === 'a:p') {
      const properties = childOf(node, 'a:pPr')
      if (!isBlank(node)) levels.add(String(Number(properties?.attributes.get('lvl') ?? 0) + 1))
      else if (properties !== undefined) signed.push([properties, undefined])
    }
    const level = /^a:lvl([1-9])pPr$/.exec(name)?.[1]
    if (level !== undefined) signed.push([node, level])
    if (/^a:(latin|ea|cs)$/.test(name)) drawn.add(attributes.get('typeface') ?? '')
  }
  for (const font of fonts) {
    if (!blank.has(font)) for (const at of NAMES) drawn.add(font.attributes.get(at) ?? '')
  }
  const isUnused = (font: string | undefined) =>
    font !== undefined && !drawn.has(font) && !COMMON.test(font)
  const isUnusedSign = (one: Node | string) =>
    typeof one !== 'string' && one.name === 'a:buFont' && isUnused(one.attributes.get('typeface'))
  for (const { attributes } of blank) {
    for (const at of NAMES) {
      if (!isUnused(attributes.get(at))) continue
      attributes.delete(at)
      notes.findings.add('other')
    }
  }
  for (const node of hasFormula ? [] : mathematical) cut(node, isMathFont, notes)
  for (const [properties, level] of signed) {
    if (level === undefined || !levels.has(level)) cut(properties, isUnusedSign, notes)
  }
  for (const { attributes } of signs) {
    const [sign = '', ...more] = attributes.get('char') ?? ''
    if (more.length === 0) continue
    attributes.set('char', sign)
    notes.findings.add('other')
  }
}

function cut(node: Node, is: (one: Node | string) => boolean, notes: DocumentNotes): void {
  if (!node.children.some(is)) return
  node.children = node.children.filter((one) => !is(one))
  notes.findings.add('other')
}

const isMathFont = (one: Node | string): boolean =>
  typeof one !== 'string' && one.name === 'm:mathFont'

const fontsIn = (properties: Node | undefined): readonly Node[] =>
  childrenOf(properties, 'w:rFonts')

const isBlank = (node: Node): boolean => textIn(node).trim() === ''

/** What of a run draws no sign: the number of a note, a page or a symbol does. */
const isEmpty = ({ name }: Node): boolean =>
  /^w:(rPr|t|tab|ptab|br|cr|lastRenderedPageBreak)$/.test(name)
