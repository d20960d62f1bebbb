import { elementsIn, type Node } from '../../xml/tree.ts'
import { isWritten } from '../office/clean.ts'
import type { Noted } from '../office/noted.ts'
import { Styles } from './styles.ts'

interface Placed {
  readonly path: string
  readonly root: Node
}

/** Names what is in the copy and not in view, and what is still there from before. */
export function tellHidden(parts: readonly Placed[], noted: Noted): void {
  const styles = new Styles(parts)
  const layers = new Set(
    parts.flatMap(({ root }) =>
      [...elementsIn(root)]
        .filter(
          ({ name, attributes }) =>
            name === 'draw:layer' && attributes.get('draw:display') === 'none',
        )
        .map(({ attributes }) => attributes.get('draw:name') ?? ''),
    ),
  )
  for (const { path, root } of parts) {
    const isStyled = (node: Node) =>
      node.name !== 'table:table-column' &&
      styles.hide(node, path) &&
      (node.name === 'table:table' || isWritten(node))
    for (const node of elementsIn(root)) {
      const notes = node.name === 'presentation:notes' && path.endsWith('content.xml')
      const hidden = notes ? isWritten(node) : isHidden(node, layers) || isStyled(node)
      if (hidden) noted.stays.push({ kind: 'hidden', place: placeOf(node, path) })
      if (/:tracked-changes$/.test(node.name) && node.children.length > 0) {
        noted.stays.push({ kind: 'earlier', place: path })
      }
      if (node.name === 'table:table' && hasHiddenColumns(node, (one) => styles.hide(one, path))) {
        noted.stays.push({ kind: 'hidden', place: path })
      }
    }
  }
}

/** What is written in a header that is off goes. */
export function cutHeaders(roots: readonly Node[], noted: Noted): void {
  for (const root of roots) {
    for (const node of elementsIn(root)) {
      const header = /^style:(header|footer)(-left|-first)?$/.test(node.name)
      if (!header || node.attributes.get('style:display') !== 'false') continue
      if (isWritten(node)) noted.found.add('other')
      node.children = []
    }
  }
}

function isHidden(node: Node, layers: ReadonlySet<string>): boolean {
  const { name, attributes } = node
  if (/^(none|condition)$/.test(attributes.get('text:display') ?? '') && name === 'text:section') {
    return true
  }
  if (name === 'table:table-row' && isCollapsed(node)) return isWritten(node)
  if (name === 'table:covered-table-cell') return isWritten(node)
  if (/^table:table-(row|column)-group$/.test(name)) {
    return attributes.get('table:display') === 'false' && isWritten(node)
  }
  const drawn = attributes.get('draw:display') === 'none' && name !== 'draw:layer'
  return (drawn || layers.has(attributes.get('draw:layer') ?? '')) && isWritten(node)
}

const isCollapsed = ({ attributes }: Node) =>
  /^(collapse|filter)$/.test(attributes.get('table:visibility') ?? '')

/** Whether anything is written in a column that is not shown. */
function hasHiddenColumns(table: Node, hides: (column: Node) => boolean): boolean {
  const hidden: (readonly [from: number, to: number])[] = []
  let at = 0
  for (const column of within(table, 'table:table-column')) {
    const next = at + times(column)
    if (isCollapsed(column) || hides(column)) hidden.push([at, next])
    at = next
  }
  if (hidden.length === 0) return false
  for (const row of within(table, 'table:table-row')) {
    let from = 0
    for (const cell of row.children) {
      if (typeof cell === 'string') continue
      const to = from + times(cell)
      const out = hidden.some(([start, end]) => from < end && to > start)
      if (out && isWritten(cell)) return true
      from = to
    }
  }
  return false
}

/** Of this table, and not of one in a cell of it. */
function* within(node: Node, name: string): Generator<Node> {
  for (const child of node.children) {
    if (typeof child === 'string') continue
    if (child.name === name) yield child
    else if (/^table:(table-(header-)?(rows?|columns?)(-group)?)$/.test(child.name)) {
      yield* within(child, name)
    }
  }
}

const times = ({ attributes }: Node) =>
  Math.max(1, Number(attributes.get('table:number-columns-repeated') ?? 1) || 1)

function placeOf({ name, attributes }: Node, path: string): string {
  if (name === 'table:table') return `sheet ${attributes.get('table:name') ?? ''}`.trim()
  return path
}
