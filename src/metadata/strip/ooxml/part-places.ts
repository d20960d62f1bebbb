import { locationWithin, type StayLocation } from '../../stay.ts'
import { elementsIn, type Node } from '../../xml/tree.ts'
import type { PackagePart } from './slides.ts'

/**
 * Where a person finds these elements and pictures: on which sheet, slide or kind of page of the text they are. A part
 * is where the one is that leads to it, but for those that are places of their own.
 */
export function ooxmlPlaces(
  parts: readonly PackagePart[],
  of: ReadonlySet<Node | string>,
): ReadonlyMap<Node | string, StayLocation> {
  const places = new Map<Node | string, StayLocation>()
  const [main] = parts
  if (main === undefined || of.size === 0) return places
  const pages = new Map<string, StayLocation>()
  let slides = 0
  for (const node of elementsIn(main.root)) {
    const { name, attributes } = node
    if (name !== 's:sheet' && name !== 'p:sldId') continue
    const target = main.relations.find(({ id }) => id === attributes.get('r:id'))?.target ?? ''
    if (name === 's:sheet') {
      const place = { at: 'sheet', name: attributes.get('name') ?? '' } as const
      pages.set(target, place)
      places.set(node, place)
    } else {
      slides += 1
      pages.set(target, { at: 'slide', n: slides })
    }
  }
  const visit = (path: string, place: StayLocation) => {
    if (places.has(path)) return
    places.set(path, place)
    const part = parts.find((one) => one.path === path)
    for (const node of part === undefined ? [] : elementsIn(part.root)) {
      if (of.has(node) && !places.has(node)) places.set(node, place)
    }
    for (const { type, target } of part?.relations ?? []) {
      visit(target, pages.get(target) ?? placeIn(type, place))
    }
  }
  visit(main.path, { at: main.root.name === 'w:document' ? 'text' : 'document' })
  return places
}

/** By the type of the relationship that leads there. */
function placeIn(type: string, around: StayLocation): StayLocation {
  switch (type) {
    case 'header':
    case 'footer':
    case 'footnotes':
    case 'endnotes':
      return { at: type }
    case 'chart':
    case 'comments':
      return locationWithin(type, around)
    case 'notesSlide':
      return around.at === 'slide' ? { at: 'notes', n: around.n } : around
    case 'sharedStrings':
      return { at: 'cells' }
    default:
      return /^(slideLayout|slideMaster|notesMaster)$/.test(type) ? { at: 'layout' } : around
  }
}
