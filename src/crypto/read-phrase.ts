import { mnemonicToEntropy } from '@scure/bip39'
import { asMade, CROCKFORD } from '#domain/case/crockford.ts'
import {
  CODE_LENGTH,
  checkSignOf,
  type Lists,
  SECRET_BYTES,
  UNCHECKED_CODE_LENGTH,
} from './phrase-encoding.ts'

type Secret = Uint8Array<ArrayBuffer>

/**
 * Parses a typed recovery phrase or code. Ignores capitals, accents, spaces, numbering and dashes, and accepts digits
 * of other scripts and look-alike letters. Words of the list and characters of the code must match exactly: nothing
 * is guessed.
 */
export function readWritten(written: string, lists: Lists): Secret | null {
  const visibleText = visible(written)
  return (
    readCode(visibleText) ?? readWords(wordsIn(visibleText), lists) ?? foundIn(visibleText, lists)
  )
}

/**
 * Positions, from 1, of typed words that are in no list. Empty when the text contains digits other than numbering: then
 * it is no phrase.
 */
export function unknownWords(written: string, lists: Lists): readonly number[] {
  const visibleText = visible(written)
  if (/\p{N}/u.test(withoutNumbering(visibleText))) return []
  const wordMaps = Object.values(lists).map(foldedList)
  return wordsIn(visibleText).flatMap((word, at) =>
    wordMaps.some((list) => list.has(word)) ? [] : [at + 1],
  )
}

/** Removes invisible characters of copied text: soft hyphens, joiners, direction marks. */
function visible(written: string): string {
  return written.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
}

/** Lower case without diacritics: no list has two words that differ in these alone. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
}

const foldedLists = new WeakMap<readonly string[], ReadonlyMap<string, string>>()

/** Words of a list by their folded form, computed once per list. */
function foldedList(list: readonly string[]): ReadonlyMap<string, string> {
  const wordsByFolded = foldedLists.get(list) ?? new Map(list.map((word) => [folded(word), word]))
  foldedLists.set(list, wordsByFolded)
  return wordsByFolded
}

/** Splits text into words. Each Chinese character is a word; no space is needed between them. */
function wordsIn(written: string): readonly string[] {
  const words = folded(written).match(/\p{Script=Han}|(?:(?!\p{Script=Han})\p{L})+/gu)
  return words ?? []
}

function withoutNumbering(written: string): string {
  return written.replace(/(^|\s)\p{N}{1,2}[.):\s]/gu, ' ')
}

function readWords(typed: readonly string[], lists: Lists): Secret | null {
  for (const list of Object.values(lists)) {
    const wordsByFolded = foldedList(list)
    const words = typed.flatMap((word) => wordsByFolded.get(word) ?? [])
    if (words.length !== typed.length) continue
    try {
      const secret = mnemonicToEntropy(words.join(' '), list)
      if (secret.length === SECRET_BYTES) return new Uint8Array(secret)
    } catch {
      // Too few words, or wrong ones: the last word contains a checksum.
    }
  }
  return null
}

/** Longest text that is searched, in characters; the input field takes less. */
const LONGEST = 4_000
const WORDS = 12

/**
 * Finds a phrase or code within other text, such as a pasted note with both. `null` unless every match is the same
 * secret, or exactly one is given both as words and as code.
 */
function foundIn(written: string, lists: Lists): Secret | null {
  if (written.length > LONGEST) return null
  const codes = distinct(codesIn(written))
  const words = distinct(numberedIn(written, lists) ?? runsIn(written, lists))
  const agreed = [...codes.keys()].filter((code) => words.has(code))
  const all = new Map([...codes, ...words])
  const [only, ...others] = agreed.length > 0 ? agreed : all.keys()
  return only === undefined || others.length > 0 ? null : (all.get(only) ?? null)
}

function distinct(secrets: readonly Secret[]): ReadonlyMap<string, Secret> {
  return new Map(secrets.map((secret) => [secret.join(), secret]))
}

/** Codes in the groups that they are displayed in, with any separators; and codes behind a colon. */
function codesIn(written: string): readonly Secret[] {
  const shape =
    /(?:^|[^\p{L}\p{N}])((?:[\p{L}\p{Nd}]{4}[^\p{L}\p{N}]{0,3}){6}[\p{L}\p{Nd}]{2,3})(?![\p{L}\p{N}])/gu
  const grouped = [...written.matchAll(shape)].map(([, code = '']) => code)
  const labelled = written.split('\n').flatMap((line) => line.split(/[:\uff1a]/).slice(1))
  return [...grouped, ...labelled].flatMap((one) => readCode(one) ?? [])
}

/** Words numbered from 1 to 12; `null` when there is no such numbering. */
function numberedIn(written: string, lists: Lists): readonly Secret[] | null {
  const numbered = [...written.matchAll(/(\p{Nd}{1,2})[^\p{L}\p{N}]{0,3}([\p{L}\p{M}]+)/gu)]
  const numbers = numbered.map(([, number = '']) => Number([...number].map(digit).join('')))
  const first = numbers.findIndex((_, at) =>
    Array.from({ length: WORDS }).every((__, n) => numbers[at + n] === n + 1),
  )
  if (first < 0) return null
  const words = numbered.slice(first, first + WORDS).map(([, , word = '']) => folded(word))
  return [readWords(words, lists) ?? []].flat()
}

/** Every run of twelve consecutive words that is a valid phrase of one list. */
function runsIn(written: string, lists: Lists): readonly Secret[] {
  const typed = wordsIn(written)
  return typed.flatMap((_, at) => readWords(typed.slice(at, at + WORDS), lists) ?? [])
}

/** Cyrillic look-alikes of Latin letters, for a code typed on a Cyrillic keyboard. */
const DRAWN_ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [...'АВЕКМНОРСТХУЅІЈ'].map((letter, at) => [letter, [...'ABEKMH0PCTXYS1J'][at] ?? '']),
)

function readCode(written: string): Secret | null {
  const signs = written
    .normalize('NFKC')
    .toUpperCase()
    .match(/[\p{L}\p{Nd}]/gu)
  if (signs?.length !== CODE_LENGTH && signs?.length !== UNCHECKED_CODE_LENGTH) return null
  const typed = asMade(signs.map((sign) => DRAWN_ALIKE[sign] ?? digit(sign)).join(''))
  const plain = typed.slice(0, UNCHECKED_CODE_LENGTH)
  if (typed.length === CODE_LENGTH && typed !== plain + checkSignOf(plain)) return null
  let bits = 0n
  for (const letter of plain) {
    const value = CROCKFORD.indexOf(letter)
    if (value < 0) return null
    bits = (bits << 5n) | BigInt(value)
  }
  if (bits >> 128n !== 0n) return null
  return Uint8Array.from({ length: SECRET_BYTES }, (_, at) =>
    Number((bits >> BigInt(8 * (SECRET_BYTES - 1 - at))) & 255n),
  )
}

/** The digits of each script are consecutive code points from 0 to 9, and no digit comes right before them. */
function digit(sign: string): string {
  let before = 0
  const code = sign.codePointAt(0) ?? 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before))) before += 1
  return before === 0 ? sign : String((before - 1) % 10)
}
