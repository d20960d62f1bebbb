import { FileRefused, type MetadataFinding } from '../../metadata-finding.ts'
import { plainWords as plain, plainTogether } from '../../plain-words.ts'
import { NOT_KNOWN } from '../../xml/namespaces.ts'
import { childrenOf, type Node, textIn } from '../../xml/tree.ts'
import { type ContentModel, cutMisplaced } from './content-model.ts'
import type { DocumentNotes } from './document-notes.ts'
import { changeWords, hasPath, isWrapped, unwrapped, wrappedIn } from './path.ts'
import { OF_SYMBOLS, readIn, writtenIn } from './signs.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What is true of one family of documents, by meaning. Names are `key:local`. */
export interface Rules {
  /** Names that no standard defines are in no copy. */
  readonly vocabulary: Vocabulary
  /** With everything in it, and the finding of it. */
  readonly dropped: ReadonlyMap<string, MetadataFinding>
  /** What goes for what is said in it, and the finding of it. */
  readonly goes?: (node: Node) => MetadataFinding | undefined
  /** What is in it stays. */
  readonly unwrapped: ReadonlySet<string>
  /** Attributes by name, or as `element@name`. */
  readonly attributes: ReadonlyMap<string, AttributeChange>
  /** Whether the value is one that the standard defines there, or a text that is read. */
  readonly isValue: (element: string, at: string, value: string) => boolean
  /** Where words stand; what stands between other elements is read by no program. */
  readonly hasWords: (element: string, words: string) => boolean
  readonly contentModel: ContentModel
  /** Elements whose words are read together. */
  readonly paragraphs: ReadonlySet<string>
  /** Words that a new namespace wraps are still words. */
  readonly keepsForeignWords: boolean
}

/** @returns what stands in its place, or what is found where nothing does */
export type AttributeChange = (
  value: string,
  notes: DocumentNotes,
  element: Node,
) => string | { readonly finding: MetadataFinding }

const ALTERNATIVES = new Set(['wps', 'wpg', 'wpc', 'wp14', 'v'])

/** A part, from its root. @throws FileRefused where the root is none that a program reads */
export function cleanPart(root: Node, rules: Rules, notes: DocumentNotes): void {
  if (!rules.vocabulary.isElement(root.name)) throw new FileRefused('broken')
  if (cutMisplaced(root, rules.contentModel)) notes.found.add('words')
  clean(root, rules, notes)
}

/** A tree in which nothing is left that no rule knows. */
function clean(node: Node, rules: Rules, notes: DocumentNotes): void {
  cleanAttributes(node, rules, notes)
  const all = node.children.flatMap((child) =>
    typeof child === 'string' ? [child] : copyOf(child, rules, notes),
  )
  // What was unwrapped has to be at home here too.
  node.children = all.flatMap((child): readonly (Node | string)[] => {
    if (typeof child !== 'string') return [child]
    const bare = IN_ONE_PIECE.test(node.name) ? unwrapped(child) : child
    if (bare !== child) notes.found.add('wrapped')
    if (rules.hasWords(node.name, bare)) return [bare]
    if (bare.trim() !== '') notes.found.add('other')
    return []
  })
  if (rules.paragraphs.has(node.name)) plainWords(node, notes)
}

/** Words that stand in no paragraph. */
const IN_ONE_PIECE = /^[sc]:v$/

function copyOf(child: Node, rules: Rules, notes: DocumentNotes): readonly (Node | string)[] {
  const { name } = child
  if (name === 'mc:AlternateContent') return alternative(child, rules, notes)
  const finding = rules.dropped.get(name) ?? rules.goes?.(child)
  const known = rules.unwrapped.has(name) || rules.vocabulary.isElement(name)
  const foreign = name.startsWith(`${NOT_KNOWN}:`) || !known
  const wraps = foreign && rules.keepsForeignWords && hasKnown(child, rules.vocabulary)
  if (finding !== undefined || (foreign && !wraps)) {
    // Programs write the empty list of their scripts into every document.
    if (!/^office:/.test(name) || child.children.length > 0) notes.found.add(finding ?? 'other')
    return []
  }
  clean(child, rules, notes)
  if (!wraps && !rules.unwrapped.has(name)) return [child]
  notes.found.add('other')
  return child.children
}

/** Words of a known kind inside. */
function hasKnown(node: Node, known: Vocabulary): boolean {
  return childrenOf(node).some((child) => known.isElement(child.name) || hasKnown(child, known))
}

/** What a newer program shows stays where all of it is known; else what stands there for older ones. */
function alternative(node: Node, rules: Rules, notes: DocumentNotes): readonly (Node | string)[] {
  const choice = childrenOf(node, 'mc:Choice').find(({ attributes }) =>
    (attributes.get('Requires') ?? NOT_KNOWN).split(' ').every((key) => ALTERNATIVES.has(key)),
  )
  const [fallback] = childrenOf(node, 'mc:Fallback')
  for (const one of [choice, fallback]) if (one !== undefined) clean(one, rules, notes)
  if (choice === undefined) return fallback?.children ?? []
  node.attributes.clear()
  // What only older programs would show is in no view.
  const alike = fallback !== undefined && wordsIn(choice) === wordsIn(fallback)
  if (fallback !== undefined && !alike) notes.found.add('words')
  node.children = alike ? [choice, fallback] : [choice]
  return [node]
}

/** What is read in it, without what stands there for older programs. */
function wordsIn({ name, children }: Node): string {
  const read = /:(t|delText)$/.test(name)
  return children
    .map((child) => {
      if (typeof child === 'string') return read ? child : ''
      return child.name === 'mc:Fallback' ? '' : wordsIn(child)
    })
    .join('')
    .replace(/\s+/g, '')
}

function cleanAttributes(node: Node, rules: Rules, notes: DocumentNotes): void {
  for (const [at, value] of node.attributes) {
    const change = rules.attributes.get(`${node.name}@${at}`) ?? rules.attributes.get(at)
    const next = rules.vocabulary.isAttribute(node.name, at)
      ? (change?.(value, notes, node) ?? judged(node, at, value, rules, notes))
      : ({ finding: 'other' } as const)
    if (typeof next === 'string') node.attributes.set(at, next)
    else {
      node.attributes.delete(at)
      if (value !== '') notes.found.add(next.finding)
    }
  }
}

function judged(element: Node, at: string, value: string, rules: Rules, notes: DocumentNotes) {
  const seen = writtenIn(element, plain(readIn(element, value)).text)
  if (seen !== value) notes.found.add('unseen')
  const text = unwrapped(seen)
  if (text !== seen) notes.found.add('wrapped')
  return rules.isValue(element.name, at, text)
    ? plainValue(text, notes)
    : ({ finding: 'other' } as const)
}

function plainValue(
  value: string,
  notes: DocumentNotes,
): string | { readonly finding: MetadataFinding } {
  if (hasPath(value)) return { finding: 'author' }
  return notes.plainId(value) ?? value
}

interface Piece {
  readonly of: Node
  readonly at: number
  readonly text: string
  /** Whether it goes on with what stands before it, as one word does. */
  readonly joined: boolean
}

/** The words of a paragraph without signs that nobody sees, and without what wrapped an address, across its runs. */
function plainWords(node: Node, notes: DocumentNotes): void {
  const words: Piece[] = []
  gather(node, words, { joined: false })
  const { texts, stays } = plainTogether(words.map(({ text }) => text))
  // Whether a font of symbols draws them is asked when the fonts are known.
  const stay =
    stays !== null && plainTogether(words.map(({ text }) => text.replace(OF_SYMBOLS, '•'))).stays
  if (typeof stay === 'number') notes.keeps('unseen', node)
  const bare = bareTexts(texts, words)
  for (const [n, { of, at }] of words.entries()) {
    if (bare[n] !== texts[n]) notes.found.add('wrapped')
    const seen = writtenIn(of, texts[n] ?? '')
    if (seen !== of.children[at]) {
      notes.found.add('unseen')
      // At an end Word and Excel draw any space but a plain one that is not said to be kept.
      if (/^(w:t|w:delText|s:t)$/.test(of.name) && /^ | $/.test(seen)) {
        of.attributes.set('xml:space', 'preserve')
      }
    }
    of.children[at] = bare[n] === texts[n] ? seen : writtenIn(of, bare[n] ?? '')
  }
}

/** Pieces that go on with one another are looked through together: an address may be parted anywhere. */
function bareTexts(texts: readonly string[], words: readonly Piece[]): readonly string[] {
  if (!isWrapped(texts.join(''))) return texts
  const lines: string[][] = []
  for (const [n, text] of texts.entries()) {
    if (words[n]?.joined === true) lines.at(-1)?.push(text)
    else lines.push([text])
  }
  return lines.flatMap((line) => changeWords(line, wrappedIn(line.join(''))))
}

/** @param before what it stands behind: signs and other paragraphs part words, properties and marks do not */
function gather(node: Node, words: Piece[], before: { joined: boolean }): void {
  for (const [at, child] of node.children.entries()) {
    if (typeof child === 'string') {
      words.push({ of: node, at, text: readIn(node, child), joined: before.joined })
      before.joined = true
    } else {
      const parts =
        /:(p|h)$/.test(child.name) || (child.children.length === 0 && !MARKS.test(child.name))
      if (parts) before.joined = false
      if (!/Pr$/.test(child.name)) gather(child, words, before)
      if (parts) before.joined = false
    }
  }
}
const MARKS = /Pr$|[bB]ookmark|Range|comment|annotation|^(w|a|s|text):(r|t|span|soft-page-break)$/

/** Whether anything is written in it. */
export const isNotBlank = (node: Node): boolean => textIn(node).trim() !== ''

/** An attribute that goes, and the finding of it. */
export const gone =
  (finding: MetadataFinding): AttributeChange =>
  () => ({ finding })

/** A table of names, written as words in a row. */
export function byListedName<Value>(
  lists: readonly (readonly [value: Value, names: string])[],
): ReadonlyMap<string, Value> {
  return new Map(
    lists.flatMap(([value, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((name) => [name, value] as const),
    ),
  )
}
