import { elementsIn, type Node, textIn } from '../../xml/tree.ts'
import { isWritten } from '../office/clean.ts'
import type { Noted } from '../office/noted.ts'

/** In a workbook: strings that no cell shows, and names in a pivot table that stand in no cell. Both are from before. */
export function cutUnused(roots: readonly Node[], noted: Noted): void {
  const strings = roots.find(({ name }) => name === 's:sst')
  if (strings !== undefined) cutStrings(strings, roots, noted)
  const caches = roots.filter(({ name }) => name === 's:pivotCacheDefinition')
  if (caches.length > 0) cutItems(caches, roots, noted)
}

/** In a text: words that were struck out, where nothing says that they were. */
export function cutStruck(node: Node, noted: Noted): void {
  node.children = node.children.filter((child) => {
    if (typeof child === 'string' || /^w:(del|moveFrom)$/.test(child.name)) return true
    if (child.name === 'w:delText') {
      noted.found.add('earlier')
      return false
    }
    cutStruck(child, noted)
    return true
  })
}

function cutStrings(strings: Node, roots: readonly Node[], noted: Noted): void {
  const used = new Set<number>()
  for (const cell of cellsIn(roots)) {
    if (cell.attributes.get('t') === 's') used.add(Number(textIn(cell)))
  }
  const items = strings.children.filter((one): one is Node => typeof one !== 'string')
  for (const [n, item] of items.entries()) {
    if (used.has(n) || !isWritten(item)) continue
    noted.found.add('earlier')
    // Its place is counted.
    item.children = [{ name: 's:t', attributes: new Map(), children: [] }]
  }
}

/** A table is counted anew when it is opened; until then its cells show what it came to. */
function cutItems(caches: readonly Node[], roots: readonly Node[], noted: Noted): void {
  const shown = new Set<string>()
  for (const root of roots) {
    for (const node of elementsIn(root)) {
      if (/^s:(si|is|v)$/.test(node.name)) shown.add(textIn(node).trim().toLowerCase())
    }
  }
  for (const cache of caches) {
    for (const { name, attributes } of elementsIn(cache)) {
      const value = attributes.get('v')
      if (name !== 's:s' || value === undefined || shown.has(value.trim().toLowerCase())) continue
      noted.found.add('earlier')
      attributes.set('v', noted.rename('Item ', value))
    }
  }
}

function* cellsIn(roots: readonly Node[]): Generator<Node> {
  for (const root of roots) {
    if (root.name !== 's:worksheet') continue
    for (const node of elementsIn(root)) if (node.name === 's:c') yield node
  }
}
