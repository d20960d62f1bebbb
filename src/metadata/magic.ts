import type { FileRefusal } from './metadata-finding.ts'
import { linesIn } from './strip/text-blanks.ts'

export function begins(bytes: Uint8Array, with_: readonly number[], at = 0): boolean {
  return with_.every((byte, index) => bytes[at + index] === byte)
}

/** Up to 4096 bytes as Latin-1 text, to search for signatures. */
export function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 4096)))
}

type Look = (head: string) => boolean
const starts =
  (...marks: readonly string[]): Look =>
  (head) =>
    marks.some((mark) => head.startsWith(mark))
const brand =
  (brands: RegExp): Look =>
  (head) =>
    head.slice(4, 8) === 'ftyp' && brands.test(head.slice(8, 12))

/**
 * Whether something begins as no text does: with a byte of control other than tabs and ends of lines and pages. Each
 * format below that is not text has one near its start.
 */
export const isBinary = (head: string): boolean =>
  [...head].some((sign) => (sign < ' ' && !'\t\n\v\f\r'.includes(sign)) || sign === '\x7f')

/** Signatures of refused kinds that are text. */
const WRITTEN: readonly (readonly [FileRefusal, Look])[] = [
  ['old_office', (head) => /^(\xef\xbb\xbf)?\s*\{\\u?rtf/.test(head)],
  ['picture', (head) => /^(\xef\xbb\xbf)?\s*%!PS/.test(head)],
  ['program', (head) => /^#!\s*\//.test(head)],
]

/**
 * Signatures of kinds that are recognised and refused. The first match decides. Many are letters alone, and a sentence
 * may begin with them ("PKW…", "The free…"): they are compared only where the bytes are no text.
 */
const MARKS: readonly (readonly [FileRefusal, Look])[] = [
  ['heic', brand(/^(hei|hev|mif1|msf1)/)],
  ['picture', brand(/^avi[fs]|^jpx |^jp2 |^crx /)],
  ['sound', brand(/^M4[AB]|^F4A/)],
  ['film', (head) => head.slice(4, 8) === 'ftyp'],
  ['film', (head) => /^.{4}(moov|mdat|wide|free|skip|pnot)/s.test(head)],
  ['film', (head) => /^RIFF.{4}AVI /s.test(head)],
  ['sound', (head) => /^RIFF.{4}WAVE/s.test(head)],
  ['film', starts('\x1aE\xdf\xa3', 'FLV', '\x00\x00\x01\xba', '\x00\x00\x01\xb3', '0&\xb2u')],
  ['sound', starts('ID3', 'OggS', 'fLaC', '#!AMR', 'MThd', '\xff\xfb', '\xff\xf3', '\xff\xf1')],
  ['old_office', starts('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '\xdb\xa5\x2d\x00')],
  ['picture', starts('BM', 'II*\x00', 'MM\x00*', '8BPS', '\x00\x00\x01\x00', 'gimp xcf')],
  [
    'picture',
    starts('\xc5\xd0\xd3\xc6', '\xff\x0a', '\x00\x00\x00\x0cJXL ', '\x00\x00\x00\x0cjP  '),
  ],
  ['archive', starts('PK', 'Rar!', '7z\xbc\xaf\x27\x1c', '\x1f\x8b', 'BZh', '\xfd7zXZ\x00')],
  ['archive', starts('\x28\xb5\x2f\xfd', '\x1f\x9d', 'MSCF', 'xar!')],
  ['archive', (head) => head.slice(257, 262) === 'ustar'],
  ['program', starts('MZ', '\x7fELF', '\xca\xfe\xba\xbe', 'L\x00\x00\x00\x01\x14\x02\x00')],
  ['program', starts('\xcf\xfa\xed\xfe', '\xce\xfa\xed\xfe', '\xfe\xed\xfa', '\x00asm')],
]

/**
 * Reason to refuse a file by its first bytes, or because it is text that a browser would run or a mail; `null` for
 * none.
 */
export function refusedAs(bytes: Uint8Array, name: string): FileRefusal | null {
  const head = latin(bytes, 0, 600)
  const marks = isBinary(head) ? MARKS : WRITTEN
  const marked = marks.find(([, fits]) => fits(head))?.[0]
  // Outlook saves mails in the container of old Office documents.
  if (marked === 'old_office' && MAILS.test(name)) return 'mail'
  if (marked === undefined && isSheet(bytes)) return 'old_office'
  return marked ?? markup(latin(bytes, 0, 4096), name)
}

/** Names of saved mails. */
const MAILS = /\.(eml|mbox|mht|mhtml|msg|oft)$/i

/** Names of text files, which may contain HTML tags as text. */
const PROSE = /\.(txt|text|log|md|json|srt|csv|tsv)$/i
const PAGE = '!doctype html|hta:application|html|script|iframe'
const TAGS = `${PAGE}|head|body|meta|object|embed|form|style|link|title|base`
/** What may precede the first tag of a page. */
const FRONT = '^(?:\\s|<!--(?:(?!-->)[^])*-->|<\\?[^>]*>)*'

/** What may precede the first element of XML. */
const PROLOG = String.raw`^(?:\s|<!--(?:(?!-->)[^])*-->|<\?(?:(?!\?>)[^])*\?>|<!doctype[^>[]*(?:\[[^\]]*\]\s*)?>)*`
/** Namespaces of documents that are one file of XML; any prefix may stand for one. */
const FLAT_NAMES = [
  'urn:oasis:names:tc:opendocument:xmlns:office:',
  'http://openoffice\\.org/\\d+/office',
  'http://schemas\\.microsoft\\.com/(office/(word|excel|powerpoint|infopath|2006/xmlPackage)|visio|project)',
  'urn:schemas-microsoft-com:office:',
  'http://www\\.(abisource\\.com|gnumeric\\.org)/',
  'http://schemas\\.uof\\.org/',
].join('|')
/** An Office document in one file of XML: its first element says so, and what it does not show is among its words. */
const FLAT = new RegExp(
  `${PROLOG}<(office:document[\\s>-]|(abiword|awml)[\\s>]|(?!html\\s)[^<>]*\\sxmlns(:[^\\s=]+)?\\s*=\\s*["'](${FLAT_NAMES}))`,
  'i',
)

/**
 * Whether it is a sheet as SYLK writes it, which sheet programs know by its first letters under any name: one line of a
 * cell has a value or a formula, with a place or without. A list whose first column is `ID` has no such line.
 */
function isSheet(bytes: Uint8Array): boolean {
  if (!/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*ID;P/i.test(latin(bytes, 0, 600).replaceAll('\0', '')))
    return false
  const text = new TextDecoder('latin1').decode(bytes).replaceAll('\0', '')
  for (const [line] of linesIn(text, /[\n\r]/)) {
    if (!/^\s*C;/i.test(line)) continue
    const [, ...fields] = line.split(';')
    const has = (kind: RegExp) => fields.some((field) => kind.test(field))
    if (has(QUOTED) || (has(VALUE) && (has(PLACED) || fields.every((one) => CODED.test(one)))))
      return true
  }
  return false
}
/** Fields of a cell in SYLK: a value or formula with words, any value or formula, its place, and all that there are. */
const QUOTED = /^(K"|E[^"(]*["(])/i
const VALUE = /^(K([-+.]?\d|TRUE|FALSE|#)|E[^\d]*\d)/i
const PLACED = /^[XY]\d+$/i
const CODED = /^([XYRC]\d+$|[NPHGDS]?$|K(["#]|[-+.]?\d|TRUE|FALSE)|E[^\d]*\d)/i

/** HTML pages, SVG images, Office documents in XML and mails with headers, which are all text. */
function markup(head: string, name: string): FileRefusal | null {
  const text = head
    .replaceAll('\x00', '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
  const front = PROSE.test(name) ? FRONT : ''
  // One tag in prose is a word in angle brackets; a page closes one or says something of it.
  const isPage = front === '' || /<[/!?]/.test(text) || text.split('>').some(hasAttribute)
  if (isPage && new RegExp(`${front}<(svg[\\s>]|!doctype svg)`, 'i').test(text)) return 'svg'
  if (FLAT.test(text)) return 'old_office'
  if (/^\[(InternetShortcut|Desktop Entry)\]/i.test(text)) return 'program'
  if (/^begin:(vcard|vcalendar)/i.test(text)) return 'unknown'
  const tags = front === '' ? `${TAGS}|img` : isPage ? TAGS : PAGE
  if (new RegExp(`${front}<(${tags})[\\s>/]`, 'i').test(text)) return 'page'
  return MAILS.test(name) || isMail(text) ? 'mail' : null
}

function hasAttribute(tag: string): boolean {
  const at = tag.search(/<[a-z]/i)
  return at >= 0 && tag.includes('=', at)
}

/**
 * Headers of a mail, behind the line that begins each in a mailbox, with one that only programs write: who notes
 * "Received: by hand" wrote a note.
 */
function isMail(text: string): boolean {
  const [head = ''] = text.split(/\r?\n\r?\n/, 1)
  return (
    /^(from [^\n]*\n)?[\w-]+:[^\n]*\n/i.test(head) &&
    (/^from \S+ +\w{3} \w{3} +\d{1,2} \d\d:\d\d:\d\d/i.test(head) ||
      /^(message-id:\s*<|mime-version:\s*\d|received:\s*(from|by)\s[^;\n]*; *(\w{3}, *)?\d{1,2} \w{3} \d{4} \d)/im.test(
        head.replace(/\r?\n[ \t]+/g, ' '),
      ))
  )
}
