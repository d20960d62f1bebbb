import { SaxesParser } from 'saxes'
import type { Bytes } from '#bytes.ts'
import { FileRefused } from '../metadata-finding.ts'
import { textOf } from '../zip/xml.ts'
import { keyOf, NOT_KNOWN } from './namespaces.ts'

/**
 * An XML element. Names are `key:local` with the key of the namespace, whatever the prefix in the file. Entities and
 * CDATA sections are plain text; comments and processing instructions are left out.
 */
export interface Node {
  readonly name: string
  readonly attributes: Map<string, string>
  children: (Node | string)[]
}

export interface Tree {
  readonly root: Node
  /** Whether the strict edition of ECMA-376 was used. */
  readonly strict: boolean
  /** Whether there were comments or processing instructions, which are invisible. */
  readonly remarks: boolean
}

/** Deepest nesting accepted: deeper files are made to exhaust the stack. */
const DEEPEST = 400
/** Largest part in bytes, about half a million cells; a larger tree does not fit into the memory of a phone. */
const LARGEST = 24 << 20
/** Attributes whose value contains namespace prefixes. */
const QUALIFIED =
  /^(table:(formula|condition|expression)|text:(formula|condition)|style:condition|chart:class|form:control-implementation)$/

/**
 * Parses a part. A document type declaration without declarations of its own is skipped, as OpenOffice 3 writes one in
 * each formula. @throws FileRefused for anything but well-formed XML, and for any entity but those of XML itself
 */
export function parseXml(bytes: Bytes): Tree {
  if (bytes.length > LARGEST) throw new FileRefused('broken')
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: Node[] = []
  let root: Node | null = null
  let strict = false
  let remarks = false
  const broken = () => {
    throw new FileRefused('broken')
  }
  parser.on('error', broken)
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
  parser.on('opentag', (tag) => {
    const name = named(key(tag.uri), tag.local)
    const attributes: (readonly [string, string])[] = []
    for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
      if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue
      const at = prefix === '' ? local : named(key(uri), local)
      attributes.push([at, meant(name, at, value, byPrefix)])
    }
    // Sorted, so that the order in the file carries no message and names are counted alike.
    if (attributes.length > 1) attributes.sort(byName)
    const node: Node = { name, attributes: new Map(attributes), children: [] }
    const parent = open.at(-1)
    if (parent === undefined) root = node
    else parent.children.push(node)
    open.push(node)
    if (open.length > DEEPEST) broken()
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const say = (text: string) => {
    const into = open.at(-1)?.children
    if (into === undefined) return
    const last = into.at(-1)
    if (typeof last === 'string') into[into.length - 1] = last + text
    else into.push(text)
  }
  parser.on('text', say)
  parser.on('cdata', say)
  parser.write(textOf(bytes)).close()
  if (root === null) throw new FileRefused('broken')
  return { root, strict, remarks }
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
    for (let n = next.children.length - 1; n >= 0; n -= 1) {
      const child = next.children[n]
      if (child !== undefined && typeof child !== 'string') left.push(child)
    }
  }
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
export function textIn(node: Node): string {
  return node.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('')
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
