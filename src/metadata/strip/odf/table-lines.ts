import { childrenOf, type Node, someIn } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import { farCells, type PlacedCell } from '../office/far-cells.ts'
import { THIN } from './shape.ts'
import { firstBeyond, SHEET_COLUMNS, SpannedColumns } from './spanned-columns.ts'
import { lengthInPoints } from './view.ts'

export const GROUP = /^table:(table-(header-)?(rows?|columns?)(-group)?)$/

export const isCollapsed = ({ attributes }: Node) =>
  /^(collapse|filter)$/.test(attributes.get('table:visibility') ?? '')

/** Cells with content in hidden columns. */
export function* inHiddenColumns(table: Node, hides: (column: Node) => boolean): Generator<Node> {
  const hidden: { readonly start: number; readonly end: number }[] = []
  let at = 0
  for (const column of linesOf(table, 'table:table-column')) {
    const end = at + repeatedColumns(column)
    if (isCollapsed(column) || hides(column)) hidden.push({ start: at, end })
    at = end
  }
  if (hidden.length === 0) return
  for (const row of linesOf(table, 'table:table-row')) {
    let from = 0
    for (const cell of row.children) {
      if (typeof cell === 'string') continue
      const to = from + repeatedColumns(cell)
      const next = firstBeyond(hidden, from)
      if (next !== undefined && to > next.start && says(cell)) yield cell
      from = to
    }
  }
}

/** Tells of each column of a table whether its share of the width is next to nothing. */
export function flatColumns(
  table: Node,
  width: number,
  lookOf: (column: Node) => ReadonlyMap<string, string>,
): (column: Node) => boolean {
  const shareOf = (column: Node) =>
    Number.parseFloat(lookOf(column).get('table-column style:rel-column-width') ?? '')
  let sum = 0
  for (const column of linesOf(table, 'table:table-column'))
    sum += (shareOf(column) || 0) * repeatedColumns(column)
  return (column) => shareOf(column) * width < sum * THIN
}

/** Cells with content beyond the last column or row, covered by another cell, or far behind all others. */
export function* offGrid(table: Node): Generator<Node> {
  const written: PlacedCell[] = []
  let row = 0
  const over = new SpannedColumns()
  for (const line of linesOf(table, 'table:table-row')) {
    let from = 0
    for (const cell of line.children) {
      if (typeof cell === 'string') continue
      const to = from + repeatedColumns(cell)
      const isUnder = over.until(from, to) > row
      if (says(cell)) {
        const [top, bottom] = [row + 1, row + repeatedRows(line)]
        written.push({ cell, top, bottom, left: from + 1, right: to })
      }
      if ((isUnder || to > SHEET_COLUMNS || row >= ROWS) && says(cell)) yield cell
      const [across, down] = ['columns', 'rows'].map(
        (of) => Number(cell.attributes.get(`table:number-${of}-spanned`) ?? 1) || 1,
      )
      if ((across ?? 1) > 1 || (down ?? 1) > 1) {
        over.add(from, from + (across ?? 1), row + (down ?? 1))
      }
      from = to
    }
    row += repeatedRows(line)
  }
  yield* farCells(written)
}
const repeatedRows = ({ attributes }: Node): number =>
  Number(attributes.get('table:number-rows-repeated') ?? 1) || 1
const ROWS = 1_048_576

/**
 * Removes empty cells at the ends of rows, empty rows at the end, and columns behind all cells, whose number is
 * invisible.
 * @param isSeen whether an empty cell of a style is visible
 * @returns whether there were any
 */
export function cutTail(table: Node, isSeen: (style: string) => boolean): boolean {
  let isCut = false
  let across = 1
  const isEmptyCell = ({ name, attributes, children }: Node): boolean =>
    name === 'table:table-cell' &&
    children.length === 0 &&
    [...attributes].every(
      ([at, value]) => at === REPEATED || (at === 'table:style-name' && !isSeen(value)),
    )
  const rows = [...linesOf(table, 'table:table-row')]
  for (const row of rows) {
    const cells = childrenOf(row)
    const last = cells.findLastIndex((cell) => !isEmptyCell(cell))
    const filled = cells.slice(0, last + 1)
    // A row needs a cell.
    const next = filled.length > 0 ? filled : [ONE_CELL()]
    isCut ||= countOf(next) !== countOf(cells)
    row.children = next
    across = Math.max(across, countOf(next))
  }
  const last = rows.findLastIndex((row) => row.children.some((cell) => !isEmptyCell(cell as Node)))
  const behind = new Set(rows.slice(Math.max(1, last + 1)).filter((row) => !isCollapsed(row)))
  let from = 0
  for (const column of linesOf(table, 'table:table-column')) {
    const to = from + repeatedColumns(column)
    if (to > across && !isCollapsed(column)) {
      if (from >= across) behind.add(column)
      else if (across - from > 1) column.attributes.set(REPEATED, String(across - from))
      else column.attributes.delete(REPEATED)
    }
    from = to
  }
  const cut = (node: Node): void => {
    node.children = node.children.filter((child) => {
      if (typeof child === 'string') return true
      if (behind.has(child)) return false
      if (!GROUP.test(child.name) || LINE.test(child.name)) return true
      cut(child)
      return child.children.length > 0
    })
  }
  cut(table)
  return isCut
}
const REPEATED = 'table:number-columns-repeated'
const LINE = /^table:table-(row|column)$/
const ONE_CELL = (): Node => ({ name: 'table:table-cell', attributes: new Map(), children: [] })
const countOf = (cells: readonly Node[]) =>
  cells.reduce((sum, cell) => sum + repeatedColumns(cell), 0)

/** Rows or columns of a table, without those of nested tables. */
export function* linesOf(node: Node, name: string): Generator<Node> {
  for (const child of node.children) {
    if (typeof child === 'string') continue
    if (child.name === name) yield child
    else if (GROUP.test(child.name)) yield* linesOf(child, name)
  }
}

export const repeatedColumns = ({ attributes }: Node) =>
  Math.max(1, Number(attributes.get(REPEATED) ?? 1) || 1)

/** Whether it contains text, numbers or images. */
export const says = (node: Node): boolean =>
  isNotBlank(node) || someIn(node, (one) => one.name === 'draw:image' || valueIn(one) !== undefined)

/** Stored value of a cell; `undefined` for text. */
export const valueIn = ({ attributes }: Node): string | undefined =>
  ['office:value', 'office:date-value', 'office:time-value', 'office:boolean-value']
    .map((at) => attributes.get(at))
    .find((value) => value !== undefined)

export interface Column {
  /** Style of cells that have none. */
  readonly style: string | undefined
  readonly width: number | undefined
  /** The first column behind it. */
  readonly end: number
}

/** Columns of a table, in order. */
export function tableColumns(
  table: Node,
  lookOf: (column: Node) => ReadonlyMap<string, string>,
): readonly Column[] {
  let end = 0
  return [...linesOf(table, 'table:table-column')].map((column) => {
    const style = column.attributes.get('table:default-cell-style-name')
    const width = lengthInPoints(lookOf(column).get('table-column style:column-width'))
    end += repeatedColumns(column)
    return { style, width, end }
  })
}

/** Cells of a row, each with its width and its own style, or that of its row or column. */
export function* cellsOf(
  row: Node,
  columns: readonly Column[],
): Generator<{
  readonly cell: Node
  readonly style: string
  readonly width: number | undefined
}> {
  let at = 0
  for (const cell of row.children) {
    if (typeof cell === 'string') continue
    const column = firstBeyond(columns, at)
    const style =
      cell.attributes.get('table:style-name') ??
      row.attributes.get('table:default-cell-style-name') ??
      column?.style ??
      'Default'
    at += repeatedColumns(cell)
    const across = Number(cell.attributes.get('table:number-columns-spanned') ?? 1) || 1
    yield { cell, style, width: column?.width && column.width * across }
  }
}
