import words from './vocabulary.json' with { type: 'json' }

/*
 * The local names of elements and attributes that ECMA-376 and OpenDocument 1.2 define, by the key of their namespace,
 * and the few of newer ones that a document is not read without. Whatever is not among them is in no copy.
 */

const known = (column: 0 | 1) =>
  new Map(
    Object.entries(words).map(([key, lists]) => [key, new Set((lists[column] ?? '').split(' '))]),
  )
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

/** An attribute without a namespace is one of its element's. */
export function isAttribute(element: string, name: string): boolean {
  const [key, local] = parted(name)
  const [of] = parted(element)
  return ATTRIBUTES.get(name.includes(':') ? key : of)?.has(local) ?? false
}
