import { PLACE_NAMES } from './place-names.ts'
import { MINE, ROLE_NAMES, TITLES } from './role-names.ts'

/** Part of a text that could identify its writer. `contact`: it identifies one person directly. */
export interface Hint {
  readonly kind: 'contact' | 'few'
  /** The part as written. */
  readonly what: string
}

/** Characters that are examined; hints are no guarantee. */
const LOOKED_AT = 20_000
/** Largest number of hints shown. */
const MOST = 3
const LONGEST = 40

/**
 * Finds parts of a text that could identify its writer; runs in the browser, nothing is sent. No language model:
 * titles and roles from short lists, addresses by their shape, names by their capitals.
 */
export function hintsIn(text: string): readonly Hint[] {
  const looked = text.slice(0, LOOKED_AT)
  const hints: Hint[] = [
    ...contacts(looked),
    ...people(looked),
    ...places(looked),
    ...dates(looked),
  ]
  const seen = new Set<string>()
  return hints
    .map((hint) => ({ ...hint, what: hint.what.trim() }))
    .filter(({ what }) => what.length > 1 && what.length <= LONGEST)
    .filter(({ what }) => !seen.has(what.toLowerCase()) && seen.add(what.toLowerCase()))
    .slice(0, MOST)
}

/** Patterns anchored on a rare character with bounded repetition, so that no text makes them slow. */
function contacts(text: string): readonly Hint[] {
  const parts: string[] = []
  for (const at of everywhere(text, '@')) {
    const before = /[\w.+-]{1,40}$/u.exec(text.slice(Math.max(0, at - 40), at))?.[0]
    const after = /^[\w-]{1,30}(\.[\w-]{2,20}){1,3}/u.exec(text.slice(at + 1, at + 80))?.[0]
    if (before !== undefined && after !== undefined) parts.push(`${before}@${after}`)
  }
  for (const run of runs(text, DIGITS)) {
    const digits = run.replace(/[^\p{Nd}]/gu, '').length
    if (digits >= 6 && digits <= 15 && !isDate(run)) parts.push(run)
  }
  return parts.map((what) => ({ kind: 'contact', what }))
}

const DIGITS = /[+(]?\p{Nd}[\p{Nd} ()./-]{4,24}\p{Nd}/gu

function isDate(run: string): boolean {
  return /^\p{Nd}{1,4}[./-]\p{Nd}{1,2}[./-]\p{Nd}{1,4}$/u.test(run)
}

/** Phrases around a role, title or name: "My supervisor in Amman", "Dr Haddad", "Samira Haddad". */
function people(text: string): readonly Hint[] {
  const words = wordsOf(text)
  const parts: string[] = []
  words.forEach((word, at) => {
    const low = word.text.toLowerCase()
    const next = words[at + 1]
    if (TITLES.test(low.replace(/\.$/, '')) && next !== undefined && isCapital(next.text)) {
      parts.push(`${word.text} ${next.text}`)
    } else if (MINE.test(low)) {
      const role = ahead(words, at + 1)
      if (role !== null) parts.push(text.slice(word.from, role))
    } else if (isRoleAlone(low)) parts.push(word.text)
    else if (next !== undefined && isName(word, next, text)) parts.push(`${word.text} ${next.text}`)
  })
  for (const role of ROLE_NAMES['zh'] ?? []) {
    for (const at of everywhere(text, role).slice(0, MOST)) {
      if (/[我们的]/u.test(text.slice(Math.max(0, at - 2), at))) {
        parts.push(text.slice(Math.max(0, at - 2), at + role.length))
      }
    }
  }
  return parts.map((what) => ({ kind: 'few', what }))
}

const EVERY_ROLE = new Set(
  Object.entries(ROLE_NAMES).flatMap(([lang, roles]) => (lang === 'zh' ? [] : roles)),
)
const ARABIC_ROLES = new Set(ROLE_NAMES['ar'])

function isRoleAlone(low: string): boolean {
  return ARABIC_ROLES.has(low)
}

/** End of the role after "my": at most two words may precede it ("my former line manager"). */
function ahead(words: readonly Word[], from: number): number | null {
  for (let at = from; at < from + 3; at += 1) {
    const word = words[at]
    if (word === undefined) return null
    if (!EVERY_ROLE.has(word.text.toLowerCase())) continue
    const near = words[at + 1]?.text.toLowerCase() ?? ''
    const place = words[at + 2]
    const named = ['in', 'at', 'à', 'en', 'в', 'au'].includes(near) && place !== undefined
    return named && isCapital(place.text) ? place.to : word.to
  }
  return null
}

/** Two capitalised words in a row, not at the start of a sentence, and not all in capitals. */
function isName(word: Word, next: Word, text: string): boolean {
  if (!isCapital(word.text) || !isCapital(next.text) || next.from !== word.to + 1) return false
  const before = text.slice(Math.max(0, word.from - 2), word.from).trim()
  return word.from > 0 && !/[.!?:\n…]$/u.test(before) && text[word.from - 1] !== '\n'
}

function isCapital(word: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word)
}

function places(text: string): readonly Hint[] {
  const low = text.toLowerCase()
  return PLACE_NAMES.flatMap((place) => {
    const at = low.indexOf(place)
    if (at < 0 || low.length !== text.length) return []
    const alone =
      /\p{sc=Han}/u.test(place) ||
      !/\p{L}/u.test((low[at - 1] ?? ' ') + (low[at + place.length] ?? ' '))
    return alone ? [{ kind: 'few' as const, what: text.slice(at, at + place.length) }] : []
  })
}

/** Dates in digits, because few people were present on a given day. */
function dates(text: string): readonly Hint[] {
  return runs(text, /\p{Nd}{1,4}[./-]\p{Nd}{1,2}[./-]\p{Nd}{1,4}/gu).map((what) => ({
    kind: 'few',
    what,
  }))
}

interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
}

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{M}’-]+\.?/gu)].map(({ 0: word, index }) => ({
    text: word.replace(/\.$/, ''),
    from: index,
    to: index + word.replace(/\.$/, '').length,
  }))
}

function everywhere(text: string, sign: string): readonly number[] {
  const numbers: number[] = []
  for (let at = text.indexOf(sign); at >= 0 && numbers.length < 50; ) {
    numbers.push(at)
    at = text.indexOf(sign, at + sign.length)
  }
  return numbers
}

function runs(text: string, shape: RegExp): readonly string[] {
  const parts: string[] = []
  for (const { 0: run } of text.matchAll(shape)) {
    parts.push(run)
    if (parts.length >= 50) break
  }
  return parts
}
