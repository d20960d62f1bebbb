import { needlessMarks } from './bidi.ts'
import { oneSpelling } from './emoji.ts'
import {
  ARABIC,
  BRAHMIC,
  type CleanPieces,
  type CleanText,
  changedLines,
  seenTogether,
} from './unseen.ts'

/*
 * Text of a file in the one spelling that looks the same. Characters that `unseen.ts` keeps because a script may need
 * them are tested here: whether they change what is displayed. Break opportunities are removed, and letters are
 * composed (NFC).
 */

const WORTH_A_LOOK = /[^\t\n\r\x20-\x7e]/
/** Characters that differ from a plain one only in where a line may break. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ...[...'\u{a0}\u{2009}\u{202f}'].map((space) => [space, ' '] as const),
  ['\u{f0c}', '\u{f0b}'],
])
/** Arabic letters that do not join to the next letter. */
const ENDS_JOINING =
  /[\u{621}-\u{625}\u{627}\u{629}\u{62f}-\u{632}\u{648}\u{649}\u{671}-\u{673}\u{675}-\u{677}\u{688}-\u{699}\u{6c0}\u{6c3}-\u{6cb}\u{6cd}\u{6cf}\u{6d2}\u{6d3}\u{6d5}\u{6ee}\u{6ef}]/u
export const VIRAMA =
  /[\u{94d}\u{9cd}\u{a4d}\u{acd}\u{b4d}\u{bcd}\u{c4d}\u{ccd}\u{d4d}\u{dca}\u{f84}\u{1039}\u{103a}\u{17d2}\u{1b44}\u{a9c0}\u{abed}]/u
/** Characters that may compose with the one before. */
const COMPOSED = /[\p{M}\u{1160}-\u{11ff}]/u

export function plainWords(text: string): CleanText {
  const { texts, stays } = plainTogether([text])
  return { text: texts[0] ?? '', stays }
}

/** Likewise for a text in pieces. */
export function plainTogether(pieces: readonly string[]): CleanPieces {
  const first = seenTogether(pieces)
  const text = first.texts.join('')
  if (!WORTH_A_LOOK.test(text)) return first
  const stays = new Set(first.stays)
  const texts = changedLines(first.texts, text, (line, n) => {
    if (!WORTH_A_LOOK.test(line)) return null
    const needless = MARKED.test(line) ? needlessMarks(line) : NONE
    if (needless === null) stays.add(n)
    return (part, from) => unitsOf(part, from, needless ?? NONE)
  })
  return { texts, stays: [...stays] }
}

/** Marks of direction. */
const MARKED = /[\u{200e}\u{200f}\u{61c}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u
const NONE: ReadonlySet<number> = new Set()

/** The replacement of each UTF-16 unit of a part of a line. @param needless offsets in the line of marks that go */
function unitsOf(part: string, from: number, needless: ReadonlySet<number>): readonly string[] {
  const units: string[] = []
  const emoji = oneSpelling(part)
  const signs = [...part]
  let at = 0
  let base = ''
  for (const [n, sign] of signs.entries()) {
    const goes =
      needless.has(from + at) || isNeedless(sign, base, signs[n - 1] ?? '', signs[n + 1] ?? '')
    units.push(emoji.get(at) ?? (goes ? '' : (ALIKE.get(sign) ?? sign)))
    if (sign.length > 1) units.push('')
    at += sign.length
    if (!/[\p{M}\p{Cf}]/u.test(sign)) base = sign
  }
  // A line is parted between marks only where there are more of them than any letter has.
  if (from > 0) for (let n = 0; COMPOSED.test(signs[n] ?? ''); n += 1) units[n] = ''
  compose(units)
  return units
}

/** Whether a character can be removed without a visible change. @param base the last letter, without the marks on it */
function isNeedless(sign: string, base: string, before: string, after: string): boolean {
  if (sign === '\u{200b}' || sign === '\u{34f}') return true
  const ends = sign === '\u{200d}'
  if (!ends && sign !== '\u{200c}') return false
  if (ARABIC.test(base) || ARABIC.test(after)) {
    const [left, right] = [joins(base) && !ENDS_JOINING.test(base), joins(after)]
    // Where both letters would join, one non-joiner separates them; where only one would, a joiner shapes it.
    return ends ? left === right : !left || !right
  }
  if (!BRAHMIC.test(base) && !BRAHMIC.test(after)) return false
  return !VIRAMA.test(after) && !(VIRAMA.test(before) && (ends || BRAHMIC.test(after)))
}

/** Whether a letter joins to the one before, if that joins too. */
const joins = (sign: string) =>
  /\p{L}/u.test(sign) && ARABIC.test(sign) && !/[\u{621}\u{674}]/u.test(sign)

/** Longest letter with its marks, in UTF-16 units. */
const MOST_MARKS = 32

/** Composes each letter with its marks (NFC), at the position of its first unit. */
function compose(units: string[]): void {
  for (let from = 0; from < units.length; ) {
    let end = from + 1
    while (end < units.length && (units[end] === '' || COMPOSED.test(units[end] ?? ''))) end += 1
    // No script has longer ones, and sorting the marks takes quadratic time.
    for (let at = from + MOST_MARKS; at < end; at += 1) units[at] = ''
    const letter = units.slice(from, Math.min(end, from + MOST_MARKS)).join('')
    const composed = letter.normalize('NFC')
    if (composed !== letter) units.fill('', from, end)
    if (composed !== letter) units[from] = composed
    from = end
  }
}
