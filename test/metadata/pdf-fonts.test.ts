import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bytes } from '#bytes.ts'
import { glyphNames } from '#metadata/strip/pdf/font/names.ts'
import { tablesOf } from '#metadata/strip/pdf/font/true-type.ts'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { needing } from '../fixtures/tools.ts'
import { compact, drawnWith, nameOf, trueType, typeOne } from './fonts.ts'
import { rendered } from './pdf-rendered.ts'
import { d, n, PLAIN, r, s, spelt, t } from './pdf-spelling.ts'
import { readable } from './readable.ts'

const { test: seenBy } = needing('pdftoppm')
const SEED = Uint8Array.from('SeedWord77', (sign) => sign.charCodeAt(0))
const KINDS = [
  ['TrueType', 'FontFile2', trueType],
  ['Type 1', 'FontFile', typeOne],
  ['compact', 'FontFile3', compact],
] as const

describe('T-147 of a font there is what is drawn, and nothing else', () => {
  test.each(KINDS)(
    '%s: bytes that draw nothing change no byte of the copy',
    async (_name, key, made) => {
      const none = await stripPdf(drawnWith(key, made(new Uint8Array([1, 2, 3, 4]))))
      expect(none.stays).toEqual([])
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), async (mark) => {
          const { bytes, stays } = await stripPdf(drawnWith(key, made(mark)))
          expect(stays).toEqual([])
          expect(Buffer.compare(bytes, none.bytes)).toBe(0)
        }),
        { numRuns: 60 },
      )
    },
  )

  seenBy.each(KINDS)('%s: the letters look as they did', async (_name, key, made) => {
    const before = drawnWith(key, made(SEED))
    const { bytes } = await stripPdf(before)
    const seen = rendered(bytes)
    expect(seen).toEqual(rendered(before))
    expect(new Set(seen?.[0]?.subarray(20)).size).toBeGreaterThan(1)
    expect(readable(bytes).join('\n')).not.toMatch(/SeedWord77|Mark|Sans/)
    const again = await stripPdf(bytes)
    expect([again.findings, again.stays, Buffer.compare(again.bytes, bytes)]).toEqual([[], [], 0])
  })

  const letters = (FontBBox: readonly number[]) =>
    d({
      ...{ Type: n('FontDescriptor'), FontName: n('ABCDEF+Sans'), Flags: 4, FontBBox },
      ...{ ItalicAngle: 0, Ascent: 700, Descent: 0, CapHeight: 700, StemV: 80, FontFile: r(7) },
    })

  seenBy('letters are set as finely as their font says that they are large', async () => {
    const program = Buffer.from(typeOne(SEED)).toString('latin1')
    const large = program.replace('{0 0 500 700}', '{-1042 -3060 4082 3560}')
    const before = drawnWith(
      'FontFile',
      new Uint8Array(Buffer.from(large, 'latin1')),
      { FontDescriptor: letters([-1042, -3060, 4082, 3560]) },
      'BT /X 40 Tf 20.7 20 Td (A) Tj ET',
    )
    expect(rendered((await stripPdf(before)).bytes)).toEqual(rendered(before))
  })

  /** The same font program without its list of codes. */
  const bare = (program: Uint8Array) =>
    new Uint8Array(
      Buffer.from(Buffer.from(program).toString('latin1').replace('cmap', 'cmaq'), 'latin1'),
    )
  const named = (Flags: number, ...differences: readonly (number | string)[]) => ({
    Encoding: d({
      ...{ Type: n('Encoding'), BaseEncoding: n('WinAnsiEncoding') },
      Differences: differences.map((item) => (typeof item === 'string' ? n(item) : item)),
    }),
    FontDescriptor: d({
      ...{ Type: n('FontDescriptor'), FontName: n('ABCDEF+Sans'), Flags, FontFile2: r(7) },
      ...{ FontBBox: [0, 0, 500, 700], ItalicAngle: 0, Ascent: 700, Descent: 0, StemV: 80 },
    }),
  })
  const WORD = 'BT /X 40 Tf 20 20 Td (AB) Tj ET'

  seenBy.each([4, 32])(
    'letters of a font with names in place of codes are the same letters (flags %d)',
    async (flags) => {
      const entries = named(flags, 66, nameOf(SEED))
      const before = drawnWith('FontFile2', bare(trueType(SEED)), entries, WORD)
      const { bytes, stays } = await stripPdf(before)
      expect(stays).toEqual([])
      expect(rendered(bytes)).toEqual(rendered(before))
      expect(new Set(rendered(bytes)?.[0]?.subarray(20)).size).toBeGreaterThan(1)
      expect(readable(bytes).join('\n')).not.toMatch(/SeedWord77|Mark/)
    },
  )

  seenBy.each([
    ['without codes and names', bare(trueType(SEED)), {}],
    ['with a name that only readers know', trueType(SEED), named(32, 66, 'afii57664')],
    ['whose names and codes lead to other letters', trueType(SEED), named(4, 65, 'B')],
  ])('a font %s stays whole, and this is told', async (_, program, entries) => {
    const before = drawnWith('FontFile2', program, entries, WORD)
    const { bytes, stays } = await stripPdf(before)
    expect(stays).toMatchObject([{ kind: 'font' }])
    expect(rendered(bytes)).toEqual(rendered(before))
  })

  test.each([
    ['compact', 'FontFile3', compact],
    ['TrueType', 'FontFile2', (mark: Uint8Array) => bare(trueType(mark))],
  ] as const)(
    '%s: an old-style figure is still read as its figure, whatever its font calls the variant',
    async (_name, key, made) => {
      const two = new Uint8Array([0, 1])
      const program = Buffer.from(made(two)).toString('latin1').replaceAll(nameOf(two), 'one.osxy')
      const pdf = drawnWith(
        key,
        new Uint8Array(Buffer.from(program, 'latin1')),
        key === 'FontFile2'
          ? named(32, 66, 'one.osxy')
          : { Encoding: d({ Type: n('Encoding'), Differences: [65, n('A'), n('one.osxy')] }) },
        WORD,
      )
      const { bytes, stays } = await stripPdf(pdf)
      expect(stays).toEqual([])
      expect(readable(bytes).join('\n')).toMatch(/\/one\.ss00/)
      expect(readable(bytes).join('\n')).not.toMatch(/osxy|uniE0/)
      expect(rendered(bytes)).toEqual(rendered(pdf))
      const again = await stripPdf(bytes)
      expect(Buffer.compare(again.bytes, bytes)).toBe(0)
    },
  )

  /** The same TrueType program with a table changed from one of its bytes on. */
  const patched = (tag: string, at: number, change: (now: number) => number) => {
    const program = Buffer.from(trueType(SEED))
    const place = program.readUInt32BE(program.indexOf(tag) + 8) + at
    program.writeUInt32BE(change(program.readUInt32BE(place)), place)
    return new Uint8Array(program)
  }

  seenBy('a letter behind which stands what should stand before it is drawn whole', async () => {
    const before = drawnWith(
      'FontFile2',
      patched('loca', 8, () => 0),
      {},
      'BT /X 40 Tf (A) Tj ET',
    )
    const { bytes, stays } = await stripPdf(before)
    expect(stays).toEqual([])
    expect(rendered(bytes)).toEqual(rendered(before))
  })

  test.each([
    ['a letter that breaks off', patched('loca', 8, (end) => end - 40)],
    ['no units', patched('head', 16, () => 0)],
  ])('a font with %s stays whole, and this is told', async (_, program) => {
    const { bytes, stays } = await stripPdf(drawnWith('FontFile2', program))
    expect(stays).toMatchObject([{ kind: 'font' }])
    // Of its tables those that draw: no notice, no name of its maker, no table of his own.
    const tags = [
      ...readable(bytes)
        .join('')
        .matchAll(/OS\/2|SEED|name(?=[^d])|cvt |glyf/g),
    ].join()
    expect(tags).toMatch(/cvt /)
    expect(tags).not.toMatch(/OS|SEED|name/)
    const again = await stripPdf(bytes)
    expect([again.findings, again.stays, Buffer.compare(again.bytes, bytes)]).toEqual([
      ...[[], stays],
      0,
    ])
  })

  const SIMPLE = { Encoding: n('Identity-H') }
  seenBy(
    'an encoding that no font of one byte has counts as none, as viewers have it',
    async () => {
      const before = drawnWith('FontFile2', trueType(SEED), SIMPLE)
      const { bytes, stays } = await stripPdf(before)
      expect(stays).toEqual([])
      expect(rendered(bytes)).toEqual(rendered(before))
      expect(new Set(rendered(bytes)?.[0]?.subarray(20)).size).toBeGreaterThan(1)
    },
  )

  seenBy('a font of numbers and one of codes may draw with one program', async () => {
    const { FontDescriptor } = named(4)
    const font = { ...{ Type: n('Font'), BaseFont: n('ABCDEF+Sans') }, FontDescriptor }
    const system = d({ Registry: t('Adobe'), Ordering: t('Identity'), Supplement: 0 })
    const many = d({
      ...{ Type: n('Font'), Subtype: n('Type0'), BaseFont: n('ABCDEF+Sans') },
      ...{ Encoding: n('Identity-H') },
      DescendantFonts: [d({ ...font, Subtype: n('CIDFontType2'), CIDSystemInfo: system })],
    })
    const before = spelt(
      {
        1: d({ Type: n('Catalog'), Pages: r(2) }),
        2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
        3: d({
          ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 100, 100], Contents: r(4) },
          Resources: d({
            Font: d({
              X: d({ ...font, Subtype: n('TrueType'), FirstChar: 65, LastChar: 65, Widths: [600] }),
              Y: many,
            }),
          }),
        }),
        4: s({}, 'BT /X 40 Tf 20 20 Td (A) Tj /Y 40 Tf <0001> Tj ET'),
        6: d({
          ...{ Type: n('FontDescriptor'), FontName: n('ABCDEF+Sans'), Flags: 4, ItalicAngle: 0 },
          ...{ FontBBox: [0, 0, 500, 700], Ascent: 700, Descent: 0, CapHeight: 700, StemV: 80 },
          FontFile2: r(7),
        }),
        7: s({ Length1: trueType(SEED).length }, trueType(SEED)),
      },
      { Root: r(1) },
      PLAIN,
    )
    const { bytes, stays } = await stripPdf(before)
    expect(stays).toEqual([])
    expect(rendered(bytes)).toEqual(rendered(before))
    expect(readable(bytes).join('\n')).toMatch(/\/Subtype \/TrueType/)
    const again = await stripPdf(bytes)
    expect([again.findings, again.stays, Buffer.compare(again.bytes, bytes)]).toEqual([[], [], 0])
  })

  /** A font program of names in a file of tables, drawn by numbers that a list leads to its letters. */
  const listed = (kind: string) => {
    const others = [...tablesOf(trueType(SEED) as Bytes)].filter(([tag]) =>
      /^(head|hhea|hmtx|maxp)$/.test(tag),
    )
    const tables = [['CFF ', compact(SEED)] as const, ...others]
    const heads = Buffer.alloc(12 + tables.length * 16)
    heads.write('OTTO\0', 'latin1')
    heads.writeUInt16BE(tables.length, 4)
    let from = heads.length
    for (const [k, [tag, body]] of tables.entries()) {
      heads.write(tag, 12 + k * 16, 'latin1')
      heads.writeUInt32BE(from, 20 + k * 16)
      heads.writeUInt32BE(body.length, 24 + k * 16)
      from += body.length
    }
    const program = Buffer.concat([heads, ...tables.map(([, body]) => body)])
    const { FontDescriptor } = named(4)
    const font = { ...{ Type: n('Font'), Subtype: n(kind), BaseFont: n('ABCDEF+Sans') }, DW: 600 }
    const system = d({ Registry: t('Adobe'), Ordering: t('Identity'), Supplement: 0 })
    const below = d({ ...font, CIDSystemInfo: system, FontDescriptor, CIDToGIDMap: r(8) })
    return drawnWith(
      'FontFile2',
      new Uint8Array(program),
      { Subtype: n('Type0'), Encoding: n('Identity-H'), DescendantFonts: [below] },
      'BT /X 40 Tf 20 20 Td <0002> Tj ET',
      '\0\0\0\x02\0\x01',
    )
  }

  seenBy('letters that a list leads to are those of the list', async () => {
    const before = listed('CIDFontType2')
    const { bytes, stays } = await stripPdf(before)
    expect(stays).toEqual([])
    expect(rendered(bytes)).toEqual(rendered(before))
    expect(new Set(rendered(bytes)?.[0]?.subarray(20)).size).toBeGreaterThan(1)
  })

  test('a list of which only some readers know stays beside its whole font, and this is told', async () => {
    const { stays } = await stripPdf(listed('CIDFontType0'))
    expect(stays).toMatchObject([{ kind: 'font' }])
  })

  test('a name is not of a font put together by instructions because it sounds like one', async () => {
    for (const name of ['LucidaBrightMathOT', 'Connecta', 'AdlcSans']) {
      const pdf = drawnWith('FontFile3', compact(SEED), { BaseFont: n(`ABCDEF+${name}`) })
      expect((await stripPdf(pdf)).stays).toEqual([])
    }
    for (const name of ['MingLiU', 'PMingLiU', 'DFKai-SB']) {
      const pdf = drawnWith('FontFile2', trueType(SEED), { BaseFont: n(name) })
      expect((await stripPdf(pdf)).stays).toHaveLength(1)
    }
  })

  test('codes of the encoding of Windows are called as the standard says, on every Node', () => {
    const names = glyphNames('WinAnsiEncoding')
    // ISO 32000-1, annex D: from 128 on.
    const glyphs =
      `Euro bullet quotesinglbase florin quotedblbase ellipsis dagger daggerdbl circumflex perthousand Scaron
      guilsinglleft OE bullet Zcaron bullet bullet quoteleft quoteright quotedblleft quotedblright bullet endash emdash
      tilde trademark scaron guilsinglright oe bullet zcaron Ydieresis space`.split(/\s+/)
    expect(glyphs.map((_, at) => names.get(128 + at))).toEqual(glyphs)
    const macintosh = glyphNames('MacRomanEncoding')
    expect([0xbd, 0xca, 0xdb].map((code) => macintosh.get(code))).toEqual([
      'Omega',
      'space',
      'currency',
    ])
  })
})

/** Entries of a font that is drawn with one code, with a mark in all that no code leads to. */
const SECRET = Buffer.from('SeedWord77', 'utf16le').swap16().toString('hex')
const names = (...items: readonly string[]) => items.map((name) => n(name))

describe('T-147 lists of a font name only what is drawn', () => {
  const sans = { FirstChar: 65, LastChar: 74, Widths: [600, ...SEED.slice(1)] }

  test.each(KINDS)(
    '%s: widths, names and signs of codes that no text has',
    async (_name, key, made) => {
      const pdf = (mark: string, rest: readonly number[]) =>
        drawnWith(key, made(new Uint8Array([1, 2, 3, 4])), {
          ...sans,
          Widths: [600, ...rest],
          Encoding: d({
            Type: n('Encoding'),
            Differences: [65, ...names('A', mark, `${mark}Two`)],
          }),
          ToUnicode: r(8),
        })
      const [one, other] = [
        await stripPdf(pdf('SeedWord', [1, 2, 3])),
        await stripPdf(pdf('Nothing', [])),
      ]
      expect(Buffer.compare(one.bytes, other.bytes)).toBe(0)
      expect(readable(one.bytes).join('\n')).not.toMatch(/SeedWord/)
    },
  )

  test('a narrow font that is not there is drawn as narrow, and no number of an m that no text has stays', async () => {
    const narrow = (m: number) => {
      const widths: Record<string, number> = { A: 547, s: 410, o: 456, n: 456, m }
      return spelt(
        {
          1: d({ Type: n('Catalog'), Pages: r(2) }),
          2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
          3: d({
            ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 200, 100], Contents: r(4) },
            Resources: d({ Font: d({ X: r(5) }) }),
          }),
          4: s({}, 'BT /X 40 Tf 20 20 Td (Anson) Tj ET'),
          5: d({
            ...{ Type: n('Font'), Subtype: n('TrueType'), BaseFont: n('ArialNarrow') },
            ...{
              FirstChar: 65,
              LastChar: 122,
              Encoding: n('WinAnsiEncoding'),
              FontDescriptor: r(6),
            },
            Widths: Array.from(
              { length: 58 },
              (_, at) => widths[String.fromCharCode(65 + at)] ?? 400,
            ),
          }),
          6: d({
            ...{ Type: n('FontDescriptor'), FontName: n('ArialNarrow'), Flags: 32, ItalicAngle: 0 },
            ...{ FontBBox: [0, 0, 500, 700], Ascent: 700, Descent: 0, CapHeight: 700, StemV: 80 },
          }),
        },
        { Root: r(1) },
        PLAIN,
      )
    }
    const { bytes } = await stripPdf(narrow(683))
    expect(Buffer.compare(bytes, (await stripPdf(narrow(777))).bytes)).toBe(0)
    expect(Buffer.compare(bytes, (await stripPdf(bytes)).bytes)).toBe(0)
    const [, widths = ''] = /\/Widths \[([\d\s]+)\]/.exec(readable(bytes).join('\n')) ?? []
    const at = widths.trim().split(/\s+/).map(Number)
    expect(at['m'.charCodeAt(0) - 65]).toBeGreaterThan(650)
    expect(at['m'.charCodeAt(0) - 65]).toBeLessThan(715)
  })

  test('a drawn letter is called by what is known, and is read as few signs', async () => {
    const pdf = drawnWith(
      'FontFile3',
      compact(SEED),
      {
        Encoding: d({ Type: n('Encoding'), Differences: [65, n('A'), n('S_e_e_d_W_o_r_d')] }),
        ToUnicode: r(8),
      },
      'BT /X 40 Tf 20 20 Td (AB) Tj ET',
      `1 beginbfchar <41> <0041> <42> <${SECRET}> endbfchar`,
    )
    const { bytes, findings } = await stripPdf(pdf)
    expect(readable(bytes).join('\n')).not.toMatch(/S_e_e_d|SeedWord/)
    expect(readable(bytes).join('\n').toLowerCase()).not.toContain(SECRET)
    expect(findings).toContain('words')
  })

  test('of many letters: widths, letters and codes that no text has', async () => {
    const pdf = (tail: readonly number[]) =>
      spelt(
        {
          1: d({ Type: n('Catalog'), Pages: r(2) }),
          2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
          3: d({
            Type: n('Page'),
            Parent: r(2),
            MediaBox: [0, 0, 100, 100],
            Contents: r(4),
            Resources: d({ Font: d({ X: r(5) }) }),
          }),
          4: s({}, 'BT /X 40 Tf 20 20 Td <0001> Tj ET'),
          5: d({
            Type: n('Font'),
            Subtype: n('Type0'),
            BaseFont: n('ABCDEF+Sans'),
            Encoding: n('Identity-H'),
            DescendantFonts: [r(6)],
          }),
          6: d({
            Type: n('Font'),
            Subtype: n('CIDFontType2'),
            BaseFont: n('ABCDEF+Sans'),
            CIDSystemInfo: d({ Registry: t('Adobe'), Ordering: t('Identity'), Supplement: 0 }),
            FontDescriptor: r(7),
            DW: 600,
            W: [1, [600, ...tail], 90, 99, tail.length],
            CIDToGIDMap: r(9),
          }),
          7: d({
            Type: n('FontDescriptor'),
            FontName: n('ABCDEF+Sans'),
            Flags: 4,
            FontFile2: r(8),
          }),
          8: s({}, trueType(Uint8Array.from([1, ...tail]))),
          9: s({}, Uint8Array.from([0, 0, 0, 1, ...tail])),
        },
        { Root: r(1) },
        PLAIN,
      )
    const [one, other] = [await stripPdf(pdf([...SEED])), await stripPdf(pdf([]))]
    expect([one.stays, other.stays]).toEqual([[], []])
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0)
  })

  test('letters that a document draws itself, and that no text has, are not there', async () => {
    const pdf = drawnWith('FontFile2', SEED, {
      Subtype: n('Type3'),
      FontBBox: [0, 0, 9, 9],
      FontMatrix: [0.1, 0, 0, 0.1, 0, 0],
      CharProcs: d({ a: r(10), b: r(11) }),
      Encoding: d({ Differences: [65, n('a'), n('b')] }),
      Resources: d({}),
    })
    const { bytes, stays } = await stripPdf(pdf)
    expect(stays).toEqual([])
    expect(readable(bytes).join('\n')).toContain('5 5 re')
    expect(readable(bytes).join('\n')).not.toContain('7 7 re')
  })

  test('letters that a document draws itself are found by their names, where nothing else says what they are', async () => {
    const pdf = drawnWith(
      'FontFile2',
      SEED,
      {
        ...{ Subtype: n('Type3'), FontBBox: [0, 0, 9, 9], FontMatrix: [0.1, 0, 0, 0.1, 0, 0] },
        CharProcs: d({ p: r(10), SeedWord77: r(11) }),
        ...{ Encoding: d({ Differences: [1, n('p'), n('SeedWord77')] }), Resources: d({}) },
      },
      'BT /X 40 Tf 20 20 Td (\u0001\u0002) Tj ET',
    )
    const text = readable((await stripPdf(pdf)).bytes).join('\n')
    expect(text).toMatch(/\/Differences \[ 1 \/p 2 \/N2 \]/)
    expect(text).toMatch(/\/CharProcs << \/N2 \d+ 0 R \/p \d+ 0 R >>|\/N2 \d+ 0 R\n\/p/)
    expect(text).not.toContain('SeedWord')
  })

  test('whose codes only readers know is told, when the document brings the font with it', async () => {
    const { stays } = await stripPdf(
      drawnWith('FontFile2', trueType(SEED), {
        Subtype: n('Type0'),
        Encoding: n('GBK-EUC-H'),
        DescendantFonts: [d({ Type: n('Font'), Subtype: n('CIDFontType2'), FontDescriptor: r(6) })],
      }),
    )
    expect(stays).toEqual([{ kind: 'letters', place: { at: 'page', n: 1 } }])
  })
})
