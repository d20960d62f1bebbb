import { elementsOf, type Node } from '../../xml/tree.ts'
import { COMPLEX, EAST } from '../office/scripts.ts'

/** Signs in front of the items of a list. */
const SIGNS = ['text:bullet-char', 'style:num-prefix', 'style:num-suffix']

/**
 * Takes out fonts, sizes and languages of scripts in which nothing is written: every program names those of whoever set
 * it up, and nobody reads them.
 */
export function cutUnreadScripts(roots: readonly Node[]): void {
  let [east, complex] = [false, false]
  const looks: Node[] = []
  for (const node of elementsOf(roots)) {
    if (node.name === 'style:text-properties') looks.push(node)
    for (const words of [...node.children, ...SIGNS.map((at) => node.attributes.get(at))]) {
      if (typeof words !== 'string') continue
      east ||= EAST.test(words)
      complex ||= COMPLEX.test(words)
    }
  }
  for (const { attributes } of looks) {
    for (const at of attributes.keys()) {
      if ((!east && at.endsWith('-asian')) || (!complex && at.endsWith('-complex'))) {
        attributes.delete(at)
      }
    }
  }
}
