import type { Node } from '../../xml/tree.ts'

/** How high all of it stands, and how high down to its last words. */
export type Height = readonly [all: number, words: number]

/** Paragraphs stand under one another, the cells of a row side by side. */
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
