/*
 * Invisible characters. They can identify a copy of a text: a zero-width character between two words tells whose copy
 * it was. They are removed where no visible text needs them.
 */

/** Scripts in which a joiner, or a break opportunity, changes what is displayed. */
const OTHERS =
  /[\p{Script=Syriac}\p{Script=Mandaic}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Phags_Pa}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Limbu}\p{Script=Meetei_Mayek}]/u
/** Scripts of which `plain-words.ts` knows what a joiner changes. */
export const ARABIC = /[\p{Script=Arabic}\u{640}]/u
export const BRAHMIC =
  /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Balinese}\p{Script=Javanese}]/u
const isRuled = (sign: string) => ARABIC.test(sign) || BRAHMIC.test(sign)
const WITHOUT_SPACES =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tibetan}\p{Script=Javanese}\p{Script=Balinese}]/u
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{20e3}|\u{fe0f}/u
const LETTER = /\p{L}/u
const MARK = /\p{M}/u

/**
 * Characters that are never displayed, also those that Unicode calls a letter or a mark. Signs before numbers in Arabic
 * and Kaithi are format characters too, but are displayed.
 */
const HIDDEN =
  /(?![\u{600}-\u{605}\u{6dd}\u{890}\u{891}\u{8e2}\u{110bd}\u{110cd}])[\p{Default_Ignorable_Code_Point}\p{Cf}\f\u{7f}-\u{84}\u{86}-\u{9f}\u{2d7f}\u{fdd0}-\u{fdef}\u{1107f}\u{13430}-\u{13442}\u{16fe4}\u{1d159}]/u
/** The last two code points of each plane are noncharacters. */
const isHidden = (sign: string) =>
  HIDDEN.test(sign) || ((sign.codePointAt(0) ?? 0) & 0xfffe) === 0xfffe
/** Characters that each font may draw differently: private use, unassigned, and the object replacement character. */
const ANYHOW = /[\p{Co}\p{Cn}\u{fffc}]/u
/** Spaces of unusual widths, and the line end of older systems (NEL): which one stands where could carry a message. */
const ODD = /[\u{85}\u{1680}\u{2000}-\u{2008}\u{200a}\u{205f}\u{2800}]/u
const BLANK = /[ \u{a0}\u{2009}\u{202f}\u{3000}\u{1680}\u{2000}-\u{200a}\u{205f}\u{2800}]{2,}/gu
/** The three flags that are written with tags: England, Scotland and Wales. */
export const FLAG =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu
const WORTH_A_LOOK = /[^\t\n\r\x20-\x7e]/

export interface CleanText {
  readonly text: string
  /** Lines, from 1, with a character that stays and may be a mark, such as a variation selector. */
  readonly stays: readonly number[]
}

export interface CleanPieces extends Omit<CleanText, 'text'> {
  readonly texts: readonly string[]
}

/** A character and its visible neighbours. */
interface SignContext {
  readonly sign: string
  readonly before: string
  /** The last visible character that is not a combining mark. */
  readonly base: string
  readonly after: string
  readonly rtl: boolean
  /** Whether the previous character is of the same kind, so that this one adds nothing. */
  readonly again: boolean
}

/**
 * Removes invisible characters from a text. Kept are joiners where the script needs them, emoji of several characters,
 * and directional marks in a line with both directions.
 */
export function seen(text: string): CleanText {
  const { texts, stays } = seenTogether([text])
  return { text: texts[0] ?? '', stays }
}

/** Likewise for a text in pieces: the neighbour of a character may be in another piece. */
export function seenTogether(pieces: readonly string[]): CleanPieces {
  const text = pieces.join('')
  if (!WORTH_A_LOOK.test(text)) return { texts: pieces, stays: [] }
  const spaced = text.replace(BLANK, (run) =>
    /^(.)\1*$/u.test(run) && !ODD.test(run) ? run : ' '.repeat(run.length),
  )
  const anyRtl = RIGHT_TO_LEFT.test(text)
  const stays: number[] = []
  const texts = changedLines(pieces, spaced, (line, n) => {
    if (!WORTH_A_LOOK.test(line)) return null
    const rtl = RIGHT_TO_LEFT.test(line) || (anyRtl && !LETTER.test(line))
    return (part) => {
      const units: string[] = []
      if (intoUnits(part, rtl, units) && stays.at(-1) !== n) stays.push(n)
      return units
    }
  })
  return { texts, stays }
}

/** Longest part of a line that is read at once, where it can be parted: a list of its units is many times its size. */
const PART = 1 << 14
/** Between two signs of which neither changes how the other, or what is beside it, is seen. */
const APART = /[ -~\p{L}](?=(?![\u{1160}-\u{11ff}])[ -~\p{L}])/gu

function* partsOf(line: string): Generator<string> {
  let from = 0
  while (line.length - from > PART) {
    APART.lastIndex = from + PART
    const end = APART.exec(line)
    const to = Math.min(end === null ? line.length : APART.lastIndex, from + 16 * PART)
    yield line.slice(from, to)
    from = to
  }
  if (from < line.length) yield line.slice(from)
}

/**
 * Replaces lines of a text in pieces, part by part: a list of all units of a long text is many times its size.
 * @param text the pieces together, or what replaces them unit by unit
 * @param change for a line, by its number from 1, the replacement of each UTF-16 unit of a part that begins at an
 * offset in it; `null` for a line that stays
 */
export function changedLines(
  pieces: readonly string[],
  text: string,
  change: (line: string, n: number) => ((part: string, from: number) => readonly string[]) | null,
): readonly string[] {
  const parts = pieces.map((): string[] => [])
  let piece = 0
  let left = pieces[0]?.length ?? 0
  const put = (length: number, part: (from: number, to: number) => string) => {
    for (let at = 0; at < length; ) {
      for (; left === 0; left = pieces[piece]?.length ?? length) piece += 1
      const to = Math.min(length, at + left)
      parts[piece]?.push(part(at, to))
      left -= to - at
      at = to
    }
  }
  let same = 0
  const putSame = (to: number) => {
    const start = same
    put(to - start, (from, end) => text.slice(start + from, start + end))
  }
  for (let [from, n] = [0, 1]; from <= text.length; n += 1) {
    const next = text.indexOf('\n', from)
    const end = next < 0 ? text.length : next
    const line = text.slice(from, end)
    const changed = change(line, n)
    let start = from
    for (const part of changed === null ? [] : partsOf(line)) {
      const units = changed?.(part, start - from) ?? []
      if (pieces.length > 1 || units.join('') !== part) {
        putSame(start)
        put(part.length, (at, to) => units.slice(at, to).join(''))
        same = start + part.length
      }
      start += part.length
    }
    from = end + 1
  }
  putSame(text.length)
  return parts.map((all) => all.join(''))
}

/** A piece of text for a display that must not deceive. */
export interface ShownPiece {
  readonly text: string
  /** The piece is an invisible character: `needed` by a script, or `needless`; `null` for visible text. */
  readonly sign: 'needed' | 'needless' | null
}

/**
 * Directional embeddings, overrides and isolates. They can deceive, so they are displayed even where a script may need
 * them.
 */
const TURNING = /^[\u{202a}-\u{202e}\u{2066}-\u{2069}]$/u
/** Control characters other than tab and line ends. */
const CONTROL = /[^\P{Cc}\t\n\r]/u

/** Splits a text so that each invisible character is a piece of its own. */
export function shownPieces(text: string): readonly ShownPiece[] {
  const signs = [...text]
  const { texts } = seenTogether(signs)
  const pieces: ShownPiece[] = []
  for (const [at, sign] of signs.entries()) {
    const needless = texts[at] === '' || CONTROL.test(sign)
    const last = pieces.at(-1)
    if (needless || TURNING.test(sign)) {
      pieces.push({ text: sign, sign: needless ? 'needless' : 'needed' })
    } else if (last !== undefined && last.sign === null) {
      pieces[pieces.length - 1] = { text: last.text + sign, sign: null }
    } else pieces.push({ text: sign, sign: null })
  }
  return pieces
}

/** Code point of a character as in Unicode's tables, such as `U+200B`. */
export function nameOfSign(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Appends the replacement of each UTF-16 unit of a line. @returns whether a character stays that may be a mark */
function intoUnits(line: string, rtl: boolean, units: string[]): boolean {
  const flags = new Set<number>()
  for (const { index, 0: flag } of line.matchAll(FLAG)) {
    for (let at = index; at < index + flag.length; at += 1) flags.add(at)
  }
  const empty = emptyPairs(line)
  let stays = false
  let at = 0
  let next = -1
  let [before, base] = ['', '']
  let last = ''
  for (const sign of line) {
    const hidden = isHidden(sign) && !flags.has(at)
    if (!hidden && ANYHOW.test(sign)) stays = true
    at += sign.length
    let name = ODD.test(sign) ? ' ' : sign
    if (hidden && empty.has(at - sign.length)) name = ''
    else if (hidden) {
      if (next < at) next = nextShown(line, at)
      const code = line.codePointAt(next)
      const after = code === undefined ? '' : String.fromCodePoint(code)
      const place = { sign, before, base, after, rtl, again: isLike(last, sign) }
      const need = needed(place)
      if (need === 'perhaps') stays = true
      if (need === 'no') name = ''
    }
    // An emoji continues behind its variation selector.
    if (!hidden || (name !== '' && sign === '\u{fe0f}')) before = sign
    if (!hidden && !MARK.test(sign)) base = sign
    last = sign
    units.push(name)
    if (sign.length > 1) units.push('')
  }
  return stays
}

/** Positions of directional marks that enclose nothing: their number and kind could carry a message. */
function emptyPairs(line: string): ReadonlySet<number> {
  const places = new Set<number>()
  const open: { readonly at: number; readonly isolates: boolean; filled: boolean }[] = []
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at)
    const last = open.at(-1)
    if (/[\u{202a}\u{202b}\u{2066}-\u{2068}]/u.test(sign)) {
      open.push({ at, isolates: sign > '\u{2065}', filled: false })
    } else if (last !== undefined && sign === (last.isolates ? '\u{2069}' : '\u{202c}')) {
      open.pop()
      const around = open.at(-1)
      if (!last.filled) places.add(last.at).add(at)
      else if (around !== undefined) around.filled = true
    } else if (last !== undefined && !isHidden(sign)) last.filled = true
  }
  return places
}

/** Offset of the next visible character; the end of the line without one. */
function nextShown(line: string, from: number): number {
  let at = from
  while (at < line.length) {
    const sign = String.fromCodePoint(line.codePointAt(at) ?? 0)
    if (!isHidden(sign)) break
    at += sign.length
  }
  return at
}

/** Whether both are directional marks, both joiners, or both variation selectors. */
function isLike(last: string, sign: string): boolean {
  return [
    /[\u{200e}\u{200f}\u{61c}]/u,
    /[\u{200b}-\u{200d}]/u,
    /[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/u,
  ].some((kind) => kind.test(last) && kind.test(sign))
}

function needed({ sign, before, base, after, rtl, again }: SignContext): 'yes' | 'no' | 'perhaps' {
  const yes = (is: boolean) => (is && !again ? 'yes' : 'no')
  const code = sign.codePointAt(0) ?? 0
  switch (code) {
    case 0x200d:
      if (PICTURE.test(before) && PICTURE.test(after)) return yes(true)
      return again ? 'no' : joins(base, after, true)
    case 0x200c:
      return again ? 'no' : joins(base, after, false)
    case 0x200b:
      return yes(WITHOUT_SPACES.test(before) && WITHOUT_SPACES.test(after))
    case 0x200e:
    case 0x200f:
    case 0x061c:
      return yes(rtl)
    // Embeddings and isolates order a line with both directions. An override reorders letters, which deceives.
    case 0x202a:
    case 0x202b:
    case 0x202c:
    case 0x2066:
    case 0x2067:
    case 0x2068:
    case 0x2069:
      return rtl ? 'yes' : 'no'
    case 0xfe0f:
      if (/[0-9#*]/.test(before) && after === '\u{20e3}') return yes(true)
      return yes(/(?=\p{Emoji})\p{Extended_Pictographic}/u.test(before))
    case 0x034f:
      return yes(MARK.test(before) && MARK.test(after))
    default:
      return !again &&
        FORMS.some(([own, by, next]) => own.test(sign) && by.test(before) && next.test(after))
        ? 'perhaps'
        : 'no'
  }
}

/** Characters that may change a visible neighbour: with what before, and what behind. */
const FORMS: readonly (readonly [sign: RegExp, before: RegExp, after: RegExp])[] = [
  [/[\u{fe00}-\u{fe02}\u{e0100}-\u{e01ef}]/u, /\p{Script=Han}/u, /^/],
  [/\u{fe00}/u, /[0\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Sm}]/u, /^/],
  [/[\u{fe00}\u{fe01}]/u, /[\u{3001}\u{3002}\u{ff01}-\u{ff1f}\u{2018}-\u{201d}]/u, /^/],
  [/[\u{fe00}-\u{fe06}\u{13430}-\u{13442}]/u, /[\u{13000}-\u{143ff}]/u, /^/],
  [/[\u{13430}-\u{13442}]/u, /^/, /[\u{13000}-\u{143ff}]/u],
  [/\u{fe0e}/u, /\p{Emoji_Presentation}/u, /^/],
  [/[\u{180b}-\u{180d}\u{180f}]/u, /(?=\p{L})\p{Script=Mongolian}/u, /^/],
  [/\u{180e}/u, /(?=\p{L})\p{Script=Mongolian}/u, /[\u{1820}\u{1821}]/u],
  // A Hangul syllable without its first or second part.
  [/\u{115f}/u, /^/, /[\u{1161}-\u{11a7}\u{d7b0}-\u{d7c6}]/u],
  [/\u{1160}/u, /[\u{1100}-\u{115e}\u{a960}-\u{a97c}]/u, /[\u{11a8}-\u{11ff}\u{d7cb}-\u{d7fb}]/u],
  [/\u{70f}/u, /^/, /\p{Script=Syriac}/u],
  [/\u{16fe4}/u, /\p{Script=Khitan_Small_Script}/u, /\p{Script=Khitan_Small_Script}/u],
  [/\u{2d7f}/u, /\p{Script=Tifinagh}/u, /\p{Script=Tifinagh}/u],
  [/\u{1107f}/u, /\p{Script=Brahmi}/u, /\p{Script=Brahmi}/u],
  [/[\u{1bca0}-\u{1bca3}]/u, /\p{Script=Duployan}/u, /\p{Script=Duployan}/u],
  // A musical note without a head, of which the stem is visible.
  [/\u{1d159}/u, /^/, /[\u{1d165}\u{1d166}]/u],
]

/** Whether a joiner has an effect between these letters: known for Arabic and Indic scripts, `perhaps` in others. */
function joins(base: string, after: string, ends: boolean): 'yes' | 'no' | 'perhaps' {
  const [one, other] = [base, after].map((sign) => isRuled(sign) || OTHERS.test(sign))
  if (ends ? !one && !other : !one || !other) return 'no'
  return isRuled(base) || isRuled(after) ? 'yes' : 'perhaps'
}
