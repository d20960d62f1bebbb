import { locationWithin, type StayLocation } from '../../stay.ts'
import { childOf, childrenOf, type Node } from '../../xml/tree.ts'
import { cellName } from '../office/cell-name.ts'
import { type DefinitionNames, FirstUses } from '../office/first-uses.ts'
import { Paragraphs, type Stays, TURNS } from '../office/paragraphs.ts'
import { type StylePart, styleNameOf } from './styles.ts'
import { repeatedColumns } from './table-lines.ts'

interface Counts {
  sheets: number
  slides: number
  row: number
  column: number
  names: readonly string[]
}

const TEXT = {
  paragraph: /^text:[ph]$/,
  words: /^text:/,
  apart: /^(draw:|office:annotation|svg:|text:(note|tracked-changes|ruby-text)$)/,
}

/** Styles of every family, and lists. */
const DEFINITIONS: DefinitionNames = {
  definition: ({ name, attributes }) =>
    /^(style:style|text:list-style)$/.test(name) ? attributes.get('style:name') : undefined,
  uses: ({ attributes }) =>
    [...attributes].flatMap(([at, value]) => (/style-name$/.test(at) ? [value] : [])),
}

/** Locations of elements and images: paragraph, cell, sheet, slide, or kind of page. */
export function odfLocations(
  parts: readonly StylePart[],
  of: Stays,
): ReadonlyMap<Node | string, StayLocation> {
  const locations = new Map<Node | string, StayLocation>()
  const counts: Counts = { sheets: 0, slides: 0, row: 0, column: 0, names: [] }
  const paragraphs = new Paragraphs(TEXT, of)
  const uses = new FirstUses(DEFINITIONS)
  const visit = (node: Node, around: StayLocation, isCounted: boolean) => {
    const own = locationIn(node, around, counts)
    const location = isCounted ? paragraphs.at(node, own) : own
    if (of.has(node)) locations.set(node, location)
    uses.note(node, location)
    const path = node.attributes.get('xlink:href')?.replace(/^(\.\.\/)+/, '') ?? ''
    if (of.has(path) && !locations.has(path)) locations.set(path, location)
    if (/^Object \d/.test(path)) follow(`${path}/`, location)
    const inner = isCounted && !paragraphs.skips(node)
    for (const child of node.children) if (typeof child !== 'string') visit(child, location, inner)
    if (node.name === 'table:table-row' && location.at === 'cell') {
      counts.row += (Number(node.attributes.get('table:number-rows-repeated') ?? 1) || 1) - 1
    }
  }
  const followed = new Set<string>()
  const follow = (folder: string, location: StayLocation) => {
    if (followed.has(folder)) return
    followed.add(folder)
    for (const name of ['content.xml', 'styles.xml']) {
      const part = parts.find(({ path }) => path === folder + name)
      if (part !== undefined) visit(part.root, location, folder === '')
    }
  }
  if (of.size === 0) return locations
  follow('', { at: 'document' })
  for (const one of of.keys()) if (!locations.has(one)) locations.set(one, { at: 'document' })
  uses.locate(
    parts.map(({ root }) => root),
    of,
    locations,
  )
  return locations
}

function locationIn(node: Node, around: StayLocation, count: Counts): StayLocation {
  switch (node.name) {
    case 'office:text':
      return { at: 'start' }
    case 'office:spreadsheet':
      count.names = childrenOf(node, 'table:table').map(nameOf)
      return around
    case 'text:tracked-changes':
      return { at: 'document' }
    case 'table:cell-content-change':
    case 'table:insertion':
    case 'table:deletion':
    case 'table:movement':
      return changeAt(node, around, count.names)
    case 'office:chart':
      return locationWithin('chart', around)
    case 'office:annotation':
      return locationWithin('comments', around)
    case 'table:table':
      if (around.at !== 'document') return around
      count.sheets += 1
      count.row = 0
      count.column = 0
      return { at: 'sheet', name: nameOf(node, count.sheets - 1) }
    case 'table:table-column':
    case 'table:table-row':
    case 'table:table-cell':
    case 'table:covered-table-cell':
      return 'name' in around ? cellAt(node, around, count) : around
    case 'draw:page':
      count.slides += 1
      return { at: 'slide', n: count.slides }
    case 'presentation:notes':
      return around.at === 'slide' ? { at: 'notes', n: around.n } : around
    case 'style:master-page':
      return count.slides > 0 ? { at: 'layout' } : around
    case 'text:note': {
      const isEnd = /^e/.test(node.attributes.get('text:note-class') ?? '')
      return locationWithin(isEnd ? 'endnotes' : 'footnotes', around)
    }
    default: {
      const [, at] = /^style:(header|footer)\b/.exec(node.name) ?? []
      if (at === 'header' || at === 'footer') return { at }
      const page = Number(node.attributes.get('text:anchor-page-number') ?? 0)
      return page > 0 && around.at === 'start' ? { at: 'page', n: page } : around
    }
  }
}

const nameOf = (table: Node, n: number): string =>
  styleNameOf(table).replace(TURNS, '') || String(n + 1)

/** Location of a tracked change of a spreadsheet. */
function changeAt(node: Node, around: StayLocation, names: readonly string[]): StayLocation {
  const { attributes } =
    childOf(node, 'table:cell-address') ?? childOf(node, 'table:target-range-address') ?? node
  const [table, column, row] = ['table', 'column', 'row'].map((of) =>
    Number(attributes.get(`table:${of}`) ?? attributes.get(`table:start-${of}`)),
  )
  const name = names[table ?? 0]
  if (name === undefined) return around
  const cell = cellName((column ?? 0) + 1, (row ?? 0) + 1)
  return /[A-Z]\d+$/.test(cell) ? { at: 'cell', name, cell } : { at: 'sheet', name }
}

/** Cell of a row or column: its first one. Columns are counted before the first row and in each row. */
function cellAt(node: Node, { name }: { readonly name: string }, count: Counts): StayLocation {
  if (node.name === 'table:table-row') {
    count.row += 1
    count.column = 0
    return { at: 'cell', name, cell: cellName(1, count.row) }
  }
  const cell = cellName(count.column + 1, Math.max(1, count.row))
  count.column += repeatedColumns(node)
  return { at: 'cell', name, cell }
}
