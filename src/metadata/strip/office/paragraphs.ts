import type { StayKind, StayLocation } from '../../stay.ts'
import type { Node } from '../../xml/tree.ts'

/** What stays, by the element or picture that it is in. */
export type Stays = ReadonlyMap<Node | string, StayKind>

/** What a family of documents calls paragraphs, the words in them, and what is read apart from the text. */
interface ParagraphNames {
  readonly paragraph: RegExp
  readonly words: RegExp
  readonly apart: RegExp
}

/**
 * The paragraphs of a text as a person finds them: those in which words are seen, by their number in the order of
 * reading and by how they begin. Each element has to be asked for once, in the order of the document.
 */
export class Paragraphs {
  readonly #names: ParagraphNames
  readonly #stays: Stays
  #count = 0
  #between: StayLocation = { at: 'start' }

  constructor(names: ParagraphNames, stays: Stays) {
    this.#names = names
    this.#stays = stays
  }

  at(node: Node, around: StayLocation): StayLocation {
    if (!/^(start|after)$/.test(around.at)) return around
    const isParagraph = this.#names.paragraph.test(node.name) && !this.skips(node)
    const words = isParagraph ? this.#read(node).replace(TURNS, '').replace(/\s+/g, ' ').trim() : ''
    if (words === '') return this.#between
    this.#count += 1
    const entry = { n: this.#count, words: words.replace(/^(?=.{41})(.{30}\S{0,9}).*$/u, '$1…') }
    this.#between = { at: 'after', ...entry }
    return { at: 'paragraph', ...entry }
  }

  /** Whether no words are read in it, nor paragraphs counted. */
  skips(node: Node): boolean {
    return this.#names.apart.test(node.name) || this.#stays.get(node)?.endsWith('hidden') === true
  }

  #read(node: Node): string {
    if (BLANK.test(node.name)) return ' '
    const isRead = this.#names.words.test(node.name)
    return node.children
      .map((child) => {
        if (typeof child !== 'string') return this.skips(child) ? '' : this.#read(child)
        return isRead ? child : ''
      })
      .join('')
  }
}

const BLANK = /:(tab|br|cr|s|line-break)$/
/** Signs of direction, which would turn the words around, and those that no font has. */
export const TURNS = /[\u202a-\u202e\u2066-\u2069\p{Cc}\p{Co}]/gu
