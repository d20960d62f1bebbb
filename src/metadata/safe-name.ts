import { arePictures, type FileKind } from './kinds.ts'

/** UTF-16 units of a name with its ending: enough to know a file by, and in bytes it fits every file system. */
const LONGEST = 80
/** Names that are devices under Windows, whatever ending they bear. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/iu
/** Control, direction, zero width, tags and half characters: what is not seen and can turn a name around. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu
/** What separates folders, drives, streams or arguments somewhere, and what a shell or a page would read. */
const MEANING = /[\\/:*?"<>|`$%&;'#{}^!~=]/gu

/**
 * A name that is safe to show, to save under and to read aloud: letters of every script stay, and nothing in it can
 * leave a folder, hide an ending, turn the text around it or name a device (T-93). The ending is that of the content.
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
  const known = kind === null || kind.endings.includes(ending)
  const right = known ? ending : (kind.endings[0] ?? '')
  const isEnding = /^[\p{L}\p{N}]{1,10}$/u.test(right)
  // One picture named as another: the wrong ending goes.
  const stem = stemOf(
    isEnding && (known || arePictures(ending, right)) ? plain.slice(0, dot) : plain,
  )
  const tail = isEnding ? `.${right}` : ''
  return `${cut(stem, LONGEST - tail.length)}${tail}`
}

/** The same where no other has it, or with a number before its ending: many file systems know no capitals. */
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

/** Between two characters, never through one. */
function cut(text: string, units: number): string {
  let short = ''
  for (const letter of text) {
    if (short.length + letter.length > units) break
    short += letter
  }
  return short.trimEnd()
}

/** Neither hidden, nor a way up, nor a device, nor nothing. */
function stemOf(stem: string): string {
  const whole = stem
    .replace(/^[. ]+/, '')
    .replace(/^-/, '_')
    .replace(/[. ]+$/, '')
  if (!/[\p{L}\p{N}]/u.test(whole)) return `file${whole.replace(/[^_-]/gu, '')}`
  const first = whole.split('.')[0]?.trim() ?? ''
  return RESERVED.test(first) ? `_${whole}` : whole
}
