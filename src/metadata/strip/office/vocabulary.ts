import { isMeasure } from './values.ts'

/*
 * Local names of elements and attributes by the key of their namespace, as ECMA-376 or OpenDocument 1.2 defines them,
 * and the few newer ones without which a document cannot be read. Other names are removed. `=` precedes keywords: of an
 * attribute its values; of an element those of its content, or of its `val`, `type`, `prst` or `t`, which differ by
 * element. `#` is any measure, `@x` the same keywords as those of `x`; a list that begins with `@a` includes all of
 * drawings. Elements that a rule removes are not listed.
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

/** Elements, attributes and keywords of one standard. */
export class Vocabulary {
  readonly #elements: ReadonlyMap<string, Names>
  readonly #attributes: ReadonlyMap<string, Names>

  /** @param lists names of elements and of attributes, by the key of their namespace */
  constructor(lists: Readonly<Record<string, readonly string[]>>) {
    const namesByKey = (column: 0 | 1) =>
      new Map(Object.entries(lists).map(([key, both]) => [key, namesIn(both[column] ?? '')]))
    this.#elements = namesByKey(0)
    this.#attributes = namesByKey(1)
  }

  isElement(name: string): boolean {
    const [key, local] = parted(name)
    return this.#elements.get(key)?.has(local) ?? false
  }

  /** Names of the attributes beside this one: without a namespace those of its element's namespace. */
  #listOf(element: string, name: string): Names | undefined {
    const [key, local] = parted(name)
    const names = this.#attributes.get(name.includes(':') ? key : parted(element)[0])
    return names?.has('@a') && !names.has(local) ? this.#attributes.get('a') : names
  }

  isAttribute(element: string, name: string): boolean {
    return this.#listOf(element, name)?.has(parted(name)[1]) ?? false
  }

  /** Keywords that an element may contain; `null` when none are defined. */
  wordsIn(element: string): Words | null {
    const [key, local] = parted(element)
    return this.#elements.get(key)?.get(local) ?? null
  }

  /** Whether a value is one of the attribute's keywords, or a measure where it has none. */
  isPlain(element: string, at: string, value: string): boolean {
    const [, local] = parted(at)
    const own = OF_ELEMENT.has(local) ? this.wordsIn(element) : null
    return isOf(value, own ?? this.#listOf(element, at)?.get(local) ?? null)
  }

  /** Whether an element's text is one of its keywords, or a measure where it has none. */
  isPlainText(element: string, value: string): boolean {
    return isOf(value, this.wordsIn(element))
  }

  /** Whether a value is a list of at most `most` such values. */
  isPlainList(element: string, at: string, value: string, most: number): boolean {
    const tokens = value.split(/[\s,;()]+/).filter((token) => token !== '')
    return tokens.length <= most && tokens.every((token) => this.isPlain(element, at, token))
  }
}
