import {
  childOf,
  childrenOf,
  elementsIn,
  elementsOf,
  filterIn,
  type Node,
  someIn,
  textIn,
} from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { bareFormula, fetches, hasPath, saysWhen, withoutPressed } from '../office/path.ts'
import { type Area, isWithin } from './area-index.ts'
import { areaOf } from './hidden-cells.ts'

/** Longest formula, in characters: Excel allows no longer one. */
const LONGEST = 8192

/** Whether a formula refers to another file, a path or an address, or calls a function that fetches. */
export function leadsAway(formula: string): boolean {
  if (formula.length > LONGEST) return true
  const words = formula.match(/"[^"]*"/g) ?? []
  const bare = formula.replace(/"[^"]*"/g, '""')
  return (
    /\[[^[\]]*\][\p{L}\p{N}_. ]*'?!|[\w']\|['\w]/u.test(bare) ||
    isSheetOfFile(bare) ||
    fetches(formula, bare) ||
    hasPath(bare) ||
    // Of words only a whole path is one: "Plan A:/Plan B" is none.
    words.some((word) => PATH.test(word) && hasPath(word)) ||
    (/\b(INDIRECT|HYPERLINK)\b/i.test(bare) && words.some(namesFile)) ||
    // An address is one that is pressed, or none.
    withoutPressed(formula).includes('://')
  )
}
/** Whether a sheet in quotes is one of another file, whose name stands in brackets. */
const isSheetOfFile = (formula: string): boolean =>
  formula
    .replaceAll("''", '')
    .split("'!")
    .slice(0, -1)
    .some((part) => part.includes(']', part.lastIndexOf("'") + 1))

/** Whether a word that a function reads names another file. */
function namesFile(word: string): boolean {
  const ending = word.search(/\.(xl\w{1,3}|ods|csv)\b/i)
  const book = word.search(/\[[^[\]]*\]/)
  return (
    (ending >= 0 && word.includes(']', ending)) ||
    (book >= 0 && word.includes('!', book)) ||
    /\[[^[\]]*\.(xl\w{1,3}|ods|csv)\b/i.test(word)
  )
}
const PATH = /^"[\s'[]*([a-z]:[\\/][^"]*[\\/.]|\\|\/|~|[a-z.]+:)/i

/** Removes external references from formulas; the computed value stays. */
export function cutFormulas(root: Node, notes: DocumentNotes): void {
  const away = new Map<string, string>()
  const visit = (node: Node) => {
    node.children = node.children.filter((child) => {
      if (typeof child === 'string') return true
      const { name, attributes } = child
      if (FORMULAS.has(name)) {
        const shared = attributes.get('si')
        const text = child.children.filter((part) => typeof part === 'string').join('')
        const formula = text || (away.get(shared ?? '') ?? '')
        const cut = leadsAway(formula)
        if (cut && shared !== undefined) away.set(shared, formula)
        if (cut) notes.findings.add('links')
        if (cut) notes.away.set(name === 's:f' ? node : child, formula)
        const bare = bareFormula(text)
        if (!cut && bare !== text) notes.findings.add('links')
        if (!cut && bare !== text) child.children = [bare]
        if (cut && name === 'c:f') child.children = []
        return !cut || name === 'c:f'
      }
      visit(child)
      const rules = /^(s|x14):(cfRule|dataValidation|sparkline|sparklineGroup)$/.test(name)
      return !rules || !leadsAwayIn(child, notes)
    })
  }
  visit(root)
}

const FORMULAS = new Set([
  's:f',
  's:definedName',
  'c:f',
  's:calculatedColumnFormula',
  's:totalsRowFormula',
])

/**
 * Removes results of formulas from a workbook when one of them tells time or place, since others may depend on it.
 * Programs compute missing results.
 */
export function cutResults(roots: readonly Node[], notes: DocumentNotes): void {
  const isOfTime = ({ name, children }: Node) =>
    /^s:(f|definedName)$/.test(name) && saysWhen(children.join(''))
  if (![...notes.away.values()].some(saysWhen) && !roots.some((root) => someIn(root, isOfTime))) {
    return
  }
  const results = new Set<string>()
  for (const root of roots) {
    const spread = filterIn(
      root,
      ({ name, attributes }) =>
        name === 's:f' && /^(array|dataTable)$/.test(attributes.get('t') ?? ''),
    ).flatMap(({ attributes }) => areaOf(attributes.get('ref') ?? '') ?? [])
    for (const node of elementsIn(root)) cutResult(node, spread, results, notes)
  }
  for (const node of elementsOf(roots)) cutWritten(node, results)
}

/** Also in the cells over which a formula spreads, in charts and their labels, and in shapes that show a cell. */
function cutResult(
  cell: Node,
  spread: readonly Area[],
  results: Set<string>,
  notes: DocumentNotes,
): void {
  if (/^c:(num|str|multiLvlStr)Ref$/.test(cell.name)) {
    keepOnly('c:f', cell, notes)
  }
  if (cell.name === 'a:fld') {
    for (const words of childrenOf(cell, 'a:t')) keepOnly('', words, notes)
  }
  const at = cell.name === 's:c' ? areaOf(cell.attributes.get('r') ?? '') : undefined
  if (at === undefined) return
  const value = textIn(childOf(cell, 's:v'))
  if (
    childOf(cell, 's:f') !== undefined ||
    saysWhen(notes.away.get(cell) ?? '') ||
    spread.some((area) => isWithin(at, area))
  ) {
    // 36,526 is the first day of 2000, and no workbook is older; a smaller number says nothing of when.
    if (!(Number(value) < 36_526)) results.add(value)
    keepOnly('s:f', cell, notes)
    cell.attributes.delete('t')
  }
}

function keepOnly(name: string, node: Node, notes: DocumentNotes): void {
  const left = node.children.filter((one) => typeof one !== 'string' && one.name === name)
  if (left.length < node.children.length) notes.findings.add('taken')
  node.children = left
}

/** Points written into a chart (of a link that was broken, say) that are what a formula came to, a moment or a path. */
function cutWritten(points: Node, results: ReadonlySet<string>): void {
  if (!/^c:(str|num)Lit$/.test(points.name)) return
  points.children = points.children.filter((point) => {
    if (typeof point === 'string' || point.name !== 'c:pt') return true
    const value = textIn(point)
    const isWord = points.name === 'c:strLit'
    return !results.has(value) && !(isWord && (MOMENT.test(value) || hasPath(value)))
  })
}
/** A day and its hour. */
const MOMENT = /\d[./-]\d{1,2}[./-]\d{1,4}\D{1,5}\d{1,2}[:.]\d\d/

function leadsAwayIn(rule: Node, notes: DocumentNotes): boolean {
  const away = someIn(rule, (node) => /:(formula\d?|f)$/.test(node.name) && leadsAway(textIn(node)))
  if (away) notes.findings.add('links')
  return away
}
