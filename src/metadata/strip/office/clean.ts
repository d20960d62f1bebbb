import { FileRefused, type MetadataFinding } from '../../metadata-finding.ts'
import { plainWords as plain, plainTogether } from '../../plain-words.ts'
import { NOT_KNOWN } from '../../xml/namespaces.ts'
import { childrenOf, type Node, someIn, textIn } from '../../xml/tree.ts'
import { IGNORABLE } from '../../xml/write.ts'
import { type ContentModel, cutMisplaced } from './content-model.ts'
import type { DocumentNotes } from './document-notes.ts'
import { changeWords, hasPath, isWrapped, unwrapped, wrappedIn } from './path.ts'
import { OF_SYMBOLS, readIn, writtenIn } from './signs.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Cleaning rules of one document format. Names of elements and attributes are `key:local`, with the key of their
 * namespace.
 */
export interface Rules {
  /** Elements and attributes of the standard; any other name is removed. */
  readonly vocabulary: Vocabulary
  /** Elements that are removed with their content, and the finding that each is. */
  readonly dropped: ReadonlyMap<string, MetadataFinding>
  /** Finding of an element that is removed because of its values; `undefined` for one that stays. */
  readonly goes?: (node: Node) => MetadataFinding | undefined
  /** Elements that are replaced by their content, those that are dropped too: that is their finding. */
  readonly unwrapped: ReadonlySet<string>
  /** Changes of attributes, by name or by `element@name`. */
  readonly attributes: ReadonlyMap<string, AttributeChange>
  /**
   * The value as every copy spells it, where the standard defines it here or the attribute is text that people read;
   * else `undefined`.
   */
  readonly valueOf: (element: string, at: string, value: string) => string | undefined
  /** Whether an element may contain this text; text between other elements is read by no program. */
  readonly hasWords: (element: string, words: string) => boolean
  /** Text that is a number, as every copy spells it. */
  readonly measureOf: (element: string, words: string) => string | undefined
  readonly contentModel: ContentModel
  /** Elements whose text is cleaned as one. */
  readonly paragraphs: ReadonlySet<string>
  /** Whether text inside elements of unknown namespaces is kept. */
  readonly keepsForeignWords: boolean
}

/** @returns the new value, or the finding when the attribute is removed */
export type AttributeChange = (
  value: string,
  notes: DocumentNotes,
  element: Node,
) => string | { readonly finding: MetadataFinding | undefined }

/** Namespaces that a choice may require which is kept as one. */
export const ALTERNATIVES = new Set(['wps', 'wpg', 'wpc', 'wp14', 'v'])

/** Cleans the tree of one part in place. @throws FileRefused when the root element is unknown */
export function cleanPart(root: Node, rules: Rules, notes: DocumentNotes): void {
  if (!rules.vocabulary.isElement(root.name)) throw new FileRefused('broken')
  if (cutMisplaced(root, rules.contentModel)) notes.findings.add('words')
  clean(root, rules, notes)
}

/** Cleans an element and everything in it by the rules. */
function clean(node: Node, rules: Rules, notes: DocumentNotes): void {
  cleanAttributes(node, rules, notes)
  const all = node.children.flatMap((child) =>
    typeof child === 'string' ? [child] : copyOf(child, rules, notes),
  )
  // Content of a replaced element must be allowed here too.
  node.children = all.flatMap((child): readonly (Node | string)[] => {
    if (typeof child !== 'string') return [child]
    const bare = IN_ONE_PIECE.test(node.name) ? unwrapped(child) : child
    if (bare !== child) notes.findings.add('wrapped')
    const measure = rules.measureOf(node.name, bare)
    if (measure !== undefined) return [measure]
    if (rules.hasWords(node.name, bare)) return [bare]
    if (bare.trim() !== '') notes.findings.add('other')
    return []
  })
  if (rules.paragraphs.has(node.name)) plainWords(node, notes)
}

/** Elements with text outside paragraphs. */
const IN_ONE_PIECE = /^[sc]:v$/

function copyOf(child: Node, rules: Rules, notes: DocumentNotes): readonly (Node | string)[] {
  const { name } = child
  if (name === 'mc:AlternateContent') return alternative(child, rules, notes)
  const isShown = rules.unwrapped.has(name)
  const listed = rules.dropped.get(name)
  const finding = (isShown ? undefined : listed) ?? rules.goes?.(child)
  const known = isShown || rules.vocabulary.isElement(name)
  const foreign = name.startsWith(`${NOT_KNOWN}:`) || !known
  const wraps = foreign && rules.keepsForeignWords && hasContent(child, rules.vocabulary)
  if (finding !== undefined || (foreign && !wraps)) {
    // Programs write an empty list of scripts into every document.
    if (!/^office:/.test(name) || child.children.length > 0) notes.findings.add(finding ?? 'other')
    return []
  }
  if (!wraps && !isShown) {
    clean(child, rules, notes)
    return [child]
  }
  cleanAttributes(child, rules, notes)
  notes.findings.add(listed ?? 'other')
  // The parent judges its text: words in a paragraph are words of the paragraph.
  return child.children.flatMap((one) =>
    typeof one === 'string' ? [one] : copyOf(one, rules, notes),
  )
}

/** Whether there are words in it, or an element of the vocabulary. */
function hasContent(node: Node, vocabulary: Vocabulary): boolean {
  return isNotBlank(node) || someIn(node, ({ name }) => vocabulary.isElement(name))
}

/**
 * Keeps the first `mc:Choice` that every namespace it requires is known for; without one, the content of `mc:Fallback`.
 */
function alternative(node: Node, rules: Rules, notes: DocumentNotes): readonly (Node | string)[] {
  const choice = childrenOf(node, 'mc:Choice').find(({ attributes }) =>
    (attributes.get('Requires') ?? NOT_KNOWN).split(' ').every((key) => ALTERNATIVES.has(key)),
  )
  const [fallback] = childrenOf(node, 'mc:Fallback')
  for (const one of [choice, fallback]) if (one !== undefined) clean(one, rules, notes)
  if (choice === undefined) {
    const offered = childrenOf(node, 'mc:Choice').map(comparedWords).filter(Boolean)
    const words = fallback === undefined ? '' : comparedWords(fallback)
    if (offered.some((each) => each !== words)) notes.findings.add('words')
    return fallback?.children ?? []
  }
  node.attributes.clear()
  // The fallback is shown by older programs only.
  const alike = fallback !== undefined && comparedWords(choice) === comparedWords(fallback)
  if (fallback !== undefined && !alike) notes.findings.add('words')
  node.children = alike ? [choice, fallback] : [choice]
  return [node]
}

/** Text in it, and signs and words of older drawings, without that of fallbacks. */
export function comparedWords({ name, attributes, children }: Node): string {
  if (name === 'v:textpath') return attributes.get('string') ?? ''
  if (name === 'w:sym') return `${attributes.get('w:font')} ${attributes.get('w:char')}`
  const read = /:(t|delText)$/.test(name)
  return children
    .map((child) => {
      if (typeof child === 'string') return read ? child : ''
      return child.name === 'mc:Fallback' ? '' : comparedWords(child)
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
      // What every copy declares of its own.
      if (next.finding !== undefined && value !== '' && value !== IGNORABLE)
        notes.findings.add(next.finding)
    }
  }
}

function judged(element: Node, at: string, value: string, rules: Rules, notes: DocumentNotes) {
  const cleanValue = writtenIn(element, plain(readIn(element, value)).text)
  if (cleanValue !== value) notes.findings.add('unseen')
  const text = unwrapped(cleanValue)
  if (text !== cleanValue) notes.findings.add('wrapped')
  const spelled = rules.valueOf(element.name, at, text)
  return spelled === undefined ? ({ finding: 'other' } as const) : plainValue(spelled, notes)
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
  /** Whether it continues the text before it, as within one word. */
  readonly joined: boolean
}

/** Removes invisible characters and wrapped addresses from the text of a paragraph, across its runs. */
function plainWords(node: Node, notes: DocumentNotes): void {
  const words: Piece[] = []
  gather(node, words, { joined: false })
  const { texts, stays } = plainTogether(words.map(({ text }) => text))
  // Whether a symbol font draws them is checked when the fonts are known.
  const others = () => plainTogether(words.map(({ text }) => text.replace(OF_SYMBOLS, '•'))).stays
  if (stays.length > 0 && others().length > 0) notes.keeps('unseen', node)
  const bare = bareTexts(texts, words)
  const changed = new Map<Node, (Node | string)[]>()
  for (const [n, { of, at }] of words.entries()) {
    if (bare[n] !== texts[n]) notes.findings.add('wrapped')
    const cleanText = writtenIn(of, texts[n] ?? '')
    if (cleanText !== of.children[at]) {
      notes.findings.add('unseen')
      // At the ends of a text Word and Excel omit spaces, unless `xml:space` preserves them.
      if (/^(w:t|w:delText|s:t)$/.test(of.name) && /^ | $/.test(cleanText)) {
        of.attributes.set('xml:space', 'preserve')
      }
    }
    const next = bare[n] === texts[n] ? cleanText : writtenIn(of, bare[n] ?? '')
    if (next === of.children[at]) continue
    const all = changed.get(of) ?? [...of.children]
    all[at] = next
    changed.set(of, all)
  }
  for (const [of, all] of changed) of.children = all
}

/** Searches pieces that continue one another together: an address may be split between runs. */
function bareTexts(texts: readonly string[], words: readonly Piece[]): readonly string[] {
  if (!isWrapped(texts.join(''))) return texts
  const lines: string[][] = []
  for (const [n, text] of texts.entries()) {
    if (words[n]?.joined === true) lines.at(-1)?.push(text)
    else lines.push([text])
  }
  return lines.flatMap((line) => changeWords(line, wrappedIn(line.join(''))))
}

/**
 * Collects the text pieces of a paragraph. @param before whether a piece precedes: other characters and paragraphs
 * separate text, properties and bookmarks do not
 */
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

/** Whether it contains text other than spaces. */
export const isNotBlank = (node: Node): boolean => textIn(node).trim() !== ''

/** Change that removes an attribute and reports a finding. */
export const gone =
  (finding: MetadataFinding): AttributeChange =>
  () => ({ finding })

/** Map from each name to its value; the names of a value are separated by spaces. */
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
