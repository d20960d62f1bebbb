import { childOf, childrenOf, elementsOf, type Node } from '../../xml/tree.ts'
import { INDEXED } from './sheet-styles.ts'

/** Colours of a workbook's own palette that no cell names by their number: none, or those that every workbook has. */
export function cutPalette(roots: readonly Node[]): void {
  const colours = childOf(
    roots.find(({ name }) => name === 's:styleSheet'),
    's:colors',
  )
  if (colours === undefined) return
  const used = new Set<string>()
  for (const { attributes } of elementsOf(roots)) used.add(attributes.get('indexed') ?? '')
  const own = childrenOf(childOf(colours, 's:indexedColors')).slice(0, INDEXED.length)
  const isUsed = own.some((_, at) => used.has(String(at)))
  for (const [at, { attributes }] of own.entries()) {
    if (!used.has(String(at))) attributes.set('rgb', `FF${INDEXED[at] ?? ''}`)
  }
  for (const list of childrenOf(colours, 's:indexedColors')) list.children = isUsed ? own : []
}
