import { childOf, childrenOf, isOn, type Node } from '../../xml/tree.ts'
import { type Colour, WHITE } from '../office/contrast.ts'
import { type FillColours, fillOf, Theme, themeFillOf } from './colours.ts'

/** A part of the copy, and what it leads to there. */
export interface PackagePart {
  readonly path: string
  readonly root: Node
  readonly relations: readonly {
    readonly id: string
    readonly type: string
    readonly target: string
  }[]
}

/** In EMU. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface SlideShape {
  readonly node: Node
  readonly box: Box | undefined
  /** `null` where what is behind it is seen through it. */
  readonly fill: FillColours | null
}

const number = (node: Node | undefined, at: string): number => Number(node?.attributes.get(at))

function boxOf(frame: Node | undefined): Box | undefined {
  const [from, size] = [childOf(frame, 'a:off'), childOf(frame, 'a:ext')]
  if (from === undefined || size === undefined) return undefined
  const turned = Math.round((number(frame, 'rot') || 0) / 5_400_000) % 2 !== 0
  const box = {
    x: number(from, 'x'),
    y: number(from, 'y'),
    width: number(size, 'cx'),
    height: number(size, 'cy'),
  }
  if (!turned) return box
  const shift = (box.width - box.height) / 2
  return { x: box.x + shift, y: box.y - shift, width: box.height, height: box.width }
}

const placeholderOf = (shape: Node): Node | undefined => {
  const properties = childrenOf(shape).find(({ name }) => /^p:nv\w+Pr$/.test(name))
  return childOf(childOf(properties, 'p:nvPr'), 'p:ph')
}
export const frameOf = (shape: Node): Node | undefined =>
  childOf(childOf(shape, 'p:spPr'), 'a:xfrm') ?? childOf(shape, 'p:xfrm')
export const groundIn = (root: Node): Node | undefined => childOf(childOf(root, 'p:cSld'), 'p:bg')
const treeOf = (root: Node | undefined) => childOf(childOf(root, 'p:cSld'), 'p:spTree')

/** A slide with what its layout, its master and the show say of it. */
export class Slide {
  /** The slide, its layout, its master: the nearest first. */
  readonly roots: readonly Node[]
  readonly show: Node | undefined
  readonly #theme: Theme
  readonly #map: ReadonlyMap<string, string>

  constructor(part: PackagePart, parts: readonly PackagePart[]) {
    const to = (from: PackagePart | undefined, type: string) =>
      parts.find(({ path }) =>
        from?.relations.some((one) => one.type === type && one.target === path),
      )
    const layout = part.root.name === 'p:sldLayout' ? part : to(part, 'slideLayout')
    const master = part.root.name === 'p:sldMaster' ? part : to(layout, 'slideMaster')
    this.roots = [...new Set([part, layout, master])].flatMap((one) =>
      one === undefined ? [] : [one.root],
    )
    this.show = parts.find(({ root }) => root.name === 'p:presentation')?.root
    this.#theme = new Theme(to(master, 'theme')?.root)
    const mapped = this.roots
      .map((root) => childOf(childOf(root, 'p:clrMapOvr'), 'a:overrideClrMapping'))
      .find((one) => one !== undefined)
    const map = mapped ?? childOf(master?.root, 'p:clrMap')
    this.#map = new Map([...STANDARD, ...(map?.attributes ?? [])])
  }

  readonly drawn = (holder: Node): Colour | undefined =>
    this.#theme.drawn(holder, (name) => this.#map.get(name))

  named(name: string): Colour | undefined {
    return this.#theme.named(this.#map.get(name) ?? name)
  }

  size(): { readonly width: number; readonly height: number } {
    const size = childOf(this.show, 'p:sldSz')
    return { width: number(size, 'cx') || 9_144_000, height: number(size, 'cy') || 6_858_000 }
  }

  /** Of the slide, of its layout or of its master. */
  ground(): Node | undefined {
    return this.roots.map(groundIn).find((one) => one !== undefined)
  }

  background(): FillColours {
    for (const root of this.roots) {
      const element = groundIn(root)
      if (element === undefined) continue
      const fill = fillOf(childOf(element, 'p:bgPr'), this.drawn)
      if (fill !== undefined && fill !== null) return fill
      const by = childOf(element, 'p:bgRef')
      const colour = by === undefined ? undefined : this.drawn(by)
      if (colour !== undefined) return [colour]
    }
    return [WHITE]
  }

  /** The same place in the layout and the master. */
  inherited(shape: Node): readonly Node[] {
    const placeholder = placeholderOf(shape)
    if (placeholder === undefined) return []
    const [type, index] = [kindOf(placeholder), placeholder.attributes.get('idx')]
    return this.roots.slice(1).flatMap((root) => {
      const placeholders = childrenOf(treeOf(root)).flatMap((one) => {
        const at = placeholderOf(one)
        return at === undefined ? [] : [{ one, at }]
      })
      const byIndex = placeholders.find(
        ({ at }) =>
          root.name === 'p:sldLayout' && index !== undefined && at.attributes.get('idx') === index,
      )
      const entry = byIndex ?? placeholders.find(({ at }) => kindOf(at) === type)
      return entry === undefined ? [] : [entry.one]
    })
  }

  isTitle(shape: Node): boolean {
    const placeholder = placeholderOf(shape)
    return placeholder !== undefined && kindOf(placeholder) === 'title'
  }

  isPlaceholder(shape: Node): boolean {
    return placeholderOf(shape) !== undefined
  }

  /** What is drawn, from the bottom up; places of layouts and masters are not. */
  shapes(): readonly { readonly shape: SlideShape; readonly own: boolean }[] {
    const shows = (root: Node | undefined) => isOn(root?.attributes.get('showMasterSp'))
    const [own, layout, master] = this.roots
    const behind = shows(own) ? [...(shows(layout) ? [master] : []), layout] : []
    const below = behind.flatMap((root) => this.#shapesIn(treeOf(root), null, identity))
    return [
      ...below
        .filter(({ node }) => placeholderOf(node) === undefined)
        .map((shape) => ({ shape, own: false })),
      ...this.#shapesIn(treeOf(own), null, identity).map((shape) => ({ shape, own: true })),
    ]
  }

  #shapesIn(
    tree: Node | undefined,
    group: FillColours | null,
    place: (box: Box) => Box,
  ): readonly SlideShape[] {
    return childrenOf(tree).flatMap((node): readonly SlideShape[] => {
      if (node.name === 'p:grpSp') {
        const properties = childOf(node, 'p:grpSpPr')
        const frame = childOf(properties, 'a:xfrm')
        return this.#shapesIn(node, fillOf(properties, this.drawn) ?? null, within(frame, place))
      }
      if (!/^p:(sp|pic|cxnSp|graphicFrame)$/.test(node.name)) return []
      const box = [node, ...this.inherited(node)]
        .map((one) => boxOf(frameOf(one)))
        .find((one) => one !== undefined)
      const fill = this.#fill(node, group)
      return [{ node, box: box === undefined ? undefined : place(box), fill }]
    })
  }

  #fill(node: Node, group: FillColours | null): FillColours | null {
    if (node.name === 'p:pic') return []
    if (isOn(node.attributes.get('useBgFill'), false)) return this.background()
    for (const one of [node, ...this.inherited(node)]) {
      const properties = childOf(one, 'p:spPr')
      if (childOf(properties, 'a:grpFill') !== undefined) return group
      const fill = fillOf(properties, this.drawn)
      if (fill !== undefined) return fill
      const styled = themeFillOf(childOf(one, 'p:style'), this.drawn)
      if (styled !== undefined) return styled
    }
    return null
  }
}

const STANDARD: readonly (readonly [string, string])[] = [
  ['bg1', 'lt1'],
  ['tx1', 'dk1'],
  ['bg2', 'lt2'],
  ['tx2', 'dk2'],
]
const identity = (box: Box): Box => box

/** From the measures of a group to those of the slide. */
function within(frame: Node | undefined, place: (box: Box) => Box): (box: Box) => Box {
  const outer = boxOf(frame)
  const [from, size] = [childOf(frame, 'a:chOff'), childOf(frame, 'a:chExt')]
  if (outer === undefined || from === undefined || size === undefined) return place
  const [across, down] = [
    outer.width / (number(size, 'cx') || 1),
    outer.height / (number(size, 'cy') || 1),
  ]
  return (box) =>
    place({
      x: outer.x + (box.x - number(from, 'x')) * across,
      y: outer.y + (box.y - number(from, 'y')) * down,
      width: box.width * across,
      height: box.height * down,
    })
}

function kindOf(placeholder: Node): string {
  const type = placeholder.attributes.get('type') ?? 'body'
  if (type === 'ctrTitle') return 'title'
  return /^(subTitle|obj|chart|tbl|clipArt|dgm|media|pic)$/.test(type) ? 'body' : type
}
