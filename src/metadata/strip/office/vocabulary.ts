import { isMeasure } from './values.ts'

/*
 * The local names of elements and attributes that a standard defines, ECMA-376 or OpenDocument 1.2, by the key of their
 * namespace, and the few of newer ones that a document is not read without. Whatever is not among them is in no copy.
 * Behind a `=` stand the words that the standard defines: of an attribute those that it may have, of an element those
 * that it holds or has as its `val`, `type`, `prst` or `t`, whose words differ from element to element. `#` is any
 * measure, and `@x` what stands behind `x`; a list that begins with `@a` has all of drawings too. What a rule drops is
 * not listed.
 */

type Words = ReadonlySet<string>
type Names = ReadonlyMap<string, Words | null>

function namesIn(list: string): Names {
  const names = new Map<string, Words | null>()
  for (const entry of list.split(' ')) {
    const [name = '', words] = entry.split('=')
    const same = words?.startsWith('@') ? names.get(words.slice(1)) : undefined
    names.set(name, same ?? (words === undefined ? null : new Set(words.split(','))))
  }
  return names
}

const parted = (name: string): readonly [key: string, local: string] => {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}

const OF_ELEMENT = new Set(['val', 'type', 'prst', 't'])

const isOf = (value: string, words: Words | null): boolean =>
  words === null || words.has('#')
    ? (words?.has(value) ?? false) || isMeasure(value)
    : value === '' || words.has(value)

/** What one standard defines. */
export class Vocabulary {
  readonly #elements: ReadonlyMap<string, Names>
  readonly #attributes: ReadonlyMap<string, Names>

  /** @param lists the names of elements and of attributes, by the key of their namespace */
  constructor(lists: Readonly<Record<string, readonly string[]>>) {
    const known = (column: 0 | 1) =>
      new Map(Object.entries(lists).map(([key, both]) => [key, namesIn(both[column] ?? '')]))
    this.#elements = known(0)
    this.#attributes = known(1)
  }

  isElement(name: string): boolean {
    const [key, local] = parted(name)
    return this.#elements.get(key)?.has(local) ?? false
  }

  /** The list of an attribute: without a namespace it is one of its element's. */
  #listOf(element: string, name: string): Names | undefined {
    const [key, local] = parted(name)
    const names = this.#attributes.get(name.includes(':') ? key : parted(element)[0])
    return names?.has('@a') && !names.has(local) ? this.#attributes.get('a') : names
  }

  isAttribute(element: string, name: string): boolean {
    return this.#listOf(element, name)?.has(parted(name)[1]) ?? false
  }

  /** The words that are defined for what an element holds. */
  wordsIn(element: string): Words | null {
    const [key, local] = parted(element)
    return this.#elements.get(key)?.get(local) ?? null
  }

  /** What is defined as a value of this attribute: one of its words, or a measure where it has none. */
  isPlain(element: string, at: string, value: string): boolean {
    const [, local] = parted(at)
    const own = OF_ELEMENT.has(local) ? this.wordsIn(element) : null
    return isOf(value, own ?? this.#listOf(element, at)?.get(local) ?? null)
  }

  /** Likewise of what an element holds. */
  isPlainText(element: string, value: string): boolean {
    return isOf(value, this.wordsIn(element))
  }

  /** Up to so many of them, as the standards write a list. */
  isPlainList(element: string, at: string, value: string, most: number): boolean {
    const tokens = value.split(/[\s,;()]+/).filter((token) => token !== '')
    return tokens.length <= most && tokens.every((token) => this.isPlain(element, at, token))
  }
}
