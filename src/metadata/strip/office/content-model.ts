import type { Node } from '../../xml/tree.ts'

/** Content model of a document format: where elements and text may occur. */
export interface ContentModel {
  /** Parents in which an element may occur; an element that is not listed may occur anywhere. */
  readonly parents: ReadonlyMap<string, ReadonlySet<string>>
  /** Whether an element is transparent: its content counts as its parent's. */
  readonly transparent: (element: string) => boolean
  /** Elements that occur directly in their parent, and once. */
  readonly once: ReadonlySet<string>
  /** Elements whose content is read by no program. */
  readonly unread: ReadonlySet<string>
  /** Elements that hold text. */
  readonly words: ReadonlySet<string>
}

/**
 * Removes text, paragraphs, cells and shapes from where no program reads them.
 * @returns whether any of it had content
 */
export function cutMisplaced(root: Node, model: ContentModel): boolean {
  let cut = false
  const visit = (node: Node, home: string, isRead: boolean) => {
    const before = new Set<string>()
    const reads = isRead && !model.unread.has(node.name)
    node.children = node.children.filter((child) => {
      if (typeof child === 'string') return true
      const { name } = child
      const once = model.once.has(name)
      const parents = model.parents.get(name)
      const isPlaced =
        (parents?.has(once ? node.name : home) ?? true) &&
        !(once && before.has(name)) &&
        (reads || !model.words.has(name))
      before.add(name)
      if (isPlaced) visit(child, model.transparent(name) ? home : name, reads)
      else cut ||= child.children.length > 0
      return isPlaced
    })
  }
  visit(root, root.name, true)
  return cut
}

/** Parses a table of parents: element names before the colon, their parents behind it. */
export function readParents(
  table: string,
  groups: Readonly<Record<string, string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const all = (words: string): readonly string[] =>
    words
      .trim()
      .split(/\s+/)
      .flatMap((word) => (groups[word] === undefined ? [word] : all(groups[word])))
  return new Map(
    table
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [children = '', parents = ''] = line.split(' < ')
        return all(children).map((child) => [child, new Set(all(parents))] as const)
      }),
  )
}
