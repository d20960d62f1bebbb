import { attributeOf, elementsIn, isOn, type Node, textIn } from '../../xml/tree.ts'
import { isWritten } from '../office/clean.ts'
import type { Noted } from '../office/noted.ts'
import { hasHiddenCells, isNone } from './hidden-cells.ts'

/** A part of the copy, with what it is called there. */
export interface Placed {
  readonly path: string
  readonly root: Node
}

/** Names what is in the copy and not in view: words, rows, columns, sheets, slides, and notes for who speaks. */
export function tellHidden(parts: readonly Placed[], noted: Noted): void {
  const styles = new Set(parts.flatMap(({ root }) => [...hidingStyles(root)]))
  for (const { path, root } of parts) {
    if (root.name === 'w:document') tellPale(root, path, noted)
    for (const node of elementsIn(root)) {
      if (isHidden(node, styles)) noted.stays.push({ kind: 'hidden', place: placeOf(node, path) })
      if (isChange(node)) noted.stays.push({ kind: 'earlier', place: path })
    }
  }
}

/** Stands for a style that every word has. */
const ALL = '*'

function hidingStyles(root: Node): ReadonlySet<string> {
  const hiding = new Set<string>()
  if (root.name !== 'w:styles') return hiding
  const all = [...elementsIn(root)]
  if (all.some((one) => one.name === 'w:rPrDefault' && vanishes(one, 'w:rPr'))) hiding.add(ALL)
  const styles = all.filter(({ name }) => name === 'w:style')
  const idOf = ({ attributes }: Node) => attributes.get('w:styleId') ?? ''
  for (const style of styles) if (vanishes(style, 'w:rPr')) hiding.add(idOf(style))
  // One that is based on another has what that one has, unless it says otherwise.
  for (let before = -1; before !== hiding.size; ) {
    before = hiding.size
    for (const style of styles) {
      const based = childOf(style, 'w:basedOn')?.attributes.get('w:val') ?? ''
      const says = [...elementsIn(style)].some(({ name }) => name === 'w:vanish')
      if (hiding.has(based) && !says) hiding.add(idOf(style))
    }
  }
  return hiding
}

const childOf = ({ children }: Node, name: string): Node | undefined =>
  children.find((one): one is Node => typeof one !== 'string' && one.name === name)

const isOnIn = (node: Node | undefined, name: string): boolean => {
  const said = node === undefined ? undefined : childOf(node, name)
  return said !== undefined && isOn(said.attributes.get('w:val'))
}

function vanishes({ children }: Node, inside: string): boolean {
  return children.some(
    (child) =>
      typeof child !== 'string' &&
      child.name === inside &&
      child.children.some(
        (one) =>
          typeof one !== 'string' && one.name === 'w:vanish' && isOn(one.attributes.get('w:val')),
      ),
  )
}

function isHidden(node: Node, styles: ReadonlySet<string>): boolean {
  switch (node.name) {
    case 'w:r':
      return (vanishes(node, 'w:rPr') || isStyled(node, styles)) && isWritten(node)
    case 'w:p':
      return (styles.has(ALL) || isStyled(node, styles, 'w:pStyle')) && isWritten(node)
    case 's:sheet':
      return ['hidden', 'veryHidden'].includes(attributeOf(node, 'state') ?? '')
    case 'w:tr':
      return isOnIn(childOf(node, 'w:trPr'), 'w:hidden') && isWritten(node)
    case 'w:tbl':
      return isStyledBy(childOf(node, 'w:tblPr'), 'w:tblStyle', styles) && isWritten(node)
    case 's:row':
      return (isSaid(attributeOf(node, 'hidden')) || isNone(node, 'ht')) && isWritten(node)
    case 's:worksheet':
      return hasHiddenCells(node)
    case 'a:tc':
      return ['hMerge', 'vMerge'].some((at) => isSaid(node.attributes.get(at))) && isWritten(node)
    case 'a:r':
      return isClear(childOf(node, 'a:rPr')) && isWritten(node)
    case 'p:sld':
      return attributeOf(node, 'show') !== undefined && !isOn(attributeOf(node, 'show'))
    case 'p:notes':
      return [...elementsIn(node)].some(
        ({ name, attributes, children }) =>
          (/^[am]:r$/.test(name) ||
            (name === 'a:fld' && !COUNTED.test(attributes.get('type') ?? ''))) &&
          children.some((one) => typeof one !== 'string' && textIn(one).trim() !== ''),
      )
    default:
      return (
        /^(a|p|pic|xdr|wp|wps):(cNvPr|docPr)$/.test(node.name) &&
        isSaid(attributeOf(node, 'hidden'))
      )
  }
}

/** Fields of a page of notes that PowerPoint fills. */
const COUNTED = /^(slidenum|datetime\w*|header|footer)$/

/** Letters without a filling, and without an edge. */
const isClear = (run: Node | undefined): boolean =>
  run !== undefined && childOf(run, 'a:noFill') !== undefined && childOf(run, 'a:ln') === undefined

function isStyledBy(node: Node | undefined, by: string, styles: ReadonlySet<string>): boolean {
  const style = node === undefined ? undefined : childOf(node, by)?.attributes.get('w:val')
  return style !== undefined && styles.has(style)
}

const isSaid = (value: string | undefined): boolean => value !== undefined && isOn(value)

function isStyled(node: Node, styles: ReadonlySet<string>, by = 'w:rStyle'): boolean {
  if (styles.size === 0) return false
  return [...elementsIn(node)].some(
    ({ name, attributes }) => name === by && styles.has(attributes.get('w:val') ?? ''),
  )
}

/** White words on no ground of their own, and words of two points or less. In tables and boxes white is a heading. */
function tellPale(node: Node, path: string, noted: Noted): void {
  for (const child of node.children) {
    if (typeof child === 'string') continue
    const { name } = child
    if (/^(w:tbl|w:txbxContent|w:shd|w:highlight|w:background)$/.test(name)) continue
    if (name === 'w:r' && isWritten(child) && isPale(child, node)) {
      noted.stays.push({ kind: 'hidden', place: path })
    }
    tellPale(child, path, noted)
  }
}

function isPale(run: Node, around: Node): boolean {
  const within = [...elementsIn(run), ...around.children.flatMap(propertiesOf)]
  if (within.some(({ name }) => name === 'w:shd' || name === 'w:highlight')) return false
  return within.some(
    ({ name, attributes }) =>
      (name === 'w:color' && /^f{6}$/i.test(attributes.get('w:val') ?? '')) ||
      (name === 'w:sz' && Number(attributes.get('w:val') ?? 99) <= 4),
  )
}

const propertiesOf = (child: Node | string): readonly Node[] =>
  typeof child !== 'string' && child.name === 'w:pPr'
    ? [...elementsIn(child)].filter(({ name }) => name === 'w:shd')
    : []

/** What was struck out or moved away is still there. */
function isChange(node: Node): boolean {
  const { name, children } = node
  if (name === 'w:tr') return isOnIn(childOf(node, 'w:trPr'), 'w:del') && isWritten(node)
  return (name === 'w:del' || name === 'w:moveFrom') && children.length > 0
}

function placeOf(node: Node, path: string): string {
  if (node.name === 's:sheet') return `sheet ${attributeOf(node, 'name') ?? ''}`.trim()
  return path
}
