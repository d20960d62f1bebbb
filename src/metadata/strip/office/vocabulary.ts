import { plainTyped } from './values.ts'

/*
 * Local names of elements and attributes by the key of their namespace, as ECMA-376 or OpenDocument 1.2 defines them,
 * and the few newer ones without which a document cannot be read. Other names are removed. `=` precedes keywords: of an
 * attribute its values; of an element those of its content, or of its `val`, `type`, `prst` or `t`, which differ by
 * element. Among them stand types: `?` a switch, `~n` a whole number of n digits, `$n` n hexadecimal digits, `%` a
 * percentage, `&` a number that programs count with, `#` any measure, as is one without keywords. `element/name` is the
 * attribute of that element only, `@x` has the same keywords as `x`; a list that begins with `@a` includes all of drawings.
 * Elements that a rule removes are not listed.
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

/** The value as a copy spells it; `undefined` where it is none of these words. */
function spelled(value: string, words: Words | null): string | undefined {
  if (value === '' || words?.has(value)) return value
  for (const type of words ?? ANY) {
    const plain = plainTyped(type, value)
    if (plain !== undefined) return plain
  }
  return undefined
}
const ANY = ['#']

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

  /** The value as a copy spells it: one of the attribute's keywords, or of its type; else `undefined`. */
  plain(element: string, at: string, value: string): string | undefined {
    const [, local] = parted(at)
    const own = OF_ELEMENT.has(local) ? this.wordsIn(element) : null
    const list = this.#listOf(element, at)
    return spelled(
      value,
      own ?? list?.get(`${parted(element)[1]}/${local}`) ?? list?.get(local) ?? null,
    )
  }

  /** An element's text as a copy spells it: one of its keywords, or of its type; else `undefined`. */
  plainText(element: string, value: string): string | undefined {
    return spelled(value, this.wordsIn(element))
  }

  /** A list of at most `most` such values as a copy spells it; else `undefined`. */
  plainList(element: string, at: string, value: string, most: number): string | undefined {
    const tokens = value.split(/[\s,;()]+/).filter((token) => token !== '')
    const plain = tokens.map((token) => this.plain(element, at, token))
    return plain.length <= most && !plain.includes(undefined) ? plain.join(' ') : undefined
  }
}
