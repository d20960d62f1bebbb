/*
 * Signs that nobody sees. Copies of one text can be told apart by them: a mark of zero width between two words names
 * whose copy it was. They are taken out where nothing that is read needs them.
 */

/** Scripts in which a joiner, or a place to break a line, changes what is read. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mandaic}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Phags_Pa}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Balinese}\p{Script=Javanese}\p{Script=Limbu}\p{Script=Meetei_Mayek}]/u
const WITHOUT_SPACES =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tibetan}\p{Script=Javanese}\p{Script=Balinese}]/u
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{20e3}|\u{fe0f}/u
const LETTER = /\p{L}/u
const MARK = /\p{M}/u

/** What is not seen, whatever stands around it. Signs in front of numbers in Arabic are formats too, and are seen. */
const HIDDEN =
  /[\p{Default_Ignorable_Code_Point}\u{7f}-\u{9f}\u{180e}\u{2060}-\u{206f}\u{feff}\u{fff0}-\u{fffb}\u{fffe}\u{ffff}\u{fdd0}-\u{fdef}\u{e0000}-\u{e0fff}\u{13430}-\u{1343f}]/u
/** Spaces of odd widths: a text could be written in which of them stands where. */
const ODD = /[\u{1680}\u{2000}-\u{2008}\u{200a}\u{205f}\u{2800}]/u
const BLANK = /[ \u{a0}\u{2009}\u{202f}\u{3000}\u{1680}\u{2000}-\u{200a}\u{205f}\u{2800}]{2,}/gu
/** The three flags that are written with tags: England, Scotland, Wales. */
const FLAG =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu
const WORTH_A_LOOK = /[^\t\n\f\r\x20-\x7e]/

export interface Seen {
  readonly text: string
  /** Something was taken out, or a plain space stands for an odd one. */
  readonly changed: boolean
  /** What might be a mark, and may be needed: a rarer form of a Chinese character is chosen by a sign of this kind. */
  readonly stays: boolean
}

export interface SeenPieces extends Omit<Seen, 'text'> {
  readonly texts: readonly string[]
}

/** One letter and the two beside it, as far as they are seen. */
interface Place {
  readonly sign: string
  readonly before: string
  readonly after: string
  readonly rtl: boolean
  /** The sign before this one was of the same kind: twice says nothing more. */
  readonly again: boolean
}

/**
 * A text without signs that nobody sees. Spared are joiners where the script needs them, pictures made of several,
 * and marks of direction in a line that runs both ways.
 */
export function seen(text: string): Seen {
  const { texts, changed, stays } = seenTogether([text])
  return { text: texts[0] ?? '', changed, stays }
}

/** The same for a text that stands in pieces: what stands beside a sign may be in the piece before. */
export function seenTogether(pieces: readonly string[]): SeenPieces {
  const text = pieces.join('')
  if (!WORTH_A_LOOK.test(text)) return { texts: pieces, changed: false, stays: false }
  const spaced = text.replace(BLANK, (run) =>
    /^(.)\1*$/u.test(run) && !ODD.test(run) ? run : ' '.repeat(run.length),
  )
  const anyRtl = RIGHT_TO_LEFT.test(text)
  const units: string[] = []
  let stays = false
  for (const [n, line] of spaced.split('\n').entries()) {
    if (n > 0) units.push('\n')
    stays = intoUnits(line, anyRtl, units) || stays
  }
  let at = 0
  const texts = pieces.map(({ length }) => {
    const from = at
    at += length
    return units.slice(from, at).join('')
  })
  return { texts, changed: texts.join('') !== text, stays }
}

/** A piece of a text as it is shown to somebody who must not be deceived by it. */
export interface ShownPiece {
  readonly text: string
  /** Nobody would see it: it is shown as what it is, and loses its effect where no script needs it. */
  readonly sign: 'needed' | 'needless' | null
}

/** Marks that turn a line around; what deceives uses them, so they are shown also where a script may need them. */
const TURNING = /^[\u{202a}-\u{202e}\u{2066}-\u{2069}]$/u
/** Control characters but tab and the ends of lines. */
const CONTROL = /[^\P{Cc}\t\n\r]/u

/** The whole text, with each sign that nobody sees in a piece of its own. */
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

/** What a sign that nobody sees is called, as in the tables of Unicode. */
export function nameOfSign(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** What stands for each unit of UTF-16, or nothing. @returns whether a sign stays that may be a mark */
function intoUnits(line: string, anyRtl: boolean, units: string[]): boolean {
  if (!WORTH_A_LOOK.test(line)) {
    units.push(...line.split(''))
    return false
  }
  const rtl = RIGHT_TO_LEFT.test(line) || (anyRtl && !LETTER.test(line))
  const flags = new Set<number>()
  for (const { index, 0: flag } of line.matchAll(FLAG)) {
    for (let at = index; at < index + flag.length; at += 1) flags.add(at)
  }
  const empty = emptyPairs(line)
  let stays = false
  let at = 0
  let next = -1
  let before = ''
  let last = ''
  for (const sign of line) {
    const hidden = HIDDEN.test(sign) && !flags.has(at)
    at += sign.length
    let kept = ODD.test(sign) ? ' ' : sign
    if (hidden && empty.has(at - sign.length)) kept = ''
    else if (hidden) {
      if (next < at) next = nextShown(line, at)
      const code = line.codePointAt(next)
      const after = code === undefined ? '' : String.fromCodePoint(code)
      const place = { sign, before, after, rtl, again: isLike(last, sign) }
      const need = needed(place)
      if (need === 'perhaps') stays = true
      if (need === 'no') kept = ''
    }
    // A picture goes on behind the sign that says it is one.
    if (!hidden || (kept !== '' && sign === '\u{fe0f}')) before = sign
    last = sign
    units.push(kept)
    if (sign.length > 1) units.push('')
  }
  return stays
}

/** Places of marks of direction that open and close around nothing: how many there are, and which, is a text. */
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
    } else if (last !== undefined && !HIDDEN.test(sign)) last.filled = true
  }
  return places
}

/** Where the next sign is that is seen; the end of the line where there is none. */
function nextShown(line: string, from: number): number {
  let at = from
  while (at < line.length) {
    const sign = String.fromCodePoint(line.codePointAt(at) ?? 0)
    if (!HIDDEN.test(sign)) break
    at += sign.length
  }
  return at
}

/** Both are marks of direction, or both choose a form, or both join. */
function isLike(last: string, sign: string): boolean {
  return [
    /[\u{200e}\u{200f}\u{61c}]/u,
    /[\u{200b}-\u{200d}]/u,
    /[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/u,
  ].some((kind) => kind.test(last) && kind.test(sign))
}

function needed({ sign, before, after, rtl, again }: Place): 'yes' | 'no' | 'perhaps' {
  const yes = (is: boolean) => (is && !again ? 'yes' : 'no')
  const code = sign.codePointAt(0) ?? 0
  switch (code) {
    case 0x200d:
      return yes(joins(before, after) || (PICTURE.test(before) && PICTURE.test(after)))
    case 0x200c:
      return yes(joins(before, after))
    case 0x200b:
      return yes(WITHOUT_SPACES.test(before) && WITHOUT_SPACES.test(after))
    case 0x200e:
    case 0x200f:
    case 0x061c:
      return yes(rtl)
    // Embeddings and isolates order a line that runs both ways. An override turns letters around: it deceives.
    case 0x202a:
    case 0x202b:
    case 0x202c:
    case 0x2066:
    case 0x2067:
    case 0x2068:
    case 0x2069:
      return rtl ? 'yes' : 'no'
    case 0xfe0e:
    case 0xfe0f:
      return yes(
        /\p{Extended_Pictographic}/u.test(before) ||
          (/[0-9#*]/.test(before) && after === '\u{20e3}'),
      )
    case 0x115f:
    case 0x1160:
      return yes(/[\u{1100}-\u{11ff}]/u.test(before) || /[\u{1100}-\u{11ff}]/u.test(after))
    case 0x034f:
      return yes(MARK.test(before) && MARK.test(after))
    default:
      return yesOfForm(code, before, again)
  }
}

/** Forms of letters that a sign behind them chooses. */
function yesOfForm(code: number, before: string, again: boolean): 'yes' | 'no' | 'perhaps' {
  if (again) return 'no'
  const mongolian = (code >= 0x180b && code <= 0x180f) || code === 0x180e
  if (mongolian) return /\p{Script=Mongolian}/u.test(before) ? 'yes' : 'no'
  const form = (code >= 0xfe00 && code <= 0xfe0d) || (code >= 0xe0100 && code <= 0xe01ef)
  return form && /[\p{Script=Han}\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Sm}]/u.test(before)
    ? 'perhaps'
    : 'no'
}

/** Between two letters or marks of a script that joins; a joiner at the end of a word shows how it would go on. */
function joins(before: string, after: string): boolean {
  return JOINING.test(before) && (JOINING.test(after) || MARK.test(after))
}
