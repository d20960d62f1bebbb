import { withoutEnd } from '../../text-end.ts'
import { type Node, textIn, withChildren } from '../../xml/tree.ts'

/** Elements of text runs in one document format. */
export interface Runs {
  readonly name: string
  /** Element with the formatting; where there is none, attributes hold it. */
  readonly properties: string
  /** Other elements that a run may hold and still be merged. */
  readonly holds: ReadonlySet<string>
  /** Element with the text; empty where the text is in the run itself. */
  readonly words: string
  /** Whether a run without text is removed: it has no height. */
  readonly goes: boolean
}

/** Merges adjacent runs with the same formatting and removes empty ones: where a run ends is invisible. */
export function joinRuns(node: Node, runs: Runs): void {
  for (const child of node.children) if (typeof child !== 'string') joinRuns(child, runs)
  if (!node.children.some((child) => typeof child !== 'string' && child.name === runs.name)) return
  const joined: (Node | string)[] = []
  const groups: {
    readonly run: Node
    readonly look: string | null
    readonly all: (Node | string)[]
  }[] = []
  let before: (typeof groups)[number] | undefined
  for (const child of node.children) {
    if (typeof child === 'string' || child.name !== runs.name) {
      joined.push(child)
      before = undefined
      continue
    }
    const all = child.children.filter((one) => typeof one === 'string' || !isEmpty(one, runs))
    const inside = all.filter((one) => !isProperties(one, runs))
    if (runs.goes && inside.length === 0) continue
    child.children = all
    const look = lookOf(child, runs)
    if (look !== null && before?.look === look) for (const one of inside) before.all.push(one)
    else {
      joined.push(child)
      before = { run: child, look, all }
      groups.push(before)
    }
  }
  node.children = joined
  for (const { run, all } of groups) {
    run.children = all
    joinWords(run, runs)
  }
}

const isProperties = (node: Node | string, { properties }: Runs): boolean =>
  typeof node !== 'string' && node.name === properties

const isEmpty = (
  { name, attributes, children }: Node,
  { words, properties, goes }: Runs,
): boolean =>
  (goes && name === words && children.every((one) => one === '')) ||
  (name === properties && children.length === 0 && attributes.size === 0)

/** Formatting of a run as a key; `null` for a run that holds anything but text. */
function lookOf(run: Node, runs: Runs): string | null {
  const isPlain = run.children.every(
    (child) =>
      (typeof child === 'string' ? runs.words === '' : runs.holds.has(child.name)) ||
      isProperties(child, runs),
  )
  if (!isPlain) return null
  const properties = run.children.filter((child) => isProperties(child, runs))
  return JSON.stringify([spelt(withChildren(run, [])), ...properties.map(spelt)])
}

const spelt = (node: Node | string): unknown =>
  typeof node === 'string'
    ? node
    : [node.name, [...node.attributes].toSorted(), node.children.map(spelt)]

/** Merges adjacent text elements of a run. */
function joinWords(run: Node, { words }: Runs): void {
  const joined: (Node | string)[] = []
  let parts: Node[] = []
  const close = () => {
    const [first] = parts
    if (first !== undefined && parts.length > 1) {
      first.children = [parts.map(wordsOf).join('')]
      if (parts.some(({ attributes }) => attributes.has(SPACE)))
        first.attributes.set(SPACE, 'preserve')
    }
    parts = []
  }
  for (const child of run.children) {
    const isWords = typeof child !== 'string' && child.name === words
    if (!isWords) close()
    if (isWords) parts.push(child)
    const last = joined.at(-1)
    if (typeof child === 'string' && typeof last === 'string') joined.splice(-1, 1, last + child)
    else if (!isWords || parts.length === 1) joined.push(child)
  }
  close()
  run.children = joined
}
const SPACE = 'xml:space'

/** Word and Excel omit spaces at the ends of a text, unless `xml:space` preserves them. */
const wordsOf = (node: Node): string =>
  node.name === 'a:t' || node.attributes.get(SPACE) === 'preserve'
    ? textIn(node)
    : withoutEnd(textIn(node).replace(/^[ \t\r\n]+/, ''), ' \t\r\n')
