import { type Bytes, joined, utf8 } from '#bytes.ts'
import { uriOf } from './namespaces.ts'
import type { Tree } from './tree.ts'
import { elementsIn, type Node } from './tree.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
/** Namespace whose elements are written without a prefix, as programs expect. */
const BARE = 's'
/** Namespace that is newer than the standard; older programs ignore it when it is declared ignorable. */
export const IGNORABLE = 'wp14'

/** Serialises a tree in one way: fixed prefixes, sorted attributes, no white space between elements. */
export function xmlOf({ root, strict }: Pick<Tree, 'root' | 'strict'>): Bytes {
  const keys = new Set<string>()
  for (const { name, attributes } of elementsIn(root)) {
    add(keys, name)
    for (const [at, value] of attributes) {
      add(keys, at)
      if (at === 'Requires') for (const key of value.split(' ')) keys.add(key)
      if (/^(of|oooc|ooow|chart):/.test(value)) add(keys, value)
    }
  }
  const ignorable = keys.has(IGNORABLE)
  if (ignorable) keys.add('mc')
  keys.delete('xml')
  const spaces = [...keys].toSorted().map((key) => {
    const uri = uriOf(key, strict) ?? ''
    return ` xmlns${key === BARE ? '' : `:${key}`}="${uri}"`
  })
  if (ignorable) spaces.push(` mc:Ignorable="${IGNORABLE}"`)
  const pieces: Bytes[] = []
  const all: string[] = [HEAD]
  const flush = () => {
    pieces.push(utf8(all.join('')))
    all.length = 0
  }
  write(root, spaces.join(''), all, flush)
  flush()
  return joined(pieces)
}

/** How many words wait for being written: those of a whole sheet are larger than the sheet. */
const MOST = 10_000

function add(keys: Set<string>, name: string): void {
  const colon = name.indexOf(':')
  if (colon > 0) keys.add(name.slice(0, colon))
}

function write(node: Node, spaces: string, all: string[], flush: () => void): void {
  const { name, attributes, children } = node
  if (all.length > MOST) flush()
  const tag = name.startsWith(`${BARE}:`) ? name.slice(BARE.length + 1) : name
  all.push('<', tag, spaces)
  for (const [at, value] of [...attributes].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    all.push(' ', at, '="', escaped(value), '"')
  }
  if (children.every((child) => child === '')) {
    all.push('/>')
    return
  }
  all.push('>')
  for (const child of children) {
    if (typeof child === 'string') all.push(escaped(child, false))
    else write(child, '', all, flush)
  }
  all.push('</', tag, '>')
}

function escaped(text: string, quoted = true): string {
  const plain = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
  if (!quoted) return plain
  return plain.replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

/** Escapes a value for an attribute. */
export const inAttribute = (text: string): string => escaped(text)
