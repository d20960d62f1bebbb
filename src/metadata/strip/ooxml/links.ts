import { attributeOf, childOf, childrenOf, elementsIn, type Node, someIn } from '../../xml/tree.ts'
import { cellName } from '../office/cell-name.ts'
import { isNotBlank } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { hasVisible, hasVisibleWords } from './children.ts'
import { areaOf } from './hidden-cells.ts'

/** Removes links without visible text or shape. */
export function cutEmptyLinks(root: Node, notes: DocumentNotes): void {
  const written = new Set<string>()
  for (const node of elementsIn(root)) {
    if (node.name === 's:c' && isNotBlank(node)) written.add(attributeOf(node, 'r') ?? '')
  }
  const isEmpty = (child: Node, parent: Node, above: Node | undefined): boolean => {
    switch (child.name) {
      case 'w:hyperlink':
        return !hasVisible(child) || hasLink(child)
      case 's:hyperlink': {
        const ref = reach(attributeOf(child, 'ref') ?? '', written)
        if (ref !== undefined) child.attributes.set('ref', ref)
        return ref === undefined
      }
      case 'a:hlinkClick':
      case 'a:hlinkMouseOver':
      case 'a:hlinkHover':
        return (
          (parent.name === 'a:rPr' && !/^a:(r|fld)$/.test(above?.name ?? '')) ||
          !PRESSED.test(parent.name) ||
          (above !== undefined && !isThere(above))
        )
      default:
        return false
    }
  }
  const visit = (node: Node, above?: Node, over?: Node) => {
    node.children = node.children.flatMap((child): readonly (Node | string)[] => {
      if (typeof child === 'string') return [child]
      visit(child, node, above)
      // Properties of a run stand in it, those of a shape in what is not seen of it.
      const owner = node.name === 'a:rPr' ? above : over
      if (!isEmpty(child, node, owner)) return [child]
      notes.findings.add('links')
      return child.children
    })
  }
  visit(root)
}

/** Of nested links the inner one is active. */
const hasLink = (link: Node): boolean =>
  childrenOf(link).some(
    (one) => one.name === 'w:hyperlink' || (!/^(w:drawing|w:pict)$/.test(one.name) && hasLink(one)),
  )

const PRESSED = /^(a:rPr|\w+:(cNvPr|docPr))$/

/** Is there anything to press: words, or a shape of its own that has a size? */
function isThere(owner: Node): boolean {
  if (owner.name === 'a:r' || owner.name === 'a:fld') return hasVisibleWords(owner)
  if (/:spTree$/.test(owner.name)) return false
  if (/^(p|xdr):sp$/.test(owner.name)) return hasVisibleWords(owner) || isFilled(owner)
  return !/:grpSp$/.test(owner.name) || someIn(owner, ({ name }) => DRAWS.test(name))
}

/** A shape that is filled or has an edge; what a place of a layout looks like is not asked. */
function isFilled(shape: Node): boolean {
  const [prefix] = shape.name.split(':')
  const properties = childOf(shape, `${prefix}:spPr`)
  const isPaint = ({ name }: Node) => /^a:(solid|grad|blip|patt|grp)Fill$/.test(name)
  return (
    [properties, childOf(properties, 'a:ln')].some((one) => childrenOf(one).some(isPaint)) ||
    childOf(shape, `${prefix}:style`) !== undefined ||
    someIn(shape, ({ name }) => name === 'p:ph')
  )
}
const DRAWS = /:(sp|pic|cxnSp|graphicFrame)$/

/** The cells of a link in which something is written, or only its first where there are very many. */
function reach(ref: string, written: ReadonlySet<string>): string | undefined {
  const area = areaOf(ref)
  if (area === undefined) return undefined
  const { left, top, right, bottom } = area
  const small = (right - left + 1) * (bottom - top + 1) <= 10_000
  const columns: number[] = []
  const rows: number[] = []
  for (let column = left; column <= (small ? right : left); column += 1) {
    for (let row = top; row <= (small ? bottom : top); row += 1) {
      if (!written.has(cellName(column, row))) continue
      columns.push(column)
      rows.push(row)
    }
  }
  if (columns.length === 0) return undefined
  const from = cellName(Math.min(...columns), Math.min(...rows))
  const to = cellName(Math.max(...columns), Math.max(...rows))
  return from === to ? from : `${from}:${to}`
}
