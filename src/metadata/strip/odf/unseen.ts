import type { MetadataFinding } from '../../metadata-finding.ts'
import { elementsIn, type Node, textIn } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { cutChart, nameTable } from './chart.ts'
import { mapsOf } from './formats.ts'
import { type StylePart, Styles, styleNameOf } from './styles.ts'
import { cutTail } from './table-lines.ts'
import { agree } from './values.ts'

/** Placeholder classes; on a master page their text is displayed nowhere. */
const PROMPT =
  /^(title|subtitle|outline|text|graphic|object|chart|table|orgchart|page|notes|handout)$/
/** Footer fields that each slide shows or hides. */
const FOOT = /^(footer|date-time|page-number)$/
const COUNT =
  /^text:(page-number|page-count|paragraph-count|word-count|character-count|table-count|image-count|sequence)$/
/** A number in digits, Roman numerals or letters. */
const NUMBER = /^([\p{Nd}.,\s-]{1,12}|[ivxlcdm]{1,8}|[a-z]{1,2})$/iu

/** Removes content of one document that no reader sees and nothing needs. */
export function cutUnseen(
  parts: readonly StylePart[],
  notes: DocumentNotes,
  sheets: Set<string>,
): void {
  new Cut(parts, notes, sheets).all()
}

/** Empties headers and footers that are switched off. */
export function cutHeaders(root: Node, notes: DocumentNotes): void {
  for (const node of elementsIn(root)) {
    const header = /^style:(header|footer)(-left|-first)?$/.test(node.name)
    if (!header || node.attributes.get('style:display') !== 'false') continue
    if (isNotBlank(node)) notes.findings.add('other')
    node.children = []
  }
}

class Cut {
  readonly #parts: readonly StylePart[]
  readonly #notes: DocumentNotes
  readonly #styles: Styles
  readonly #elements: readonly Node[]
  /** Sheet names of this document and of those around it. */
  readonly #sheets: Set<string>
  readonly #isSheet: boolean

  constructor(parts: readonly StylePart[], notes: DocumentNotes, sheets: Set<string>) {
    this.#parts = parts
    this.#sheets = sheets
    this.#notes = notes
    this.#styles = new Styles(parts)
    this.#elements = parts.flatMap(({ root }) => [...elementsIn(root)])
    this.#isSheet = this.#named('office:spreadsheet').length > 0
  }

  #named(name: string): readonly Node[] {
    return this.#elements.filter((node) => node.name === name)
  }

  all(): void {
    for (const table of this.#isSheet ? this.#named('table:table') : []) {
      this.#sheets.add(styleNameOf(table))
      this.#note(this.#cutTail(table), 'other')
    }
    for (const chart of this.#named('chart:chart')) this.#note(nameTable(chart), 'other')
    this.#slides()
    this.#fields()
    this.#addresses()
    const isChart = this.#named('chart:chart').length > 0
    const inChart = this.#parts.find(({ root }) => root.name === 'office:document-content')?.path
    const labelsOf = (node: Node, at: string) =>
      this.#styles
        .look(this.#styles.named(node, 'chart:style-name', inChart ?? ''))
        .get(`chart ${at}`)
    for (const chart of this.#named('chart:chart')) this.#note(cutChart(chart, labelsOf), 'earlier')
    for (const cell of this.#elements) {
      if (/^table:(covered-)?table-cell$/.test(cell.name)) {
        this.#note(agree(cell, this.#isSheet || isChart), 'other')
      }
    }
    const formulas = this.#elements.flatMap(({ name, attributes }) => [
      attributes.get('table:formula') ?? '',
      /^table:named-(range|expression)$/.test(name)
        ? ''
        : (attributes.get('table:expression') ?? ''),
    ])
    const ranges = this.#usedRanges(formulas.join('\n'))
    const counted = new Set(this.#named('text:sequence').map(nameIn))
    const notes = new Set(this.#named('text:note').map(classIn))
    const goes = (node: Node): boolean => {
      switch (node.name) {
        case 'style:handout-master':
        case 'presentation:header-decl':
          return true
        case 'presentation:notes':
          return !isNoted(node)
        case 'table:named-range':
        case 'table:named-expression':
          return !ranges.has(styleNameOf(node))
        case 'text:sequence-decl':
          return !counted.has(nameIn(node))
        case 'text:notes-configuration':
          return !notes.has(classIn(node))
        case 'text:linenumbering-configuration':
          return node.attributes.get('text:number-lines') === 'false'
        default:
          return false
      }
    }
    const visit = (node: Node): void => {
      node.children = node.children.filter((child) => {
        if (typeof child === 'string') return true
        const isCut = goes(child) || isMisplaced(node, child)
        const expression = child.attributes.get('table:expression')
        if (isCut && expression !== undefined) this.#notes.away.set(child, expression)
        if (!isCut) visit(child)
        else this.#note(isNotBlank(child) || child.attributes.size > 0, 'other')
        return !isCut
      })
    }
    for (const { root } of this.#parts) visit(root)
  }

  /** Does nothing when cells without a style are visible, or a shape ends in such a cell. */
  #cutTail(table: Node): boolean {
    const path = this.#parts.find(({ root }) => root.name === 'office:document-content')?.path ?? ''
    const visibleStyles = new Map<string, boolean>()
    const isSeen = (name: string): boolean => {
      const known = visibleStyles.get(name)
      if (known !== undefined) return known
      const style = this.#styles.find('style table-cell', name, path)
      const is =
        mapsOf(style, this.#styles).length > 0 ||
        [...this.#styles.look(style)].some(
          ([at, value]) =>
            /^table-cell (fo:(background-color|border)|style:(diagonal|shadow))/.test(at) &&
            !/^(transparent|none)$/.test(value),
        )
      visibleStyles.set(name, is)
      return is
    }
    if (isSeen('Default')) return false
    for (const { attributes } of elementsIn(table)) {
      if (attributes.has('table:end-cell-address')) return false
      if (isSeen(attributes.get('table:default-cell-style-name') ?? 'Default')) return false
    }
    return cutTail(table, isSeen)
  }

  #note(isFound: boolean, finding: MetadataFinding): void {
    if (isFound) this.#notes.findings.add(finding)
  }

  #empty(node: Node): void {
    this.#note(isNotBlank(node), 'words')
    node.children = []
  }

  /** Names of ranges in formulas, and in the ranges themselves. */
  #usedRanges(formulas: string): ReadonlySet<string> {
    const ranges = this.#elements.filter(({ name }) =>
      /^table:named-(range|expression)$/.test(name),
    )
    const used = new Set<string>()
    const look = (text: string): void => {
      const words = new Set(text.toLowerCase().match(/[\p{L}_\\][\p{L}\p{N}\p{M}_.\\?]*/gu))
      for (const range of ranges) {
        const name = styleNameOf(range)
        if (used.has(name) || !words.has(name.toLowerCase())) continue
        used.add(name)
        look(range.attributes.get('table:expression') ?? '')
      }
    }
    look(formulas)
    return used
  }

  /** Removes placeholder texts, notes of masters, shapes of masters that no slide shows, and hidden footers. */
  #slides(): void {
    const path = (name: string) => this.#parts.find((part) => part.path.endsWith(name))?.path ?? ''
    const pages = this.#named('draw:page')
    const lookOf = (page: Node) =>
      this.#styles.look(this.#styles.named(page, 'draw:style-name', path('content.xml')))
    for (const master of this.#named('style:master-page')) {
      const its = pages.filter(
        ({ attributes }) => attributes.get('draw:master-page-name') === styleNameOf(master),
      )
      const isShown = (page: Node) =>
        lookOf(page).get('drawing-page presentation:background-objects-visible') !== 'false'
      const isBare = its.length > 0 && !its.some(isShown)
      master.children = master.children.filter((child) => {
        if (typeof child === 'string') return true
        const isCut =
          child.name === 'presentation:notes' || (isBare && child.name.startsWith('draw:'))
        this.#note(isCut && isNotBlank(child), 'words')
        return !isCut
      })
      for (const shape of elementsIn(master)) {
        const of = shape.attributes.get('presentation:class') ?? ''
        const isOff = its.every(
          (page) => lookOf(page).get(`drawing-page presentation:display-${of}`) === 'false',
        )
        if (!PROMPT.test(of) && !(isOff && FOOT.test(of))) continue
        for (const box of elementsIn(shape)) if (box.name === 'draw:text-box') this.#empty(box)
      }
    }
    for (const shape of this.#elements) {
      if (shape.attributes.get('presentation:placeholder') !== 'true') continue
      for (const box of elementsIn(shape)) if (box.name === 'draw:text-box') this.#empty(box)
    }
    for (const time of this.#named('presentation:date-time-decl')) {
      if (time.attributes.get('presentation:source') !== 'fixed') this.#empty(time)
    }
    const fields = new Map(
      this.#elements
        .filter(({ name }) => /^(style:master-page|draw:page)$/.test(name))
        .map((sheet) => [sheet, new Set([...elementsIn(sheet)].map(({ name }) => name))]),
    )
    for (const page of pages) {
      const master = this.#styles.named(page, 'draw:master-page-name', path('content.xml'))?.node
      const look = lookOf(page)
      const isBare = look.get('drawing-page presentation:background-objects-visible') === 'false'
      const drawn = isBare || master === undefined ? [page] : [page, master]
      for (const kind of ['footer', 'date-time']) {
        const shows =
          drawn.some((sheet) => fields.get(sheet)?.has(`presentation:${kind}`)) &&
          look.get(`drawing-page presentation:display-${kind}`) !== 'false'
        if (!shows) page.attributes.delete(`presentation:use-${kind}-name`)
      }
      page.attributes.delete('presentation:use-header-name')
    }
  }

  /** Empties fields that programs compute again. */
  #fields(): void {
    const headings = this.#named('text:h').map((node) => textIn(node).trim())
    for (const node of this.#elements) {
      const { name } = node
      const words = textIn(node).trim()
      if (words === '') continue
      if (COUNT.test(name) && !NUMBER.test(words)) this.#say(node, '0')
      if (name === 'text:sheet-name' && !this.#sheets.has(words)) this.#say(node, '???')
      if (name === 'text:index-entry-span' && /[\p{L}\p{N}]/u.test(words)) this.#say(node, ' ')
      if (name === 'text:chapter' && !headings.some((one) => one !== '' && isHeading(words, one))) {
        this.#say(node, '')
      }
      const label = node.attributes.get('text:label')
      if (name === 'text:note-citation' && label !== undefined) this.#say(node, label)
      else if (name === 'text:note-citation' && !NUMBER.test(words) && [...words].length > 2) {
        this.#say(node, '0')
      }
    }
  }

  /** Removes addresses of missing cells, and links to missing targets. */
  #addresses(): void {
    const headings = this.#named('text:h').map((node) => textIn(node).trim())
    const isUploaded = (address: string) => {
      const left = address.replace(CELL, (whole, quoted?: string, plain?: string) => {
        const sheet = quoted?.replaceAll("''", "'") ?? plain ?? ''
        const isHere = sheet === '' || sheet === 'local-table' || this.#sheets.has(sheet)
        return isHere ? '' : whole
      })
      return /^[:\s]*$/.test(left)
    }
    const tables = new Set(this.#named('table:table').map(styleNameOf))
    const leads = (to: string): boolean => {
      const [, name = '', kind = ''] = /^([^|]*)(?:\|(.*))?$/s.exec(to) ?? []
      if (kind === 'outline') return headings.some((one) => isHeading(name, one))
      if (kind !== '') return kind === 'table' && tables.has(name)
      if (this.#notes.knows('mark', to) || this.#notes.knows('page', to)) return true
      return (
        this.#sheets.has(to) || (/^[^\s:]*\.\$?[A-Z]+\$?\d+(:\S*)?$/.test(to) && isUploaded(to))
      )
    }
    for (const node of this.#elements) {
      const { name, attributes } = node
      for (const at of ADDRESSES) {
        const address = attributes.get(at)
        if (address === undefined || isUploaded(address)) continue
        attributes.delete(at)
        this.#note(true, 'other')
      }
      const href = attributes.get('xlink:href')
      // A link without an address becomes plain text.
      if (
        /^(text|draw):a$/.test(name) &&
        href?.startsWith('#') &&
        !leads(unescaped(href.slice(1)))
      ) {
        attributes.set('xlink:href', '')
      }
      if (href?.endsWith('|table') && href.startsWith('#') && !this.#isSheet) {
        const to = this.#notes.rename('table', unescaped(href.slice(1, -'|table'.length)))
        if (attributes.get('xlink:href') !== '') attributes.set('xlink:href', `#${to}|table`)
      }
    }
    if (this.#isSheet || this.#named('chart:chart').length > 0) return
    for (const table of this.#named('table:table')) {
      const named = table.attributes.get('table:name')
      if (named !== undefined)
        table.attributes.set('table:name', this.#notes.rename('table', named))
    }
  }

  #say(node: Node, words: string): void {
    const before = textIn(node)
    if (before === words) return
    // Placeholders of programs for numbers not known yet.
    this.#note(!/^(<.*>|\?+|#+|\*)$/.test(before.trim()), 'words')
    node.children = words === '' ? [] : [words]
  }
}

/** A cell with its sheet, or with that of the cell before it. */
const CELL = /(?:\$?'((?:[^']|''){0,255})'|\$?([^\s:.'$]{0,255}))\.\$?[A-Z]{1,3}\$?\d{1,7}/g
const ADDRESSES = [
  'table:print-ranges',
  'table:cell-range-address',
  'table:base-cell-address',
  'table:cell-range',
  'table:end-cell-address',
  'chart:values-cell-range-address',
  'chart:label-cell-address',
  'chart:error-lower-range',
  'chart:error-upper-range',
]

function unescaped(anchor: string): string {
  try {
    return decodeURIComponent(anchor)
  } catch {
    return anchor
  }
}

/** Whether it contains text other than a page number. */
const isNoted = (node: Node): boolean =>
  node.name !== 'text:page-number' &&
  node.children.some((one) => (typeof one === 'string' ? one.trim() !== '' : isNoted(one)))

const DRAWN = /^(draw:(text-box|image|object)|table:table)$/

/** Whether text stands where no program reads it: between styles, beside the cells of a table, in a second body. */
function isMisplaced({ name, children }: Node, child: Node): boolean {
  if (/^office:((automatic-)?styles|font-face-decls)$/.test(name)) {
    return /^(table:table$|draw:(frame|page)|text:(?!list-style|outline-style|notes-|linenumb))/.test(
      child.name,
    )
  }
  if (/^table:table(-rows?|-row-group|-header-rows)?$/.test(name))
    return /^text:[ph]$/.test(child.name)
  // Of several contents of a frame the first is displayed.
  if (name === 'draw:frame' && /^(draw:text-box|table:table)$/.test(child.name))
    return children.find((one) => typeof one !== 'string' && DRAWN.test(one.name)) !== child
  return name === 'office:body' && children.find((one) => typeof one !== 'string') !== child
}

const classIn = ({ attributes }: Node) => attributes.get('text:note-class') ?? 'footnote'
const nameIn = ({ attributes }: Node) => attributes.get('text:name') ?? ''

/** Whether words are a heading, with or without its number, or a number alone. */
function isHeading(words: string, heading: string): boolean {
  return (
    NUMBER.test(words) ||
    words.replace(/^[\p{Nd}.\s]+/u, '') === heading.replace(/^[\p{Nd}.\s]+/u, '')
  )
}
