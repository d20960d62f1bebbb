import { childrenOf, type Node } from '../../xml/tree.ts'
import type { Bounds } from './geometry.ts'
import { SHAPE, type StyleValues } from './shape.ts'
import { linesOf, repeatedColumns, says } from './table-lines.ts'
import { lengthInPoints, type Room } from './view.ts'

interface Paper {
  /** `null` outside a text. */
  readonly size: Bounds | null
  readonly room: Room
  readonly lookOf: (node: Node) => StyleValues
}

/** Cells with content of the tables of a text that lie wholly beside the paper; what a shape holds is not looked at. */
export function* cellsBesidePaper(root: Node, paper: Paper): Generator<Node> {
  for (const node of childrenOf(root)) {
    if (node.name === 'table:table') yield* besideIn(node, paper)
    else if (!SHAPE.test(node.name)) yield* cellsBesidePaper(node, paper)
  }
}

function* besideIn(table: Node, { size, room, lookOf }: Paper): Generator<Node> {
  const look = lookOf(table)
  const at = (name: string) => lengthInPoints(look.get(`table ${name}`))
  const columns = [...linesOf(table, 'table:table-column')].flatMap((column) => {
    const wide = lengthInPoints(lookOf(column).get('table-column style:column-width')) ?? Number.NaN
    return Array<number>(Math.min(repeatedColumns(column), MOST)).fill(wide)
  })
  const sum = columns.reduce((all, wide) => all + wide, 0)
  const isRelative =
    look.has('table style:rel-width') || look.get('table style:writing-mode')?.startsWith('rl')
  if (size === null || isRelative || !(sum > 0)) return
  const aligned = look.get('table table:align')
  const indent = at('fo:margin-left') ?? 0
  const whole = at('style:width') ?? sum
  const start = { left: indent, center: (room.width - whole) / 2, right: room.width - whole }
  const from = start[aligned as keyof typeof start]
  if (from === undefined) return
  const edges = [from]
  for (const wide of columns) edges.push((edges.at(-1) ?? 0) + (wide * whole) / sum)
  for (const row of linesOf(table, 'table:table-row')) {
    let column = 0
    for (const cell of childrenOf(row)) {
      const next = column + repeatedColumns(cell)
      const across = Number(cell.attributes.get('table:number-columns-spanned') ?? 1) || 1
      const left = edges[column] ?? 0
      const right = edges[Math.max(next, column + across)] ?? Number.POSITIVE_INFINITY
      const isBeside = right + room.left < 0 || left + room.left - SLACK > size.right
      if (isBeside && says(cell)) yield cell
      column = next
    }
  }
}
/** Columns of a table that are looked at. */
const MOST = 1000
/** What the left edge of the text is taken to be further right, in points. */
const SLACK = 20
