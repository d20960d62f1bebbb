import { arePictures, type FileKind } from './kinds.ts'
import { withoutEnd } from './text-end.ts'

/** Longest file name with its ending, in UTF-16 units; in bytes it fits every file system. */
const LONGEST = 80
/** Device names of Windows, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/iu
/** Invisible characters: controls, directional marks, zero width, tags, lone surrogates, private use. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu
/** Separators of paths, drives, streams and arguments, and characters that shells and pages interpret. */
const MEANING = /[\\/:*?"<>|`$%&;'#{}^!~=]/gu

/**
 * A file name that is safe to display and to save: letters of every script stay, and nothing in it leaves a folder,
 * hides the ending, reorders the text or names a device (T-93). The ending is that of the content.
 * @param kind the content's kind; `null` keeps the ending
 */
export function safeName(given: string, kind: Pick<FileKind, 'endings'> | null): string {
  const plain = given
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(MEANING, '_')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 ? plain.slice(dot + 1).toLowerCase() : ''
  const fitsKind = kind === null || kind.endings.includes(ending)
  const right = fitsKind ? ending : (kind.endings[0] ?? '')
  const isEnding = /^[\p{L}\p{N}]{1,10}$/u.test(right)
  // The ending of another image kind is replaced.
  const stem = stemOf(
    isEnding && (fitsKind || arePictures(ending, right)) ? plain.slice(0, dot) : plain,
  )
  const tail = isEnding ? `.${right}` : ''
  return `${cut(stem, LONGEST - tail.length)}${tail}`
}

/**
 * A name that differs from all others, ignoring case as many file systems do: with a number before the ending if need
 * be.
 */
export function apart(name: string, others: readonly string[]): string {
  const there = new Set(others.map((other) => other.toLowerCase()))
  const ending = /(?!^)\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  const stem = name.slice(0, name.length - ending.length)
  let safe = name
  for (let n = 2; there.has(safe.toLowerCase()); n += 1) {
    const tail = ` (${n})${ending}`
    safe = `${cut(stem, LONGEST - tail.length)}${tail}`
  }
  return safe
}

/** Truncates between characters, never within one. */
function cut(text: string, units: number): string {
  let short = ''
  for (const letter of text) {
    if (short.length + letter.length > units) break
    short += letter
  }
  return short.trimEnd()
}

/** Stem that is not hidden, no parent folder, no device and not empty. */
function stemOf(stem: string): string {
  const whole = withoutEnd(stem.replace(/^[. ]+/, '').replace(/^-/, '_'), '. ')
  if (!/[\p{L}\p{N}]/u.test(whole)) return `file${whole.replace(/[^_-]/gu, '')}`
  const first = whole.split('.')[0]?.trim() ?? ''
  return RESERVED.test(first) ? `_${whole}` : whole
}
