import { childOf, childrenOf, isOn, type Node } from '../../xml/tree.ts'
import { cellName } from '../office/cell-name.ts'
import { isNotBlank } from '../office/clean.ts'
import { areaOf, LAST_COLUMN, LAST_ROW } from './hidden-cells.ts'

/** What a large screen shows at once, in points. */
const SCREEN = { width: 2000, height: 1200 }
/** How wide a digit is, in points. */
const DIGIT = 5.25

/** How wide the columns of a sheet are and how high its rows, in points, and where the last cell is that says something. */
export class SheetGrid {
  readonly #columns: (readonly [from: number, to: number, width: number])[]
  readonly #rows = new Map<number, number>()
  readonly #width: number
  readonly #height: number
  readonly lastColumn: number = 0
  readonly lastRow: number = 0

  constructor(sheet: Node) {
    const standard = childOf(sheet, 's:sheetFormatPr')
    this.#width = (number(standard, 'defaultColWidth') ?? 9.14) * DIGIT
    this.#height = number(standard, 'defaultRowHeight') ?? 15
    this.#columns = childrenOf(childOf(sheet, 's:cols'), 's:col').map((column) => [
      number(column, 'min') ?? 0,
      number(column, 'max') ?? 0,
      extentOf(column, 'width', DIGIT) ?? this.#width,
    ])
    for (const row of childrenOf(childOf(sheet, 's:sheetData'), 's:row')) {
      const at = number(row, 'r') ?? 0
      const height = extentOf(row, 'ht', 1)
      if (height !== undefined) this.#rows.set(at, height)
      for (const cell of childrenOf(row)) {
        if (!isNotBlank(cell)) continue
        this.lastRow = Math.max(this.lastRow, at)
        const column = areaOf(cell.attributes.get('r') ?? '')?.left ?? 0
        this.lastColumn = Math.max(this.lastColumn, column)
      }
    }
  }

  /** Both are counted. */
  width(from: number, to: number): number {
    return this.#columns.reduce(
      (sum, [first, last, width]) => {
        const shared = Math.min(last, to) - Math.max(first, from) + 1
        return sum + Math.max(0, shared) * (width - this.#width)
      },
      Math.max(0, to - from + 1) * this.#width,
    )
  }

  height(from: number, to: number): number {
    let sum = Math.max(0, to - from + 1) * this.#height
    const add = (height: number | undefined) => {
      if (height !== undefined) sum += height - this.#height
    }
    if (to - from < this.#rows.size) {
      for (let row = from; row <= to; row += 1) add(this.#rows.get(row))
    } else {
      for (const [row, height] of this.#rows) if (from <= row && row <= to) add(height)
    }
    return sum
  }

  /** Where something stands by its column, how far into it, its row, and how far into that: counted from zero. */
  point([column, across, row, down]: readonly [number, number, number, number]) {
    const x = this.width(1, column) + Math.min(across, this.width(column + 1, column + 1))
    const y = this.height(1, row) + Math.min(down, this.#rows.get(row + 1) ?? down)
    return [x, y] as const
  }

  /** What is said of a row; a program makes one of which nothing is said as high as its words. */
  heightOf(row: number): number | undefined {
    return this.#rows.get(row)
  }
}

function number(node: Node | undefined, at: string): number | undefined {
  const value = Number(node?.attributes.get(at) ?? Number.NaN)
  return Number.isNaN(value) ? undefined : value
}

function extentOf(node: Node, at: string, unit: number): number | undefined {
  const hidden = node.attributes.get('hidden')
  if (isOn(hidden, false)) return 0
  const value = number(node, at)
  return value === undefined ? undefined : value * unit
}

/**
 * A sheet with cells that say where they are, in which all can be reached; how large it was shown, and where it breaks
 * behind its last cell, is not said. @returns whether anything was out of reach
 */
export function arrangeSheet(sheet: Node): boolean {
  let lost = false
  for (const data of childrenOf(sheet, 's:sheetData')) lost = placeCells(data) || lost
  const grid = new SheetGrid(sheet)
  for (const view of childrenOf(childOf(sheet, 's:sheetViews'))) {
    lost = openPanes(view, grid) || lost
  }
  const drawn = childOf(sheet, 's:drawing') !== undefined
  sheet.children = sheet.children.filter((child) => {
    if (typeof child === 'string') return true
    if (!/^s:(row|col)Breaks$/.test(child.name)) return !/^s:(dimension|oleSize)$/.test(child.name)
    const down = child.name === 's:rowBreaks'
    const last = down ? grid.lastRow : grid.lastColumn
    child.children = childrenOf(child).filter((one) => drawn || (number(one, 'id') ?? last) < last)
    for (const { attributes } of childrenOf(child)) {
      attributes.delete('min')
      attributes.set('max', String((down ? LAST_COLUMN : LAST_ROW) - 1))
    }
    for (const at of ['count', 'manualBreakCount']) child.attributes.delete(at)
    return child.children.length > 0
  })
  return lost
}

/** Rows and cells that leave unsaid where they are follow those before them. What the grid does not have is nowhere. */
function placeCells(data: Node): boolean {
  let [row, lost] = [0, false]
  const within = (node: Node, at: number, last: number) => {
    const is = Number.isInteger(at) && at >= 1 && at <= last
    lost ||= !is && isNotBlank(node)
    return is
  }
  data.children = childrenOf(data).filter((line) => {
    row = number(line, 'r') ?? row + 1
    line.attributes.set('r', String(row))
    line.attributes.delete('spans')
    let column = 0
    line.children = childrenOf(line).filter((cell) => {
      if (cell.name !== 's:c') return true
      column = areaOf(cell.attributes.get('r') ?? '')?.left ?? column + 1
      cell.attributes.set('r', cellName(column, row))
      return within(cell, column, LAST_COLUMN)
    })
    return within(line, row, LAST_ROW)
  })
  return lost
}

/** What is frozen does not move: where it is larger than a screen, the rest is never seen. */
function openPanes(view: Node, grid: SheetGrid): boolean {
  let opened = false
  view.children = childrenOf(view).filter((pane) => {
    if (pane.name !== 's:pane') return true
    pane.attributes.delete('topLeftCell')
    if (!/^frozen/.test(pane.attributes.get('state') ?? '')) return true
    const [across = 0, down = 0] = [number(pane, 'xSplit'), number(pane, 'ySplit')]
    const fits = grid.width(1, across) <= SCREEN.width && grid.height(1, down) <= SCREEN.height
    opened ||= !fits
    pane.attributes.set('topLeftCell', cellName(across + 1, down + 1))
    return fits
  })
  if (opened) {
    view.children = childrenOf(view).filter(({ attributes }) => !attributes.has('pane'))
  }
  return opened
}
