import { childOf, childrenOf, elementsIn, isOn, type Node } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import type { PlacedCell } from '../office/far-cells.ts'

export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** In a sheet: the cells with something written in a column that is not shown, or under a merged one. */
export function* hiddenCells(sheet: Node): Generator<Node> {
  const hidden: Area[] = []
  const merged: Area[] = []
  for (const node of elementsIn(sheet)) {
    const { name, attributes } = node
    const off = attributes.get('hidden')
    if (name === 's:col' && (isOn(off, false) || isNone(node, 'width', 0.75))) {
      const [left, right] = [Number(attributes.get('min')), Number(attributes.get('max'))]
      hidden.push({ left, right, top: 0, bottom: Number.MAX_SAFE_INTEGER })
    }
    const area = name === 's:mergeCell' ? areaOf(attributes.get('ref') ?? '') : undefined
    if (area !== undefined) merged.push(area)
  }
  if (hidden.length + merged.length === 0) return
  const covers = coveredBy(merged)
  for (const cell of elementsIn(sheet)) {
    if (cell.name !== 's:c' || !isNotBlank(cell)) continue
    const at = areaOf(cell.attributes.get('r') ?? '')
    if (at === undefined) continue
    const isOff = hidden.some(({ left, right }) => left <= at.left && at.left <= right)
    if (isOff || covers(at)) yield cell
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

/** Most areas are of a few rows: those are found by their row. */
function coveredBy(areas: readonly Area[]): (cell: Area) => boolean {
  const rows = new Map<number, Area[]>()
  const tall: Area[] = []
  for (const area of areas) {
    if (area.bottom - area.top > 200) {
      tall.push(area)
      continue
    }
    for (let row = area.top; row <= area.bottom; row += 1) {
      const there = rows.get(row) ?? []
      there.push(area)
      rows.set(row, there)
    }
  }
  return ({ left, top }) =>
    [...tall, ...(rows.get(top) ?? [])].some(
      (area) =>
        area.left <= left &&
        left <= area.right &&
        area.top <= top &&
        top <= area.bottom &&
        (left !== area.left || top !== area.top),
    )
}

export const isWithin = (at: Area, area: Area): boolean =>
  area.left <= at.left && at.left <= area.right && area.top <= at.top && at.top <= area.bottom

export const LAST_COLUMN = 16_384
export const LAST_ROW = 1_048_576

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
