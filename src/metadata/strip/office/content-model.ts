import type { Node } from '../../xml/tree.ts'

/** Where words stand in one family of documents, as its standard has it. */
export interface ContentModel {
  /** By element, those that it stands in; any other element stands anywhere. */
  readonly parents: ReadonlyMap<string, ReadonlySet<string>>
  /** What is in them stands in what they stand in. */
  readonly transparent: (element: string) => boolean
  /** They stand in their parent itself, and once. */
  readonly once: ReadonlySet<string>
  /** In them nothing is read, whatever it stands in. */
  readonly unread: ReadonlySet<string>
  /** What words stand in, wherever they are read. */
  readonly words: ReadonlySet<string>
}

/**
 * Takes out words, paragraphs, cells and shapes that stand where no program reads any.
 * @returns whether anything was in them
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

/** Reads a table of where elements stand: in front of a colon those, behind it what they stand in. */
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
