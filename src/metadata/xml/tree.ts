import { SaxesParser } from 'saxes'
import type { Bytes } from '#bytes.ts'
import { FileRefused } from '../metadata-finding.ts'
import { textsOf } from '../zip/xml.ts'
import { Element, type Node } from './element.ts'
import { keyOf, NOT_KNOWN } from './namespaces.ts'

export { type Attributes, type Node, withChildren } from './element.ts'

export interface Tree {
  readonly root: Node
  /** Whether the strict edition of ECMA-376 was used. */
  readonly strict: boolean
  /** Whether there were comments or processing instructions, which are invisible. */
  readonly remarks: boolean
}

/** Deepest nesting accepted: deeper files are made to exhaust the stack. */
const DEEPEST = 400
/** Largest part in bytes. */
const LARGEST = 24 << 20
/** Most elements and attributes of a document, some half a million cells: more do not fit into the memory of a phone. */
const MOST = 3_000_000
/** Attributes whose value contains namespace prefixes. */
const QUALIFIED =
  /^(table:(formula|condition|expression)|text:(formula|condition)|style:condition|chart:class|form:control-implementation)$/

/**
 * Parses a part, in XML 1.0 as both standards ask. A document type declaration without declarations of its own is skipped, as OpenOffice 3 writes one in
 * each formula. @param room what the document may still have, counted before anything of a part is read
 * @throws FileRefused for anything but well-formed XML, and for any entity but those of XML itself
 */
export function parseXml(bytes: Bytes, room: TreeRoom = roomForTrees()): Tree {
  room.left -= marksIn(bytes)
  if (bytes.length > LARGEST || room.left < 0) throw new FileRefused('much')
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: Open[] = []
  let root: Element | null = null
  let strict = false
  let remarks = false
  const broken = () => {
    throw new FileRefused('broken')
  }
  parser.on('error', broken)
  parser.on('xmldecl', ({ version }) => {
    if (version !== '1.0') broken()
  })
  parser.on('doctype', (text) => {
    if (text.includes('[')) broken()
    remarks = true
  })
  parser.on('comment', () => {
    remarks = true
  })
  parser.on('processinginstruction', () => {
    remarks = true
  })
  const key = (uri: string) => {
    const namespace = keyOf(uri)
    strict ||= namespace.strict
    return namespace.key
  }
  const byPrefix = (prefix: string) => key(parser.resolve(prefix) ?? NOT_KNOWN)
  const once = onceEach()
  parser.on('opentag', (tag) => {
    const name = once(named(key(tag.uri), tag.local))
    const attributes: (readonly [string, string])[] = []
    for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
      if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue
      const at = once(prefix === '' ? local : named(key(uri), local))
      attributes.push([at, once(meant(name, at, value, byPrefix))])
    }
    // Sorted, so that the order in the file carries no message and names are counted alike.
    if (attributes.length > 1) attributes.sort(byName)
    // Of one name in two editions of a namespace, the last.
    const list = attributes.filter(([at], n) => attributes[n + 1]?.[0] !== at).flat()
    const element = new Element(name, list)
    const parent = open.at(-1)
    if (parent === undefined) root = element
    else parent.children.push(element)
    open.push({ element, children: [] })
    if (open.length > DEEPEST) broken()
  })
  parser.on('closetag', () => {
    const last = open.pop()
    if (last !== undefined) last.element.children = last.children
  })
  const say = (text: string) => {
    const into = open.at(-1)?.children
    if (into === undefined) return
    const last = into.at(-1)
    if (typeof last === 'string') into[into.length - 1] = last + text
    else into.push(once(text))
  }
  parser.on('text', say)
  parser.on('cdata', say)
  for (const text of textsOf(bytes)) parser.write(text)
  parser.close()
  if (root === null) throw new FileRefused('broken')
  return { root, strict, remarks }
}

/** How many elements and attributes fit beside those of the other parts. */
export interface TreeRoom {
  left: number
}
export const roomForTrees = (): TreeRoom => ({ left: MOST })

/** Beginnings of elements and of values. */
function marksIn(bytes: Bytes): number {
  let count = 0
  for (let at = bytes.indexOf(LESS); at >= 0; at = bytes.indexOf(LESS, at + 1)) {
    if (bytes[at + 1] !== SLASH) count += 1
  }
  for (let at = bytes.indexOf(EQUALS); at >= 0; at = bytes.indexOf(EQUALS, at + 1)) count += 1
  return count
}
const [SLASH, LESS, EQUALS] = [0x2f, 0x3c, 0x3d]

/** An element that is not read to its end. */
interface Open {
  readonly element: Element
  readonly children: (Node | string)[]
}

/** The same text for equal ones, where it is short: names, numbers of styles and words that return in many cells. */
function onceEach(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const first = known.get(text)
    if (first !== undefined) return first
    if (text.length < 40 && known.size < 10_000) known.set(text, text)
    return text
  }
}

const byName = ([one]: readonly [string, string], [other]: readonly [string, string]) =>
  one < other ? -1 : 1

function named(key: string, local: string): string {
  return key === '' ? local : `${key}:${local}`
}

/** A value with namespace keys in place of prefixes. */
function meant(
  element: string,
  at: string,
  value: string,
  byPrefix: (prefix: string) => string,
): string {
  if (element === 'mc:Choice' && at === 'Requires') {
    return value.trim().split(/\s+/).map(byPrefix).join(' ')
  }
  if (!QUALIFIED.test(at)) return value
  return value.replace(/^([\p{L}_][\p{L}\p{N}_.-]*):/u, (whole, prefix: string) => {
    const match = byPrefix(prefix)
    return match === NOT_KNOWN ? whole : `${match}:`
  })
}

/** Iterates over an element and all elements inside, parents first. */
export function* elementsIn(node: Node): Generator<Node> {
  // One loop instead of a generator for each element: a long text is walked some twenty times.
  const left: Node[] = [node]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    yield next
    const { children } = next
    for (let n = children.length - 1; n >= 0; n -= 1) {
      const child = children[n]
      if (child !== undefined && typeof child !== 'string') left.push(child)
    }
  }
}

/** Likewise of several trees. A list of all elements would be as large as the document, so there is none. */
export function* elementsOf(roots: Iterable<Node>): Generator<Node> {
  for (const root of roots) yield* elementsIn(root)
}

/** The first of an element and all inside that is so. */
export function findIn(node: Node, is: (one: Node) => boolean): Node | undefined {
  for (const one of elementsIn(node)) if (is(one)) return one
  return undefined
}

export const someIn = (node: Node, is: (one: Node) => boolean): boolean =>
  findIn(node, is) !== undefined

/** All of an element and all inside that are so. */
export function filterIn(node: Node, is: (one: Node) => boolean): readonly Node[] {
  const all: Node[] = []
  for (const one of elementsIn(node)) if (is(one)) all.push(one)
  return all
}

/** First child element of a name; `undefined` without one. */
export const childOf = (node: Node | undefined, name: string): Node | undefined =>
  node?.children.find((one): one is Node => typeof one !== 'string' && one.name === name)

/** Child elements, of one name or all. */
export const childrenOf = (node: Node | undefined, name?: string): readonly Node[] =>
  (node?.children ?? []).filter(
    (one): one is Node => typeof one !== 'string' && (name === undefined || one.name === name),
  )

/** Concatenated text of an element. */
export function textIn(node: Node | undefined): string {
  let text = ''
  for (const child of node?.children ?? []) {
    text += typeof child === 'string' ? child : textIn(child)
  }
  return text
}

/** Attribute by its local name, without a namespace or in that of its element. */
export function attributeOf(node: Node, local: string): string | undefined {
  return node.attributes.get(local) ?? node.attributes.get(`${node.name.split(':')[0]}:${local}`)
}

/** How a boolean may be written; of elements of Word the last two as well. */
const SWITCHED: ReadonlyMap<string | undefined, boolean> = new Map(
  ['0', '1', 'false', 'true', 'off', 'on'].map((value, n) => [value, n % 2 === 1]),
)
export const isSwitch = (value: string): boolean => SWITCHED.has(value)

/** Value of a boolean attribute or element; what is no boolean counts as not written. */
export function isOn(value: string | undefined, standard = true): boolean {
  return SWITCHED.get(value) ?? standard
}
