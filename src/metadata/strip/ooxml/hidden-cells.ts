import { childOf, childrenOf, elementsIn, isOn, type Node } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import type { PlacedCell } from '../office/far-cells.ts'
import { type Area, AreaIndex } from './area-index.ts'

/** In a sheet: the cells with something written in a column that is not shown, or under a merged one. */
export function* hiddenCells(sheet: Node): Generator<Node> {
  const columns = new AreaIndex<true>()
  const merged = new AreaIndex<Area>()
  let isSome = false
  for (const node of elementsIn(sheet)) {
    const { name, attributes } = node
    const off = attributes.get('hidden')
    if (name === 's:col' && (isOn(off, false) || isNone(node, 'width', 0.75))) {
      const left = Number(attributes.get('min'))
      const right = Math.min(Number(attributes.get('max')), LAST_COLUMN)
      if (!(left >= 0 && right >= left)) continue
      columns.add({ left, right, top: 0, bottom: MOST_ROWS }, true)
      isSome = true
    }
    const area = name === 's:mergeCell' ? areaOf(attributes.get('ref') ?? '') : undefined
    if (area === undefined) continue
    merged.add(area, area)
    isSome = true
  }
  if (!isSome) return
  for (const cell of elementsIn(sheet)) {
    if (cell.name !== 's:c' || !isNotBlank(cell)) continue
    const at = areaOf(cell.attributes.get('r') ?? '')
    if (at === undefined) continue
    const isUnder = ({ left, top }: Area) => at.left !== left || at.top !== top
    if (columns.some(at, () => true) || merged.some(at, isUnder)) yield cell
  }
}

/** In a sheet: the cells with something written in them, and where each stands. */
export function writtenCells(sheet: Node): readonly PlacedCell[] {
  const written: PlacedCell[] = []
  for (const row of childrenOf(childOf(sheet, 's:sheetData'))) {
    for (const cell of childrenOf(row, 's:c')) {
      const at = isNotBlank(cell) ? areaOf(cell.attributes.get('r') ?? '') : undefined
      if (at !== undefined) written.push({ cell, ...at })
    }
  }
  return written
}

/** Whether a measure leaves no room to see anything. */
export function isNone({ attributes }: Node, at: string, least: number): boolean {
  const value = attributes.get(at)
  return value !== undefined && Number(value) <= least
}

export const LAST_COLUMN = 16_384
export const LAST_ROW = 1_048_576
/** Of seven digits, as a reference is read. */
const MOST_ROWS = 9_999_999

/** `B2`, `B2:C3`, or whole columns or rows: `B:C`, `2:3`. */
export function areaOf(reference: string): Area | undefined {
  const match = /^\$?([A-Z]{0,3})\$?(\d{0,7})(?::\$?([A-Z]{0,3})\$?(\d{0,7}))?$/i.exec(reference)
  const [, left = '', top = '', right = left, bottom = top] = match ?? []
  if (left + top === '') return undefined
  const columns = [columnOf(left) || 1, columnOf(right) || LAST_COLUMN] as const
  const rows = [Number(top) || 1, Number(bottom) || LAST_ROW] as const
  return {
    left: Math.min(...columns),
    top: Math.min(...rows),
    right: Math.max(...columns),
    bottom: Math.max(...rows),
  }
}

const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
