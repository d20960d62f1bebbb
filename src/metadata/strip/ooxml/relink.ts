import type { Node } from '../../xml/tree.ts'

/** What an id of a relationship becomes; `null` where what it led to is gone. */
export type Relink = (id: string, element: Node) => string | null

/** Elements that are whole without what they lead to. */
const WHOLE = new Set(
  'a:blip v:imagedata v:fill v:stroke s:pageSetup s:pivotCacheDefinition c:pageSetup'.split(' '),
)
/** Elements around words that led somewhere. */
const AROUND = new Set(['w:hyperlink'])

/** Rewrites every reference to a relationship, and takes out what is nothing without it. */
export function relink(node: Node, of: Relink): void {
  node.children = node.children.flatMap((child) => {
    if (typeof child === 'string') return [child]
    const lost = relinked(child, of)
    if (lost && AROUND.has(child.name)) {
      relink(child, of)
      return child.attributes.has('w:anchor') ? [child] : child.children
    }
    const inside = child.attributes.has('location') || WHOLE.has(child.name)
    if (lost && !inside) return []
    relink(child, of)
    return [child]
  })
}

/** @returns whether one of them is gone */
function relinked(node: Node, of: Relink): boolean {
  let lost = false
  for (const [at, id] of node.attributes) {
    if (!at.startsWith('r:') && at !== 'o:relid') continue
    const next = id === '' ? '' : of(id, node)
    if (next === null) node.attributes.delete(at)
    else node.attributes.set(at, next)
    lost ||= next === null
  }
  return lost
}
