import { childOf, childrenOf, elementsIn, filterIn, type Node, textIn } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { type Area, AreaIndex } from './area-index.ts'
import { areaOf } from './hidden-cells.ts'

/** In rules of a workbook: words that no cell has, and formats for values that are not there. */
export function cutRules(
  roots: readonly Node[],
  isShown: (words: string) => boolean,
  notes: DocumentNotes,
): void {
  const laid = new Set<string | undefined>()
  for (const root of roots) {
    for (const node of elementsIn(root)) {
      if (node.name === 's:format') laid.add(node.attributes.get('dxfId'))
    }
    if (root.name !== 's:worksheet') continue
    const ruled = filterIn(root, ({ name }) => /^(s|x14):conditionalFormatting$/.test(name))
    const holding = holdingIn(root, ruled)
    for (const node of ruled) {
      node.children = node.children.filter(
        (rule) => typeof rule === 'string' || isKept(rule, isShown, notes),
      )
      for (const rule of childrenOf(node)) {
        if (holding.has(node)) laid.add(rule.attributes.get('dxfId'))
        else cutFormat(childOf(rule, 'x14:dxf'), notes)
      }
    }
    sweepEmpty(root)
  }
  const styles = roots.find(({ name }) => name === 's:styleSheet')
  for (const [n, style] of childrenOf(childOf(styles, 's:dxfs'), 's:dxf').entries()) {
    if (!laid.has(String(n))) cutFormat(style, notes)
  }
}

/** Lists of rules that are for a cell in which something is written. */
function holdingIn(sheet: Node, ruled: readonly Node[]): ReadonlySet<Node> {
  const holding = new Set<Node>()
  if (ruled.length === 0) return holding
  const lists = new AreaIndex<Node>()
  for (const node of ruled) for (const area of areasOf(node)) lists.add(area, node)
  for (const cell of elementsIn(sheet)) {
    if (cell.name !== 's:c' || !isNotBlank(cell)) continue
    const at = areaOf(cell.attributes.get('r') ?? '')
    if (at !== undefined) lists.some(at, (list) => !holding.add(list))
  }
  return holding
}

/** The cells that a list of rules is for. */
export function areasOf(rules: Node): readonly Area[] {
  const newer = childOf(rules, 'xm:sqref')
  const value = newer === undefined ? (rules.attributes.get('sqref') ?? '') : textIn(newer)
  return value.split(/\s+/).flatMap((one) => areaOf(one) ?? [])
}

function cutFormat(style: Node | undefined, notes: DocumentNotes): void {
  if (style === undefined || childOf(style, 's:numFmt') === undefined) return
  style.children = childrenOf(style).filter(({ name }) => name !== 's:numFmt')
  notes.findings.add('other')
}

/** A rule that looks for words which no cell has never holds; one that looks for cells without them always does. */
function isKept(rule: Node, isShown: (words: string) => boolean, notes: DocumentNotes): boolean {
  const value = rule.attributes.get('text')
  if (value === undefined || isShown(value)) return true
  notes.findings.add('words')
  if (rule.attributes.get('type') !== 'notContainsText') return false
  rule.attributes.set('type', 'expression')
  for (const at of ['text', 'operator']) rule.attributes.delete(at)
  const formula = childrenOf(rule).find(({ name }) => /^(s:formula|xm:f)$/.test(name))
  for (const one of childrenOf(rule)) {
    if (one.name === formula?.name) one.children = one === formula ? ['TRUE'] : []
  }
  rule.children = childrenOf(rule).filter(
    (one) => one.name !== formula?.name || one.children.length > 0,
  )
  return true
}

/** A list of rules has one at least. */
function sweepEmpty(sheet: Node): void {
  const isEmpty = (node: Node) =>
    /^(s|x14):conditionalFormatting$/.test(node.name) &&
    !childrenOf(node).some(({ name }) => /:cfRule$/.test(name))
  for (const node of elementsIn(sheet)) {
    if (!/^(s:worksheet|x14:conditionalFormattings)$/.test(node.name)) continue
    node.children = node.children.filter((child) => typeof child === 'string' || !isEmpty(child))
  }
}

/** Lines in cells that draw no cells of the workbook. */
export function cutLines(
  node: Node,
  isPlace: (text: string) => boolean,
  notes: DocumentNotes,
): void {
  if (!/^x14:sparkline(Group)?s$/.test(node.name)) return
  const before = node.children.length
  node.children = childrenOf(node).filter((one) => drawsCells(one, isPlace))
  if (node.children.length < before) notes.findings.add('other')
}

/** Whether a line of a cell, or one of a group, draws cells that there are; days that are none are left out. */
function drawsCells(line: Node, isPlace: (text: string) => boolean): boolean {
  const leads = (holder: Node) => {
    const range = childOf(holder, 'xm:f')
    return range !== undefined && isPlace(textIn(range).trim())
  }
  if (line.name === 'x14:sparkline') return leads(line)
  if (!leads(line)) {
    line.attributes.delete('dateAxis')
    line.children = childrenOf(line).filter(({ name }) => name !== 'xm:f')
  }
  return childrenOf(childOf(line, 'x14:sparklines')).some(leads)
}
