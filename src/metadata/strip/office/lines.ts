import type { Node } from '../../xml/tree.ts'

/** Height of the content, and its height down to the last text. */
export type Height = readonly [all: number, words: number]

/** Height of an element: paragraphs add up, cells of a row stand side by side. */
export function heightOf(
  node: Node,
  paragraph: (node: Node) => Height | undefined,
  isRow = false,
): Height {
  let [all, words] = [0, 0]
  for (const child of node.children) {
    if (typeof child === 'string') continue
    const row = /^(w:tr|table:table-row)$/.test(child.name)
    const [its, last] = paragraph(child) ?? heightOf(child, paragraph, row)
    if (last > 0) words = isRow ? Math.max(words, last) : all + last
    all = isRow ? Math.max(all, its) : all + its
  }
  return [all, words]
}
