import type { Node } from '../../xml/tree.ts'

/** Rows and columns without anything written, behind which nobody looks for more. */
const FAR_ROWS = 1000
const FAR_COLUMNS = 200

/** A cell in which something is written, or several alike: its rows and columns, the first and the last. */
export interface PlacedCell {
  readonly cell: Node
  readonly rows: Stretch
  readonly columns: Stretch
}
type Stretch = readonly [first: number, last: number]

/** Cells of a sheet that stand far behind all that is written in front of them. */
export function farCells(cells: readonly PlacedCell[]): readonly Node[] {
  const bottom = lastNear(
    cells.map(({ rows }) => rows),
    FAR_ROWS,
  )
  const right = lastNear(
    cells.map(({ columns }) => columns),
    FAR_COLUMNS,
  )
  return cells
    .filter(({ rows, columns }) => rows[0] > bottom || columns[0] > right)
    .map(({ cell }) => cell)
}

/** The last row or column in front of the first gap that is so large. */
function lastNear(written: readonly Stretch[], gap: number): number {
  let near = 0
  for (const [first, last] of written.toSorted(([one], [other]) => one - other)) {
    if (first - near > gap) break
    near = Math.max(near, last)
  }
  return near
}
