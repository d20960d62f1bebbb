import { childOf, childrenOf, type Node } from '../../xml/tree.ts'
import type { Page } from './word-drawings.ts'
import { firstStyled, type Holders, isSwitched, TWO_POINTS, wordValue } from './word-styles.ts'

/** Elements of a table, also in controls and tracked changes. */
export function* tablePieces(node: Node, name: string): Generator<Node> {
  for (const child of childrenOf(node)) {
    if (child.name === name) yield child
    else if (/^w:(sdt|sdtContent|ins|del|moveFrom|moveTo)$/.test(child.name)) {
      yield* tablePieces(child, name)
    }
  }
}

/** Length in twentieths of a point; `undefined` for shares of the table, and where a program chooses it. */
function lengthOf(node: Node | undefined): number | undefined {
  const value = Number.parseFloat(wordValue(node, 'w') ?? '')
  const kind = wordValue(node, 'type') ?? 'dxa'
  return kind === 'dxa' && Number.isFinite(value) ? value : undefined
}

/**
 * Cells of a table in the text of a page that lie wholly beside the paper, by the indent of the table or because the
 * columns before them are wider than the page.
 * @param properties of the table, the nearest first
 */
export function cellsBeside(table: Node, properties: Holders, page: Page): ReadonlySet<Node> {
  const beside = new Set<Node>()
  const grid = childrenOf(childOf(table, 'w:tblGrid'), 'w:gridCol').map((one) => lengthOf(one) ?? 0)
  const edges = [0]
  for (const wide of grid) edges.push((edges.at(-1) ?? 0) + wide)
  const edge = (at: number) => edges[Math.min(Math.max(0, at), grid.length)] ?? 0
  const spanned = (from: number, count: number) => Math.max(0, edge(from + count) - edge(from))
  const countOf = (holder: Node | undefined, name: string) =>
    Number(wordValue(childOf(holder, name)) ?? Number.NaN)
  const fixed = wordValue(firstStyled(properties, 'w:tblLayout'), 'type') === 'fixed'
  const asked = lengthOf(firstStyled(properties, 'w:tblW')) ?? 0
  const total = Math.max(spanned(0, grid.length), asked)
  // A table that fits itself to the page is narrower than its columns say.
  const isAsWide = fixed || asked >= total * 0.9
  const [start, end] = isSwitched(properties, 'w:bidiVisual')
    ? [page.margins.right, page.margins.left]
    : [page.margins.left, page.margins.right]
  const [least, most] = [page.width - start[1] - end[1], page.width - start[0] - end[0]]
  for (const row of tablePieces(table, 'w:tr')) {
    const own = [...childrenOf(row, 'w:tblPrEx'), ...properties]
    const aligned = wordValue(firstStyled([...childrenOf(row, 'w:trPr'), ...own], 'w:jc'))
    const share = aligned === 'center' ? 0.5 : /^(right|end)$/.test(aligned ?? '') ? 1 : 0
    const indent = share > 0 ? 0 : (lengthOf(firstStyled(own, 'w:tblInd')) ?? 0)
    // From the most to the least that it may stand to the side.
    const far = start[1] + indent + share * (most - total)
    const near = start[0] + indent + share * (least - total)
    const [before] = childrenOf(row, 'w:trPr')
    let column = countOf(before, 'w:gridBefore') || 0
    let at = lengthOf(childOf(before, 'w:wBefore')) ?? spanned(0, column)
    for (const cell of tablePieces(row, 'w:tc')) {
      const element = childOf(cell, 'w:tcPr')
      const count = countOf(element, 'w:gridSpan') || 1
      const wide = lengthOf(childOf(element, 'w:tcW')) || spanned(column, count)
      // Without any width it is as wide as its words.
      const [from, to] = isAsWide ? [at, at + (wide || page.width)] : [0, total || page.width]
      const isBefore = !page.columns && far + to <= TWO_POINTS
      if (isBefore || near + from >= page.width - TWO_POINTS) beside.add(cell)
      ;[at, column] = [at + wide, column + count]
    }
  }
  return beside
}
