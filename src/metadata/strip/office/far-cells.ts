import type { Node } from '../../xml/tree.ts'

/** Rows and columns without anything written, behind which nobody looks for more. */
const FAR_ROWS = 1000
const FAR_COLUMNS = 200

/** A cell in which something is written, or several alike: its rows and columns, the first and the last. */
export interface PlacedCell {
  readonly cell: Node
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** Cells of a sheet that stand far behind all that is written in front of them. */
export function farCells(cells: readonly PlacedCell[]): readonly Node[] {
  const bottom = lastNear(cells, 'top', 'bottom', FAR_ROWS)
  const right = lastNear(cells, 'left', 'right', FAR_COLUMNS)
  return cells.filter(({ top, left }) => top > bottom || left > right).map(({ cell }) => cell)
}

/** The last row or column in front of the first gap that is so large. */
function lastNear(
  written: readonly PlacedCell[],
  first: 'top' | 'left',
  last: 'bottom' | 'right',
  gap: number,
): number {
  let near = 0
  for (const one of written.toSorted((a, b) => a[first] - b[first])) {
    if (one[first] - near > gap) break
    near = Math.max(near, one[last])
  }
  return near
}
