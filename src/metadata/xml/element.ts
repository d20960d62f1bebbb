/** The attributes of an element, by name; a map without what nobody asks of one. */
export interface Attributes extends Iterable<[name: string, value: string]> {
  readonly size: number
  get(name: string): string | undefined
  has(name: string): boolean
  set(name: string, value: string): unknown
  delete(name: string): boolean
  clear(): void
  keys(): Iterable<string>
}

/**
 * An XML element. Names are `key:local` with the key of the namespace, whatever the prefix in the file. Entities and
 * CDATA sections are plain text; comments and processing instructions are left out.
 */
export interface Node {
  readonly name: string
  readonly attributes: Attributes
  children: readonly (Node | string)[]
}

const NONE: readonly never[] = []

/**
 * An element as it is read. A sheet has a million of them, so one is a single object of some fifty bytes: it is the list
 * of its attributes itself, names and values by turns, and a child that is alone is in no list.
 */
export class Element implements Node, Attributes {
  readonly name: string
  #list: readonly string[]
  #inside: Node | string | readonly (Node | string)[] = NONE

  /** @param list names and values by turns */
  constructor(name: string, list: readonly string[] = NONE) {
    this.name = name
    // A copy has no room for more.
    this.#list = list.length === 0 ? NONE : list.slice()
  }

  get attributes(): Attributes {
    return this
  }

  get children(): readonly (Node | string)[] {
    const inside = this.#inside
    return Array.isArray(inside) ? inside : [inside as Node | string]
  }

  set children(all: readonly (Node | string)[]) {
    const inside = this.#inside
    const [first] = all
    if (first === undefined) this.#inside = NONE
    else if (all.length === 1) this.#inside = first
    else if (!Array.isArray(inside) || !isSame(inside, all)) this.#inside = all.slice()
  }

  get size(): number {
    return this.#list.length / 2
  }

  get(name: string): string | undefined {
    const list = this.#list
    for (let at = 0; at < list.length; at += 2) if (list[at] === name) return list[at + 1]
    return undefined
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  set(name: string, value: string): void {
    const at = this.#at(name)
    this.#list = at < 0 ? [...this.#list, name, value] : this.#list.with(at + 1, value)
  }

  delete(name: string): boolean {
    const at = this.#at(name)
    if (at >= 0) this.#list = this.#list.filter((_, n) => n !== at && n !== at + 1)
    return at >= 0
  }

  clear(): void {
    this.#list = NONE
  }

  keys(): readonly string[] {
    return this.#list.filter((_, at) => at % 2 === 0)
  }

  /** What is changed on the way does not change what is walked. */
  *[Symbol.iterator](): Generator<[name: string, value: string]> {
    const list = this.#list
    for (let at = 0; at < list.length; at += 2) yield [list[at] ?? '', list[at + 1] ?? '']
  }

  #at(name: string): number {
    const list = this.#list
    for (let at = 0; at < list.length; at += 2) if (list[at] === name) return at
    return -1
  }
}

const isSame = (one: Node['children'], other: Node['children']): boolean =>
  one.length === other.length && one.every((child, at) => child === other[at])

/** An element with other children; the first stays as it is. */
export const withChildren = (node: Node, children: Node['children']): Node => ({
  name: node.name,
  attributes: node.attributes,
  children,
})
