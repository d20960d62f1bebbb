import { childrenOf, elementsIn, type Node } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import {
  type Definition,
  definitionKind,
  folderOf,
  nameAt,
  OF_MASTER,
  referredKind,
  type StylePart,
  Styles,
  styleNameOf,
} from './styles.ts'
import { cutUndrawn } from './undrawn.ts'

/** Style names that programs create and recognise. */
const STANDARD =
  /^(standard|[Dd]efault|Normal|Outline|Report|layout|background|backgroundobjects|controls|measurelines|Text_20_body(_20_indent)?|First_20_line_20_indent|Hanging_20_indent|Marginalia|Salutation|Signature|Standard|Heading|Heading_20_(10|[1-9])|Title|Subtitle|List|List_20_[1-5]|Numbering_20_[1-5]|List_20_(Contents|Heading|Indent)|(Header|Footer)(_20_(left|right))?|Header_20_and_20_Footer|Table_20_(Contents|Heading)|Caption|Illustration|Table|Text|Drawing|Figure|Frame_20_contents|Frame|Graphics|OLE|Formula|Labels|Footnote|Endnote|(Footnote|Endnote)_20_(Symbol|anchor)|Addressee|Sender|Index|Index_20_(Heading|Link|[1-3])|Contents_20_(Heading|10|[1-9])|Quotations|Preformatted_20_Text|Horizontal_20_Line|(Visited_20_)?Internet_20_[Ll]ink|(Numbering|Bullet|Vertical_20_Numbering)_20_Symbols|Page_20_Number|Line_20_numbering|Drop_20_Caps|Emphasis|Strong_20_Emphasis|Source_20_Text|Placeholder|Definition|Citation|Example|Teletype|User_20_Entry|Variable|Rubies|(First|Left|Right)_20_Page|Envelope|HTML|Landscape|Result2?|Heading1)$/

/** Prefix of new names by kind; a number follows. Fonts and families keep common names. */
const PREFIX: ReadonlyMap<string, string> = new Map([
  ['style paragraph', 'P'],
  ['style text', 'T'],
  ['style table', 'ta'],
  ['style table-cell', 'ce'],
  ['style table-column', 'co'],
  ['style table-row', 'ro'],
  ['style section', 'Sect'],
  ['style graphic', 'gr'],
  ['style presentation', 'pr'],
  ['style drawing-page', 'dp'],
  ['style chart', 'ch'],
  ['style ruby', 'Ru'],
  ['list', 'L'],
  ['data', 'N'],
  ['master', 'Page'],
  ['layout', 'pm'],
  ['placing', 'AL'],
  ['font', 'F'],
])

/** Removes unused definitions of one document, and renames the others. */
export function cleanNames(parts: readonly StylePart[], notes: DocumentNotes): void {
  cutDefinitions(parts, notes)
  // Definitions used only by removed ones are unused too.
  if (cutUndrawn(parts, notes)) cutDefinitions(parts, notes)
  const left = new Styles(parts)
  for (const { path, root } of parts) rename(root, path, left, notes)
}

/** Removes definitions that nothing uses. */
export function cutDefinitions(parts: readonly StylePart[], notes: DocumentNotes): void {
  const used = usedIn(parts, new Styles(parts))
  for (const { root } of parts) cut(root, used, notes)
}

function usedIn(parts: readonly StylePart[], styles: Styles): ReadonlySet<Node> {
  const used = new Set<Node>()
  const use = (one: Definition | undefined): void => {
    if (one === undefined || used.has(one.node)) return
    used.add(one.node)
    scan(one.node, one.path, one)
    if (one.kind !== 'master') return
    for (const other of styles.all) {
      const [end] = OF_MASTER.exec(styleNameOf(other.node)) ?? []
      const isOf = other.kind === 'style presentation' && end !== undefined
      if (isOf && styleNameOf(other.node) === `${styleNameOf(one.node)}${end}`) use(other)
    }
  }
  const scan = (node: Node, path: string, of?: Definition): void => {
    for (const [at, value] of node.attributes) {
      // The style of the next paragraph matters only for further typing.
      if (at === 'style:next-style-name' && of?.kind !== 'master') continue
      const kind = referredKind(node.name, at, of?.kind)
      if (kind === undefined) continue
      for (const name of at === 'draw:stroke-dash-names' ? value.split(' ') : [value]) {
        use(styles.find(kind, name, path))
      }
    }
    for (const child of node.children) {
      if (typeof child === 'string') continue
      if (of !== undefined || definitionKind(child) === undefined) scan(child, path, of)
    }
  }
  for (const { path, root } of parts) {
    scan(root, path)
    const folder = folderOf(path)
    use(styles.find('style paragraph', 'Standard', folder))
    use(styles.find('style table-cell', 'Default', folder))
    for (const name of ['standard', 'default']) use(styles.find('style graphic', name, folder))
    for (const name of ['Internet_20_link', 'Visited_20_Internet_20_Link', ...numbersOf(root)]) {
      use(styles.find('style text', name, folder))
    }
  }
  usePages(parts, styles, use)
  return used
}

/** Styles that LibreOffice gives the numbers of notes and of lines by their name alone. */
function numbersOf(root: Node): readonly string[] {
  const styles = new Set<string>()
  for (const { name, attributes } of elementsIn(root)) {
    const kind = attributes.get('text:note-class') === 'endnote' ? 'Endnote' : 'Footnote'
    if (name === 'text:note') styles.add(`${kind}_20_Symbol`).add(`${kind}_20_anchor`)
    if (name === 'text:linenumbering-configuration') styles.add('Line_20_numbering')
  }
  return [...styles]
}

/** A page without a master page uses the first one, or the one that programs choose. */
function usePages(
  parts: readonly StylePart[],
  styles: Styles,
  use: (one: Definition | undefined) => void,
): void {
  const isDrawn = parts.some(({ root }) => bodyOf(root, /^office:(drawing|presentation)$/))
  const masters = styles.all.filter(({ kind }) => kind === 'master')
  if (isDrawn) return
  const taken = masters.find(({ node }) => /^(Standard|Default)$/.test(styleNameOf(node)))
  use(taken ?? masters[0])
}

function bodyOf(root: Node, name: RegExp): boolean {
  return childrenOf(root, 'office:body').some((body) =>
    childrenOf(body).some((of) => name.test(of.name)),
  )
}

function cut(node: Node, used: ReadonlySet<Node>, notes: DocumentNotes): void {
  node.children = node.children.filter((child) => {
    if (typeof child === 'string') return true
    if (definitionKind(child) === undefined) cut(child, used, notes)
    else if (!used.has(child)) {
      notes.findings.add('other')
      return false
    }
    return true
  })
}

/** Renames references; removes those to nothing. */
function rename(
  node: Node,
  path: string,
  styles: Styles,
  notes: DocumentNotes,
  within?: string,
): void {
  const kind = definitionKind(node)
  const of = kind ?? within
  for (const [at, value] of node.attributes) {
    const there = referredKind(node.name, at, of)
    // An empty name cancels an inherited one.
    if (there === undefined || value === '') continue
    const names = at === 'draw:stroke-dash-names' ? value.split(' ') : [value]
    const next = names.flatMap((name) => newName(there, name, path, styles, notes) ?? []).join(' ')
    if (next !== '') node.attributes.set(at, next)
    else node.attributes.delete(at)
  }
  if (kind !== undefined) {
    const at = nameAt(node)
    const next = newName(kind, styleNameOf(node), path, styles, notes) ?? PREFIX.get(kind) ?? ''
    const shown = at.replace('name', 'display-name')
    node.attributes.delete(shown)
    node.attributes.set(at, next)
    const decoded = next.replaceAll('_20_', ' ')
    if (decoded !== next) node.attributes.set(shown, decoded)
  }
  for (const child of node.children) {
    if (typeof child !== 'string') rename(child, path, styles, notes, of)
  }
}

/** @returns `undefined` when nothing has this name */
function newName(
  kind: string,
  name: string,
  path: string,
  styles: Styles,
  notes: DocumentNotes,
): string | undefined {
  if (STANDARD.test(name)) return name
  const renamed = (of: string, old: string) => notes.rename(PREFIX.get(of) ?? of, old)
  const [end = ''] = kind === 'style presentation' ? (OF_MASTER.exec(name) ?? []) : []
  const master = name.slice(0, name.length - end.length)
  if (end !== '' && styles.find('master', master, path) !== undefined) {
    return `${STANDARD.test(master) ? master : renamed('master', master)}${end}`
  }
  return styles.find(kind, name, path) === undefined ? undefined : renamed(kind, name)
}
