import {
  childOf,
  childrenOf,
  elementsIn,
  filterIn,
  isOn,
  type Node,
  textIn,
} from '../../xml/tree.ts'
import { cellName } from '../office/cell-name.ts'
import { isNotBlank } from '../office/clean.ts'
import { type Area, AreaIndex } from './area-index.ts'
import { hasVisible } from './children.ts'
import { areaOf } from './hidden-cells.ts'
import type { SheetGrid } from './sheet-grid.ts'
import { areasOf } from './sheet-rules.ts'
import { type CellStyle, isCellUnread, SheetStyles } from './sheet-styles.ts'
import type { PackagePart } from './slides.ts'

/** What a cell looks like where a rule holds; `null` for one whose value is not drawn. */
type FormatRule = (look: CellStyle) => CellStyle | null

/** Finds cells of a workbook whose content cannot be read. */
export class SheetHidden {
  readonly #styles: SheetStyles
  readonly #strings: readonly Node[]
  readonly #texts = new Map<Node, string>()
  readonly #looks = new Map<number, CellStyle>()

  constructor(roots: readonly Node[]) {
    this.#styles = new SheetStyles(roots)
    this.#strings = childrenOf(
      roots.find(({ name }) => name === 's:sst'),
      's:si',
    )
  }

  *in(
    { root, relations }: PackagePart,
    parts: readonly PackagePart[],
    grid: SheetGrid,
  ): Generator<Node> {
    const merged = new Map(
      filterIn(root, ({ name }) => name === 's:mergeCell').flatMap(({ attributes }) => {
        const area = areaOf(attributes.get('ref') ?? '')
        return area === undefined ? [] : [[cellName(area.left, area.top), area] as const]
      }),
    )
    const targets = new Set(
      relations.flatMap(({ type, target }) => (type === 'table' ? [target] : [])),
    )
    const own = targets.size === 0 ? [] : parts.filter(({ path }) => targets.has(path))
    const tables = new AreaIndex<Dark>()
    const rules = new AreaIndex<FormatRule>()
    this.#addRules(root, rules)
    for (const table of own) {
      const area = areaOf(table.root.attributes.get('ref') ?? '')
      if (area === undefined) continue
      const dark = coloured(table.root, area, this.#styles.tables)
      if (dark !== null) tables.add(area, dark)
      for (const over of this.#styled(table.root)) rules.add(area, over)
    }
    for (const cell of elementsIn(root)) {
      if (cell.name !== 's:c' || !isNotBlank(cell)) continue
      const at = areaOf(cell.attributes.get('r') ?? '')
      const look = this.#look(Number(cell.attributes.get('s') ?? 0))
      const onDark =
        at !== undefined && look.fill === undefined && tables.some(at, (dark) => dark(at))
      const seen = onDark ? { ...look, fill: [] } : look
      if (this.#isUnread(cell, seen)) yield cell
      if (at === undefined) continue
      const words = this.#wordsOf(cell)
      const area = merged.get(cellName(at.left, at.top)) ?? at
      if (words !== undefined && isCutOff(words, look, area, grid)) yield cell
      const isLost = rules.some(at, (over) => {
        const ruled = over(seen)
        return ruled === null || this.#isUnread(cell, ruled)
      })
      if (isLost) yield cell
    }
  }

  #look(index: number): CellStyle {
    const known = this.#looks.get(index)
    if (known !== undefined) return known
    const look = this.#styles.look(index)
    this.#looks.set(index, look)
    return look
  }

  #isUnread(cell: Node, look: CellStyle): boolean {
    const type = cell.attributes.get('t') ?? 'n'
    const value = textIn(childOf(cell, 's:v'))
    const string = type === 's' ? this.#strings[Number(value)] : childOf(cell, 's:is')
    const words = type === 's' ? this.#text(string) : value
    if (type !== 'inlineStr' && words.trim() === '') return false
    const number = type === 'n' && value.trim() !== '' ? Number(value) : null
    const runs = childrenOf(string, 's:r').filter((run) => isNotBlank(run))
    return isCellUnread(look, number, runs, this.#styles)
  }

  /** The words of a cell that has no number. */
  #wordsOf(cell: Node): string | undefined {
    const type = cell.attributes.get('t')
    const value = childOf(cell, type === 'inlineStr' ? 's:is' : 's:v')
    if (value === undefined || !/^(s|str|inlineStr)$/.test(type ?? '')) return undefined
    return type === 's' ? this.#text(this.#strings[Number(textIn(value))]) : textIn(value)
  }

  /** Many cells may share one string. */
  #text(string: Node | undefined): string {
    if (string === undefined) return ''
    const known = this.#texts.get(string) ?? textIn(string)
    this.#texts.set(string, known)
    return known
  }

  /** What a style of this document lays over a whole table. */
  #styled(table: Node): readonly FormatRule[] {
    const name = childOf(table, 's:tableStyleInfo')?.attributes.get('name')
    const whole = this.#styles.tables
      .filter(({ attributes }) => attributes.get('name') === name)
      .flatMap((style) => childrenOf(style))
      .filter(({ attributes }) => attributes.get('type') === 'wholeTable')
    return whole.flatMap((element) => this.#ruled(element) ?? [])
  }

  #addRules(sheet: Node, rules: AreaIndex<FormatRule>): void {
    for (const node of elementsIn(sheet)) {
      if (!/^(s|x14):conditionalFormatting$/.test(node.name)) continue
      const areas = areasOf(node)
      for (const rule of childrenOf(node)) {
        const over = this.#ruled(rule)
        if (over !== undefined) for (const area of areas) rules.add(area, over)
      }
    }
  }

  #ruled(rule: Node): FormatRule | undefined {
    const bars = childrenOf(rule).some(({ name, attributes }) => {
      const shows = attributes.get('showValue')
      return /:(dataBar|iconSet)$/.test(name) && !isOn(shows)
    })
    if (bars) return () => null
    const scale = childrenOf(childOf(rule, 's:colorScale') ?? childOf(rule, 'x14:colorScale'))
    const colours = scale.flatMap((one) => this.#styles.colour(one) ?? [])
    // Colours of numbers, all of which the letters have to be lost on.
    if (colours.length > 0) return (look) => ({ ...look, fill: colours })
    const index = rule.attributes.get('dxfId')
    const element =
      index === undefined ? childOf(rule, 'x14:dxf') : this.#styles.different[Number(index)]
    if (element === undefined) return undefined
    const words = this.#styles.colour(childOf(childOf(element, 's:font'), 's:color'))
    const fill = this.#styles.fill(childOf(element, 's:fill'), true)
    const format = childOf(element, 's:numFmt')?.attributes.get('formatCode')
    if (words === undefined && fill === undefined && format === undefined) return undefined
    return (look) => ({
      ...look,
      words: words === undefined ? look.words : [words],
      fill: fill ?? look.fill,
      format: format ?? look.format,
    })
  }
}

/** The most that a program gives a row by itself. */
const TALLEST = 409.5
/** How wide a letter is, as a share of its height: little. */
const NARROW = 0.35

const MEASURED = new Map<string, { readonly blank: boolean; readonly lengths: readonly number[] }>()

/** Whether words stand behind many blanks, and how long their lines are: looked at once, however many cells have them. */
function measured(words: string) {
  const known = MEASURED.get(words)
  if (known !== undefined) return known
  const lengths = words.split('\n').map((line) => line.length)
  const one = { blank: /\s{200}\S/.test(words), lengths }
  if (MEASURED.size > 1000) MEASURED.clear()
  MEASURED.set(words, one)
  return one
}

/** Words of which the edge of their cell cuts off nearly all, or that stand far behind blanks. */
function isCutOff(words: string, { size, align }: CellStyle, area: Area, grid: SheetGrid): boolean {
  const { blank, lengths } = measured(words)
  if (blank) return true
  const letters = Math.min(size, 11)
  const lines = lengths.map((length) => length * letters * NARROW)
  const longest = Math.max(...lines)
  const width = grid.width(area.left, area.right)
  const value = grid.heightOf(area.top)
  const height = value === undefined ? TALLEST : grid.height(area.top, area.bottom)
  const on = (at: string) => isOn(align.get(at), false)
  const wraps = on('wrapText') || /^(justify|distributed)$/.test(align.get('horizontal') ?? '')
  const turned = Number(align.get('textRotation') ?? 0)
  if (align.get('horizontal') === 'fill' && (turned !== 0 || longest > width * 3)) return true
  if (on('shrinkToFit') && !wraps && (letters * width) / longest <= 2) return true
  const needs =
    turned === 255
      ? words.length * letters
      : turned !== 0
        ? longest
        : lines.reduce((sum, line) => sum + (wraps ? Math.ceil(line / width) || 1 : 1), 0) * letters
  return needs > height * (value === undefined ? 1.4 : 3)
}

/** Whether a style of tables lays a colour under a cell of the table that this program does not know. */
type Dark = (at: Area) => boolean

function coloured(table: Node, area: Area, styles: readonly Node[]): Dark | null {
  const name = childOf(table, 's:tableStyleInfo')?.attributes.get('name') ?? ''
  const [, kind, number = '0'] = /^TableStyle(Light|Medium|Dark)(\d+)$/.exec(name) ?? []
  if (name === '') return null
  const head = (table.attributes.get('headerRowCount') ?? '1') !== '0'
  const darkHead =
    kind === 'Dark' || (kind === 'Light' ? Number(number) >= 8 && Number(number) <= 14 : true)
  const own = styles.find(({ attributes }) => attributes.get('name') === name)
  const plain = childrenOf(own).every(({ attributes }) => attributes.get('type') === 'wholeTable')
  if (own !== undefined && plain) return null
  const dark = kind === undefined || kind === 'Dark'
  return (at) => dark || (darkHead && head && at.top === area.top)
}

/** Where a marker of a drawing stands on its sheet, in points, as far as there are cells. */
function pointOf(marker: Node, grid: SheetGrid): readonly [x: number, y: number] {
  const [column = 0, across = 0, row = 0, down = 0] = ['col', 'colOff', 'row', 'rowOff'].map(
    (name) => Number(textIn(childOf(marker, `xdr:${name}`))),
  )
  return grid.point([column, across / 12_700, row, down / 12_700])
}

/** A drawing on a sheet that takes no room, or lies before its first cell. */
export function isWithoutRoom(anchor: Node, grid: SheetGrid): boolean {
  if (!hasVisible(anchor)) return false
  const extent = childOf(anchor, 'xdr:ext')
  if (extent !== undefined) {
    const point = childOf(anchor, 'xdr:pos')
    const end = (at: string, size: string) =>
      Number(point?.attributes.get(at) ?? 0) + Number(extent.attributes.get(size))
    if (end('x', 'cx') <= 12_700 || end('y', 'cy') <= 12_700) return true
    return ['cx', 'cy'].some((at) => Number(extent.attributes.get(at)) <= 12_700)
  }
  const [from, to] = [childOf(anchor, 'xdr:from'), childOf(anchor, 'xdr:to')]
  if (from === undefined || to === undefined) return false
  const [start, end] = [pointOf(from, grid), pointOf(to, grid)]
  return end[0] - start[0] <= 1 || end[1] - start[1] <= 1
}
