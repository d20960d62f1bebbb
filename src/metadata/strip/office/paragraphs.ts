import type { StayKind, StayLocation } from '../../stay.ts'
import type { Node } from '../../xml/tree.ts'

/** What stays, by the element or image that contains it. */
export type Stays = ReadonlyMap<Node | string, StayKind>

/** Elements of one document format: paragraphs, their text, and what is not part of the running text. */
interface ParagraphNames {
  readonly paragraph: RegExp
  readonly words: RegExp
  readonly apart: RegExp
}

/**
 * Numbers the paragraphs with visible text in reading order, and says how each begins, as the location of what stays.
 * Each element must be visited once, in document order.
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

  /** Whether its text is not read and its paragraphs are not counted. */
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
/** Directional formatting, control and private-use characters: they would reorder a quotation, or have no glyph. */
export const TURNS = /[\u202a-\u202e\u2066-\u2069\p{Cc}\p{Co}]/gu
