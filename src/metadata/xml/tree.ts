import { SaxesParser } from 'saxes'
import type { Bytes } from '#bytes.ts'
import { FileRefused } from '../metadata-finding.ts'
import { textOf } from '../zip/xml.ts'
import { keyOf, NOT_KNOWN } from './namespaces.ts'

/**
 * An element as its meaning has it: its name and those of its attributes are `key:local`, with the key of the
 * namespace, whatever prefix its writer chose. Entities and CDATA are text; comments and instructions are nowhere.
 */
export interface Node {
  readonly name: string
  readonly attributes: Map<string, string>
  children: (Node | string)[]
}

export interface Tree {
  readonly root: Node
  /** Namespaces of ECMA-376 strict, as another name of the same. */
  readonly strict: boolean
  /** There were comments or instructions, which nobody sees. */
  readonly remarks: boolean
}

/** No document nests deeper; what does is a trap for whoever walks it. */
const DEEPEST = 400
/** Half a million cells. A tree of more does not fit into a phone. */
const LARGEST = 24 << 20
/** Attributes whose value names a namespace by its prefix, in front of a colon or as a list. */
const QUALIFIED =
  /^(table:(formula|condition|expression)|text:(formula|condition)|style:condition|chart:class|form:control-implementation)$/

/** @throws FileRefused for whatever is no XML, and for a document type: with it comes text from elsewhere */
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
  parser.on('doctype', broken)
  parser.on('comment', () => {
    remarks = true
  })
  parser.on('processinginstruction', () => {
    remarks = true
  })
  const key = (uri: string) => {
    const known = keyOf(uri)
    strict ||= known.strict
    return known.key
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
    // In one order, whatever their writer's was: what is counted on the way is counted alike.
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

/** A value with the keys of namespaces where its writer's prefixes stood. */
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

/** All elements, each before what is in it. */
export function* elementsIn(node: Node): Generator<Node> {
  // A long text is walked some twenty times: no generator for each of its elements.
  const left: Node[] = [node]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    yield next
    for (let n = next.children.length - 1; n >= 0; n -= 1) {
      const child = next.children[n]
      if (child !== undefined && typeof child !== 'string') left.push(child)
    }
  }
}

/** The first element of a name in an element. */
export const childOf = (node: Node | undefined, name: string): Node | undefined =>
  node?.children.find((one): one is Node => typeof one !== 'string' && one.name === name)

/** The elements in an element, of one name or of all. */
export const childrenOf = (node: Node | undefined, name?: string): readonly Node[] =>
  (node?.children ?? []).filter(
    (one): one is Node => typeof one !== 'string' && (name === undefined || one.name === name),
  )

/** All that is written in an element. */
export function textIn(node: Node): string {
  return node.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('')
}

/** An attribute by its local name, in whatever namespace or none. */
export function attributeOf(node: Node, local: string): string | undefined {
  return node.attributes.get(local) ?? node.attributes.get(`${node.name.split(':')[0]}:${local}`)
}

/** Whether an attribute or an element that is on by being there is on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !['0', 'false', 'off'].includes(value)
}
