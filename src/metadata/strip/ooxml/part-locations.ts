import { locationInCell, locationWithin, type StayLocation } from '../../stay.ts'
import { childOf, elementsIn, type Node, textIn } from '../../xml/tree.ts'
import { cellName } from '../office/cell-name.ts'
import { type DefinitionNames, FirstUses } from '../office/first-uses.ts'
import { Paragraphs, type Stays } from '../office/paragraphs.ts'
import type { PackagePart } from './slides.ts'

/**
 * Where a person finds these elements and pictures: in which paragraph or cell, on which sheet or slide, or on which
 * kind of page. A part is where the element is that names it, but for those that are places of their own.
 */
export function ooxmlLocations(
  parts: readonly PackagePart[],
  of: Stays,
): ReadonlyMap<Node | string, StayLocation> {
  const locations = new Map<Node | string, StayLocation>()
  const [main] = parts
  if (main === undefined || of.size === 0) return locations
  const pages = new Map<string, StayLocation>()
  const byPath = new Map(parts.map((part) => [part.path, part]))
  const targets = new Map(main.relations.map(({ id, target }) => [id, target]))
  let slides = 0
  for (const node of elementsIn(main.root)) {
    const { name, attributes } = node
    if (name !== 's:sheet' && name !== 'p:sldId') continue
    const target = targets.get(attributes.get('r:id') ?? '') ?? ''
    if (name === 's:sheet') {
      const location = { at: 'sheet', name: attributes.get('name') ?? '' } as const
      pages.set(target, location)
      locations.set(node, location)
    } else {
      slides += 1
      pages.set(target, { at: 'slide', n: slides })
    }
  }
  const strings = firstCells(byPath, pages)
  const paragraphs = new Paragraphs(WORD, of)
  const notes = new Map<string, StayLocation>()
  const uses = new FirstUses(DEFINITIONS)
  const visit = (path: string, location: StayLocation) => {
    if (locations.has(path)) return
    locations.set(path, location)
    const part = byPath.get(path)
    if (part === undefined) return
    const anchors = new Map<string, StayLocation>()
    let string = -1
    const walk = (node: Node, around: StayLocation, counts: boolean) => {
      const { name, attributes } = node
      const cell = cellOf(node)
      let here = counts ? paragraphs.at(node, around) : around
      if (cell !== undefined) here = locationInCell(around, cell)
      else if (name === 's:si') {
        string += 1
        here = strings.get(string) ?? around
      }
      const note = /^w:(footnote|endnote|comment)(Reference)?$/.exec(name)
      const key = `${note?.[1]} ${attributes.get('w:id')}`
      if (note?.[2] !== undefined) notes.set(key, here)
      else if (note !== null) here = noteAt(around, notes.get(key))
      if (of.has(node) && !locations.has(node)) locations.set(node, here)
      uses.note(node, here)
      for (const [at, id] of attributes) {
        if (/^(r:|o:relid$)/.test(at) && !anchors.has(id)) anchors.set(id, here)
      }
      const inner = counts && !paragraphs.skips(node)
      for (const child of node.children) if (typeof child !== 'string') walk(child, here, inner)
    }
    walk(part.root, part.root.name === 'w:document' ? { at: 'start' } : location, part === main)
    const isPage = ({ target }: { target: string }) => Number(pages.has(target))
    // What a page leads to is there, though the main part may lead to it too.
    for (const { id, type, target } of part.relations.toSorted((a, b) => isPage(b) - isPage(a))) {
      visit(target, pages.get(target) ?? locationIn(type, anchors.get(id) ?? location))
    }
  }
  visit(main.path, { at: 'document' })
  uses.locate(
    parts.map(({ root }) => root),
    of,
    locations,
  )
  return locations
}

/** Styles and lists of Word. */
const DEFINITIONS: DefinitionNames = {
  definition: ({ name, attributes }) => {
    if (name === 'w:style') return `style ${attributes.get('w:styleId')}`
    if (name === 'w:num') return `list ${attributes.get('w:numId')}`
    return name === 'w:abstractNum' ? `levels ${attributes.get('w:abstractNumId')}` : undefined
  },
  uses: ({ name, attributes }) => {
    const value = attributes.get('w:val')
    if (/^w:((p|r|tbl)Style|basedOn|link|numStyleLink)$/.test(name)) return [`style ${value}`]
    if (name === 'w:numId') return [`list ${value}`]
    return name === 'w:abstractNumId' ? [`levels ${value}`] : []
  },
}

const WORD = {
  paragraph: /^w:p$/,
  words: /^([wm]:t|w:sym)$/,
  apart: /^(w:txbxContent|mc:Fallback|w:sectPr)$/,
}

/** Of each shared string the first cell that shows it. */
function firstCells(
  parts: ReadonlyMap<string, PackagePart>,
  pages: ReadonlyMap<string, StayLocation>,
): ReadonlyMap<number, StayLocation> {
  const cells = new Map<number, StayLocation>()
  for (const [path, location] of pages) {
    const sheet = parts.get(path)?.root
    if (sheet === undefined || location.at !== 'sheet') continue
    for (const node of elementsIn(sheet)) {
      if (node.name !== 's:c' || node.attributes.get('t') !== 's') continue
      const index = Number(textIn(childOf(node, 's:v') ?? node))
      const cell = node.attributes.get('r') ?? ''
      if (!cells.has(index)) cells.set(index, { at: 'cell', name: location.name, cell })
    }
  }
  return cells
}

/** The first cell that an element of a sheet is in, is for or is anchored to. */
function cellOf(node: Node): string | undefined {
  const { name, attributes } = node
  if (name === 's:row') return `A${attributes.get('r')}`
  if (name === 's:col') return cellName(Number(attributes.get('min')), 1)
  if (/^xdr:(one|two)CellAnchor$/.test(name)) {
    const from = childOf(node, 'xdr:from')
    const [column, row] = ['xdr:col', 'xdr:row'].map((of) => {
      const element = childOf(from, of)
      return element === undefined ? 0 : Number(textIn(element))
    })
    return cellName((column ?? 0) + 1, (row ?? 0) + 1)
  }
  if (!name.startsWith('s:')) return undefined
  const value = attributes.get('r') ?? attributes.get('ref') ?? attributes.get('sqref') ?? ''
  return /^[A-Z]+\d+/.exec(value)?.[0]
}

const noteAt = (around: StayLocation, at: StayLocation | undefined): StayLocation =>
  at !== undefined && /^(footnotes|endnotes|comments)$/.test(around.at)
    ? locationWithin(around.at as 'comments', at)
    : around

/** By the type of the relationship that leads there. */
function locationIn(type: string, around: StayLocation): StayLocation {
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
    default:
      return /^(slideLayout|slideMaster|notesMaster)$/.test(type) ? { at: 'layout' } : around
  }
}
