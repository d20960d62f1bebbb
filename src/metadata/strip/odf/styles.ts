import type { Node } from '../../xml/tree.ts'

export interface StylePart {
  readonly path: string
  readonly root: Node
}

/** A named definition: a style, a page layout, a font, a gradient. */
export interface Definition {
  readonly node: Node
  /** Names are unique within a kind; each style family is a kind. */
  readonly kind: string
  readonly path: string
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['text:list-style', 'list'],
  ['style:master-page', 'master'],
  ['style:page-layout', 'layout'],
  ['style:presentation-page-layout', 'placing'],
  ['style:font-face', 'font'],
  ['draw:gradient', 'gradient'],
  ['svg:linearGradient', 'gradient'],
  ['svg:radialGradient', 'gradient'],
  ['draw:hatch', 'hatch'],
  ['draw:marker', 'marker'],
  ['draw:opacity', 'opacity'],
  ['draw:layer', 'layer'],
  ['draw:fill-image', 'image'],
  ['draw:stroke-dash', 'dash'],
  ['table:table-template', 'template'],
  ['presentation:header-decl', 'header'],
  ['presentation:footer-decl', 'footer'],
  ['presentation:date-time-decl', 'time'],
])

/** Kind of the definition that an element makes; `undefined` for other elements. */
export function definitionKind({ name, attributes }: Node): string | undefined {
  if (name === 'style:style') return `style ${attributes.get('style:family') ?? ''}`
  return /^number:[a-z]+-style$/.test(name) ? 'data' : KINDS.get(name)
}

const NAMES = ['style:name', 'draw:name', 'table:name', 'presentation:name']

/** Attribute with the name of a definition. */
export function nameAt({ attributes }: Node): string {
  return NAMES.find((at) => attributes.has(at)) ?? ''
}

export const styleNameOf = (node: Node): string => node.attributes.get(nameAt(node)) ?? ''

/** Styles of slides are found by the name of the master page with one of these suffixes. */
export const OF_MASTER = /-(title|subtitle|outline[1-9]|notes|background|backgroundobjects)$/

/** Attributes that refer to a definition, with its kind. */
const REFERS: ReadonlyMap<string, string> = new Map(
  `text:style-override list
   text:visited-style-name style text
   text:citation-style-name style text
   text:citation-body-style-name style text
   text:main-entry-style-name style text
   text:default-style-name style paragraph
   text:cond-style-name style paragraph
   text:master-page-name master
   table:default-cell-style-name style table-cell
   table:paragraph-style-name style paragraph
   table:template-name template
   draw:text-style-name style paragraph
   draw:master-page-name master
   draw:layer layer
   presentation:style-name style presentation
   presentation:presentation-page-layout-name placing
   presentation:use-header-name header
   presentation:use-footer-name footer
   presentation:use-date-time-name time
   chart:style-name style chart
   style:list-style-name list
   style:master-page-name master
   style:page-layout-name layout
   style:data-style-name data
   style:percentage-data-style-name data
   style:leader-text-style style text
   style:text-line-through-text-style style text
   style:style-name style text
   style:register-truth-ref-style-name style paragraph
   style:font-name font
   style:font-name-asian font
   style:font-name-complex font
   draw:fill-gradient-name gradient
   draw:fill-hatch-name hatch
   draw:fill-image-name image
   draw:opacity-name opacity
   draw:marker-start marker
   draw:marker-end marker
   draw:stroke-dash dash
   draw:stroke-dash-names dash`
    .split('\n')
    .map((line) => {
      const [at = '', ...kind] = line.trim().split(' ')
      return [at, kind.join(' ')] as const
    }),
)
/** Attributes that refer to a definition of the same kind. */
const OF_SAME_KIND = /^style:(parent-style|next-style|apply-style)-name$/

/** Kind of the definition that an attribute refers to. @param within kind of the definition around it */
export function referredKind(element: string, at: string, within = ''): string | undefined {
  if (OF_SAME_KIND.test(at)) return within
  if (at === 'text:style-name') return ofText(element)
  if (at === 'table:style-name') return ofTable(element)
  if (at === 'draw:style-name') {
    const page = /^(draw:page|presentation:notes|style:(master-page|handout-master))$/.test(element)
    return page ? 'style drawing-page' : 'style graphic'
  }
  return REFERS.get(at)
}

function ofText(element: string): string {
  if (/^text:(list|numbered-paragraph)$/.test(element)) return 'list'
  if (/^text:(p|h|index-source-style|.*-template)$/.test(element)) return 'style paragraph'
  if (element === 'text:ruby') return 'style ruby'
  return /^text:(section|table-of-content|bibliography|index-title|[a-z]+-index)$/.test(element)
    ? 'style section'
    : 'style text'
}

function ofTable(element: string): string {
  if (/^table:(table|background)$/.test(element)) return 'style table'
  const [, line] = /^table:table-(row|column)$/.exec(element) ?? []
  return `style table-${line ?? 'cell'}`
}

/** Folder of the document that a part belongs to. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** Definitions of all parts. Automatic styles belong to one part, others to one document. */
export class Styles {
  readonly #all = new Map<string, Definition>()
  readonly #defaults = new Map<string, Node>()
  readonly #looks = new Map<Node, ReadonlyMap<string, string>>()

  constructor(parts: readonly StylePart[]) {
    for (const { path, root } of parts) this.#gather(root, path, path)
  }

  #gather(node: Node, path: string, scope: string): void {
    for (const child of node.children) {
      if (typeof child === 'string') continue
      const within = /^office:(master-)?styles$/.test(child.name) ? folderOf(path) : scope
      const kind = definitionKind(child)
      const key = `${within} ${kind} ${styleNameOf(child)}`
      if (kind !== undefined && !this.#all.has(key)) this.#all.set(key, { node: child, kind, path })
      if (child.name === 'style:default-style') {
        this.#defaults.set(`${folderOf(path)} ${child.attributes.get('style:family')}`, child)
      }
      // A list inside a style is part of it.
      if (kind === undefined) this.#gather(child, path, within)
    }
  }

  get all(): readonly Definition[] {
    return [...this.#all.values()]
  }

  find(kind: string, name: string, path: string): Definition | undefined {
    return (
      this.#all.get(`${path} ${kind} ${name}`) ?? this.#all.get(`${folderOf(path)} ${kind} ${name}`)
    )
  }

  /** Definition that an attribute refers to; `undefined` for none. */
  named(node: Node, at: string, path: string, within?: string): Definition | undefined {
    const name = node.attributes.get(at)
    const kind = referredKind(node.name, at, within)
    return name === undefined || kind === undefined ? undefined : this.find(kind, name, path)
  }

  /** Default values of a family. */
  defaultLook(family: string, path: string): ReadonlyMap<string, string> {
    const node = this.#defaults.get(`${folderOf(path)} ${family}`)
    return node === undefined ? new Map() : this.#lookOf(node, undefined)
  }

  /** Values of a style and those it is derived from, such as `text fo:color`. */
  look(style: Definition | undefined, depth = 0): ReadonlyMap<string, string> {
    if (style === undefined || depth > 32) return new Map()
    const { node, kind, path } = style
    const parent = this.named(node, 'style:parent-style-name', path, kind)
    return this.#looks.get(node) ?? this.#lookOf(node, this.look(parent, depth + 1))
  }

  /** Values of all styles of an element; those of the shape precede those of its text. */
  lookOf(node: Node, path: string): ReadonlyMap<string, string> {
    const named = [...node.attributes.keys()].flatMap((at) => {
      const isOwn = referredKind(node.name, at)?.startsWith('style ') === true
      const isNamed = /^(text|table|draw|presentation|chart):(text-)?style-name$/.test(at)
      return (isOwn && isNamed ? this.named(node, at, path) : undefined) ?? []
    })
    return new Map(named.flatMap((style) => [...this.look(style)]))
  }

  /** A style and those that it is derived from. */
  chain(style: Definition | undefined): readonly Definition[] {
    const chain: Definition[] = []
    for (let now = style; now !== undefined && chain.length < 32; ) {
      chain.push(now)
      now = this.named(now.node, 'style:parent-style-name', now.path, now.kind)
    }
    return chain
  }

  /** Default style of the family. */
  defaultOf({ node, path }: Definition): Node | undefined {
    return this.#defaults.get(`${folderOf(path)} ${node.attributes.get('style:family')}`)
  }

  #lookOf(
    node: Node,
    parent: ReadonlyMap<string, string> | undefined,
  ): ReadonlyMap<string, string> {
    const look = new Map(parent)
    for (const child of node.children) {
      if (typeof child === 'string') continue
      const [, of] = /^(?:style|loext):([a-z-]+)-properties$/.exec(child.name) ?? []
      if (of === undefined) continue
      if (child.attributes.has('fo:color')) {
        look.delete(`${of} style:use-window-font-color`)
        look.delete(`${of} loext:opacity`)
      }
      for (const [at, value] of child.attributes) {
        const key = `${of} ${at}`
        look.set(
          key,
          /^fo:font-size|^style:font-size-/.test(at) ? scaled(value, look.get(key)) : value,
        )
      }
    }
    this.#looks.set(node, look)
    return look
  }
}

/** A relative size, applied to the inherited one. */
function scaled(size: string, of: string | undefined): string {
  const [, share] = /^([\d.]+)%$/.exec(size) ?? []
  const [, whole, unit] = /^([\d.]+)([^\d.]\D*)$/.exec(of ?? '') ?? []
  if (share === undefined || whole === undefined) return size
  return `${(Number(share) * Number(whole)) / 100}${unit}`
}
