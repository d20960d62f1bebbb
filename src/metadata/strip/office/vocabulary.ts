import lists from './vocabulary.json' with { type: 'json' }

/*
 * The local names of elements and attributes that ECMA-376 and OpenDocument 1.2 define, by the key of their namespace,
 * and the few of newer ones that a document is not read without. Whatever is not among them is in no copy. Behind a `=`
 * stand the words that the standards define: of an attribute those that it may have, of an element those that it holds
 * or has as its `val`, `type`, `prst` or `t`, whose words differ from element to element. `#` is any measure, and `@x`
 * what stands behind `x`; a list that begins with `@a` has all of drawings too. What a rule drops is not listed.
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

const known = (column: 0 | 1): ReadonlyMap<string, Names> =>
  new Map(Object.entries(lists).map(([key, both]) => [key, namesIn(both[column] ?? '')]))
const ELEMENTS = known(0)
const ATTRIBUTES = known(1)

const parted = (name: string): readonly [key: string, local: string] => {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}

export function isElement(name: string): boolean {
  const [key, local] = parted(name)
  return ELEMENTS.get(key)?.has(local) ?? false
}

/** The list of an attribute: without a namespace it is one of its element's. */
function listOf(element: string, name: string): Names | undefined {
  const [key, local] = parted(name)
  const names = ATTRIBUTES.get(name.includes(':') ? key : parted(element)[0])
  return names?.has('@a') && !names.has(local) ? ATTRIBUTES.get('a') : names
}

export const isAttribute = (element: string, name: string): boolean =>
  listOf(element, name)?.has(parted(name)[1]) ?? false

const OF_ELEMENT = new Set(['val', 'type', 'prst', 't'])

/** The words that the standards define for what an element holds. */
export function wordsIn(element: string): Words | null {
  const [key, local] = parted(element)
  return ELEMENTS.get(key)?.get(local) ?? null
}

/** The words that they define for an attribute of an element. */
export function wordsOf(element: string, name: string): Words | null {
  const [, local] = parted(name)
  const own = OF_ELEMENT.has(local) ? wordsIn(element) : null
  return own ?? listOf(element, name)?.get(local) ?? null
}
