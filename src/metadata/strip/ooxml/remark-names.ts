import { childOf, childrenOf, elementsIn, filterIn, type Node, textIn } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { changeWords } from '../office/path.ts'

/** Placeholder names that programs write in place of an author. */
const NOBODY = /^(author|autor|auteur|autore|автор|作者|المؤلف|user|unknown)?$/i

/**
 * Replaces author names at the beginning of sheet comments. Excel writes the name there, in one or more runs, perhaps
 * in another spelling than in the list of authors.
 */
export function hideRemarkNames(root: Node, notes: DocumentNotes): void {
  if (root.name !== 's:comments') return
  const authors = childrenOf(childOf(root, 's:authors'), 's:author')
  const names = authors.map(textIn)
  for (const author of authors) {
    const name = textIn(author)
    // Nobody stays nobody: who cleans the copy again is told the same.
    author.children = [
      NOBODY.test(name.trim()) ? plainNobody(name, notes) : notes.alias(name, 'comments'),
    ]
  }
  const known = new Map(
    names.filter((name) => !NOBODY.test(name.trim())).map((name) => [keyOf(name), name]),
  )
  for (const remark of elementsIn(root)) {
    if (remark.name !== 's:comment') continue
    const text = childOf(remark, 's:text')
    if (text === undefined) continue
    const own = names[Number(remark.attributes.get('authorId') ?? 0)] ?? ''
    if (hideInFront(text, known, notes) || !NOBODY.test(own.trim())) continue
    // As Excel writes a name: bold, a colon, a new line. It may also be a heading, so it stays and is reported.
    if (isBold(text, HEAD.exec(textIn(text))?.[0].length)) notes.keeps('remark', remark)
  }
}

function plainNobody(name: string, notes: DocumentNotes): string {
  const plain = name.trim() === '' ? name : 'Author'
  if (plain !== name) notes.findings.add('comments')
  return plain
}

const HEAD = /^[^:\r\n]{1,99}:(?=[ \t]*[\r\n])/

/** @param known names as they are listed, by their keys @returns whether there was one */
function hideInFront(text: Node, known: ReadonlyMap<string, string>, notes: DocumentNotes) {
  const words = filterIn(text, ({ name }) => name === 's:t')
  const pieces = words.map(textIn)
  const whole = pieces.join('')
  const from = whole.length - whole.trimStart().length
  const front = nameInFront(whole.slice(from), known)
  if (front === null) return false
  const name = known.get(keyOf(front)) ?? ''
  const change = { from, to: from + front.length, words: notes.alias(name, 'comments') }
  const next = changeWords(pieces, [change])
  for (const [n, node] of words.entries()) node.children = [next[n] ?? '']
  return true
}

/** A known name of several words, or one before a colon: a single word may begin a sentence, and be part of another. */
function nameInFront(words: string, known: ReadonlyMap<string, string>): string | null {
  const line = /^[^:\r\n]{1,99}/.exec(words)?.[0] ?? ''
  if (words[line.length] === ':' && known.has(keyOf(line))) return line
  const ends = [...line.matchAll(/[\p{L}\p{N}\p{M}\])](?![\p{L}\p{N}\p{M}])/gu)]
  const fronts = ends.map(({ 0: last, index }) => line.slice(0, index + last.length)).reverse()
  const fits = fronts.find((front) => keyOf(front).includes(' ') && known.has(keyOf(front)))
  return fits ?? null
}

/** Key of a name, the same for every capitalisation, order and punctuation. */
const keyOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[[(][^[(\])]*[\])]|@\S*|^.*\\/g, ' ')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((part) => part !== '')
    .toSorted()
    .join(' ')

/** Whether all words up to there are in bold letters. */
function isBold(text: Node, end = 0): boolean {
  if (end === 0) return false
  let at = 0
  return childrenOf(text).every((run) => {
    const before = at
    at += textIn(run).length
    return before >= end || childOf(childOf(run, 's:rPr'), 's:b') !== undefined
  })
}
