import { childOf, childrenOf, elementsIn, type Node } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import {
  type Definition,
  definitionKind,
  OF_MASTER,
  referredKind,
  type StylePart,
  Styles,
  styleNameOf,
} from './styles.ts'
import { cutPoints } from './undrawn-points.ts'
import { lengthInPoints, shareOf } from './view.ts'

/** Removes images and patterns of one document that nothing draws. @returns whether there were any */
export function cutUndrawn(parts: readonly StylePart[], notes: DocumentNotes): boolean {
  const styles = new Styles(parts)
  const nodes = parts.flatMap(({ root }) => [...elementsIn(root)])
  const named = stylesIn(parts, styles)
  const cut = [
    cutFillings(nodes, named, styles),
    cutBullets(parts, nodes, styles),
    ...parts.map((part) => cutPoints(part, styles)),
  ]
  const isCut = cut.includes(true)
  if (isCut) notes.findings.add('other')
  return isCut
}

/** Styles that an element uses. */
function stylesIn(parts: readonly StylePart[], styles: Styles): readonly Definition[] {
  const named = new Set<Definition | undefined>()
  for (const { path, root } of parts) {
    for (const node of elementsIn(root)) {
      for (const at of node.attributes.keys()) {
        if (referredKind(node.name, at)) named.add(styles.named(node, at, path))
      }
    }
  }
  return styles.all.filter(
    (one) =>
      named.has(one) ||
      OF_MASTER.test(styleNameOf(one.node)) ||
      /^(standard|default)$/i.test(styleNameOf(one.node)),
  )
}

/** Attribute of the image or pattern of each fill type. */
const FILLS: ReadonlyMap<string, string> = new Map([
  ['bitmap', 'draw:fill-image-name'],
  ['gradient', 'draw:fill-gradient-name'],
  ['hatch', 'draw:fill-hatch-name'],
])
const PROPERTIES = /^(style|loext):[a-z-]+-properties$/
const PICTURE = 'style:background-image'
const pictureOf = (node: Node) => childOf(node, PICTURE)
const isClear = (opacity: string | undefined) => (shareOf(opacity) ?? 1) < 0.01

/** Removes fills that no used style draws, itself or derived. */
function cutFillings(
  nodes: readonly Node[],
  named: readonly Definition[],
  styles: Styles,
): boolean {
  const drawn = new Map<Node | undefined, Set<string>>()
  const draw = (all: readonly Node[]) => {
    const first = (at: string) => all.find(({ attributes }) => attributes.has(at))
    const attributeOf = (at: string) => first(at)?.attributes.get(at)
    const mark = (of: Node | undefined, what: string) =>
      drawn.set(of, (drawn.get(of) ?? new Set()).add(what))
    const fill = FILLS.get(attributeOf('draw:fill') ?? '')
    if (fill !== undefined && !isClear(attributeOf('draw:opacity'))) mark(first(fill), fill)
    mark(all.find(pictureOf), PICTURE)
  }
  for (const style of named) {
    const chain = [...styles.chain(style).map(({ node }) => node), styles.defaultOf(style)]
    const all = chain.flatMap((one) => childrenOf(one))
    for (const of of new Set(all.map(({ name }) => name)))
      draw(all.filter(({ name }) => name === of))
  }
  let isCut = false
  const visit = (node: Node, isStyle: boolean): void => {
    for (const child of childrenOf(node)) {
      visit(child, definitionKind(child) !== undefined)
      if (!PROPERTIES.test(child.name)) continue
      // Headers in page layouts, and defaults of families.
      if (!isStyle) draw([child])
      const has = (what: string) => drawn.get(child)?.has(what) === true
      for (const at of FILLS.values()) if (!has(at) && child.attributes.delete(at)) isCut = true
      const picture = pictureOf(child)
      if (
        picture === undefined ||
        (has(PICTURE) && !isClear(picture.attributes.get('draw:opacity')))
      )
        continue
      child.children = child.children.filter((one) => one !== picture)
      isCut = true
    }
  }
  for (const node of nodes) if (/^office:document-/.test(node.name)) visit(node, false)
  return isCut
}

/** Removes bullets of list levels that no list uses, and images without a size. */
function cutBullets(parts: readonly StylePart[], nodes: readonly Node[], styles: Styles): boolean {
  const levels = new Levels(parts, styles)
  const lists = new Set(styles.all.flatMap(({ kind, node }) => (kind === 'list' ? [node] : [])))
  let isCut = false
  for (const list of nodes) {
    if (!/^text:(list|outline)-style$/.test(list.name)) continue
    list.children = childrenOf(list).map((level) => {
      const { attributes } = level
      const number = Number(attributes.get('text:level') ?? 1)
      const isUsed = lists.has(list) ? levels.has(list, number) : levels.headings.has(number)
      // Nothing is drawn beside a bullet.
      for (const at of isUsed && level.name !== 'text:list-level-style-bullet'
        ? []
        : ['style:num-prefix', 'style:num-suffix']) {
        if (/[\p{L}\p{N}]/u.test(attributes.get(at) ?? '')) isCut = attributes.delete(at)
      }
      if (level.name !== 'text:list-level-style-image') return level
      const [size] = childrenOf(level)
      const sides = ['fo:width', 'fo:height'].map((at) => lengthInPoints(size?.attributes.get(at)))
      if (isUsed && sides.every((side) => side === undefined || side > 2)) return level
      isCut = true
      return NO_NUMBER(number)
    })
  }
  return isCut
}

const NO_NUMBER = (level: number): Node => ({
  name: 'text:list-level-style-number',
  attributes: new Map([
    ['style:num-format', ''],
    ['text:level', `${level}`],
  ]),
  children: [],
})

/** Levels of each list that have items. */
class Levels {
  readonly #styles: Styles
  readonly #used = new Map<Node, Set<number>>()
  /** Levels of numbered headings. */
  readonly headings = new Set<number>()

  constructor(parts: readonly StylePart[], styles: Styles) {
    this.#styles = styles
    for (const { path, root } of parts) this.#walk(root, path, 0, [])
  }

  has(list: Node, level: number): boolean {
    return this.#used.get(list)?.has(level) === true
  }

  #use(list: Definition | undefined, level: number): void {
    if (list === undefined) return
    this.#used.set(list.node, (this.#used.get(list.node) ?? new Set()).add(level))
  }

  #walk(
    node: Node,
    path: string,
    above: number,
    lists: readonly (Definition | undefined)[],
    isHead = false,
  ): void {
    const { name } = node
    const level = name === 'text:list' ? above + 1 : (levelOf(node) ?? above)
    const isBare = node.attributes.get('text:is-list-header') === 'true'
    if (name === 'text:h' && !isBare) this.headings.add(level || 1)
    const own = ['text:style-name', 'text:style-override'].flatMap((at) => {
      const list = this.#styles.named(node, at, path)
      return list?.kind === 'list' ? [list] : []
    })
    const there = own.length > 0 ? own : lists
    // A list header has no number.
    if (/^text:[ph]$/.test(name) && !isHead) {
      const chain = this.#styles.chain(this.#styles.named(node, 'text:style-name', path))
      const of = chain.find((one) => one.node.attributes.has('style:list-style-name'))
      const at =
        level || chain.map((one) => levelOf(one.node)).find((one) => one !== undefined) || 1
      for (const list of there) this.#use(list, at)
      this.#use(of && this.#styles.named(of.node, 'style:list-style-name', of.path), at)
    }
    for (const child of childrenOf(node))
      this.#walk(child, path, level, there, name === 'text:list-header')
  }
}

/** Outline level of an element or style; `undefined` without one. */
function levelOf({ attributes }: Node): number | undefined {
  const at = [
    'text:outline-level',
    'text:list-level',
    'style:list-level',
    'style:default-outline-level',
  ]
  return at.map((one) => Number(attributes.get(one)) || undefined).find((one) => one !== undefined)
}
