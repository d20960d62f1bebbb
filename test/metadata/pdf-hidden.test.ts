import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat } from '#bytes.ts'
import { stripPdf } from '#metadata/strip/pdf.ts'
import {
  type Dict,
  d,
  n,
  PLAIN,
  r,
  type Spelling,
  s,
  spelt,
  t,
  type Value,
} from './pdf-spelling.ts'
import { JPEG } from './pictures.ts'
import { readable } from './readable.ts'
import { withPosition } from './with-position.ts'

const SEED = 'AnnaSeed4711'
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const PHOTO = withPosition(JPEG, SEED)
const PATH = `C:\\Users\\${SEED}\\pay.docx`

/** Mark in every place that a rule of ours does not know, or knows to take out. */
const DRAWN = `% ${SEED}\nq /${SEED} gs Q q 10 0 0 10 0 0 cm /Photo${SEED} Do Q /Form Do (${SEED}) pr
BX (${SEED}) unknown EX /Span <</Lang (en) /ActualText (${SEED})>> BDC EMC /${SEED} <</MCID 0 /Id (${SEED})>> BDC
BT /F1 12 Tf (what happened) Tj ET EMC /${SEED} (${SEED}) DP
BI /W 2 /H 1 /BPC 8 /CS /G /${SEED} (${SEED}) ID \x01\x02 EI 1 0 0 rg 0 0 5 5 re f % ${SEED}`

const NOTHING_ELSE: Readonly<Record<string, Value>> = {
  [SEED]: t(SEED),
  Metadata: r(30),
  PieceInfo: d({ [SEED]: d({ LastModified: t(SEED), Private: t(PATH) }) }),
  LastModified: t(SEED),
}

function seeded(): Readonly<Record<number, Value>> {
  return {
    1: d({
      Type: n('Catalog'),
      Pages: r(2),
      ...NOTHING_ELSE,
      Lang: t(SEED),
      PageMode: n(SEED),
      Threads: [d({ I: d({ Author: t(SEED) }) })],
      Names: d({
        Dests: d({ Names: [t(SEED), [r(3), n('XYZ'), 0, 0, 0]] }),
        JavaScript: d({ Names: [t(SEED), d({ S: n('JavaScript'), JS: t(SEED) })] }),
        EmbeddedFiles: d({ Names: [t(SEED), r(31)] }),
      }),
      OpenAction: d({ S: n('Launch'), F: t(PATH) }),
      AcroForm: d({
        Fields: [r(20), r(21)],
        XFA: t(SEED),
        DA: t(`/Helv 0 Tf (${SEED}) Tj % ${SEED}`),
        SigFlags: 3,
        CO: [r(20)],
      }),
      OCProperties: d({
        OCGs: [r(22)],
        D: d({ ON: [r(22)], Creator: t(SEED), Name: t(SEED), Order: [t(SEED), r(22)] }),
        Configs: [d({ Name: t(SEED) })],
      }),
      StructTreeRoot: r(23),
      OutputIntents: [d({ S: n('GTS_PDFA1'), Info: t(SEED), DestOutputProfile: r(15) })],
      Outlines: d({ First: r(25), Last: r(25), Count: 1, [SEED]: t(SEED) }),
      PageLabels: d({ Nums: [0, d({ S: n('D'), [SEED]: t(SEED) })] }),
      ViewerPreferences: d({ Direction: n('L2R'), [SEED]: t(SEED) }),
    }),
    2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1, MediaBox: [0, 0, 200, 200], ...NOTHING_ELSE }),
    3: d({
      Type: n('Page'),
      Parent: r(2),
      Contents: [r(4)],
      Resources: r(5),
      ...NOTHING_ELSE,
      B: [d({ [SEED]: t(SEED) })],
      AA: d({ O: d({ S: n('URI'), URI: t(`https://x/${SEED}`) }) }),
      Annots: [r(10), r(11), r(12), r(13), r(14), r(20), r(21)],
      StructParents: 0,
    }),
    4: s({ [SEED]: t(SEED) }, DRAWN),
    5: d({
      XObject: d({ [`Photo${SEED}`]: r(6), Form: r(7), Metadata: r(30), PS: r(32) }),
      Font: d({ F1: r(8) }),
      ExtGState: d({
        [SEED]: d({
          CA: 1,
          [SEED]: t(SEED),
          SMask: d({ S: n('Luminosity'), G: r(7), [SEED]: t(SEED) }),
        }),
      }),
      ColorSpace: d({
        [SEED]: [n('Separation'), n(SEED), n('DeviceGray'), r(18)],
        Profile: [n('ICCBased'), r(15)],
        Table: [n('Indexed'), n('DeviceGray'), 1, t(`\x01\x02${SEED}`)],
        Many: [
          n('DeviceN'),
          [n(SEED)],
          n('DeviceGray'),
          r(18),
          d({ Colorants: d({ [SEED]: t(SEED) }) }),
        ],
      }),
      Pattern: d({ P1: r(16) }),
      Properties: d({ [SEED]: r(22), MC0: d({ [SEED]: t(SEED) }) }),
      [SEED]: t(SEED),
    }),
    6: s(
      {
        Type: n('XObject'),
        Subtype: n('Image'),
        Width: 24,
        Height: 16,
        ColorSpace: n('DeviceRGB'),
        BitsPerComponent: 8,
        Filter: n('DCTDecode'),
        Name: n(SEED),
        ID: t(SEED),
        Alternates: [d({ Image: r(17), DefaultForPrinting: true })],
        SMask: r(17),
        OPI: d({ '1.3': d({ F: t(PATH) }) }),
        Measure: d({ [SEED]: t(SEED) }),
        OC: r(22),
        ...NOTHING_ELSE,
      },
      PHOTO,
    ),
    7: s(
      {
        Type: n('XObject'),
        Subtype: n('Form'),
        BBox: [0, 0, 10, 10],
        'PTEX.FileName': t(`/home/${SEED}/pay.pdf`),
        'PTEX.InfoDict': r(19),
        Ref: d({ F: t(PATH), Page: 0 }),
        Group: d({ S: n('Transparency'), [SEED]: t(SEED) }),
        Resources: d({ Font: d({ F1: r(9) }) }),
        ...NOTHING_ELSE,
      },
      `0 0 5 5 re f % ${SEED}`,
    ),
    8: d({
      Type: n('Font'),
      Subtype: n('Type1'),
      BaseFont: n('Helvetica'),
      Name: n(SEED),
      Encoding: d({ Differences: [65, n('A')], [SEED]: t(SEED) }),
      ToUnicode: r(26),
      FontDescriptor: d({
        Type: n('FontDescriptor'),
        FontName: n('Helvetica'),
        FontFamily: t(SEED),
        CharSet: t(SEED),
        Flags: 4,
      }),
      ...NOTHING_ELSE,
    }),
    9: d({
      Type: n('Font'),
      Subtype: n('Type3'),
      Name: n(SEED),
      FontBBox: [0, 0, 1, 1],
      FontMatrix: [1, 0, 0, 1, 0, 0],
      FirstChar: 65,
      LastChar: 65,
      Widths: [1],
      CharProcs: d({ [SEED]: r(27) }),
      Encoding: d({ Differences: [65, n(SEED)] }),
    }),
    10: d({
      Type: n('Annot'),
      Subtype: n('Link'),
      Rect: [0, 0, 1, 1],
      T: t(SEED),
      NM: t(SEED),
      Contents: t(SEED),
      M: t(SEED),
      A: d({ S: n('GoTo'), D: t(SEED), Next: d({ S: n('JavaScript'), JS: t(SEED) }) }),
      PA: d({ S: n('URI'), URI: t(SEED) }),
    }),
    11: d({ Type: n('Annot'), Subtype: n('Text'), T: t(SEED), RC: t(SEED), Contents: t(SEED) }),
    12: d({ Type: n('Annot'), Subtype: n('FileAttachment'), Rect: [0, 0, 1, 1], FS: r(31) }),
    13: d({
      Type: n('Annot'),
      Subtype: n('Screen'),
      Rect: [0, 0, 9, 9],
      T: t(SEED),
      AP: d({ N: r(7), R: r(28) }),
      A: d({ S: n('Rendition'), [SEED]: t(SEED) }),
    }),
    14: d({
      Type: n('Annot'),
      Subtype: n('FreeText'),
      Rect: [0, 0, 9, 9],
      F: 2,
      Contents: t(SEED),
      AP: d({ N: r(28) }),
    }),
    15: s(
      { N: 3, Alternate: n('DeviceRGB'), ...NOTHING_ELSE },
      concat(new Uint8Array(36), ascii(`acsp${SEED}`), new Uint8Array(120)),
    ),
    16: s(
      {
        PatternType: 1,
        PaintType: 1,
        TilingType: 1,
        BBox: [0, 0, 2, 2],
        XStep: 2,
        YStep: 2,
        Resources: d({ XObject: d({ I: r(6) }) }),
        ...NOTHING_ELSE,
      },
      `/I Do % ${SEED}`,
    ),
    17: s(
      {
        Type: n('XObject'),
        Subtype: n('Image'),
        Width: 2,
        Height: 1,
        ColorSpace: n('DeviceGray'),
        BitsPerComponent: 8,
        ...NOTHING_ELSE,
      },
      ascii(`\xf1\xf2${SEED}`),
    ),
    18: s(
      { FunctionType: 4, Domain: [0, 1], Range: [0, 1], [SEED]: t(SEED) },
      `{ % ${SEED}\n 1 exch sub (${SEED}) }`,
    ),
    19: d({ Author: t(SEED), CreationDate: t('D:2026') }),
    20: d({
      FT: n('Tx'),
      T: t(SEED),
      TU: t(SEED),
      TM: t(SEED),
      V: t(SEED),
      DV: t(SEED),
      F: 2,
      Type: n('Annot'),
      Subtype: n('Widget'),
      Rect: [0, 0, 1, 1],
      AP: d({ N: r(28) }),
      MK: d({ CA: t(SEED) }),
      Lock: d({ Fields: [t(SEED)] }),
    }),
    21: d({
      FT: n('Sig'),
      T: t('signed'),
      V: d({ Type: n('Sig'), Name: t(SEED), Contents: t(SEED), Reason: t(SEED) }),
      Type: n('Annot'),
      Subtype: n('Widget'),
      Rect: [0, 0, 1, 1],
    }),
    22: d({
      Type: n('OCG'),
      Name: t(SEED),
      Usage: d({
        CreatorInfo: d({ Creator: t(SEED) }),
        User: d({ Name: t(SEED) }),
        Print: d({ PrintState: n('ON'), Subtype: n(SEED) }),
      }),
    }),
    23: d({
      Type: n('StructTreeRoot'),
      K: r(24),
      ParentTree: d({ Nums: [0, [r(24)]] }),
      IDTree: d({ Names: [t(SEED), r(24)] }),
      RoleMap: d({ [SEED]: n('P') }),
      ClassMap: d({ [SEED]: d({ [SEED]: t(SEED) }) }),
    }),
    24: d({
      Type: n('StructElem'),
      S: n(SEED),
      P: r(23),
      Pg: r(3),
      K: [0, d({ Type: n('OBJR'), Obj: r(10) })],
      ID: t(SEED),
      T: t(SEED),
      Alt: t(PATH),
      ActualText: t(SEED),
      E: t(SEED),
      A: d({ O: n('Layout'), Placement: n('Block'), Summary: t(SEED), [SEED]: t(SEED) }),
      AF: [r(31)],
    }),
    25: d({
      Title: t('what is seen'),
      Parent: r(1),
      A: d({ S: n('GoToR'), F: t(PATH), D: t(SEED) }),
      SE: r(24),
    }),
    26: s(
      { Type: n('CMap'), CMapName: n(SEED) },
      `%!PS-Adobe % ${SEED}\n/Registry (${SEED}) def\n1 beginbfchar <41> <0041> endbfchar`,
    ),
    27: s({}, `1 0 0 0 1 1 d1 0 0 1 1 re f % ${SEED}`),
    28: s({ Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 1, 1] }, `BT (${SEED}) Tj ET`),
    30: s({ Type: n('Metadata'), Subtype: n('XML') }, `<dc:creator>${SEED}</dc:creator>`),
    31: d({ Type: n('Filespec'), F: t(PATH), EF: d({ F: r(33) }) }),
    32: s({ Type: n('XObject'), Subtype: n('PS') }, `(${SEED}) show`),
    33: s({ Type: n('EmbeddedFile') }, SEED),
  }
}
const TRAILER = { Root: r(1), Info: r(19), ID: [t(SEED), t(SEED)], [SEED]: t(SEED) }

const spelling: fc.Arbitrary<Spelling> = fc.record({
  names: fc.constantFrom('plain', 'escaped'),
  texts: fc.constantFrom('plain', 'octal', 'hex', 'utf16'),
  space: fc.constantFrom(' ', '\n', '\r\n\t ', '\0\f', ` % ${SEED}\n`),
  apart: fc.boolean(),
  filters: fc.array(fc.constantFrom('Flate', 'A85', 'AHx', 'RL'), { maxLength: 3 }),
  short: fc.boolean(),
  lengths: fc.constantFrom('here', 'apart'),
  packed: fc.boolean(),
})

/** What a document is, whatever its objects are called and however they are packed. */
async function meaning(bytes: Uint8Array): Promise<string> {
  const { context, catalog } = await PDFDocument.load(bytes, { updateMetadata: false })
  const seen = new Map<unknown, number>()
  const say = (object: unknown): string => {
    const plain = context.lookup(object as Parameters<typeof context.lookup>[0])
    if (plain instanceof PDFString || plain instanceof PDFHexString)
      return `(${plain.decodeText()})`
    if (plain instanceof PDFArray) return `[${plain.asArray().map(say).join(' ')}]`
    if (!(plain instanceof PDFDict || plain instanceof PDFRawStream)) return String(plain)
    const known = seen.get(plain)
    if (known !== undefined) return `#${known}`
    seen.set(plain, seen.size)
    const dict = plain instanceof PDFDict ? plain : plain.dict
    const entries = dict
      .entries()
      .filter(([key]) => key !== PDFName.of('Length'))
      .toSorted(([one], [other]) => (one.asString() < other.asString() ? -1 : 1))
      .map(([key, value]) => `${key.asString()} ${say(value)}`)
    const data = plain instanceof PDFRawStream ? Buffer.from(plain.contents).toString('base64') : ''
    return `<<${entries.join(' ')}>>${data}`
  }
  return say(catalog)
}

describe('T-147 what no rule knows is in no copy of a PDF', () => {
  const clean = (how: Spelling) => stripPdf(spelt(seeded(), TRAILER, how))

  test('a mark in every place is in none, and everything that is drawn is there', async () => {
    const { bytes, findings, stays } = await clean(PLAIN)
    const texts = readable(bytes)
    expect(texts.filter((text) => text.includes(SEED))).toEqual([])
    expect(await meaning(bytes)).not.toContain(SEED)
    expect(stays).toEqual([])
    for (const trace of [
      'author',
      'words',
      'comments',
      'embedded',
      'scripts',
      'links',
      'signature',
    ] as const) {
      expect(findings).toContain(trace)
    }
    expect(texts.some((text) => text.includes('(what happened) Tj'))).toBe(true)
    expect(texts.some((text) => text.includes('1 0 0 rg\n0 0 5 5 re\nf'))).toBe(true)
    expect(Buffer.from(bytes).includes(Buffer.from(JPEG.subarray(20)))).toBe(true)
    const again = await stripPdf(bytes)
    expect([again.findings, again.stays]).toEqual([[], []])
    const onceMore = await stripPdf(again.bytes)
    expect(await meaning(onceMore.bytes)).toBe(await meaning(again.bytes))
  })

  test('a document that is spelt in another way comes out the same', async () => {
    const plain = await clean(PLAIN)
    const same = await meaning(plain.bytes)
    await fc.assert(
      fc.asyncProperty(spelling, async (how) => {
        const { bytes, findings, stays } = await clean(how)
        expect(readable(bytes).some((text) => text.includes(SEED))).toBe(false)
        expect(findings).toEqual(plain.findings)
        expect(stays).toEqual(plain.stays)
        expect(await meaning(bytes)).toBe(same)
      }),
      { numRuns: 60 },
    )
  })
})

export type { Dict }
