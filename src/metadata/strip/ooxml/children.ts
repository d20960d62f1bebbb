import { childOf, elementsIn, isOn, type Node } from '../../xml/tree.ts'

const indexes = new WeakMap<Node, ReadonlyMap<string, readonly Node[]>>()

/** The elements of a tree by their `id`, looked for once: for a tree that does not change any more. */
export function elementsById(root: Node): ReadonlyMap<string, readonly Node[]> {
  const known = indexes.get(root)
  if (known !== undefined) return known
  const index = new Map<string, Node[]>()
  for (const node of elementsIn(root)) {
    const id = node.attributes.get('id')
    if (id === undefined) continue
    const same = index.get(id)
    if (same === undefined) index.set(id, [node])
    else same.push(node)
  }
  indexes.set(root, index)
  return index
}

/** A child that is on by being there. */
export function isOnIn(node: Node | undefined, name: string): boolean {
  const element = childOf(node, name)
  return element !== undefined && isOn(element.attributes.get(`${name.split(':')[0]}:val`))
}

/** What words of a paragraph of a drawing stand in: a run, a field, a formula. */
export const isRunOfDrawing = ({ name }: Node): boolean => /^a:(r|fld)$|^a14:m$/.test(name)

const WORDS = /^([wam]:t|w:delText)$/

/** Whether words or signs are drawn in it; codes of fields are not. */
export function hasVisibleWords(node: Node): boolean {
  for (const { name, children } of elementsIn(node)) {
    if (name === 'w:sym') return true
    if (WORDS.test(name) && children.some((one) => typeof one === 'string' && one.trim() !== '')) {
      return true
    }
  }
  return false
}

/** Whether words, pictures or links are in it. */
export function hasVisible(node: Node): boolean {
  if (hasVisibleWords(node)) return true
  for (const { name, attributes } of elementsIn(node)) {
    if (/^(a:(blip|hlinkClick)|v:imagedata|c:chart|dgm:relIds)$/.test(name)) return true
    if (name === 'v:textpath' && (attributes.get('string') ?? '').trim() !== '') return true
  }
  return false
}
