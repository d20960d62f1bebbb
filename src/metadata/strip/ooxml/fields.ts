import { FileRefused, type MetadataFinding } from '../../metadata-finding.ts'
import { elementsIn, type Node, textIn } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { hasPath } from '../office/path.ts'
import { erasedBy, type Fate, fateOf, markNamed, nameSet, namesIn } from './field-code.ts'

interface FieldText {
  readonly node: Node
  /** By a tracked change. */
  readonly added: boolean
  readonly struck: boolean
}

/** A complex field: its code, which is invisible, and its result, spread over runs. */
interface Field {
  /** Everything that is no result: it goes where the field does. */
  readonly marks: Node[]
  readonly codes: Node[]
  /** All words of its code in their order, those that another field in it made among them. */
  readonly codeTexts: FieldText[]
  readonly results: Node[]
  /** Signs and drawings that stand there. */
  readonly drawn: Node[]
  inCode: boolean
  ended: boolean
  /** A field in the code of another: what it says is part of a code. */
  nested: boolean
  /** The one in whose code it stands, and whose code is then made by a program. */
  readonly outer: Field | undefined
  computed: boolean
  /** What it shows goes with it, or is made of something that does. */
  erased: boolean
  /** Bookmarks around it and in it, as they are compared. */
  readonly bookmarks: Set<string>
  /** A field in one element. */
  readonly simple?: Node
}

function begun(node: Node, outer: Field | undefined, bookmarks: Iterable<string>): Field {
  return {
    marks: [node],
    codes: [],
    codeTexts: [],
    results: [],
    drawn: [],
    inCode: true,
    ended: false,
    nested: outer !== undefined,
    outer,
    computed: false,
    erased: false,
    bookmarks: new Set(bookmarks),
  }
}

/** Fields within fields: Word takes no more than twenty. */
const DEEPEST = 32

/** What went with its field in parts before this one: by its name, and as it was shown. */
export interface ErasedFields {
  readonly names: Set<string>
  readonly words: Set<string>
}

/**
 * Removes fields that fetch, or that tell who, when or where, and leaves their results as plain text. Names of
 * bookmarks in use are added to `marks`.
 */
export function cutFields(
  root: Node,
  notes: DocumentNotes,
  marks: Set<string>,
  erased: ErasedFields = { names: new Set(), words: new Set() },
): void {
  const open: Field[] = []
  const all: Field[] = []
  const bookmarks = new Map<string, string>()
  const goes = new Set<Node>()
  const begin = (node: Node) => {
    const inner = open.at(-1)
    const outer = inner?.inCode ? inner : undefined
    if (outer !== undefined) outer.computed = true
    return begun(node, outer, bookmarks.values())
  }
  let added = 0
  const say = (node: Node) => ({ node, added: added > 0, struck: /^w:del/.test(node.name) })
  const visit = (node: Node) => {
    if (node.name === 'w:fldChar') {
      const kind = node.attributes.get('w:fldCharType')
      const inner = open.at(-1)
      if (kind === 'begin') {
        if (open.length >= DEEPEST) throw new FileRefused('broken')
        open.push(begin(node))
        if (inner?.inCode) inner.marks.push(node)
        return
      }
      inner?.marks.push(node)
      for (const outer of open.slice(0, -1)) if (outer.inCode) outer.marks.push(node)
      if (kind === 'separate' && inner !== undefined) inner.inCode = false
      if (kind === 'end' && inner !== undefined) {
        inner.ended = true
        all.push(inner)
        open.pop()
      }
      return
    }
    if (node.name === 'w:bookmarkStart') {
      const name = (node.attributes.get('w:name') ?? '').toLowerCase()
      bookmarks.set(node.attributes.get('w:id') ?? '', name)
      for (const field of open) field.bookmarks.add(name)
    }
    if (node.name === 'w:bookmarkEnd') bookmarks.delete(node.attributes.get('w:id') ?? '')
    if (node.name === 'w:fldSimple') {
      const inside = [...elementsIn(node)]
      const within = inside.flatMap(({ name, attributes }) =>
        name === 'w:bookmarkStart' ? [(attributes.get('w:name') ?? '').toLowerCase()] : [],
      )
      const field = { ...begin(node), simple: node, results: inside.filter(isWords) }
      for (const name of within) field.bookmarks.add(name)
      all.push(field)
    }
    const isCode = node.name === 'w:instrText' || node.name === 'w:delInstrText'
    if (isCode) {
      open.at(-1)?.codes.push(node)
      open.at(-1)?.codeTexts.push(say(node))
    }
    if (isCode && open.length === 0) {
      goes.add(node)
      notes.findings.add('links')
    }
    if (isWords(node)) {
      for (const field of open) {
        if (field.inCode) field.codeTexts.push(say(node))
        ;(field.inCode ? field.marks : field.results).push(node)
      }
    }
    if (DRAWN.test(node.name)) for (const field of open) if (!field.inCode) field.drawn.push(node)
    const adds = /^w:(ins|moveTo)$/.test(node.name) ? 1 : 0
    added += adds
    for (const child of node.children) if (typeof child !== 'string') visit(child)
    added -= adds
  }
  visit(root)
  all.push(...open.toReversed())
  erase(all, erased)
  const simple = new Map<Node, Field>()
  for (const field of all) {
    if (field.simple === undefined) settle(field, notes, marks, goes)
    else simple.set(field.simple, field)
  }
  without(root, goes, simple, notes, marks)
}

/** As it reads now, as it was before somebody changed it, and its own words alone. */
function codesOf({ simple, codeTexts, codes }: Field): readonly string[] {
  if (simple !== undefined) return [simple.attributes.get('w:instr') ?? '']
  const own = new Set(codes)
  return [
    codeTexts.filter(({ struck }) => !struck),
    codeTexts.filter(({ added }) => !added),
    codeTexts.filter(({ node }) => own.has(node)),
  ].map((words) => words.map(({ node }) => textIn(node)).join(''))
}
const codeOf = (field: Field): string => codesOf(field).find((code) => code.trim() !== '') ?? ''
/** What goes with its field, by any of its codes. */
const erasedIn = (field: Field): MetadataFinding | undefined =>
  codesOf(field)
    .map((code) => erasedBy(code, shownBy(field)))
    .find((finding) => finding !== undefined)
const shownBy = ({ results }: Field): string => results.map(textIn).join('')

/** Removes results of removed fields wherever another field displays them. */
function erase(fields: readonly Field[], erased: ErasedFields): void {
  const showing = new Map<string, Field[]>()
  const goes: Field[] = []
  for (const field of fields) {
    if (erasedIn(field) !== undefined) goes.push(field)
    for (const name of new Set(codesOf(field).flatMap(namesIn))) {
      const others = showing.get(name)
      if (others === undefined) showing.set(name, [field])
      else others.push(field)
      if (erased.names.has(name)) goes.push(field)
    }
  }
  // The list grows while it is read.
  for (const field of goes) {
    if (field.erased) continue
    field.erased = true
    if (field.outer !== undefined) goes.push(field.outer)
    for (const name of [...field.bookmarks, ...codesOf(field).map((code) => nameSet(code) ?? '')]) {
      for (const other of showing.get(name) ?? []) goes.push(other)
      showing.delete(name)
      if (name !== '') erased.names.add(name)
    }
    const shown = shownBy(field).trim()
    if (shown !== '') erased.words.add(shown)
  }
  // By a style, or in a list of headings, it is shown without a name.
  for (const field of fields) {
    const code = codeOf(field)
    if (STYLED.test(code) && erased.words.has(shownBy(field).trim())) field.erased = true
    if (!LISTED.test(code)) continue
    for (const words of field.results) {
      if (erased.words.has(textIn(words).trim())) words.children = []
    }
  }
}
const STYLED = /^\s*STYLEREF\b/i
const LISTED = /^\s*TOC\b/i

function fateIn(
  field: Field,
  drawn: readonly Node[],
  notes: DocumentNotes,
  used: Set<string>,
): Fate {
  const code = codeOf(field)
  const { results, nested, computed, erased } = field
  if (erased) return { does: 'erase', finding: erasedIn(field) ?? 'other' }
  const isLost = nested || (LINK.test(code) && isEmpty(results, drawn))
  if (isLost) return { does: 'unlink', finding: 'links' }
  // A code in words of the text is none that a copy could hold.
  if (field.simple === undefined && field.codes.length === 0)
    return { does: 'unlink', finding: 'other' }
  const fate = fateOf(code, shownBy(field), notes, used)
  return computed && fate.does === 'keep' ? { does: 'unlink', finding: 'links' } : fate
}

function settle(field: Field, notes: DocumentNotes, used: Set<string>, goes: Set<Node>): void {
  const { marks, codes, results, drawn, ended } = field
  const fate = fateIn(field, drawn, notes, used)
  if (fate.does === 'keep') {
    // Words between the marks of a code are in no view.
    if (ended) for (const node of marks) if (isWords(node)) goes.add(node)
    const live = codes.find(({ name }) => name === 'w:instrText') ?? codes[0]
    for (const node of codes) node.children = node === live ? [fate.code] : []
    for (const node of count(fate.code, results, drawn, notes)) goes.add(node)
    return
  }
  tell(notes, fate.finding)
  for (const node of [...marks, ...codes]) goes.add(node)
  if (fate.does === 'erase') for (const node of [...results, ...drawn]) goes.add(node)
}

const LINK = /^\s*HYPERLINK\b/i
const DRAWN = /^(w:(sym|drawing|pict|object)|mc:AlternateContent)$/
/** Nothing to press. */
const isEmpty = (results: readonly Node[], drawn: readonly Node[]): boolean =>
  results.every((node) => textIn(node).trim() === '') && drawn.length === 0

/** Empties results that programs compute on display. @returns text that is no number */
function count(
  code: string,
  results: readonly Node[],
  drawn: readonly Node[],
  notes: DocumentNotes,
): readonly Node[] {
  const [keyword = ''] = code.trim().split(' ')
  if (!COUNTED.test(keyword)) return []
  const words = new Set(drawn.flatMap((node) => [...elementsIn(node)]))
  for (const [n, node] of results.filter((one) => !words.has(one)).entries()) {
    const number = PAGES.test(keyword) && n === 0 && textIn(node) !== '' ? '1' : ''
    if (!/^[\divxlc-]{0,5}$/i.test(textIn(node).trim())) notes.findings.add('words')
    node.children = number === '' ? [] : [number]
  }
  if (drawn.length > 0) notes.findings.add('words')
  return drawn
}
const PAGES = /^(PAGE|NUMPAGES|SECTIONPAGES|SECTION)$/
const COUNTED =
  /^(PAGE|NUMPAGES|SECTIONPAGES|SECTION|LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT|FORMCHECKBOX|FORMDROPDOWN)$/

const isWords = ({ name }: Node) => name === 'w:t' || name === 'w:delText'

const tell = (notes: DocumentNotes, finding: MetadataFinding) => notes.findings.add(finding)

function without(
  node: Node,
  goes: ReadonlySet<Node>,
  simple: ReadonlyMap<Node, Field>,
  notes: DocumentNotes,
  used: Set<string>,
): void {
  node.children = node.children.flatMap((child) => {
    if (typeof child === 'string') return [child]
    if (goes.has(child)) return []
    without(child, goes, simple, notes, used)
    const field = simple.get(child)
    if (field === undefined) return [child]
    const inside = [...elementsIn(child)]
    const [results, drawn] = [inside.filter(isWords), inside.filter(({ name }) => DRAWN.test(name))]
    const fate = fateIn({ ...field, results }, drawn, notes, used)
    if (fate.does === 'keep') {
      child.attributes.set('w:instr', fate.code)
      const cut = new Set(count(fate.code, results, drawn, notes))
      if (cut.size > 0) without(child, cut, simple, notes, used)
      return [child]
    }
    tell(notes, fate.finding)
    return fate.does === 'erase' ? [] : child.children
  })
}

/** Removes bookmarks that nothing refers to and renames the others. */
export function cutBookmarks(root: Node, notes: DocumentNotes, used: ReadonlySet<string>): void {
  const goes = new Set<string>()
  const visit = (node: Node) => {
    node.children = node.children.filter((child) => {
      if (typeof child === 'string') return true
      const { name, attributes } = child
      if (name === 'w:bookmarkStart') {
        const named = attributes.get('w:name') ?? ''
        const isUsed = used.has(named.toLowerCase())
        if (isUsed) attributes.set('w:name', markNamed(named, notes))
        else goes.add(attributes.get('w:id') ?? '')
        if (!isUsed && named !== '') notes.findings.add('other')
        return isUsed
      }
      if (name === 'w:bookmarkEnd' && goes.has(attributes.get('w:id') ?? '')) return false
      visit(child)
      return true
    })
  }
  visit(root)
}

/** A link within the document keeps the bookmark that it leads to. */
export function followAnchors(node: Node, notes: DocumentNotes, used: Set<string>): void {
  const anchor = node.name === 'w:hyperlink' ? node.attributes.get('w:anchor') : undefined
  if (anchor !== undefined) {
    used.add(anchor.toLowerCase())
    if (hasPath(anchor)) node.attributes.delete('w:anchor')
    else node.attributes.set('w:anchor', markNamed(anchor, notes))
  }
  for (const child of node.children)
    if (typeof child !== 'string') followAnchors(child, notes, used)
}

/** What a program fills into a drawing: of it, only what a cell, a chart or the order of the slides says is read. */
export function emptyFilled(root: Node, notes: DocumentNotes): void {
  for (const node of elementsIn(root)) {
    const type = node.name === 'a:fld' ? node.attributes.get('type') : undefined
    if (type === undefined || READ.test(type)) continue
    for (const words of elementsIn(node)) {
      if (words.name !== 'a:t') continue
      const before = textIn(words).trim()
      const number = type === 'slidenum'
      if (!number && before !== '') notes.findings.add(/date|time/i.test(type) ? 'taken' : 'author')
      if (number && !/^(\d{0,3}|‹#›|<#>)$/.test(before)) notes.findings.add('words')
      words.children = number && before !== '' ? ['‹#›'] : []
    }
  }
}
const READ =
  /^(slide(count|name)|TxLink|TXLINK|CELL(REF|RANGE)|(SERIES|CATEGORY)NAME|[XY]?VALUE|PERCENTAGE|BUBBLESIZE)$/

/** What a cell filled is what is read; nobody knows what it would come to. */
export function plainLinked(root: Node): void {
  for (const node of elementsIn(root)) {
    node.children = node.children.map((child) =>
      typeof child !== 'string' &&
      child.name === 'a:fld' &&
      /^(TXLINK|CELL)/i.test(child.attributes.get('type') ?? '')
        ? { name: 'a:r', attributes: new Map(), children: child.children.filter(isOfRun) }
        : child,
    )
  }
}

const isOfRun = (child: Node | string): boolean =>
  typeof child !== 'string' && child.name !== 'a:pPr'
