import { FileRefused } from '../../metadata-finding.ts'
import {
  childOf,
  childrenOf,
  elementsIn,
  findIn,
  isOn,
  type Node,
  someIn,
  textIn,
} from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { exactNumber } from '../office/values.ts'
import { withLoneChoices } from './alternatives.ts'
import { cutCharts } from './charts.ts'
import { isOnIn } from './children.ts'
import { cutDiagramPoints } from './diagrams.ts'
import { isReadAsDay } from './field-code.ts'
import { arrangeSheet } from './sheet-grid.ts'
import { plainFill } from './text-fill.ts'
import { LINK_COLOUR } from './values.ts'
import { hasUnknownStyle } from './vml-style.ts'

/** Extensions of a sheet that show something, by what is in them; every other goes. */
const SHOWN: Readonly<Record<string, string>> = {
  'x14:conditionalFormattings': '{78C0D931-6437-407d-A8EE-F0AAD7539E65}',
  'x14:dataValidations': '{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}',
  'x14:sparklineGroups': '{05C60535-1F16-4fd2-B633-F4F36F0B64E0}',
}

/** In whose place Word shows the words of another file, which no copy would have. */
const OTHER_WORDS = /^w:(altChunk|subDoc)$/

/**
 * First pass: replaces embedded objects by their images, and removes data caches.
 * @throws FileRefused `broken`
 */
export function shape(node: Node, notes: DocumentNotes): void {
  if (OTHER_WORDS.test(node.name)) throw new FileRefused('broken')
  if (node.name === 's:worksheet' && arrangeSheet(node)) notes.findings.add('hidden')
  if (node.name === 'w:rPr') plainFill(node)
  if (SAYS_ONCE.test(node.name)) lastOfEach(node, notes, ({ name }) => name)
  if (node.name === 'a:tbl' && cutBeside(node)) notes.findings.add('hidden')
  for (const at of UNREAD) node.attributes.delete(at)
  if (hasUnknownStyle(node)) notes.findings.add('other')
  node.children = withLoneChoices(node.children, notes)
  const numbered = NUMBERED.get(node.name)
  if (numbered !== undefined) {
    lastOfEach(node, notes, ({ name, attributes }) =>
      attributes.has(numbered) ? `${name} ${attributes.get(numbered)}` : undefined,
    )
  }
  if (/^c:((str|num)(Cache|Lit)|multiLvlStrCache)$/.test(node.name) && cutPoints(node))
    notes.findings.add('other')
  // Asked once: a search for each child would take the square of their number.
  const hyphenates = node.name === 'w:settings' && isOnIn(node, 'w:autoHyphenation')
  node.children = node.children.flatMap((child): readonly (Node | string)[] => {
    if (typeof child === 'string') return [child]
    if (child.name === 'p:graphicFrame') {
      const object = findIn(child, ({ name }) => name === 'p:oleObj')
      const picture = findIn(child, ({ name }) => name === 'p:pic')
      if (object !== undefined) {
        notes.findings.add('embedded')
        if (picture === undefined) return []
        shape(picture, notes)
        return [picture]
      }
    }
    // A number drawn by chance, and names that nobody reads.
    if (node.name === 'w:sdtPr' && child.name === 'w:id') return []
    // Where a program lists a style, and a place that it heeds only where it is told to.
    if (node.name === 'w:style' && child.name === 'w:uiPriority') return []
    if (child.name === 'wp:simplePos' && !isOn(node.attributes.get('simplePos'), false)) {
      for (const at of ['x', 'y']) child.attributes.set(at, '0')
    }
    const unread = node.name === 'w:abstractNum' || node.name === 'w:ffData'
    if (unread && child.name === 'w:name') return []
    // How letters of a formula on a slide look: nobody judges whether they are seen.
    if (node.name === 'm:r' && child.name === 'a:rPr') return []
    if (child.name === 's:ext') return extension(child)
    if (child.name === 'a:hlinkClick' && node.name !== 'a:rPr') {
      child.children = child.children.filter(
        (one) => typeof one === 'string' || one.name === 'a:snd',
      )
    }
    if (child.name === 'a:extLst') {
      if (node.name === 'a:hlinkClick' && hasOwnColour(child)) return [ownColour()]
      notes.findings.add('other')
      return []
    }
    // Where words run around a drawing, if they do.
    if (!childrenOf(child, 'w10:wrap').some(isTight)) child.attributes.delete('wrapcoords')
    if (child.name === 'v:shape' && isNote(child)) cutNote(child, notes)
    if (isOff(node, child, hyphenates)) {
      notes.findings.add('other')
      return []
    }
    shape(child, notes)
    if (child.name === 'w:sdt') cutBound(child, notes)
    if (child.name === 's:extLst' && child.children.every((one) => typeof one === 'string'))
      return []
    return [child]
  })
  if (node.name === 's:sheetFormatPr' && showRows(node)) notes.findings.add('hidden')
  if (node.name === 's:pageMargins' && showHeaders(node)) notes.findings.add('hidden')
  if (node.name === 'c:chartSpace' && cutCharts(node)) notes.findings.add('hidden')
  if (node.name === 'dgm:dataModel' && cutDiagramPoints(node)) notes.findings.add('hidden')
  if (node.name === 's:pivotCacheDefinition') {
    node.attributes.delete('r:id')
    node.attributes.set('saveData', '0')
    node.attributes.set('refreshOnLoad', '1')
  }
}

/** What no program heeds in a copy, or works out by itself. */
const UNREAD = [
  'panose',
  'tabRatio',
  'firstSheet',
  'horizontalDpi',
  'verticalDpi',
  'copies',
  'bookmarkIdSeed',
  'serverZoom',
  'iterateCount',
  'iterateDelta',
  'w:dxaOrig',
  'w:dyaOrig',
  'ptsTypes',
]

/** Cells of a table beside its last column. @returns whether anything stood in one */
function cutBeside(table: Node): boolean {
  const columns = childrenOf(childOf(table, 'a:tblGrid'), 'a:gridCol').length
  let lost = false
  for (const row of childrenOf(table, 'a:tr')) {
    const beside = new Set(childrenOf(row, 'a:tc').slice(columns))
    lost ||= [...beside].some(isNotBlank)
    row.children = childrenOf(row).filter((cell) => !beside.has(cell))
  }
  return lost
}

/** Empties a content control that displays a document property which a program filled in. */
function cutBound(control: Node, notes: DocumentNotes): void {
  const bindings = childrenOf(control, 'w:sdtPr')
    .flatMap((one) => childrenOf(one))
    .filter(({ name }) => name.endsWith(':dataBinding'))
    .map(({ attributes }) => [...attributes].map(([, value]) => value).join(' '))
  const contents = childrenOf(control, 'w:sdtContent')
  const shown = contents.map(textIn).join('').trim()
  // A day on a cover, as one is in a letter: a choice that nobody took yet has no number.
  const day = isReadAsDay(shown) || !/\d/.test(shown)
  const filled = (one: string) => !TYPED.test(one) || (/PublishDate/.test(one) && !day)
  if (!bindings.some((one) => COLUMNS.test(one) || (LISTS.test(one) && filled(one)))) return
  for (const content of contents) {
    for (const node of elementsIn(content)) {
      node.children = node.children.filter(
        (one) => typeof one !== 'string' && !SHOWS.test(one.name),
      )
    }
  }
  notes.findings.add('author')
}
/** Lists of properties, by what an address in one goes through, its namespace or its number. */
const LISTS = /core-?properties|extended-?properties|CoverPageProp|6C3C8BC8|6668398D|55AF091B/i
/** Columns of a SharePoint library, and properties that an organisation made up: whoever named one, a program may fill it. */
const COLUMNS =
  /documentManagement|metadata\/properties|custom-?properties|Properties(\[\d+\])?\/(\w+:)?property\b/i
/** What somebody writes into the control itself. */
const TYPED =
  /\b(title|subject|description|keywords|category|contentStatus|Abstract|PublishDate)(\[\d+\])?(\s|$|'\])/
const SHOWS = /^(w:(t|delText|sym|drawing|pict|object)|mc:AlternateContent)$/

const isTight = ({ attributes }: Node): boolean =>
  /^(tight|through)$/.test(attributes.get('type') ?? '')

/** Headers of a sheet that are off, and what stands in a cell beside what it is. */
function isOff(node: Node, child: Node, hyphenates: boolean): boolean {
  const { name, attributes, children } = child
  const at = (key: string) => node.attributes.get(key)
  if (node.name === 'xdr:wsDr') return isHelper(child)
  if (node.name === 's:headerFooter') {
    const by = /^s:(even|first)/.exec(name)?.[1]
    const value =
      by === undefined ? 'on' : at(by === 'even' ? 'differentOddEven' : 'differentFirst')
    return !isOn(value, false)
  }
  if (node.name === 'w:settings') {
    if (name === 'w:defaultTabStop') return !(Number(attributes.get('w:val')) <= PAGE)
    const most = name === 'w:consecutiveHyphenLimit' ? 100 : PAGE
    const large = Number(attributes.get('w:val') ?? 0) > most
    return HYPHENS.test(name) && (large || !hyphenates)
  }
  if (node.name === 's:c') {
    const type = at('t') ?? 'n'
    if (name === 's:is') return type !== 'inlineStr'
    const value = children.filter((one) => typeof one === 'string').join('')
    // A formula that is only its value; whichever was stored is what is shown.
    if (name === 's:f') return /^("[^"]*"|[\s&])+$/.test(value)
    if (name !== 's:v' || type === 'str') return false
    const plain = plainCell(type, value.trim())
    if (plain !== undefined) child.children = [plain]
    return plain === undefined
  }
  return false
}

/** Points of a chart beyond the last that it counts, and words among its numbers. @returns whether there were any */
function cutPoints(cache: Node): boolean {
  const count = Number(childOf(cache, 'c:ptCount')?.attributes.get('val') ?? Infinity)
  const isBeyond = (one: Node) => !(Number(one.attributes.get('idx')) < count)
  const isLeftOut = (one: Node | string): boolean => {
    if (typeof one === 'string') return false
    if (one.name === 'c:lvl') {
      const before = one.children.length
      one.children = one.children.filter(
        (each) => typeof each === 'string' || each.name !== 'c:pt' || !isBeyond(each),
      )
      return before > 0 && one.children.length === 0
    }
    if (one.name !== 'c:pt') return false
    const shown = childOf(one, 'c:v')
    if (shown === undefined || !cache.name.startsWith('c:num')) return isBeyond(one)
    const value = shown.children.join('').trim()
    const plain = ERROR.test(value) ? value : plainCell('n', value)
    if (plain !== undefined) shown.children = [plain]
    return plain === undefined || isBeyond(one)
  }
  const before = cache.children.length
  cache.children = cache.children.filter((one) => !isLeftOut(one))
  return cache.children.length < before
}

/** How words are parted, which is nothing where none are. */
const HYPHENS = /^w:(hyphenationZone|consecutiveHyphenLimit|doNotHyphenateCaps)$/
/** The widest page of Word in twentieths of a point. */
const PAGE = 31_680

/** Properties of which a reader takes one. */
const SAYS_ONCE =
  /^(w:(r|p|tc|tr|tbl)Pr|s:(font|fill|xf|dxf|rPr)|[ap]:(r|defR|sp|tc|body)Pr|wps:spPr)$/

/** A shape that is off and has neither words nor a picture: LibreOffice writes one for each note of a sheet. */
function isHelper(anchor: Node): boolean {
  const shape = childOf(anchor, 'xdr:sp')
  const off = childOf(childOf(shape, 'xdr:nvSpPr'), 'xdr:cNvPr')?.attributes.get('hidden')
  if (shape === undefined || !isOn(off, false)) return false
  return !someIn(shape, (one) => /^a:(t|blip)$/.test(one.name))
}

/** Lists of which a reader takes one of each number. */
const NUMBERED: ReadonlyMap<string, string> = new Map([
  ['s:sheetData', 'r'],
  ['s:row', 'r'],
  ...['strCache', 'strLit', 'numCache', 'numLit', 'lvl'].map(
    (name) => [`c:${name}`, 'idx'] as const,
  ),
])

function lastOfEach(
  node: Node,
  notes: DocumentNotes,
  keyOf: (child: Node) => string | undefined,
): void {
  const last = new Map(childrenOf(node).map((child) => [keyOf(child), child]))
  // LibreOffice writes the fonts of a label twice: in each script the last that says one is used.
  for (const fonts of childrenOf(node, 'w:rFonts').slice(0, -1).reverse()) {
    const own = last.get('w:rFonts')?.attributes
    for (const [at, font] of fonts.attributes) {
      const script = at.replace(/theme$/i, '')
      const isSet = [...(own?.keys() ?? [])].some((one) => one.replace(/theme$/i, '') === script)
      if (!isSet) own?.set(at, font)
    }
  }
  const before = node.children.length
  node.children = node.children.filter((child) => {
    if (typeof child === 'string') return true
    const key = keyOf(child)
    return key === undefined || last.get(key) === child
  })
  if (node.children.length < before) notes.findings.add('other')
}

/** The box of a remark on a sheet: its words stand in the list of remarks, and what is written here is never shown. */
const isNote = (node: Node): boolean =>
  childOf(node, 'x:ClientData')?.attributes.get('ObjectType') === 'Note'

function cutNote(box: Node, notes: DocumentNotes): void {
  for (const text of childrenOf(box, 'v:textbox')) {
    if (isNotBlank(text)) notes.findings.add('hidden')
    text.children = []
  }
}

/** Rows and columns that say nothing of themselves are as high and as wide as every other. @returns whether they were not */
function showRows({ attributes }: Node): boolean {
  const none = attributes.get('zeroHeight')
  const flat = Number(attributes.get('defaultRowHeight') ?? 15) <= 2
  const narrow = Number(attributes.get('defaultColWidth') ?? 8) <= 0.5
  attributes.delete('zeroHeight')
  if (flat) attributes.set('defaultRowHeight', '15')
  if (narrow) attributes.delete('defaultColWidth')
  return isOn(none, false) || flat || narrow
}

/** Headers stand on the paper, which is no longer than 17 inches. @returns whether they did not */
function showHeaders({ attributes }: Node): boolean {
  const beside = ['header', 'footer'].filter((at) => Math.abs(Number(attributes.get(at))) >= 17)
  for (const at of beside) attributes.set(at, '0.3')
  return beside.length > 0
}

/** What a cell says where a formula comes to nothing. */
const ERROR =
  /^(#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!)|Err:\d{3}|NaN)?$/
const NUMBER = /^([+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?)?$/i
/** What a cell of a type can hold; a string of its own, anything. */
const VALUES: ReadonlyMap<string, RegExp> = new Map([
  ['n', NUMBER],
  ['s', /^\d*$/],
  ['b', /^(0|1|true|false)?$/i],
  ['inlineStr', /^$/],
  ['e', ERROR],
  ['d', /^(\d{4}-\d\d-\d\d)?(T?\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z?)?$/],
])

/** What a cell of this type holds, spelt in one way; `undefined` for what it cannot hold. */
function plainCell(type: string, value: string): string | undefined {
  if (VALUES.get(type)?.test(value) !== true) return undefined
  if (value === '' || /^[ed]$/.test(type)) return value
  return type === 'b' ? String(Number(/^(1|true)$/i.test(value))) : exactNumber(value)
}

const hasOwnColour = (list: Node): boolean =>
  someIn(list, ({ name, attributes }) => name === 'ahyp:hlinkClr' && attributes.get('val') === 'tx')

function ownColour(): Node {
  const clr = { name: 'ahyp:hlinkClr', attributes: new Map([['val', 'tx']]), children: [] }
  const ext = { name: 'a:ext', attributes: new Map([['uri', LINK_COLOUR]]), children: [clr] }
  return { name: 'a:extLst', attributes: new Map(), children: [ext] }
}

function extension(node: Node): readonly Node[] {
  const [shown] = childrenOf(node)
  const uri = SHOWN[shown?.name ?? '']
  if (shown === undefined || uri === undefined) return []
  node.attributes.clear()
  node.attributes.set('uri', uri)
  return [node]
}
