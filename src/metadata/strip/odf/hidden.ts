import { elementsIn, type Node } from '../../xml/tree.ts'
import { isWritten } from '../office/clean.ts'
import type { Noted } from '../office/noted.ts'

/** Names what is in the copy and not in view, and what is still there from before. */
export function tellHidden(
  parts: readonly { readonly path: string; readonly root: Node }[],
  noted: Noted,
): void {
  const styles = new Set(parts.flatMap(({ root }) => [...hidingStyles(root)]))
  for (const { path, root } of parts) {
    for (const node of elementsIn(root)) {
      const notes = node.name === 'presentation:notes' && path.endsWith('content.xml')
      if (notes ? isWritten(node) : isHidden(node, styles))
        noted.stays.push({ kind: 'hidden', place: placeOf(node, path) })
      if (/:tracked-changes$/.test(node.name) && node.children.length > 0) {
        noted.stays.push({ kind: 'earlier', place: path })
      }
    }
  }
}

function* hidingStyles(root: Node): Generator<string> {
  for (const style of elementsIn(root)) {
    if (style.name !== 'style:style') continue
    const hides = style.children.some(
      (one) =>
        typeof one !== 'string' &&
        (one.attributes.get('text:display') === 'none' ||
          one.attributes.get('table:display') === 'false' ||
          one.attributes.get('presentation:visibility') === 'hidden'),
    )
    if (hides) yield style.attributes.get('style:name') ?? ''
  }
}

function isHidden(node: Node, styles: ReadonlySet<string>): boolean {
  const { name, attributes } = node
  if (/^(none|condition)$/.test(attributes.get('text:display') ?? '') && name === 'text:section') {
    return true
  }
  if (/^(collapse|filter)$/.test(attributes.get('table:visibility') ?? ''))
    return isWritten(node) || name === 'table:table-column'
  const styled = /^(text:(p|h|span|section)|table:table|draw:page)$/.test(name)
  if (!styled || styles.size === 0) return false
  const style = attributes.get(`${name.split(':')[0]}:style-name`)
  return style !== undefined && styles.has(style) && (name === 'table:table' || isWritten(node))
}

function placeOf({ name, attributes }: Node, path: string): string {
  if (name === 'table:table') return `sheet ${attributes.get('table:name') ?? ''}`.trim()
  return path
}
