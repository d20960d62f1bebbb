import { elementsOf, type Node, someIn, textIn } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { bareAddress } from '../office/path.ts'
import { boundsOf } from './geometry.ts'
import { addressOf, leadsAway } from './rules.ts'

/** Path of a part in the copy; `null` when it is not copied. */
export type PathOf = (address: string) => string | null

const VERSION = /^draw:(image|object|text-box)$/
/** Clickable areas of an image. */
const AREA = /^draw:(area-\w+|image-map)$/
const NO_DAY = '1970-01-01T00:00:00'

/**
 * Rewrites references to parts, removes those that would load something without a click, and unwraps links. Authors of
 * comments and changes become pseudonyms.
 */
export function relink(node: Node, pathOf: PathOf, notes: DocumentNotes): void {
  // Of several representations in a frame, programs display the first that they support.
  let isShown = false
  node.children = node.children.flatMap((child): readonly (Node | string)[] => {
    if (typeof child === 'string') return [child]
    if (node.name === 'draw:frame' && isShown && VERSION.test(child.name)) {
      notes.findings.add('preview')
      return []
    }
    if (isOfAnotherFile(child)) {
      notes.findings.add('links')
      notes.away.set(child, child.attributes.get('table:expression') ?? '')
      return []
    }
    const value = child.attributes.get('xlink:href')
    const isLink = child.name === 'text:a' || child.name === 'draw:a'
    const href = isLink && value !== undefined ? bareAddress(value) : value
    relink(child, pathOf, notes)
    if (child.name === 'dc:creator') return [alias(child, notes)]
    if (child.name === 'dc:date') {
      if (textIn(child) !== NO_DAY) notes.findings.add('comments')
      child.children = [NO_DAY]
      return [child]
    }
    if (href === undefined) return [child]
    // Reference of a chart to the table that it displays: its own, or one of the document around it.
    if (child.name === 'chart:chart') {
      if (!/^\.\.?$/.test(href)) child.attributes.delete('xlink:href')
      return [child]
    }
    const leads = addressOf(child.name, href)
    if (leads === 'nothing') {
      child.attributes.delete('xlink:href')
      notes.findings.add('links')
      return AREA.test(child.name) ? [] : [child]
    }
    if (leads === 'away' || (isLink && !isPressable(child))) {
      notes.findings.add('links')
      return isLink ? child.children : []
    }
    if (leads === 'pressed') {
      if (href !== value) {
        notes.findings.add('links')
        child.attributes.set('xlink:href', href)
      }
      const anchor = /^#([^|]*)$/.exec(href)?.[1]
      if (anchor !== undefined) child.attributes.set('xlink:href', anchorOf(anchor, notes))
      return [child]
    }
    const path = pathOf(href)
    if (path === null) return []
    child.attributes.set('xlink:href', path)
    isShown = true
    return [child]
  })
}

/** Whether a link contains text, or a shape with an area. */
function isPressable(link: Node): boolean {
  return isNotBlank(link) || someIn(link, (one) => one !== link && hasRoom(one))
}

function hasRoom(node: Node): boolean {
  if (!SHAPE.test(node.name)) return false
  const box = boundsOf(node)
  if (box === undefined) return true
  const sides = [box.right - box.left, box.bottom - box.top]
  return LINE.test(node.name) ? Math.max(...sides) > NOTHING : Math.min(...sides) > NOTHING
}
const SHAPE =
  /^(dr3d:scene|draw:(frame|rect|line|polyline|polygon|regular-polygon|path|circle|ellipse|caption|connector|custom-shape|measure|page-thumbnail))$/
const LINE = /^draw:(line|polyline|path|connector|measure)$/
/** Largest invisible side in points. */
const NOTHING = 2

/** New name of a bookmark or slide; names of sheets and headings stay, as they are visible. */
function anchorOf(anchor: string, notes: DocumentNotes): string {
  const of = ['mark', 'page'].find((kind) => notes.knows(kind, anchor))
  return of === undefined ? `#${anchor}` : `#${notes.rename(of, anchor)}`
}

function alias(node: Node, notes: DocumentNotes): Node {
  const name = node.children.filter((child) => typeof child === 'string').join('')
  node.children = [notes.alias(name, 'comments')]
  return node
}

/** Whether it caches cells of another file. */
function isOfAnotherFile({ name, attributes }: Node): boolean {
  if (name === 'table:table') return leadsAway(attributes.get('table:name') ?? '')
  return (
    /^table:(named-range|named-expression)$/.test(name) &&
    [...attributes].some(([at, value]) => /^table:/.test(at) && leadsAway(value))
  )
}

/** Removes bookmarks that nothing refers to. */
export function cutMarks(roots: readonly Node[], notes: DocumentNotes): void {
  const used = new Set<string>()
  for (const { name, attributes } of elementsOf(roots)) {
    const href = attributes.get('xlink:href')
    if (href?.startsWith('#')) used.add(href.slice(1))
    if (/-ref$/.test(name)) used.add(attributes.get('text:ref-name') ?? '')
  }
  const visit = (node: Node) => {
    node.children = node.children.filter((child) => {
      if (typeof child === 'string') return true
      visit(child)
      const isMark = /^text:(bookmark|reference-mark)(-start|-end)?$/.test(child.name)
      if (!isMark || used.has(child.attributes.get('text:name') ?? '')) return true
      notes.findings.add('other')
      return false
    })
  }
  for (const root of roots) visit(root)
}
