import { childOf, childrenOf, isOn, type Node } from '../../xml/tree.ts'
import { isOnIn } from './children.ts'
import type { Package, Relation } from './package.ts'
import type { OfficeId } from './parts.ts'

/** Which relationships lead to what a page or a slide needs; the others are left, with all that is behind them. */
export type Leads = (owner: string, relation: Relation) => boolean

export function leadsIn(source: Package, main: string, id: OfficeId): Leads {
  if (id === 'pptx') return ofSlides(source, main)
  return id === 'docx' ? ofHeaders(source, main) : () => true
}

/** Slides that the show has, the layouts and masters that they use, and the page of notes where there are some. */
function ofSlides(source: Package, main: string): Leads {
  const relations = source.relationsOf(main)
  const shown = new Set<string>()
  const list = childOf(rootOf(source, main), 'p:sldIdLst')
  for (const entry of childrenOf(list, 'p:sldId')) {
    const to = relations.find(({ id }) => id === entry.attributes.get('r:id'))
    if (to?.type === 'slide') shown.add(to.target)
  }
  const behind = (names: Iterable<string>, type: string) =>
    new Set(
      [...names].flatMap((name) =>
        source.relationsOf(name).flatMap((one) => (one.type === type ? [one.target] : [])),
      ),
    )
  const layouts = behind(shown, 'slideLayout')
  const masters = behind(layouts, 'slideMaster')
  if (layouts.size === 0) {
    // A show without slides needs a master still.
    const master = relations.find(({ type }) => type === 'slideMaster')?.target
    const [layout] = master === undefined ? [] : behind([master], 'slideLayout')
    if (master !== undefined) masters.add(master)
    if (layout !== undefined) layouts.add(layout)
  }
  const notes = behind(shown, 'notesSlide').size > 0
  return (_, { type, target }) => {
    switch (type) {
      case 'slide':
        return shown.has(target)
      case 'slideLayout':
        return layouts.has(target)
      case 'slideMaster':
        return masters.has(target)
      case 'notesMaster':
        return notes
      default:
        return true
    }
  }
}

/** Headers and footers that a section switches on, or has from one before it. */
function ofHeaders(source: Package, main: string): Leads {
  const settings = source.relationsOf(main).find(({ type }) => type === 'settings')?.target
  const even = settings !== undefined && isOnIn(rootOf(source, settings), 'w:evenAndOddHeaders')
  const used = new Set<string>()
  const current = new Map<string, string>()
  for (const section of sectionsIn(rootOf(source, main))) {
    for (const { name, attributes } of childrenOf(section)) {
      if (!/^w:(header|footer)Reference$/.test(name)) continue
      current.set(`${name} ${attributes.get('w:type') ?? 'default'}`, attributes.get('r:id') ?? '')
    }
    const first = isOnIn(section, 'w:titlePg')
    for (const [kind, id] of current) {
      if (kind.endsWith(' first') ? first : kind.endsWith(' even') ? even : true) used.add(id)
    }
  }
  return (owner, { type, id }) => owner !== main || !/^(header|footer)$/.test(type) || used.has(id)
}

function* sectionsIn(node: Node | undefined): Generator<Node> {
  for (const child of childrenOf(node)) {
    if (child.name === 'w:sectPrChange') continue
    if (child.name === 'w:sectPr') yield child
    yield* sectionsIn(child)
  }
}

const rootOf = (source: Package, name: string): Node | undefined => source.treeOf(name)?.root

/** Words in the places of a layout or a master are shown on no slide, and those of a page of notes on none at all. */
export function cutPrompts(root: Node): void {
  if (!/^p:(sldLayout|sldMaster|notesMaster)$/.test(root.name)) return
  const tree = childOf(childOf(root, 'p:cSld'), 'p:spTree')
  if (tree !== undefined) cutIn(tree, root.name === 'p:notesMaster')
}

function cutIn(tree: Node, all: boolean): void {
  for (const shape of childrenOf(tree)) {
    if (shape.name === 'p:grpSp') cutIn(shape, all)
    const properties = childrenOf(shape).find(({ name }) => /^p:nv\w+Pr$/.test(name))
    const place = childOf(childOf(properties, 'p:nvPr'), 'p:ph')
    if (place === undefined && !all) continue
    for (const paragraph of childrenOf(childOf(shape, 'p:txBody'), 'a:p')) cutWords(paragraph)
  }
  if (!all) return
  tree.children = tree.children.filter(
    (child) => typeof child === 'string' || !/^p:(pic|graphicFrame|contentPart)$/.test(child.name),
  )
}

function cutWords(paragraph: Node): void {
  paragraph.children = paragraph.children.filter(
    (child) =>
      typeof child === 'string' ||
      /^a:(pPr|endParaRPr)$/.test(child.name) ||
      (child.name === 'a:fld' && child.attributes.get('type') === 'slidenum'),
  )
  for (const field of childrenOf(paragraph, 'a:fld')) {
    for (const words of childrenOf(field, 'a:t')) words.children = ['‹#›']
  }
}

/** Shapes of a layout or a master that every slide with it leaves out. */
export function cutLeftOut(
  parts: readonly {
    readonly path: string
    readonly root: Node
    readonly relations: readonly { readonly type: string; readonly target: string }[]
  }[],
): boolean {
  const shows = (root: Node) => isOn(root.attributes.get('showMasterSp'))
  const drawn = new Set<string>()
  const byPath = new Map(parts.map((part) => [part.path, part]))
  const to = ({ relations }: (typeof parts)[number], type: string) => {
    const relation = relations.find((one) => one.type === type && byPath.has(one.target))
    return byPath.get(relation?.target ?? '')
  }
  for (const part of parts) {
    if (part.root.name !== 'p:sld' || !shows(part.root)) continue
    const layout = to(part, 'slideLayout')
    if (layout === undefined) continue
    drawn.add(layout.path)
    const master = to(layout, 'slideMaster')
    if (master !== undefined && shows(layout.root)) drawn.add(master.path)
  }
  let cut = false
  for (const { path, root } of parts) {
    if (!/^p:(sldLayout|sldMaster)$/.test(root.name) || drawn.has(path)) continue
    const tree = childOf(childOf(root, 'p:cSld'), 'p:spTree')
    if (tree === undefined) continue
    tree.children = tree.children.filter((child) => {
      if (typeof child === 'string' || !/^p:(sp|pic|grpSp|graphicFrame|cxnSp)$/.test(child.name)) {
        return true
      }
      const place = childrenOf(child).find(({ name }) => /^p:nv\w+Pr$/.test(name))
      const stays = childOf(childOf(place, 'p:nvPr'), 'p:ph') !== undefined
      cut ||= !stays
      return stays
    })
  }
  return cut
}
