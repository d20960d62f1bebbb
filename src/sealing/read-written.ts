import { mnemonicToEntropy } from '@scure/bip39'
import { asMade, CROCKFORD } from '../case/crockford.ts'
import { CODE_LENGTH, type Lists, SECRET_BYTES } from './written-words.ts'

/**
 * What she wrote down, as she types it on another day, another keyboard and another phone. Forgiving in all that does
 * not matter: capitals, accents, spaces or none, numbering, dashes, digits of her script, letters that look like
 * others. Each word of a list and each character of the code stays what it is: a guess is never made.
 */
export function readWritten(written: string, lists: Lists): Uint8Array<ArrayBuffer> | null {
  return readCode(written) ?? readWords(wordsIn(written), lists)
}

/** Which of the words typed are in none of our lists, counted from 1. Empty where it looks like no words at all. */
export function unknownWords(written: string, lists: Lists): readonly number[] {
  if (/\p{N}/u.test(withoutNumbering(written))) return []
  const known = Object.values(lists).map(foldedList)
  return wordsIn(written).flatMap((word, at) =>
    known.some((list) => list.has(word)) ? [] : [at + 1],
  )
}

/** Small, and without the marks over and under letters: no list has two words that differ in these alone. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
}

const foldedLists = new WeakMap<readonly string[], ReadonlyMap<string, string>>()

/** Each word of a list by what it is small and without marks. */
function foldedList(list: readonly string[]): ReadonlyMap<string, string> {
  const known = foldedLists.get(list) ?? new Map(list.map((word) => [folded(word), word]))
  foldedLists.set(list, known)
  return known
}

/** Chinese words are one sign each, and need no space between them. */
function wordsIn(written: string): readonly string[] {
  const found = folded(written).match(/\p{Script=Han}|(?:(?!\p{Script=Han})\p{L})+/gu)
  return found ?? []
}

function withoutNumbering(written: string): string {
  return written.replace(/(^|\s)\p{N}{1,2}[.):\s]/gu, ' ')
}

function readWords(typed: readonly string[], lists: Lists): Uint8Array<ArrayBuffer> | null {
  for (const list of Object.values(lists)) {
    const known = foldedList(list)
    const words = typed.flatMap((word) => known.get(word) ?? [])
    if (words.length !== typed.length) continue
    try {
      const secret = mnemonicToEntropy(words.join(' '), list)
      if (secret.length === SECRET_BYTES) return new Uint8Array(secret)
    } catch {
      // Not as many as were shown, or not those: the last word holds a checksum.
    }
  }
  return null
}

/** Cyrillic letters that are drawn like ours: whose language has no list of words types the code on her keyboard. */
const DRAWN_ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [...'АВЕКМНОРСТХУЅІЈ'].map((letter, at) => [letter, [...'ABEKMH0PCTXYS1J'][at] ?? '']),
)
const ARABIC_ZEROS = [0x0660, 0x06f0]

function readCode(written: string): Uint8Array<ArrayBuffer> | null {
  const plain = asMade(latin(written))
  if (plain.length !== CODE_LENGTH) return null
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

/** Letters and digits alone, each in our script. */
function latin(written: string): string {
  const kept =
    written
      .normalize('NFKC')
      .toUpperCase()
      .match(/[\p{L}\p{Nd}]/gu) ?? []
  return kept.map((sign) => DRAWN_ALIKE[sign] ?? digit(sign)).join('')
}

function digit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  const zero = ARABIC_ZEROS.find((one) => code >= one && code <= one + 9)
  return zero === undefined ? sign : String(code - zero)
}
