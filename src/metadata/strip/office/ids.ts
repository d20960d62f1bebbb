import { elementsOf, type Node, textIn } from '../../xml/tree.ts'

/** An id as a copy counts them: a GUID, or a word of OpenDocument with what stands around it. */
const COUNTED = /^(\{|#|ooow:)?(0{8}-0{4}-0{4}-0{4}-|id|mark|remark)(\d+)(\}|\+1)?$/

/**
 * Numbers ids again, in the order of the copy. They are counted as the document is read, so a gap would tell how many
 * the copy leaves out.
 * @param isId whether an attribute has such an id
 */
export function countIds(
  roots: readonly Node[],
  isId: (element: string, at: string) => boolean,
): void {
  const counted = new Map<string, Map<string, number>>()
  const next = (value: string): string => {
    const [, before = '', kind, old = '', behind = ''] = COUNTED.exec(value) ?? []
    if (kind === undefined) return value
    const numbers = counted.get(kind) ?? new Map<string, number>()
    counted.set(kind, numbers)
    if (before === '#' && !numbers.has(old)) return value
    const number = numbers.get(old) ?? numbers.size + 1
    numbers.set(old, number)
    const digits = kind.startsWith('0') ? 12 : 0
    return `${before}${kind}${String(number).padStart(digits, '0')}${behind}`
  }
  for (const node of elementsOf(roots)) {
    for (const [at, value] of node.attributes) {
      if (isId(node.name, at)) node.attributes.set(at, next(value))
    }
    if (node.name === 'a:tableStyleId') node.children = [next(textIn(node))]
  }
  for (const { attributes } of elementsOf(roots)) {
    const href = attributes.get('xlink:href')
    if (href?.startsWith('#')) attributes.set('xlink:href', next(href))
  }
}
