import type { StayLocation } from '../../stay.ts'
import type { Node } from '../../xml/tree.ts'
import type { Stays } from './paragraphs.ts'

/** Elements of one document format that define a style or a list, and that use one. */
export interface DefinitionNames {
  readonly definition: (node: Node) => string | undefined
  readonly uses: (node: Node) => readonly string[]
}

/** Where each style and list of a document is used first: the location of what stands in its definition. */
export class FirstUses {
  readonly #names: DefinitionNames
  readonly #first = new Map<string, StayLocation>()

  constructor(names: DefinitionNames) {
    this.#names = names
  }

  /** Notes what an element uses. Each element must come once, in reading order. */
  note(node: Node, location: StayLocation): void {
    if (location.at === 'document') return
    for (const name of this.#names.uses(node)) {
      if (!this.#first.has(name)) this.#first.set(name, location)
    }
  }

  /** Sets the locations of elements in definitions; of one that no text uses it stays the document. */
  locate(roots: readonly Node[], of: Stays, locations: Map<Node | string, StayLocation>): void {
    const within: (readonly [node: Node, definition: string])[] = []
    const users = new Map<string, string[]>()
    const visit = (node: Node, around: string | undefined) => {
      const definition = this.#names.definition(node) ?? around
      if (definition !== undefined) {
        if (of.has(node)) within.push([node, definition])
        for (const name of this.#names.uses(node)) {
          users.set(name, [...(users.get(name) ?? []), definition])
        }
      }
      for (const child of node.children) if (typeof child !== 'string') visit(child, definition)
    }
    for (const root of roots) visit(root, undefined)
    const locationOf = (name: string, before: ReadonlySet<string>): StayLocation | undefined => {
      if (before.has(name)) return undefined
      const seen = new Set([...before, name])
      const others = (users.get(name) ?? []).map((user) => locationOf(user, seen))
      return this.#first.get(name) ?? others.find((one) => one !== undefined)
    }
    for (const [node, definition] of within) {
      const location = locationOf(definition, new Set())
      if (location !== undefined && locations.get(node)?.at === 'document') {
        locations.set(node, location)
      }
    }
  }
}
