import type { MetadataFinding } from '../../metadata-finding.ts'
import { byListedName } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { bareAddress, hasPath, isMention, isPressed } from '../office/path.ts'

/** What is done with a field: keep it, replace it by its result, or remove both. */
export type Fate =
  | { readonly does: 'keep'; readonly code: string }
  | { readonly does: 'unlink' | 'erase'; readonly finding: MetadataFinding }

/** Each with those of its switches that are of one letter; behind some a number stands. */
const KEPT = new Map(
  [
    'PAGE NUMPAGES SECTIONPAGES SECTION AUTONUM AUTONUMLGL AUTONUMOUT FORMTEXT FORMCHECKBOX FORMDROPDOWN=',
    'LISTNUM=ls',
    'TOC=hnouz',
    'REF=fhnprtw',
    'PAGEREF=hp',
    'NOTEREF=fhp',
  ].flatMap((row) => {
    const [names = '', letters = ''] = row.split('=')
    return names.split(' ').map((name) => [name, letters] as const)
  }),
)
const NUMBERED = /^\\[lnos]$/
/** They lead to a bookmark, which is the word behind. */
const LEADS = new Set(['REF', 'PAGEREF', 'NOTEREF'])
/** Fields with personal data or document properties, which are removed with their result. */
const ERASED = byListedName<MetadataFinding>([
  ['author', 'AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS FILENAME TEMPLATE'],
  ['taken', 'CREATEDATE SAVEDATE PRINTDATE EDITTIME REVNUM TIME'],
  ['words', 'XE TC TA RD SET ASK'],
  ['other', 'FILESIZE DOCVARIABLE DOCPROPERTY INFO'],
])
const UNLINKED = byListedName<MetadataFinding>([
  [
    'links',
    'INCLUDEPICTURE INCLUDETEXT INCLUDE IMPORT LINK DDE DDEAUTO DATABASE MERGEFIELD HYPERLINK',
  ],
  ['embedded', 'EMBED'],
  ['scripts', 'MACROBUTTON ADDIN'],
  ['words', 'TITLE SUBJECT KEYWORDS COMMENTS'],
])

const wordsOf = (code: string): readonly string[] =>
  // A switch may stand right behind the name of the field.
  code.replace(/^(\s*\w+)(?=\\)/, '$1 ').match(/"[^"]*"|[^\s"]+/g) ?? []
const bare = (word: string | undefined): string => (word ?? '').replace(/^"|"$/g, '')

/** Finding of a field that is removed with its result; `undefined` otherwise. A date that reads as one stays. */
export function erasedBy(code: string, shown: string): MetadataFinding | undefined {
  const [first, second] = wordsOf(code)
  const keyword = bare(first).toUpperCase()
  if (/^(DOCPROPERTY|INFO)$/.test(keyword) && WRITTEN.test(bare(second))) return undefined
  if (keyword === 'DATE') return isDay(code, shown) ? undefined : 'taken'
  return ERASED.get(keyword)
}
/** What somebody writes of a text, and reads where it stands. */
const WRITTEN = /^(title|subject|keywords|comments|category)$/i

/** The day of a letter, without an hour. */
function isDay(code: string, shown: string): boolean {
  const picture = /\\@\s*("[^"]*"|\S+)/.exec(code)?.[1] ?? ''
  return !/[hs]|am\/pm/i.test(picture.replace(/'[^']*'/g, '')) && isReadAsDay(shown)
}

/** Words that are a day, and say no hour. */
export function isReadAsDay(shown: string): boolean {
  const tokens = shown.split(/[\s,./-]+/).filter((token) => token !== '')
  return tokens.length <= 6 && /\d/.test(shown) && tokens.every((token) => DAY.test(token))
}
const DAY =
  /^(\p{L}{1,12}|\d{1,2}(st|nd|rd|th|er|[ºª月日월일])?|\d{4}[年년]?|\d{2,4}年\d{1,2}月(\d{1,2}日)?)$/u

/** Bookmarks whose text a field may display. */
export function namesIn(code: string): readonly string[] {
  const words = wordsOf(code).map((word) => bare(word).toLowerCase())
  const keyword = (words[0] ?? '').toUpperCase()
  const other = keyword === 'HYPERLINK' || (KEPT.has(keyword) && keyword !== 'REF')
  return other ? [] : words
}

/** Bookmark that a field defines. */
export const nameSet = (code: string): string | undefined =>
  /^\s*(?:SET|ASK)\s+"?([^\s"]+)/i.exec(code)?.[1]?.toLowerCase()

/** The name of ours for a bookmark. Those that begin like this are on no list of the reader's program. */
export const markNamed = (name: string, notes: DocumentNotes): string =>
  notes.rename('_mark', name.toLowerCase())

export function fateOf(code: string, shown: string, notes: DocumentNotes, used: Set<string>): Fate {
  const words = wordsOf(code)
  const keyword = bare(words[0]).toUpperCase()
  if (keyword === 'HYPERLINK') {
    const mentions = isMention(bare(words[1]), shown)
    return mentions ? { does: 'unlink', finding: 'comments' } : link(words, notes, used)
  }
  const letters = KEPT.get(keyword)
  if (letters !== undefined) {
    const name = words[1] ?? ''
    const leads = LEADS.has(keyword)
    if (leads && !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
      return { does: 'unlink', finding: 'other' }
    if (leads) used.add(name.toLowerCase())
    const named = leads ? [markNamed(name, notes)] : []
    return { does: 'keep', code: ` ${[keyword, ...named, ...switches(words, letters)].join(' ')} ` }
  }
  // What it shows is written in its code.
  if (keyword === 'EQ') {
    return EQUATION.test(code) ? { does: 'keep', code } : { does: 'unlink', finding: 'words' }
  }
  const erased = erasedBy(code, shown)
  if (erased !== undefined) return { does: 'erase', finding: erased }
  return { does: 'unlink', finding: UNLINKED.get(keyword) ?? 'other' }
}

/**
 * Equation fields that are kept: overstrikes, fractions, roots and small shifts of at most eight characters each;
 * longer parts could cover each other.
 */
const EQUATION =
  /^\s*EQ\s*(?=\\)(\\[a-z]{1,2}\d{0,2}(?![a-z\d])|[\s(),;]|[^\s\\"(),;]{1,8}(?=[\s\\(),;]))+$/i

/** Switches that the field has, each once and in one order, levels behind one, and a way to write a number. */
function switches(words: readonly string[], letters: string): readonly string[] {
  const present: string[] = []
  const isLevel = (word: string | undefined) => /^"?\d{1,2}(-\d)?"?$/.test(word ?? '')
  for (const letter of letters) {
    const at = words.findIndex((word) => word.toLowerCase() === `\\${letter}`)
    if (at < 0) continue
    present.push(`\\${letter}`)
    const next = words[at + 1]
    if (NUMBERED.test(`\\${letter}`) && next !== undefined && isLevel(next)) present.push(next)
  }
  for (const list of FORMATS) {
    const value = words.find((word, n) => words[n - 1] === '\\*' && list.test(word))
    if (value !== undefined) present.push('\\*', value)
  }
  return present
}
const FORMATS = [
  /^(Arabic|ArabicDash|roman|ROMAN|alphabetic|ALPHABETIC|Ordinal|CardText)$/,
  /^(MERGEFORMAT|CHARFORMAT)$/,
]

/** An address that is pressed, a place in the document, and nothing that stands beside them. */
function link(words: readonly string[], notes: DocumentNotes, used: Set<string>): Fate {
  const [value] = words
    .slice(1)
    .filter((word, n, all) => !word.startsWith('\\') && !isOf(all[n - 1]))
  const address = value === undefined ? undefined : bareAddress(bare(value))
  if (address !== undefined && address !== bare(value)) notes.findings.add('links')
  const at = words.findIndex((word) => word.toLowerCase() === '\\l')
  const anchor = at < 0 ? '' : bare(words[at + 1])
  if (address !== undefined && !isPressed(address)) return { does: 'unlink', finding: 'links' }
  if (address === undefined && anchor === '') return { does: 'unlink', finding: 'links' }
  if (address === undefined) used.add(anchor.toLowerCase())
  const place = address === undefined ? markNamed(anchor, notes) : anchor
  const parts = [
    ...(address === undefined ? [] : [`"${address}"`]),
    ...(place === '' || /\s/.test(place) || hasPath(place) ? [] : [`\\l "${place}"`]),
  ]
  return { does: 'keep', code: ` HYPERLINK ${parts.join(' ')} ` }
}

/** Switches with a word of their own behind them. */
const isOf = (word: string | undefined): boolean => /^\\[lotmn]$/i.test(word ?? '')
