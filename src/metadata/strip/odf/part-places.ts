import { locationWithin, type StayLocation } from '../../stay.ts'
import type { Node } from '../../xml/tree.ts'
import { type StylePart, styleNameOf } from './styles.ts'

/** Where a person finds these elements and pictures: on which sheet, slide or kind of page of the text they are. */
export function odfPlaces(
  parts: readonly StylePart[],
  of: ReadonlySet<Node | string>,
): ReadonlyMap<Node | string, StayLocation> {
  const places = new Map<Node | string, StayLocation>()
  const tables = { sheets: 0, slides: 0 }
  const visit = (node: Node, around: StayLocation) => {
    const place = placeIn(node, around, tables)
    if (of.has(node)) places.set(node, place)
    const path = node.attributes.get('xlink:href')?.replace(/^(\.\.\/)+/, '') ?? ''
    if (of.has(path) && !places.has(path)) places.set(path, place)
    if (/^Object \d/.test(path)) follow(path + '/', place)
    for (const child of node.children) if (typeof child !== 'string') visit(child, place)
  }
  const followed = new Set<string>()
  const follow = (folder: string, place: StayLocation) => {
    if (followed.has(folder)) return
    followed.add(folder)
    for (const name of ['content.xml', 'styles.xml']) {
      const part = parts.find(({ path }) => path === folder + name)
      if (part !== undefined) visit(part.root, place)
    }
  }
  if (of.size === 0) return places
  follow('', { at: 'document' })
  for (const one of of) if (!places.has(one)) places.set(one, { at: 'document' })
  return places
}

/** Signs of direction, which would turn the words around the name. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g

function placeIn(
  node: Node,
  around: StayLocation,
  count: { sheets: number; slides: number },
): StayLocation {
  switch (node.name) {
    case 'office:text':
      return { at: 'text' }
    case 'office:spreadsheet':
      return { at: 'cells' }
    case 'office:chart':
      return locationWithin('chart', around)
    case 'office:annotation':
      return locationWithin('comments', around)
    case 'table:table':
      if (around.at !== 'cells') return around
      count.sheets += 1
      return { at: 'sheet', name: styleNameOf(node).replace(TURNS, '') || String(count.sheets) }
    case 'draw:page':
      count.slides += 1
      return { at: 'slide', n: count.slides }
    case 'presentation:notes':
      return around.at === 'slide' ? { at: 'notes', n: around.n } : around
    case 'style:master-page':
      return count.slides > 0 ? { at: 'layout' } : around
    case 'text:note':
      return {
        at: /^e/.test(node.attributes.get('text:note-class') ?? '') ? 'endnotes' : 'footnotes',
      }
    default: {
      const [, at] = /^style:(header|footer)\b/.exec(node.name) ?? []
      return at === 'header' || at === 'footer' ? { at } : around
    }
  }
}
