import { PDFName, PDFNumber, type PDFStream } from '@cantoo/pdf-lib'
import type { Bytes } from '#bytes.ts'
import { begins, latin } from '#metadata/magic.ts'
import { FileRefused } from '#metadata/metadata-finding.ts'
import type { Copier } from '../copy.ts'
import { deflatedStream, plainOf } from '../streams.ts'
import {
  type CompactGlyph,
  emptyLetter,
  type Outlines,
  readCompact,
  writeCompact,
} from './compact.ts'
import { type Font, PROGRAMS } from './font.ts'
import { glyphNames, isKnown, knownBase, signOf } from './names.ts'
import { type Codes, TrueType, tablesOf } from './true-type.ts'
import { writeTables, writeTrueType } from './true-type-written.ts'
import { readTypeOne } from './type-one.ts'

const of = (name: string) => PDFName.of(name)
/** Fonts whose instructions assemble the glyphs. */
const INSTRUCTED =
  /^\/(?:[A-Z]{6}\+)?P?(?:MingLi|MingMedium|DF(?:Kai|KTL|Girl|GyoSho|Gothic|HS|Hei|Ming|Song)|DLC|HuaTian|HT[A-Z]{2}T|NEC)/
const SYMBOLIC = 4
/** Tables by which a viewer draws letters. */
const DRAWS = new Set([
  ...'cmap fpgm glyf head hhea hmtx loca maxp post prep vhea vmtx VORG'.split(' '),
  ...['CFF ', 'cvt '],
])
/** Codes of a font without a `cmap`: the copy gets one. */
const NO_CODES: Codes = { unicode: new Map(), symbol: null, old: new Map() }

/** A font program, and the fonts of the copy that use it. */
export class Program {
  readonly #copier: Copier
  readonly #stream: PDFStream
  readonly #faces: readonly Font[]
  readonly #count: number

  constructor(copier: Copier, stream: PDFStream, faces: readonly Font[], count: number) {
    this.#copier = copier
    this.#stream = stream
    this.#faces = faces
    this.#count = count
  }

  reduce(): void {
    const place = this.#copier.programs.get(this.#stream.dict)
    this.#copier.location = place ?? { at: 'document' }
    const bytes = plainOf(this.#stream) ?? new Uint8Array()
    try {
      const name = this.#faces[0]?.face.font.get(of('BaseFont'))?.toString() ?? ''
      if (INSTRUCTED.test(name)) throw new FileRefused('broken')
      this.#rewrite(new Uint8Array(bytes))
    } catch (error) {
      if (!(error instanceof FileRefused || error instanceof RangeError)) throw error
      this.#copier.keeps('font', this.#stream.dict)
      this.#withKnownTables(new Uint8Array(bytes))
      for (const face of this.#faces) face.lists()
    }
    this.#copier.location = { at: 'document' }
  }

  /** Of a program that stays, the tables that draw: none of names, of its making, of a signature, of its maker's own. */
  #withKnownTables(bytes: Bytes): void {
    const tables = isTables(bytes) ? readableTables(bytes) : []
    if (tables.length === 0) return
    const { dict } = this.#stream
    const kind = new DataView(bytes.buffer).getUint32(0)
    const made = writeTables(tables, kind)
    if (dict.has(of('Length1'))) dict.set(of('Length1'), PDFNumber.of(made.length))
    const program = this.#copier.to.register(deflatedStream(dict, made))
    for (const { face } of this.#faces) {
      for (const key of PROGRAMS)
        if (face.descriptor?.has(of(key))) face.descriptor.set(of(key), program)
    }
  }

  #rewrite(bytes: Bytes): void {
    if (isTables(bytes)) {
      const tables = tablesOf(bytes)
      const inner = tables.get('CFF ')
      if (inner === undefined) this.#trueType(new TrueType(tables))
      else this.#outlines(readCompact(new Uint8Array(inner)))
    } else if (begins(bytes, [0x25, 0x21])) this.#outlines(readTypeOne(bytes))
    else if (bytes[0] === 1 && (bytes[2] ?? 0) >= 4) this.#outlines(readCompact(bytes))
    else throw new FileRefused('broken')
  }

  #outlines(outlines: Outlines): void {
    const many = this.#faces.some((face) => face.many)
    if (many && this.#faces.some((face) => !face.many)) throw new FileRefused('broken')
    const places = new Map(outlines.keys.map((key, at) => [key, at]))
    const wanted = new Map<string | number, number>()
    const names = new Map<string, string>()
    const given = new Set<string>()
    let missing = false
    const renamed: (readonly [Font, ReadonlyMap<number, string>])[] = []
    for (const face of this.#faces) {
      if (many) {
        const all = face.unknown
          ? outlines.keys.map((key, at) => (outlines.numbered ? Number(key) : at))
          : face.numbers().values()
        const { inner } = face.face
        const glyphs = face.glyphs()
        const isTwo = this.#copier.to.lookup(inner.get(of('Subtype'))) === of('CIDFontType2')
        for (const number of all) {
          const own = outlines.numbered ? places.get(number) : number
          const at = glyphs?.(number) ?? (isTwo ? number : own)
          // Only in one kind of font does a map count for all readers.
          const isMapped = isTwo && glyphs !== null && !face.unknown
          if (at !== own && !isMapped) throw new FileRefused('broken')
          if (at === undefined || at >= outlines.keys.length || at === 0) missing = true
          else wanted.set(number, at)
        }
        continue
      }
      if (outlines.numbered) throw new FileRefused('broken')
      const own = new Map<number, string>()
      const drawn = face.names(outlines.encoding)
      for (const code of face.codes.map((text) => text.charCodeAt(0))) {
        const name = drawn.get(code) ?? '.notdef'
        const at = places.get(name)
        if (at === undefined || name === '.notdef') {
          missing = true
          continue
        }
        const isTaken = (other: string) => places.has(other) || given.has(other)
        const newName = names.get(name) ?? plainName(name, names.size, isTaken)
        names.set(name, newName)
        given.add(newName)
        wanted.set(newName, at)
        own.set(code, newName)
      }
      renamed.push([face, own])
    }
    const first = places.get(outlines.numbered ? 0 : '.notdef')
    const program = missing && first !== undefined ? outlines.program(first) : emptyLetter()
    const letters: CompactGlyph[] = [...wanted]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, at]) => ({ key, program: outlines.program(at) }))
    const made = writeCompact(
      [{ key: many ? 0 : '.notdef', program }, ...letters],
      many,
      this.#faces[0]?.box ?? [],
    )
    for (const [face, own] of renamed) face.rename(own, true)
    this.#done(made, 'FontFile3', many ? 'CIDFontType0C' : 'Type1C', ['CIDFontType0', 'Type1'])
  }

  #trueType(font: TrueType): void {
    const letters = new Set<number>()
    const posted = font.names()
    const tables = font.codes()
    const isBare = tables.unicode === null && tables.symbol === null && tables.old === null
    // Without a `cmap`, readers take the names of `post`; where names are not known either, each does as it likes.
    if (
      isBare &&
      this.#faces.some((face) => !face.many && !(face.hasEncoding && posted.size > 0))
    ) {
      throw new FileRefused('broken')
    }
    const codes = isBare ? NO_CODES : tables
    const lists = {
      unicode: codes.unicode === null ? null : new Map<number, number>(),
      symbol: codes.symbol === null ? null : new Map<number, number>(),
      old: codes.old === null ? null : new Map<number, number>(),
    }
    const names = new Map<string, number>()
    const chosen: (() => void)[] = []
    let simple = false
    for (const face of this.#faces) {
      if (face.many) {
        const glyphs = face.glyphs()
        if (face.unknown) {
          for (let letter = 0; letter < font.count; letter += 1) letters.add(letter)
          continue
        }
        for (const at of face.numbers().values()) letters.add(glyphs?.(at) ?? at)
        if (glyphs !== null) chosen.push(() => face.setGlyphs(glyphs))
        continue
      }
      simple = true
      const own = new Map<number, string>()
      const called = face.names(null)
      for (const code of face.codes.map((text) => text.charCodeAt(0))) {
        const name = face.hasEncoding ? called.get(code) : undefined
        const letter = letterOf(code, name, codes, posted, face)
        letters.add(letter)
        if (letter === 0) continue
        const isTaken = (other: string) =>
          posted.has(other) || (names.get(other) ?? letter) !== letter
        const rest = name === undefined ? name : plainName(name, code, isTaken)
        if (rest !== undefined) own.set(code, rest)
        const sign = rest === undefined ? null : signOf(rest)
        const put = (list: Map<number, number> | null, key: number | null | undefined) => {
          if (key !== null && key !== undefined && list !== null && !list.has(key))
            list.set(key, letter)
        }
        put(lists.unicode, sign ?? (face.hasEncoding ? null : code))
        put(lists.symbol, 0xf000 + code)
        put(lists.old, codes.unicode === null && face.hasEncoding ? oldCode(rest) : code)
        put(lists.old, code)
        if (
          rest !== undefined &&
          name !== undefined &&
          posted.get(name) === letter &&
          sign === null
        ) {
          names.set(rest, letter)
        }
      }
      chosen.push(() => {
        if (face.hasEncoding) face.rename(own, false)
      })
    }
    const made = writeTrueType(font, { letters, codes: simple ? lists : null, names })
    for (const choose of chosen) choose()
    this.#done(made, 'FontFile2', null, ['CIDFontType2', 'TrueType'])
  }

  /** @param kinds of a font whose letters are numbered, and of any other: both may use one program */
  #done(
    bytes: Bytes,
    key: string,
    subtype: string | null,
    [numbered, simple]: readonly [string, string],
  ): void {
    const { to } = this.#copier
    const dict = to.obj(subtype === null ? { Length1: bytes.length } : { Subtype: subtype })
    const program = to.register(deflatedStream(dict, bytes))
    let name = '+Font'
    for (let rest = this.#count, n = 0; n < 6; n += 1, rest = Math.floor(rest / 26)) {
      name = String.fromCharCode(65 + (rest % 26)) + name
    }
    const before = plainOf(this.#stream)
    if (
      before === undefined ||
      before.length !== bytes.length ||
      before.some((byte, at) => byte !== bytes[at])
    ) {
      this.#copier.findings.add('other')
    }
    for (const face of this.#faces) {
      const { inner, descriptor } = face.face
      if (face.unknown) face.stays(dict)
      face.lists()
      const kind = face.many ? numbered : simple
      inner.set(of('Subtype'), of(kind))
      if (kind === 'CIDFontType0') inner.delete(of('CIDToGIDMap'))
      if (descriptor === undefined) continue
      for (const other of PROGRAMS) descriptor.delete(of(other))
      descriptor.set(of(key), program)
      face.describe(name)
    }
  }
}

function readableTables(bytes: Bytes): readonly (readonly [string, Bytes])[] {
  try {
    return [...tablesOf(bytes)].filter(([tag]) => DRAWS.has(tag))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return []
  }
}

function isTables(bytes: Bytes): boolean {
  return begins(bytes, [0, 1, 0, 0]) || /^(true|OTTO)/.test(latin(bytes, 0, 4))
}

/** A name that tells the character only: a variant by a number, and a private-use character for whatever is unknown. */
function plainName(name: string, number: number, isTaken: (name: string) => boolean): string {
  if (isKnown(name)) return name
  const base = knownBase(name)
  for (let n = 0; base !== null && n < 100; n += 1) {
    const variant = `${base}.ss${String(n).padStart(2, '0')}`
    if (!isTaken(variant)) return variant
  }
  return `uni${(0xe000 + number).toString(16).toUpperCase()}`
}

function oldCode(name: string | undefined): number | null {
  if (name === undefined) return null
  for (const [code, own] of glyphNames('MacRomanEncoding')) if (own === name) return code
  return null
}

/**
 * Glyph that readers draw for a code (ISO 32000-1, 9.6.6.4); 0 for none.
 * @throws FileRefused where they do not agree, or know more names than this list
 */
function letterOf(
  code: number,
  name: string | undefined,
  { unicode, symbol, old }: Codes,
  posted: ReadonlyMap<string, number>,
  face: Font,
): number {
  const sign = name === undefined ? null : signOf(name)
  const inOld = oldCode(name)
  const bySign = sign === null ? undefined : unicode?.get(sign)
  const byOld = inOld === null ? undefined : old?.get(inOld)
  const byName = bySign ?? byOld ?? (name === undefined ? undefined : posted.get(name))
  const byCode =
    [0xf000, 0xf100, 0xf200, 0]
      .map((base) => symbol?.get(base + code))
      .find((letter) => letter !== undefined) ?? old?.get(code)
  if ((face.flags & SYMBOLIC) === 0 && name !== undefined) {
    if (byName === undefined && sign === null && name !== '.notdef') throw new FileRefused('broken')
    return byName ?? byCode ?? 0
  }
  // Some readers look up names first.
  const other = bySign ?? (symbol === null ? byOld : undefined) ?? byCode
  if (byCode !== undefined && other !== byCode) throw new FileRefused('broken')
  return byCode ?? byName ?? (sign === null ? unicode?.get(code) : undefined) ?? 0
}
