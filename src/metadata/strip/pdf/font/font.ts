import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { Copier } from '../copy.ts'
import { usualWidth } from '../face.ts'
import { deflatedStream, plainOf } from '../streams.ts'
import { bigEndian, type CodeList, codesIn, readCodes, writeCodes } from './cid.ts'
import { glyphNames, isKnown, knownBase } from './names.ts'
import { differencesOf, type Use } from './use.ts'

const of = (name: string) => PDFName.of(name)
export const PROGRAMS = ['FontFile', 'FontFile2', 'FontFile3']
/** Most characters that one glyph may stand for. */
const MOST_SIGNS = 8
const UNNEEDED = /^\/(FontStretch|FontWeight|Leading|XHeight|StemH|AvgWidth|MaxWidth)$/
/** Code of the letter m in every encoding of letters. */
const M = 0x6d
const IDENTITY: CodeList['spaces'] = [['\0\0', '\xff\xff']]

/** The dictionaries of a font, and how it is used. */
export interface FontDicts {
  readonly font: PDFDict
  /** Dictionary with the widths and the font program: of a composite font its descendant. */
  readonly inner: PDFDict
  readonly descriptor: PDFDict | undefined
  readonly use: Use
}

/** A font of the copy, and which of its glyphs are drawn. */
export class Font {
  readonly #copier: Copier
  readonly face: FontDicts
  readonly many: boolean
  /** Drawn codes, as bytes in a string. */
  readonly codes: readonly string[]
  /** Whether the mapping from codes to glyphs is unknown. */
  readonly unknown: boolean
  readonly #list: CodeList | null
  /** Drawn CIDs, of all fonts with the same descendant. */
  readonly #drawn: Set<number>

  constructor(copier: Copier, face: FontDicts, shared: Map<PDFDict, Set<number>>) {
    this.#copier = copier
    this.face = face
    this.many = face.inner !== face.font
    const encoding = this.#entry(face.font, 'Encoding')
    const listed = encoding instanceof PDFStream ? plainOf(encoding) : undefined
    this.#list = listed === undefined ? null : readCodes(listed)
    const identity = encoding instanceof PDFName && /^\/Identity-[HV]$/.test(encoding.toString())
    this.unknown = this.many && !identity && (this.#list === null || this.#list.more)
    const spaces = this.#list?.spaces ?? IDENTITY
    const names = new Set<string>()
    const { texts, any } = face.use
    for (const text of texts) {
      for (const code of this.many ? codesIn(text, spaces) : text) names.add(code)
    }
    if (any && !this.many) for (let n = 0; n < 256; n += 1) names.add(String.fromCharCode(n))
    this.codes = [...names].toSorted()
    this.#drawn = shared.get(face.inner) ?? new Set()
    shared.set(face.inner, this.#drawn)
    if (this.many) for (const number of this.numbers().values()) this.#drawn.add(number)
  }

  #entry(dict: PDFDict, key: string): PDFObject | undefined {
    return this.#copier.to.lookup(dict.get(of(key)))
  }

  /** CIDs by code, of a composite font. */
  numbers(): ReadonlyMap<string, number> {
    return new Map(
      this.codes.map((code) => [
        code,
        this.#list === null ? bigEndian(code) : (this.#list.number(code) ?? 0),
      ]),
    )
  }

  /** Bounding box of all glyphs: left, bottom, right, top. */
  get box(): readonly number[] {
    const { descriptor } = this.face
    const sides = descriptor === undefined ? undefined : this.#entry(descriptor, 'FontBBox')
    return [0, 1, 2, 3].map((n) => {
      const side = sides instanceof PDFArray ? this.#copier.to.lookup(sides.get(n)) : undefined
      const most = 32_767
      return side instanceof PDFNumber
        ? Math.max(-most, Math.min(most, Math.round(side.asNumber())))
        : 0
    })
  }

  get flags(): number {
    const flags = this.face.descriptor?.get(of('Flags'))
    return flags instanceof PDFNumber ? flags.asNumber() : 0
  }

  /** Glyph names by code: by the document's differences, a named encoding, or the font itself. */
  names(own: ReadonlyMap<number, string> | null): ReadonlyMap<number, string> {
    const encoding = this.#entry(this.face.font, 'Encoding')
    const based = encoding instanceof PDFDict ? this.#entry(encoding, 'BaseEncoding') : encoding
    const base = based instanceof PDFName ? glyphNames(based.decodeText()) : own
    const differences = differencesOf(this.face.font, this.#copier)
    const names = new Map<number, string>()
    for (const code of this.codes.map((text) => text.charCodeAt(0))) {
      const name = differences.get(code) ?? (base ?? glyphNames('StandardEncoding')).get(code)
      if (name !== undefined) names.set(code, name)
    }
    return names
  }

  get hasEncoding(): boolean {
    const encoding = this.#entry(this.face.font, 'Encoding')
    // A name that is none of a font with codes of one byte counts as none, as viewers have it.
    return encoding instanceof PDFName
      ? /^\/(Standard|MacRoman|WinAnsi|MacExpert)Encoding$/.test(encoding.toString())
      : encoding !== undefined
  }

  /** Keeps the names of drawn codes only; a standard encoding stays as the base. */
  rename(names: ReadonlyMap<number, string>, all: boolean): void {
    const { font } = this.face
    const encoding = this.#entry(font, 'Encoding')
    const based = encoding instanceof PDFDict ? this.#entry(encoding, 'BaseEncoding') : encoding
    const base =
      based instanceof PDFName ? glyphNames(based.decodeText()) : new Map<number, string>()
    const items: PDFObject[] = []
    let next = -1
    for (const [code, name] of [...names].toSorted(([a], [b]) => a - b)) {
      if (base.get(code) === name || (!all && !differencesOf(font, this.#copier).has(code)))
        continue
      if (code !== next) items.push(PDFNumber.of(code))
      items.push(of(name))
      next = code + 1
    }
    if (items.length === 0) {
      if (based instanceof PDFName) font.set(of('Encoding'), based)
      else font.delete(of('Encoding'))
      return
    }
    const made = this.#copier.to.obj({ Type: 'Encoding' })
    if (based instanceof PDFName) made.set(of('BaseEncoding'), based)
    made.set(of('Differences'), this.#copier.array(items))
    font.set(of('Encoding'), made)
  }

  /** Keeps widths and text of drawn codes only. */
  lists(): void {
    this.signs()
    if (this.many) this.#manyWidths()
    else this.#widths()
  }

  signs(): void {
    const { font, use } = this.face
    const list = this.#entry(font, 'ToUnicode')
    const bytes = list instanceof PDFStream ? plainOf(list) : undefined
    if (bytes === undefined) {
      // A name in place of a list says that codes are signs.
      if (list instanceof PDFStream) font.delete(of('ToUnicode'))
      return
    }
    const read = readCodes(bytes)
    const codes = this.unknown ? pieces(use.texts) : this.codes
    const entries: (readonly [string, string])[] = []
    for (const code of codes) {
      const signs = read.signs(code) ?? (this.many ? null : read.signs(`\0${code}`))
      if (signs === null) continue
      if (signs.length <= MOST_SIGNS) entries.push([code, signs])
      else this.#copier.findings.add('words')
    }
    if (entries.length === 0) {
      font.delete(of('ToUnicode'))
      return
    }
    const spaces: CodeList['spaces'] = this.many
      ? this.unknown
        ? read.spaces
        : (this.#list?.spaces ?? IDENTITY)
      : [['\0', '\xff']]
    font.set(
      of('ToUnicode'),
      this.#copier.to.register(
        deflatedStream(this.#copier.to.obj({}), writeCodes(spaces, entries)),
      ),
    )
  }

  #widths(): void {
    const { font } = this.face
    const list = this.#entry(font, 'Widths')
    if (!(list instanceof PDFArray)) return
    const first = Number(this.#entry(font, 'FirstChar')?.toString() ?? 0)
    const codes = this.codes
      .map((code) => code.charCodeAt(0))
      .filter((code) => code >= first && code < first + list.size())
    const drawn = new Map(
      codes.map((code) => [code, this.#copier.to.lookup(list.get(code - first))] as const),
    )
    const narrow = this.#narrow(drawn)
    if (narrow !== undefined) drawn.set(M, PDFNumber.of(narrow))
    const written = [...drawn.keys()].toSorted((one, other) => one - other)
    const [low, high] = [written.at(0) ?? 0, written.at(-1) ?? 0]
    const widths = Array.from(
      { length: high - low + 1 },
      (_, n) => drawn.get(low + n) ?? PDFNumber.of(0),
    )
    font.set(of('FirstChar'), PDFNumber.of(low))
    font.set(of('LastChar'), PDFNumber.of(high))
    font.set(of('Widths'), this.#copier.array(widths))
  }

  /**
   * Width of the letter m for a font that is not embedded: by it some viewers narrow the font that they draw instead.
   * Where no text has that letter it follows from the others, so that it carries nothing.
   */
  #narrow(drawn: ReadonlyMap<number, PDFObject | undefined>): number | undefined {
    const { font, descriptor } = this.face
    const isEmbedded = PROGRAMS.some((program) => descriptor?.has(of(program)))
    if (isEmbedded || drawn.has(M) || differencesOf(font, this.#copier).has(M)) return undefined
    const name = this.#entry(font, 'BaseFont')?.toString() ?? ''
    let [own, usual] = [0, 0]
    for (const [code, width] of drawn) {
      if (!/[a-z]/i.test(String.fromCharCode(code)) || !(width instanceof PDFNumber)) continue
      own += width.asNumber()
      usual += usualWidth(name, code) * 1000
    }
    const share = own / usual
    return share > 0.1 && share < 0.9 ? Math.round(usualWidth(name, M) * 1000 * share) : undefined
  }

  /** Widths as `cid [width …]` and `from to width`; with three numbers each for vertical writing. */
  #manyWidths(): void {
    const { inner } = this.face
    const drawn = this.#drawn
    for (const [key, size] of [
      ['W', 1],
      ['W2', 3],
    ] as const) {
      const list = this.#entry(inner, key)
      if (!(list instanceof PDFArray)) continue
      const items = list.asArray().map((item) => this.#copier.to.lookup(item))
      if (this.unknown) {
        if (items.length > 24) this.stays(inner)
        continue
      }
      const map = new Map<number, readonly PDFObject[]>()
      const put = (number: number, widths: readonly (PDFObject | undefined)[]) => {
        if (drawn.has(number))
          map.set(
            number,
            widths.map((width) => width ?? PDFNumber.of(0)),
          )
      }
      for (let at = 0; at + 1 < items.length; ) {
        const first = Number(items[at]?.toString())
        const next = items[at + 1]
        if (next instanceof PDFArray) {
          const widths = next.asArray().map((item) => this.#copier.to.lookup(item))
          for (let n = 0; (n + 1) * size <= widths.length; n += 1) {
            put(first + n, widths.slice(n * size, (n + 1) * size))
          }
          at += 2
        } else {
          const last = Number(next?.toString())
          for (const number of drawn) {
            if (number >= first && number <= last) put(number, items.slice(at + 2, at + 2 + size))
          }
          at += 2 + size
        }
      }
      const made: PDFObject[] = []
      let [row, before] = [this.#copier.array([]), -2]
      for (const [number, widths] of [...map].toSorted(([a], [b]) => a - b)) {
        if (number !== before + 1) {
          row = this.#copier.array([])
          made.push(PDFNumber.of(number), row)
        }
        for (const width of widths) row.push(width)
        before = number
      }
      if (made.length === 0) inner.delete(of(key))
      else inner.set(of(key), this.#copier.array(made))
    }
    if (this.#list !== null && !this.unknown) {
      const { font } = this.face
      const encoding = this.#entry(font, 'Encoding')
      const dict = encoding instanceof PDFStream ? encoding.dict.clone(this.#copier.to) : undefined
      if (dict === undefined) return
      const bytes = writeCodes(this.#list.spaces, [...this.numbers()])
      font.set(of('Encoding'), this.#copier.to.register(deflatedStream(dict, bytes)))
    }
  }

  /** Reduces a font that is not embedded; readers look for one of its name. */
  plain(): void {
    const names = this.many ? null : this.names(null)
    this.lists()
    this.face.inner.delete(of('CIDToGIDMap'))
    if (names !== null && this.hasEncoding) {
      const rest = [...names].flatMap(([code, name]) => {
        const known = isKnown(name) || /^a\d{1,3}$/.test(name) ? name : knownBase(name)
        return known === null ? [] : [[code, known] as const]
      })
      this.rename(new Map(rest), false)
    }
  }

  /** Reduces a Type 3 font: new names, but those that tell a character, and only the drawn glyphs. */
  own(): void {
    const { font } = this.face
    const { to, chosen } = this.#copier
    const differences = differencesOf(font, this.#copier)
    this.lists()
    this.describe('Font')
    for (const key of PROGRAMS) this.face.descriptor?.delete(of(key))
    const procs = this.#entry(font, 'CharProcs')
    const copy = to.obj({})
    const items: PDFObject[] = []
    for (const code of this.codes.map((text) => text.charCodeAt(0))) {
      const name = differences.get(code)
      if (name === undefined) continue
      const before = chosen.get(name) ?? ''
      const ours = of(isKnown(before) ? before : `N${code}`)
      items.push(PDFNumber.of(code), ours)
      const proc = procs instanceof PDFDict ? procs.get(of(name)) : undefined
      if (proc !== undefined) copy.set(ours, proc)
    }
    if (procs instanceof PDFDict && copy.keys().length < procs.keys().length) {
      this.#copier.isUnfinished = true
    }
    font.set(of('CharProcs'), copy)
    font.set(of('Encoding'), to.obj({ Type: 'Encoding', Differences: this.#copier.array(items) }))
  }

  /** Reduces the descriptor: a neutral name, and no metrics that readers of an embedded font do not need. */
  describe(name: string): void {
    const { font, inner, descriptor } = this.face
    if (descriptor === undefined) return
    if (font.has(of('BaseFont')))
      for (const dict of [font, inner]) dict.set(of('BaseFont'), of(name))
    descriptor.set(of('FontName'), of(name))
    for (const [key, value] of descriptor.entries()) {
      const plain = this.#copier.to.lookup(value)
      if (UNNEEDED.test(key.toString())) descriptor.delete(key)
      else if (plain instanceof PDFNumber) {
        descriptor.set(key, PDFNumber.of(Math.round(plain.asNumber())))
      }
    }
  }

  /** Reports that glyphs stay of which nothing tells whether they are drawn. */
  stays(owner: PDFDict): void {
    this.#copier.keeps('letters', owner)
  }

  /** Glyph of a CID by the CIDToGIDMap; `null` without one. */
  glyphs(): ((number: number) => number) | null {
    const table = this.#entry(this.face.inner, 'CIDToGIDMap')
    const bytes = table instanceof PDFStream ? plainOf(table) : undefined
    if (bytes === undefined) return null
    return (number) => ((bytes[number * 2] ?? 0) << 8) | (bytes[number * 2 + 1] ?? 0)
  }

  setGlyphs(letterOf: (number: number) => number): void {
    const bytes = new Uint8Array((Math.max(-1, ...this.#drawn) + 1) * 2)
    for (const number of this.#drawn) {
      const letter = letterOf(number)
      bytes.set([letter >> 8, letter & 255], number * 2)
    }
    this.face.inner.set(
      of('CIDToGIDMap'),
      this.#copier.to.register(deflatedStream(this.#copier.to.obj({}), bytes)),
    )
  }
}

/** Every one and two bytes of texts whose codes are unknown. */
function pieces(texts: ReadonlySet<string>): readonly string[] {
  const names = new Set<string>()
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      names.add(text.slice(at, at + 1)).add(text.slice(at, at + 2))
    }
  }
  return [...names].toSorted()
}
