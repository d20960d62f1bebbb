import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { numberIn, numbers } from './numbers.ts'
import type { Old } from './old.ts'
import type { Matrix } from './raster.ts'
import { Scan, type Token } from './scan.ts'
import { contentsOf } from './streams.ts'

/** Metrics and text of the glyphs of a font. */
export interface Face {
  readonly dict: PDFDict
  /** Bytes of a character code. */
  readonly bytes: 1 | 2
  readonly vertical: boolean
  /** Glyph matrix of a Type 3 font; `null` for other fonts. */
  readonly own: Matrix | null
  /** Height of the glyphs, in the unit of the widths. */
  readonly high: number
  /** How much larger the font is taken to be: one of few signs may have only such as stand high, like that of degrees. */
  readonly raised: number
  readonly width: (code: number) => number
  /** Text of a code; `null` when unknown. */
  readonly sign: (code: number) => string | null
  /** Content stream of a glyph of a Type 3 font. */
  readonly drawing: (code: number) => PDFStream | null
}

/** Widths of the glyphs from the space on in the standard fonts, which no document embeds; in steps of 16. */
const HELVETICA =
  '99>KK`R4==@M9=99KKKKKKKKKK99MMMKgRRUURNYU9GRK\\UYRYURNURcRRN999EK=KKGKK9KK66G6\\KKKK=G9KGUGGG=8=M'
const TIMES =
  '8=BGG\\Y3==GK8=89GGGGGGGGGG99KKKDbURRUNKUU=@UN`UUKURKNUUcUUN=9=EG=DGDGD=GG99G9YGGGG=@9GGUGGDF5FJ'
const WESTERN = new TextDecoder('windows-1252')
/** Most that a place above the line counts. */
const RAISED = 2.5
/** Most entries of a font that are examined. */
const MOST = 1 << 17

export function faceOf(dict: PDFDict, doc: Old): Face {
  const kind = doc.nameIn(dict, 'Subtype')
  const encoding = doc.entry(dict, 'Encoding')
  const [matrix, box] = [numbers(dict, 'FontMatrix', doc), numbers(dict, 'FontBBox', doc)]
  const [a = 0.001, b = 0, c = 0, d = 0.001, e = 0, f = 0] = matrix
  const own: Matrix | null = kind === 'Type3' ? [a, b, c, d, e, f] : null
  const differences = encoding instanceof PDFDict ? doc.entry(encoding, 'Differences') : undefined
  const names = new Map<number, string>()
  let code = 0
  for (const item of differences instanceof PDFArray ? differences.asArray() : []) {
    const value = doc.resolved(item)
    if (value instanceof PDFNumber) code = value.asNumber()
    else if (value instanceof PDFName) names.set(code++, value.decodeText())
  }
  const glyphs = doc.entry(dict, 'CharProcs')
  const composite = kind === 'Type0'
  const narrow = composite && isNarrow(encoding, doc)
  const signs = signsOf(doc.entry(dict, 'ToUnicode'), doc)
  // A font that maps many codes to spaces does so to hide text: then none counts.
  const blanks = [...signs.values()].filter((sign) => sign.trim() === '').length
  const says = (read: number): string | null => {
    const sign = signs.get(read)
    if (sign !== undefined && (blanks < 5 || sign.trim() !== '')) return sign
    const name = names.get(read)
    if (name === 'space' || name === 'nbspace' || name === 'uni00A0') return ' '
    if (name?.length === 1) return name
    // An accented letter is compared without its accent.
    const marked = /^([A-Za-z])(acute|grave|circumflex|dieresis|tilde|cedilla|ring|caron)$/
    if (name !== undefined && marked.test(name)) return name.charAt(0)
    if (composite || own !== null || name !== undefined) return null
    return read < 32 ? null : WESTERN.decode(new Uint8Array([read]), { stream: true })
  }
  const [, bottom = 0, , top = 0] = box
  const high = own === null ? 1 : Math.abs((top - bottom) * d) || 1
  const raised = own === null ? 1 : Math.min(RAISED, Math.max(1, Math.abs(top * d) / high))
  return {
    dict,
    bytes: composite && !narrow ? 2 : 1,
    vertical:
      composite &&
      (encoding instanceof PDFName
        ? /V$/.test(encoding.decodeText())
        : encoding instanceof PDFStream && doc.numberIn(encoding.dict, 'WMode') === 1),
    own,
    high,
    raised,
    width:
      narrow && encoding instanceof PDFName
        ? () => 0.5
        : composite
          ? wideWidths(dict, doc)
          : widths(dict, doc, own === null ? 0.001 : a),
    sign: says,
    drawing: (read) => {
      const name = names.get(read)
      const made = glyphs instanceof PDFDict && name !== undefined ? doc.entry(glyphs, name) : null
      return made instanceof PDFStream ? made : null
    },
  }
}

/** Whether a composite font has codes of one byte too. */
function isNarrow(encoding: PDFObject | undefined, doc: Old): boolean {
  if (encoding instanceof PDFName) return !/^Identity|UCS2|UTF16|^[HV]$/.test(encoding.decodeText())
  if (!(encoding instanceof PDFStream)) return false
  const words = new TextDecoder('latin1').decode(contentsOf(encoding, doc))
  return /begincodespacerange\s+(<\w+>\s*<\w+>\s*)*?<\w{1,2}>/.test(words)
}

function widths(dict: PDFDict, doc: Old, scale: number): (code: number) => number {
  const list = doc.entry(dict, 'Widths')
  const name = doc.nameIn(dict, 'BaseFont') ?? ''
  const first = doc.numberIn(dict, 'FirstChar') ?? 0
  const letters = doc.entry(dict, 'FontDescriptor')
  const missing = (letters instanceof PDFDict ? doc.numberIn(letters, 'MissingWidth') : null) ?? 0
  if (list instanceof PDFArray) {
    const all = list.asArray().map((item) => numberIn(item, doc) * scale)
    return (code) => all[code - first] ?? missing * scale
  }
  if (/Cour|Mono|Dingbats/.test(name)) return () => 0.6
  return (code) => usualWidth(name, code)
}

/** Width of a glyph of the standard font that a viewer draws in place of one that is not embedded. */
export function usualWidth(font: string, code: number): number {
  const usual = /Times|Roman|Serif/.test(font) ? TIMES : HELVETICA
  return ((usual.charCodeAt(code - 32) || 75) - 40) * 0.016
}

function wideWidths(dict: PDFDict, doc: Old): (code: number) => number {
  const below = doc.entry(dict, 'DescendantFonts')
  const font = doc.resolved(below instanceof PDFArray ? below.asArray()[0] : undefined)
  if (!(font instanceof PDFDict)) return () => 1
  const all = new Map<number, number>()
  const usual = doc.numberIn(font, 'DW') ?? 1000
  const list = doc.entry(font, 'W')
  const items = list instanceof PDFArray ? list.asArray() : []
  for (let at = 0; at + 1 < items.length && all.size < MOST; ) {
    const [first, next] = [numberIn(items[at], doc), doc.resolved(items[at + 1])]
    if (next instanceof PDFArray) {
      for (const [n, item] of next.asArray().entries()) all.set(first + n, numberIn(item, doc))
      at += 2
    } else {
      const [last, wide] = [numberIn(next, doc), numberIn(items[at + 2], doc)]
      for (let n = first; n <= last && all.size < MOST; n += 1) all.set(n, wide)
      at += 3
    }
  }
  return (code) => (all.get(code) ?? usual) / 1000
}

/** Text of each code by the ToUnicode map. */
function signsOf(object: PDFObject | undefined, doc: Old): ReadonlyMap<number, string> {
  const signs = new Map<number, string>()
  if (!(object instanceof PDFStream)) return signs
  const scan = new Scan(contentsOf(object, doc))
  let items: Token[] = []
  for (let token = scan.next(); token !== null && signs.size < MOST; token = scan.next()) {
    if (token.is !== 'word') {
      items.push(token)
      continue
    }
    const step = token.text === 'endbfchar' ? 2 : token.text === 'endbfrange' ? 3 : 0
    for (let at = 0; step > 0 && at + step <= items.length; at += step) {
      const [first, last, to] = [items[at], items[at + step - 2], items[at + step - 1]]
      const [from, end] = [codeIn(first), codeIn(last)]
      const list = to?.is === 'list' ? to.items : []
      const start = to?.is === 'text' ? wide(to.bytes) : null
      for (let code = from; code <= end && signs.size < MOST; code += 1) {
        const one = list[code - from]
        const sign =
          start === null
            ? one?.is === 'text'
              ? wide(one.bytes)
              : null
            : start.slice(0, -1) +
              String.fromCharCode(start.charCodeAt(start.length - 1) + code - from)
        if (sign !== null) signs.set(code, sign)
      }
    }
    items = []
  }
  return signs
}

function codeIn(token: Token | undefined): number {
  let code = token?.is === 'text' ? 0 : Number.NaN
  for (const letter of token?.is === 'text' ? token.bytes : '')
    code = code * 256 + letter.charCodeAt(0)
  return code
}

function wide(bytes: string): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode(bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1))
  }
  return text === '' ? '\0' : text
}
