import {
  childOf,
  childrenOf,
  elementsIn,
  elementsOf,
  filterIn,
  isOn,
  type Node,
  textIn,
} from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'

/**
 * Removes shared strings that no cell displays, and pivot table items that no cell contains: both are left from earlier
 * versions.
 */
export function cutUnused(roots: readonly Node[], notes: DocumentNotes): void {
  cutReadings(roots, notes)
  const strings = roots.find(({ name }) => name === 's:sst')
  if (strings !== undefined) cutStrings(strings, roots, notes)
  const caches = roots.filter(({ name }) => name === 's:pivotCacheDefinition')
  if (caches.length > 0) cutItems(caches, roots, notes)
}

/** In a text: words that were struck out, where nothing says that they were. */
export function cutStruck(node: Node, notes: DocumentNotes): void {
  node.children = node.children.filter((child) => {
    if (typeof child === 'string' || /^w:(del|moveFrom)$/.test(child.name)) return true
    if (child.name === 'w:delText') {
      notes.findings.add('earlier')
      return false
    }
    cutStruck(child, notes)
    return true
  })
}

/** In a show: styles of tables that no table has. */
export function cutTableStyles(roots: readonly Node[], notes: DocumentNotes): void {
  const list = roots.find(({ name }) => name === 'a:tblStyleLst')
  if (list === undefined) return
  const used = new Set([list.attributes.get('def')])
  for (const node of elementsOf(roots)) {
    const id = node.name === 'a:tableStyleId' ? textIn(node).trim() : undefined
    if (id !== undefined) used.add(notes.plainId(id) ?? id)
  }
  list.children = list.children.filter(
    (child) => typeof child === 'string' || used.has(child.attributes.get('styleId')),
  )
}

/** How words in Japanese are read stands over a cell only where the cell says so. */
function cutReadings(roots: readonly Node[], notes: DocumentNotes): void {
  const shown = new Set<Node>()
  const strings = childrenOf(
    roots.find(({ name }) => name === 's:sst'),
    's:si',
  )
  const says = ({ attributes }: Node) => isOn(attributes.get('ph'), false)
  for (const root of roots) {
    if (root.name !== 's:worksheet') continue
    for (const row of elementsIn(root)) {
      if (row.name !== 's:row') continue
      for (const cell of childrenOf(row, 's:c')) {
        if (!says(row) && !says(cell)) continue
        const string = strings[Number(textIn(childOf(cell, 's:v') ?? cell))]
        if (string !== undefined) shown.add(string)
        for (const own of childrenOf(cell, 's:is')) shown.add(own)
      }
    }
  }
  for (const node of elementsOf(roots)) {
    if (!/^s:(si|is|text)$/.test(node.name) || shown.has(node)) continue
    node.children = node.children.filter((child) => {
      const goes = typeof child !== 'string' && /^s:(rPh|phoneticPr)$/.test(child.name)
      if (goes && isNotBlank(child)) notes.findings.add('hidden')
      return !goes
    })
  }
}

function cutStrings(strings: Node, roots: readonly Node[], notes: DocumentNotes): void {
  const used = new Set<number>()
  for (const cell of cellsIn(roots)) {
    if (cell.attributes.get('t') === 's') used.add(Number(textIn(cell)))
  }
  const items = childrenOf(strings)
  for (const [n, item] of items.entries()) {
    if (used.has(n) || !isNotBlank(item)) continue
    notes.findings.add('earlier')
    // Its place is counted.
    item.children = [{ name: 's:t', attributes: new Map(), children: [] }]
  }
}

/** A table is counted anew when it is opened; until then its cells show what it came to. */
function cutItems(caches: readonly Node[], roots: readonly Node[], notes: DocumentNotes): void {
  const shown = new Set<string>()
  const numbers = new Set<number>()
  for (const node of elementsOf(roots)) {
    if (!/^s:(si|is|v)$/.test(node.name)) continue
    const value = textIn(node).trim().toLowerCase()
    shown.add(value)
    for (const bound of BOUNDS.exec(value)?.slice(1) ?? []) numbers.add(rounded(Number(bound)))
    if (node.name === 's:v' && value !== '') numbers.add(rounded(Number(value)))
  }
  // Words are no number, and would all be the same one.
  numbers.delete(Number.NaN)
  const isShown = (value: string) => {
    const number = dayOf(value) ?? Number(value)
    return shown.has(value.trim().toLowerCase()) || numbers.has(rounded(number))
  }
  // In a copy that is cleaned again, what stands for such values may be a day or a number that a cell has.
  const isStandIn = (name: string, value: string) => STAND_IN.get(name)?.test(value) === true
  const stale = caches.flatMap((cache) =>
    filterIn(cache, ({ name, attributes }) => {
      const value = attributes.get('v')
      return STALE.has(name) && value !== undefined && !isShown(value)
    }),
  )
  const isCopy = stale.every(({ name, attributes }) => isStandIn(name, attributes.get('v') ?? ''))
  for (const cache of caches) {
    for (const { name, attributes } of elementsIn(cache)) {
      for (const [at, bound] of attributes) {
        if (/^(min|max|start|end)(Value|Date|Num)$/.test(at) && !isShown(bound))
          attributes.delete(at)
      }
      // Without a bound of its own it begins and ends where the cells do.
      if (!attributes.has('startNum')) attributes.delete('autoStart')
      if (!attributes.has('endNum')) attributes.delete('autoEnd')
      const value = attributes.get('v')
      const next = STALE.get(name)
      if (next === undefined || value === undefined || isCopy || isShown(value)) continue
      const renamed = next(notes.rename(`Item ${name} `, value).replace(/\D+/, ''))
      if (renamed !== value) notes.findings.add('earlier')
      attributes.set('v', renamed)
    }
  }
}

/** A group of numbers, as a pivot table calls it. */
const BOUNDS = /^[<>]?(-?[\d.]+)(?:-(-?[\d.]+))?$/

/** What stands for a value of which no cell knows any more. */
const STALE: ReadonlyMap<string, (n: string) => string> = new Map<string, (n: string) => string>([
  ['s:s', (n) => `Item ${n}`],
  ['s:n', (n) => `-${n}`],
  ['s:d', (n) => new Date(Date.UTC(1900, 0, Number(n))).toISOString().slice(0, 19)],
  ['s:e', () => '#N/A'],
])

/** How such a stand-in looks: counted from 1. */
const STAND_IN: ReadonlyMap<string, RegExp> = new Map([
  ['s:s', /^Item \d{1,5}$/],
  ['s:n', /^-\d{1,5}$/],
  ['s:d', /^19\d\d-\d\d-\d\dT00:00:00$/],
  ['s:e', /^#N\/A$/],
])

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

/** A day as a cell counts it. */
function dayOf(value: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d/.test(value)) return undefined
  return (Date.parse(`${value.slice(0, 19)}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
}

function* cellsIn(roots: readonly Node[]): Generator<Node> {
  for (const root of roots) {
    if (root.name !== 's:worksheet') continue
    for (const node of elementsIn(root)) if (node.name === 's:c') yield node
  }
}
