import type { MetadataFinding } from '../../metadata-finding.ts'
import { listed } from '../office/clean.ts'
import type { Noted } from '../office/noted.ts'
import { bareAddress, hasPath, isPressed } from '../office/path.ts'

/** What becomes of a field: it stays, or what stands there becomes plain words, or all of it goes. */
export type Fate =
  | { readonly does: 'keep'; readonly code: string }
  | { readonly does: 'unlink' | 'erase'; readonly tells: MetadataFinding }

const KEPT = new Set(
  `PAGE NUMPAGES SECTIONPAGES SECTION TOC LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT FORMTEXT FORMCHECKBOX
   FORMDROPDOWN`.split(/\s+/),
)
/** They lead to a bookmark, which is the word behind. */
const LEADS = new Set(['REF', 'PAGEREF', 'NOTEREF'])
/** A program wrote down who, when or where, or a property of the file: that is no word of the text. */
const ERASED = listed<MetadataFinding>([
  ['author', 'AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS FILENAME TEMPLATE'],
  ['taken', 'CREATEDATE SAVEDATE PRINTDATE EDITTIME REVNUM DATE TIME'],
  ['words', 'XE TC TA RD TITLE SUBJECT KEYWORDS COMMENTS'],
  ['other', 'FILESIZE DOCVARIABLE DOCPROPERTY INFO'],
])
const UNLINKED = listed<MetadataFinding>([
  [
    'links',
    'INCLUDEPICTURE INCLUDETEXT INCLUDE IMPORT LINK DDE DDEAUTO DATABASE MERGEFIELD HYPERLINK',
  ],
  ['embedded', 'EMBED'],
  ['scripts', 'MACROBUTTON ADDIN'],
])

/** The name of ours for a bookmark. Those that begin like this are on no list of the reader's program. */
export const markNamed = (name: string, noted: Noted): string =>
  noted.rename('_mark', name.toLowerCase())

export function fateOf(code: string, noted: Noted, used: Set<string>): Fate {
  // A switch may stand right behind the name of the field.
  const words = code.replace(/^(\s*\w+)(?=\\)/, '$1 ').match(/"[^"]*"|[^\s"]+/g) ?? []
  const first = words[0] ?? ''
  const keyword = first.toUpperCase()
  if (keyword === 'HYPERLINK') return link(words, noted, used)
  if (LEADS.has(keyword)) {
    const name = words[1] ?? ''
    if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
      used.add(name.toLowerCase())
      return { does: 'keep', code: ` ${keyword} ${markNamed(name, noted)} ${switches(words)} ` }
    }
  }
  if (KEPT.has(keyword))
    return { does: 'keep', code: ` ${[keyword, switches(words)].join(' ').trim()} ` }
  // What it shows is written in its code.
  if (keyword === 'EQ') {
    return EQUATION.test(code) ? { does: 'keep', code } : { does: 'unlink', tells: 'words' }
  }
  const erased = ERASED.get(keyword)
  if (erased !== undefined) return { does: 'erase', tells: erased }
  return { does: 'unlink', tells: UNLINKED.get(keyword) ?? 'other' }
}

/**
 * Signs one over another, fractions, roots, shifts by less than a hundred points: a letter of a circle, a reading. Parts
 * that are longer could cover each other.
 */
const EQUATION =
  /^\s*EQ(\s*\\[a-z]{1,2}\d{0,2})+\s*(\\[a-z]{1,2}\d{0,2}|[\s(),;]|[^\s\\"(),;]{1,8}(?=[\s\\(),;]))+$/i

/** Switches of one letter, each once, levels behind one, and the ways to write a number; no word that somebody chose. */
function switches(words: readonly string[]): string {
  const kept: string[] = []
  for (const [at, word] of words.entries()) {
    const isSwitch = /^\\[a-su-z*]$/i.test(word)
    const before = words[at - 1] ?? ''
    const isFormat = before === '\\*' && FORMATS.test(word)
    const isLevel = /^\\[a-z]$/i.test(before) && /^"?\d{1,2}(-\d{1,2})?"?$/.test(word)
    const isNew = word === '\\*' || !kept.includes(word)
    if (at > 0 && ((isSwitch && isNew) || isFormat || isLevel)) kept.push(word)
  }
  return kept.join(' ')
}
const FORMATS =
  /^(MERGEFORMAT|CHARFORMAT|Arabic|ArabicDash|roman|ROMAN|alphabetic|ALPHABETIC|Ordinal|CardText)$/

/** An address that is pressed, a place in the document, and nothing that stands beside them. */
function link(words: readonly string[], noted: Noted, used: Set<string>): Fate {
  const bare = (word: string | undefined) => (word ?? '').replace(/^"|"$/g, '')
  const [said] = words
    .slice(1)
    .filter((word, n, all) => !word.startsWith('\\') && !isOf(all[n - 1]))
  const address = said === undefined ? undefined : bareAddress(bare(said))
  if (address !== undefined && address !== bare(said)) noted.found.add('links')
  const at = words.findIndex((word) => word.toLowerCase() === '\\l')
  const anchor = at < 0 ? '' : bare(words[at + 1])
  if (address !== undefined && !isPressed(address)) return { does: 'unlink', tells: 'links' }
  if (address === undefined && anchor === '') return { does: 'unlink', tells: 'links' }
  if (address === undefined) used.add(anchor.toLowerCase())
  const place = address === undefined ? markNamed(anchor, noted) : anchor
  const parts = [
    ...(address === undefined ? [] : [`"${address}"`]),
    ...(place === '' || /\s/.test(place) || hasPath(place) ? [] : [`\\l "${place}"`]),
  ]
  return { does: 'keep', code: ` HYPERLINK ${parts.join(' ')} ` }
}

/** Switches with a word of their own behind them. */
const isOf = (word: string | undefined): boolean => /^\\[lotmn]$/i.test(word ?? '')
