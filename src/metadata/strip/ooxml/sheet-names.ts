import {
  childOf,
  childrenOf,
  elementsIn,
  elementsOf,
  isOn,
  type Node,
  textIn,
} from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { sheetsIn } from './charts.ts'
import { cutDays, daysIn } from './filter-days.ts'
import { occurring } from './occurring.ts'
import { cutLines, cutRules } from './sheet-rules.ts'

const FORMULAS =
  /^(s:(f|formula|formula1|formula2|calculatedColumnFormula|totalsRowFormula)|x14:f|xm:f|c:f)$/

/** Removes names, formats, styles and choices that a workbook does not use, and renames those never displayed. */
export function cutSheetNames(roots: readonly Node[], notes: DocumentNotes): void {
  const book = roots[0]
  if (book?.name !== 's:workbook') return
  const words = shownIn(roots)
  const called = callsIn(roots)
  const isArea = areasOf(book)
  cutDefined(book, called, isArea, notes)
  const defined = new Set(childrenOf(childOf(book, 's:definedNames')).map(nameOf))
  const isPlace = areasOf(book, defined)
  const literals = new Set<string>()
  for (const one of elementsOf(roots)) {
    for (const word of one.name === 's:f' ? literalsIn(textIn(one)) : []) literals.add(word)
  }
  for (const table of roots.filter(({ name }) => name === 's:table')) {
    renameTable(table, words, called, notes)
    cutTableFormulas(table, literals, notes)
  }
  const days = daysIn(
    words,
    isOn(childOf(book, 's:workbookPr')?.attributes.get('date1904'), false) ? 1904 : 1900,
  )
  for (const node of elementsOf(roots)) {
    cutChoices(node, words, notes)
    cutFilters(node, words, days, notes)
    cutPlaces(node, isPlace, notes)
    cutPivot(node, words, notes)
  }
  const ruled = new Set<string>()
  for (const { name, attributes } of elementsOf(roots)) {
    if (/:cfRule$/.test(name)) ruled.add(plain(attributes.get('text') ?? ''))
  }
  const shown = occurring(ruled, [...words, ...literals])
  const isShown = (value: string) => {
    const text = plain(value)
    return text === '' || shown.has(text) || /^=?\$?[a-z]{1,3}\$?\d+$/.test(text)
  }
  cutRules(roots, isShown, notes)
  const styles = roots.find(({ name }) => name === 's:styleSheet')
  if (styles !== undefined) cutStyles(styles, roots, notes)
}

/** Every text that a cell displays. */
function shownIn(roots: readonly Node[]): ReadonlySet<string> {
  const shown = new Set<string>()
  for (const node of elementsOf(roots)) {
    if (/^s:(si|is|v)$/.test(node.name)) shown.add(plain(textIn(node)))
  }
  return shown
}

const plain = (words: string): string => words.replace(/\s+/g, ' ').trim().toLowerCase()

/** Defined names in a formula. */
function namesIn(formula: string): readonly string[] {
  // What is looked up by its name stands in quotes.
  const text = /INDIRECT\s*\(/i.test(formula) ? formula : formula.replace(/"[^"]*"/g, '')
  return (text.match(/[\p{L}_\\][\p{L}\p{N}_.\\?]*/gu) ?? []).map((name) => name.toLowerCase())
}

/** The names that formulas, graphs and links call, but for what defines a name. */
function callsIn(roots: readonly Node[]): Set<string> {
  const called = new Set<string>()
  for (const node of elementsOf(roots)) {
    const { name, attributes } = node
    const values = [attributes.get('location'), attributes.get('textlink')]
    if (FORMULAS.test(name)) values.push(textIn(node))
    if (name === 's:worksheetSource') values.push(attributes.get('name'))
    for (const one of values) for (const call of one ? namesIn(one) : []) called.add(call)
  }
  return called
}

const nameOf = ({ attributes }: Node): string => (attributes.get('name') ?? '').toLowerCase()

/** Names by which Excel finds what is printed, repeated and filtered. */
const OWN_NAMES = /^_xlnm\.(print_area|print_titles|_filterdatabase|criteria|extract)$/

/** Whether a text is a cell, or cells, rows, columns or a name, of a sheet that there is. */
function areasOf(book: Node, defined: ReadonlySet<string> = new Set()): (text: string) => boolean {
  const sheets = new Set(childrenOf(childOf(book, 's:sheets')).map(nameOf))
  return (text) => {
    const [sheet, place] = [text.slice(0, text.lastIndexOf('!') + 1), text.split('!').at(-1) ?? '']
    const isCells = /^\$?[A-Z]{0,3}\$?\d{0,7}(:\$?[A-Z]{0,3}\$?\d{0,7})?$/i.test(place)
    return (
      place !== '' &&
      (isCells || defined.has(place.toLowerCase())) &&
      sheetsIn(sheet).every((one) => sheets.has(one)) &&
      /^((?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?$/u.test(sheet)
    )
  }
}

/** Places that a link or a line in a cell leads to, and bounds of a bar, that are none. */
function cutPlaces(node: Node, isPlace: (text: string) => boolean, notes: DocumentNotes): void {
  if (node.name === 's:hyperlinks') {
    for (const link of childrenOf(node)) {
      const to = link.attributes.get('location')
      if (to === undefined || isPlace(to)) continue
      link.attributes.delete('location')
      notes.findings.add('links')
    }
    node.children = childrenOf(node).filter(
      ({ attributes }) => attributes.has('location') || attributes.has('r:id'),
    )
  }
  cutLines(node, isPlace, notes)
  if (/^s:(odd|even|first)(Header|Footer)$/.test(node.name)) cutHeaderFonts(node, notes)
  const bound = node.name === 's:cfvo' ? node.attributes.get('val') : undefined
  if (bound === undefined || node.attributes.get('type') === 'formula') return
  if (/^[-+]?\d*(\.\d*)?(e[-+]?\d+)?$/i.test(bound) || isPlace(bound)) return
  node.attributes.delete('val')
  notes.findings.add('words')
}

/** Fonts in a header in which nothing is written. */
function cutHeaderFonts(header: Node, notes: DocumentNotes): void {
  const tokens =
    textIn(header).match(/&"[^"]*"|&K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|&\d+|&.|[^&]+/gis) ?? []
  const idle = (at: number) => {
    for (const token of tokens.slice(at + 1)) {
      if (/^&[LCR"]/i.test(token)) return true
      if (!/^&([KBIUESXYOH]|\d)/i.test(token)) return false
    }
    return true
  }
  const left = tokens.filter((token, at) => !token.startsWith('&"') || !idle(at))
  if (left.length === tokens.length) return
  notes.findings.add('other')
  header.children = [left.join('')]
}

/** Of what a filter looks for, words that stand in no cell. */
function cutFilters(
  node: Node,
  words: ReadonlySet<string>,
  days: () => ReadonlySet<string>,
  notes: DocumentNotes,
): void {
  if (!/^s:(filters|customFilters|filterColumn|autoFilter)$/.test(node.name)) return
  for (const child of childrenOf(node)) cutFilters(child, words, days, notes)
  if (node.name === 's:filters') cutDays(node, days, notes)
  node.children = node.children.filter((child) => {
    if (typeof child === 'string') return true
    if (/^s:(filterColumn|filters|customFilters)$/.test(child.name)) {
      return child.children.length > 0 || child.attributes.has('blank')
    }
    if (!/^s:(filter|customFilter)$/.test(child.name)) return true
    const value = plain(child.attributes.get('val') ?? '')
    const parts = value.split(/[*?~]+/).filter((part) => part !== '')
    const shown = parts.every(
      (part) =>
        !/\p{L}/u.test(part) ||
        words.has(part) ||
        (parts.join('') !== value && [...words].some((word) => word.includes(part))),
    )
    if (!shown) notes.findings.add('words')
    return shown
  })
}

/** Takes out names that nothing calls, and adds what the others call. */
function cutDefined(
  book: Node,
  called: Set<string>,
  isArea: (text: string) => boolean,
  notes: DocumentNotes,
): void {
  const list = childOf(book, 's:definedNames')
  if (list === undefined) return
  const used = new Set<Node>()
  for (let before = -1; before !== used.size; ) {
    before = used.size
    for (const one of childrenOf(list)) {
      const areas = textIn(one).match(/(?:'[^']*'|[^,'])+/g) ?? []
      const ofExcel = OWN_NAMES.test(nameOf(one)) && areas.every((area) => isArea(area.trim()))
      if (!ofExcel && !called.has(nameOf(one))) continue
      used.add(one)
      for (const call of namesIn(textIn(one))) called.add(call)
    }
  }
  if (used.size < childrenOf(list).length) notes.findings.add('other')
  list.children = childrenOf(list).filter((one) => used.has(one))
  if (used.size === 0) book.children = book.children.filter((child) => child !== list)
}

function renameTable(
  table: Node,
  words: ReadonlySet<string>,
  called: ReadonlySet<string>,
  notes: DocumentNotes,
): void {
  const name = table.attributes.get('displayName') ?? table.attributes.get('name') ?? ''
  if (!called.has(name.toLowerCase())) {
    const next = `Table${notes.count('table')}`
    if (!/^Table\d+$/.test(name)) notes.findings.add('other')
    table.attributes.set('displayName', next)
  }
  table.attributes.set('name', table.attributes.get('displayName') ?? name)
  for (const at of ['dataCellStyle', 'headerRowCellStyle', 'totalsRowCellStyle']) {
    for (const node of elementsIn(table)) node.attributes.delete(at)
  }
  for (const column of elementsIn(table)) {
    if (column.name !== 's:tableColumn') continue
    const label = column.attributes.get('totalsRowLabel')
    if (label !== undefined && !words.has(plain(label))) column.attributes.delete('totalsRowLabel')
    const value = column.attributes.get('name') ?? ''
    if (words.has(plain(value.replace(/_x000[ad]_/gi, ' ')))) continue
    if (!/^Column\d+$/.test(value)) notes.findings.add('other')
    column.attributes.set('name', notes.rename('Column', value))
  }
}

const literalsIn = (formula: string): readonly string[] => formula.match(/"[^"]*"/g) ?? []

/** Formulas for rows that a table does not have yet, with words that stand in no formula of a cell. */
function cutTableFormulas(table: Node, literals: ReadonlySet<string>, notes: DocumentNotes): void {
  for (const column of elementsIn(table)) {
    if (column.name !== 's:tableColumn') continue
    column.children = childrenOf(column).filter((one) => {
      const isKept =
        !/Formula$/.test(one.name) || literalsIn(textIn(one)).every((word) => literals.has(word))
      if (!isKept) notes.findings.add('words')
      if (!isKept && one.name === 's:totalsRowFormula')
        column.attributes.delete('totalsRowFunction')
      return isKept
    })
  }
}

/** Of a list of choices, those that stand in no cell. */
function cutChoices(node: Node, words: ReadonlySet<string>, notes: DocumentNotes): void {
  if (!/^(s|x14):dataValidations$/.test(node.name)) return
  node.children = node.children.filter((child) => {
    if (typeof child === 'string' || child.attributes.get('type') !== 'list') return true
    const holder = childOf(child, 's:formula1') ?? childOf(childOf(child, 'x14:formula1'), 'xm:f')
    const value = holder === undefined ? '' : textIn(holder).trim()
    const list = /^"(.*)"$/s.exec(value)?.[1]
    if (holder === undefined || list === undefined) return true
    const choices = list.split(',')
    const taken = choices.filter((choice) => words.has(plain(choice)))
    if (taken.length < choices.length) notes.findings.add('words')
    holder.children = [`"${taken.join(',')}"`]
    return taken.length > 0
  })
  const left = childrenOf(node).length
  if (node.attributes.has('count')) node.attributes.set('count', String(left))
}

/** What a pivot table calls itself, and captions that it does not show. */
function cutPivot(node: Node, words: ReadonlySet<string>, notes: DocumentNotes): void {
  if (node.name === 's:pivotTableDefinition') {
    node.attributes.set('name', notes.rename('PivotTable', node.attributes.get('name') ?? ''))
    if (!words.has(plain(node.attributes.get('dataCaption') ?? ''))) {
      node.attributes.set('dataCaption', 'Values')
    }
  }
  if (node.name === 's:cacheField') {
    const value = node.attributes.get('name') ?? ''
    if (!words.has(plain(value))) node.attributes.set('name', notes.rename('Field', value))
  }
  const captions = CAPTIONS.get(node.name) ?? []
  for (const at of captions) {
    const value = node.attributes.get(at)
    if (value === undefined || words.has(plain(value))) continue
    node.attributes.delete(at)
    notes.findings.add('other')
  }
}

const CAPTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    's:pivotTableDefinition': [
      'colHeaderCaption',
      'rowHeaderCaption',
      'grandTotalCaption',
      'errorCaption',
      'missingCaption',
    ],
    's:pivotField': ['name', 'subtotalCaption'],
    's:pageField': ['name', 'cap'],
    's:dataField': ['name'],
    's:cacheField': ['caption'],
    's:item': ['n'],
  }),
)

/** Names of styles of cells, by the number that Excel gives each. */
const BUILT_IN = new Map(
  `0 Normal,1 RowLevel,2 ColLevel,3 Comma,4 Currency,5 Percent,6 Comma [0],7 Currency [0],8 Hyperlink,9 Followed Hyperlink,
   10 Note,11 Warning Text,15 Title,16 Heading 1,17 Heading 2,18 Heading 3,19 Heading 4,20 Input,21 Output,22 Calculation,
   23 Check Cell,24 Linked Cell,25 Total,26 Good,27 Bad,28 Neutral,53 Explanatory Text`
    .split(',')
    .map((one) => /^\s*(\d+) (.*)$/.exec(one)?.slice(1) as [string, string]),
)
for (let accent = 1; accent <= 6; accent += 1) {
  for (const [at, kind] of ['', '20% - ', '40% - ', '60% - '].entries()) {
    BUILT_IN.set(String(25 + accent * 4 + at), `${kind}Accent${accent}`)
  }
}

function cutStyles(styles: Node, roots: readonly Node[], notes: DocumentNotes): void {
  const drop = (list: Node | undefined, goes: (child: Node) => boolean) => {
    if (list === undefined) return
    const before = list.children.length
    list.children = list.children.filter((child) => typeof child === 'string' || !goes(child))
    if (list.children.length < before) notes.findings.add('other')
    const left = childrenOf(list).length
    if (list.attributes.has('count')) list.attributes.set('count', String(left))
    if (left === 0) styles.children = styles.children.filter((child) => child !== list)
  }
  const cells = childrenOf(childOf(styles, 's:cellXfs'), 's:xf')
  const general = childrenOf(childOf(styles, 's:cellStyleXfs'), 's:xf')
  const used = new Set<Node | undefined>([cells[0], general[0]])
  const laid = new Set<string>()
  cutTableStyles(childOf(styles, 's:tableStyles'), elementsOf(roots))
  for (const { name, attributes } of elementsOf(roots)) {
    const at = name === 's:col' ? 'style' : /^s:(c|row)$/.test(name) ? 's' : undefined
    const style = at === undefined ? undefined : attributes.get(at)
    if (style !== undefined) used.add(cells[Number(style)])
    for (const [key, value] of attributes) if (/dxfid$/i.test(key)) laid.add(value)
  }
  const ids = new Set([...used].map((one) => one?.attributes.get('xfId') ?? '0'))
  const look = ['numFmtId', 'fontId', 'fillId', 'borderId']
  for (const xf of cells) if (!used.has(xf)) for (const at of look) xf.attributes.set(at, '0')
  for (const [n, xf] of general.entries()) {
    if (!ids.has(String(n))) for (const at of look) xf.attributes.set(at, '0')
  }
  for (const [n, dxf] of childrenOf(childOf(styles, 's:dxfs'), 's:dxf').entries()) {
    if (!laid.has(String(n))) dxf.children = []
  }
  const formats = new Set([...cells, ...general].map((xf) => xf.attributes.get('numFmtId')))
  drop(childOf(styles, 's:numFmts'), (one) => !formats.has(one.attributes.get('numFmtId')))
  cutFonts(styles, [...cells, ...general], notes)
  const standing = childOf(styles, 's:cellStyles')
  drop(standing, (one) => !ids.has(one.attributes.get('xfId') ?? '0'))
  for (const style of childrenOf(standing)) {
    const builtIn = style.attributes.get('builtinId')
    const level = Number(style.attributes.get('iLevel') ?? 0) + 1
    const name = builtIn === undefined ? undefined : BUILT_IN.get(builtIn)
    const value = style.attributes.get('name') ?? ''
    const leveled = name !== undefined && /Level$/.test(name) ? `${name}_${level}` : name
    style.attributes.set('name', leveled ?? notes.rename('Style ', value))
  }
  for (const { name, attributes } of elementsOf(roots)) {
    if (!/^s:(tableStyle|\w*[tT]ableStyleInfo)$/.test(name)) continue
    const value = attributes.get('name') ?? ''
    if (value !== '' && !OF_EXCEL.test(value))
      attributes.set('name', notes.rename('Table style ', value))
  }
}

/** Takes out styles that no table has. */
function cutTableStyles(list: Node | undefined, all: Iterable<Node>): void {
  if (list === undefined) return
  for (const at of ['defaultTableStyle', 'defaultPivotStyle']) {
    if (!OF_EXCEL.test(list.attributes.get(at) ?? '')) list.attributes.delete(at)
  }
  const used = new Set<string>()
  for (const one of all) {
    if (/^s:(pivotTableStyleInfo|tableStyleInfo)$/.test(one.name)) used.add(nameOf(one))
  }
  list.children = childrenOf(list).filter((one) => used.has(nameOf(one)))
  if (list.attributes.has('count')) list.attributes.set('count', String(list.children.length))
}

const OF_EXCEL = /^(Table|Pivot)Style(Light|Medium|Dark)\d{1,2}$/

/** A font that no cell has bears the name of one that every program has. */
function cutFonts(styles: Node, xfs: readonly Node[], notes: DocumentNotes): void {
  const used = new Set(xfs.map((xf) => Number(xf.attributes.get('fontId') ?? 0)))
  for (const [n, font] of childrenOf(childOf(styles, 's:fonts'), 's:font').entries()) {
    const name = childOf(font, 's:name')
    if (used.has(n) || name === undefined || name.attributes.get('val') === 'Calibri') continue
    notes.findings.add('other')
    name.attributes.set('val', 'Calibri')
  }
}
