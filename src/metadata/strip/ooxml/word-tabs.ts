import { childOf, childrenOf, elementsIn, type Node } from '../../xml/tree.ts'
import { type Holders, wordValue } from './word-styles.ts'

/**
 * Whether words of a paragraph begin at a tab stop beside the paper. Each tab takes one stop at least.
 * @param holders properties of the paragraph, nearest first @param edge of the paper, from where the text begins
 */
export function isTabbedOut(paragraph: Node, holders: Holders, edge: number): boolean {
  const stops = new Map<number, string>()
  for (const holder of holders.toReversed()) {
    for (const stop of childrenOf(childOf(holder, 'w:tabs'), 'w:tab')) {
      const [at, kind = 'left'] = [Number(wordValue(stop, 'pos')), wordValue(stop)]
      if (kind === 'clear' || kind === 'bar') stops.delete(at)
      else stops.set(at, kind)
    }
    const indent = childOf(holder, 'w:ind')
    const hangs = Number(wordValue(indent, 'hanging') ?? 0) > 0
    if (hangs)
      stops.set(Number(wordValue(indent, 'left') ?? wordValue(indent, 'start') ?? 0), 'left')
  }
  const inOrder = [...stops].toSorted(([one], [other]) => one - other)
  const last = inOrder.at(-1)
  if (last === undefined || last[0] < edge) return false
  let tabs = 0
  for (const { name, attributes, children } of elementsIn(paragraph)) {
    if (name === 'w:br' || name === 'w:cr') tabs = 0
    else if (name === 'w:tab' && !attributes.has('w:pos')) tabs += 1
    else if (name === 'w:t' && tabs > 0 && children.join('').trim() !== '') {
      const [at, kind] = inOrder[tabs - 1] ?? last
      // Words that end at a stop, or have it in their middle, may begin before it.
      if (at >= (/^(left|start|num)$/.test(kind) ? edge : edge * 2)) return true
    }
  }
  return false
}
