import { childOf, childrenOf, elementsIn, type Node, textIn } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/noted.ts'
import { changeWords } from '../office/path.ts'

/** What stands in place of who made a remark, where a program has taken out names before. */
const NOBODY = /^(author|autor|auteur|autore|автор|作者|المؤلف|user|unknown)?$/i

/**
 * Remarks of a sheet begin with the name of who made them, as the program knew it when they were made: in one run or in
 * several, and in the list of authors perhaps in another spelling or not at all.
 */
export function hideRemarkNames(root: Node, noted: DocumentNotes): void {
  if (root.name !== 's:comments') return
  const authors = childrenOf(childOf(root, 's:authors'), 's:author')
  const names = authors.map(textIn)
  for (const author of authors) {
    noted.found.add('comments')
    author.children = [noted.pseudonyms.alias(textIn(author))]
  }
  const spelt = new Map(names.map((name) => [keyOf(name), name]))
  for (const remark of elementsIn(root)) {
    if (remark.name !== 's:comment') continue
    const text = childOf(remark, 's:text')
    if (text === undefined) continue
    const own = names[Number(remark.attributes.get('authorId') ?? 0)] ?? ''
    hideInFront(text, names, spelt, NOBODY.test(own.trim()), noted)
  }
}

function hideInFront(
  text: Node,
  names: readonly string[],
  spelt: ReadonlyMap<string, string>,
  isNobody: boolean,
  noted: DocumentNotes,
): void {
  const words = [...elementsIn(text)].filter(({ name }) => name === 's:t')
  const pieces = words.map(textIn)
  const whole = pieces.join('')
  const from = whole.length - whole.trimStart().length
  const value = /^[^:\r\n]{1,99}/.exec(whole.slice(from))?.[0] ?? ''
  const known =
    spelt.get(keyOf(value)) ??
    names.find((name) => name.length > 2 && value.toLowerCase().startsWith(name.toLowerCase()))
  // As Excel writes it: a name in bold letters, a colon, and the next line.
  const written = isNobody && isBold(text, from + value.length) && HEAD.test(whole.slice(from))
  if (known === undefined && !written) return
  const name = known ?? value.trim()
  const to = from + (known !== undefined && keyOf(value) !== keyOf(known) ? known : value).length
  const alias = noted.pseudonyms.alias(name)
  noted.found.add('comments')
  const next = changeWords(pieces, [{ from, to, words: alias }])
  for (const [n, node] of words.entries()) node.children = [next[n] ?? '']
}
const HEAD = /^[^:\r\n]{1,99}:[ \t]*[\r\n]/

/** One key for the ways to write a name: capitals, order, signs between its parts, and what a program put behind it. */
const keyOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[[(][^\])]*[\])]|@\S*|^.*\\/g, ' ')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((part) => part !== '')
    .toSorted()
    .join(' ')

/** Whether all words up to there are in bold letters. */
function isBold(text: Node, end: number): boolean {
  let at = 0
  return childrenOf(text).every((run) => {
    const before = at
    at += textIn(run).length
    return before >= end || childOf(childOf(run, 's:rPr'), 's:b') !== undefined
  })
}
