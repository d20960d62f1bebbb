import { trueType, typeOne } from './fonts.ts'
import { d, n, PLAIN, r, type Spelling, s, spelt, t, type Value } from './pdf-spelling.ts'
import { JPEG } from './pictures.ts'

const SEEN = 'BT /F8 9.96 Tf 148.71 707.13 Td [(What)-333(happ)-28(ened)]TJ ET'
const PACKED: Spelling = { ...PLAIN, filters: ['Flate'] }
const APART: Spelling = { ...PLAIN, filters: ['Flate'], lengths: 'apart', space: '\n' }

const NOTHING = new Uint8Array()
const TYPE_ONE = typeOne(NOTHING)

/** What pdfTeX writes: fonts of the old kind, named places, marks of its own. */
function pdfTex(): Uint8Array<ArrayBuffer> {
  return spelt(
    {
      1: d({
        Type: n('Catalog'),
        Pages: r(2),
        Names: r(10),
        PageMode: n('UseOutlines'),
        Outlines: r(12),
        OpenAction: r(14),
      }),
      2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
      3: d({
        Type: n('Page'),
        Contents: r(4),
        Resources: r(5),
        MediaBox: [0, 0, 612, 792],
        Parent: r(2),
        Annots: [r(15)],
      }),
      4: s({}, `${SEEN} q 1 0 0 1 72 700 cm /Im1 Do Q`),
      5: d({ Font: d({ F8: r(6) }), XObject: d({ Im1: r(9) }), ProcSet: [n('PDF'), n('Text')] }),
      6: d({
        Type: n('Font'),
        Subtype: n('Type1'),
        BaseFont: n('QWERTY+CMR10'),
        FirstChar: 32,
        LastChar: 126,
        Widths: Array(95).fill(500),
        FontDescriptor: r(7),
        Encoding: d({ Type: n('Encoding'), Differences: [0, n('.notdef'), 11, n('ff'), n('fi')] }),
      }),
      7: d({
        Type: n('FontDescriptor'),
        FontName: n('QWERTY+CMR10'),
        Flags: 4,
        ItalicAngle: 0,
        StemV: 69,
        FontBBox: [-40, -250, 1009, 750],
        CharSet: t('/a/b/ff/fi'),
        FontFile: r(8),
      }),
      8: s({ Length1: TYPE_ONE.length, Length2: 0, Length3: 0 }, TYPE_ONE),
      9: s(
        {
          Type: n('XObject'),
          Subtype: n('Form'),
          BBox: [0, 0, 9, 9],
          FormType: 1,
          'PTEX.FileName': t('./fig.pdf'),
          'PTEX.PageNumber': 1,
          'PTEX.InfoDict': r(16),
          Resources: d({}),
        },
        '0 0 9 9 re f',
      ),
      10: d({ Dests: r(11) }),
      11: d({ Names: [t('page.1'), r(13)], Limits: [t('page.1'), t('page.1')] }),
      12: d({ Type: n('Outlines'), First: r(17), Last: r(17), Count: 1 }),
      13: d({ D: [r(3), n('XYZ'), 71, 721, null] }),
      14: d({ S: n('GoTo'), D: [r(3), n('Fit')] }),
      15: d({
        Type: n('Annot'),
        Subtype: n('Link'),
        Border: [0, 0, 1],
        H: n('I'),
        C: [1, 0, 0],
        Rect: [9, 9, 20, 20],
        A: d({ S: n('GoTo'), D: t('page.1') }),
      }),
      16: d({ Producer: t('pdfTeX') }),
      17: d({ Title: t('1 What happened'), A: d({ S: n('GoTo'), D: t('page.1') }), Parent: r(12) }),
      18: d({
        Producer: t('pdfTeX-1.40'),
        Creator: t('TeX'),
        CreationDate: t('D:2026'),
        'PTEX.Fullbanner': t('This is pdfTeX'),
      }),
    },
    { Root: r(1), Info: r(18), ID: [t('a'), t('a')] },
    PACKED,
  )
}

/** What LibreOffice writes: lengths that stand apart, a reading order, a photo, a profile, and ActualText. */
function libreOffice(): Uint8Array<ArrayBuffer> {
  const element = (parent: number, kids: Value) =>
    d({
      Type: n('StructElem'),
      S: n('Standard'),
      P: r(parent),
      Pg: r(3),
      K: kids,
      A: d({ O: n('Layout'), SpaceAfter: 9, TextAlign: n('Start') }),
    })
  return spelt(
    {
      1: d({
        Type: n('Catalog'),
        Pages: r(2),
        OpenAction: [r(3), n('XYZ'), null, null, 0],
        ViewerPreferences: d({ DisplayDocTitle: true }),
        Lang: t('de-CH'),
        MarkInfo: d({ Marked: true }),
        StructTreeRoot: r(10),
        Metadata: r(14),
        OutputIntents: [
          d({
            Type: n('OutputIntent'),
            S: n('GTS_PDFA1'),
            OutputConditionIdentifier: t('sRGB IEC61966-2.1'),
          }),
        ],
      }),
      2: d({
        Type: n('Pages'),
        Resources: r(5),
        MediaBox: [0, 0, 595, 842],
        Kids: [r(3)],
        Count: 1,
      }),
      3: d({
        Type: n('Page'),
        Parent: r(2),
        Resources: r(5),
        MediaBox: [0, 0, 595, 842],
        Group: d({ S: n('Transparency'), CS: n('DeviceRGB'), I: true }),
        StructParents: 0,
        Tabs: n('S'),
        Contents: r(4),
      }),
      4: s(
        {},
        `0.1 w\n/Standard<</MCID 0>>BDC\nq 0 0 595 842 re W* n\n${SEEN.replace('F8', 'F1')} /Span<</ActualText<FEFF0066>>>BDC BT 9 9 Td (f)Tj ET EMC Q EMC /Figure<</MCID 1>>BDC q 24 0 0 16 9 9 cm /Im4 Do Q EMC /Artifact BMC 0 0 1 1 re f EMC`,
      ),
      5: d({
        Font: d({ F1: r(6) }),
        XObject: d({ Im4: r(9) }),
        ProcSet: [n('PDF'), n('Text'), n('ImageC')],
      }),
      6: d({
        Type: n('Font'),
        Subtype: n('TrueType'),
        BaseFont: n('BAAAAA+LiberationSerif'),
        FirstChar: 0,
        LastChar: 126,
        Widths: Array(127).fill(777),
        FontDescriptor: r(7),
        ToUnicode: r(8),
      }),
      7: d({
        Type: n('FontDescriptor'),
        FontName: n('BAAAAA+LiberationSerif'),
        Flags: 4,
        FontBBox: [-176, -303, 1007, 981],
        ItalicAngle: 0,
        Ascent: 891,
        Descent: -216,
        CapHeight: 981,
        StemV: 80,
        FontFile2: r(13),
      }),
      8: s(
        {},
        '/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n1 beginbfchar\n<01> <0057>\nendbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
      ),
      9: s(
        {
          Type: n('XObject'),
          Subtype: n('Image'),
          Width: 24,
          Height: 16,
          BitsPerComponent: 8,
          ColorSpace: n('DeviceRGB'),
          Filter: n('DCTDecode'),
        },
        JPEG,
      ),
      10: d({
        Type: n('StructTreeRoot'),
        K: [r(11)],
        ParentTree: r(15),
        ParentTreeNextKey: 1,
        RoleMap: d({ Standard: n('P') }),
      }),
      11: element(10, [0, r(12)]),
      12: d({
        Type: n('StructElem'),
        S: n('Figure'),
        P: r(11),
        Pg: r(3),
        K: [1],
        A: d({ O: n('Layout'), BBox: [9, 9, 33, 25], Placement: n('Inline') }),
      }),
      13: s({ Length1: trueType(NOTHING).length }, trueType(NOTHING)),
      14: s(
        { Type: n('Metadata'), Subtype: n('XML') },
        '<x:xmpmeta><pdf:Producer>LibreOffice</pdf:Producer></x:xmpmeta>',
      ),
      15: d({ Nums: [0, [r(11), r(12)]] }),
      16: d({ Creator: t('Writer'), Producer: t('LibreOffice'), CreationDate: t('D:2026') }),
    },
    { Root: r(1), Info: r(16), ID: [t('a'), t('a')], DocChecksum: n('ABCDEF') },
    APART,
  )
}

/** What a scanner writes: one picture a page, as a fax or a photo. */
function scanner(): Uint8Array<ArrayBuffer> {
  return spelt(
    {
      1: d({ Type: n('Catalog'), Pages: r(2) }),
      2: d({ Type: n('Pages'), Kids: [r(3), r(6)], Count: 2 }),
      3: d({
        Type: n('Page'),
        Parent: r(2),
        MediaBox: [0, 0, 90, 90],
        Contents: r(4),
        Resources: d({ XObject: d({ Scan: r(5) }) }),
      }),
      4: s({}, 'q 90 0 0 90 0 0 cm /Scan Do Q'),
      5: s(
        {
          Type: n('XObject'),
          Subtype: n('Image'),
          Width: 8,
          Height: 1,
          BitsPerComponent: 1,
          ColorSpace: n('DeviceGray'),
          Filter: n('CCITTFaxDecode'),
          DecodeParms: d({ K: -1, Columns: 8, Rows: 1 }),
        },
        new Uint8Array([0x80, 0x01, 0x00, 0x10]),
      ),
      6: d({
        Type: n('Page'),
        Parent: r(2),
        MediaBox: [0, 0, 90, 90],
        Contents: r(4),
        Resources: d({ XObject: d({ Scan: r(7) }) }),
      }),
      7: s(
        {
          Type: n('XObject'),
          Subtype: n('Image'),
          Width: 24,
          Height: 16,
          BitsPerComponent: 8,
          ColorSpace: n('DeviceRGB'),
          Filter: n('DCTDecode'),
        },
        JPEG,
      ),
      8: d({ Producer: t('Scanner 4711') }),
    },
    { Root: r(1), Info: r(8) },
    PLAIN,
  )
}

/** A form that somebody filled in, with how each field looks. */
function form(): Uint8Array<ArrayBuffer> {
  return spelt(
    {
      1: d({
        Type: n('Catalog'),
        Pages: r(2),
        AcroForm: d({
          Fields: [r(5), r(7)],
          DA: t('/Helv 0 Tf 0 g'),
          DR: d({ Font: d({ Helv: r(9) }) }),
        }),
      }),
      2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
      3: d({
        Type: n('Page'),
        Parent: r(2),
        MediaBox: [0, 0, 90, 90],
        Contents: r(4),
        Resources: d({}),
        Annots: [r(5), r(7)],
      }),
      4: s({}, '0 0 9 9 re f'),
      5: d({
        Type: n('Annot'),
        Subtype: n('Widget'),
        FT: n('Tx'),
        T: t('answer'),
        V: t('what happened'),
        F: 4,
        Rect: [9, 9, 80, 20],
        DA: t('/Helv 9 Tf 0 g'),
        AP: d({ N: r(6) }),
        P: r(3),
      }),
      6: s(
        {
          Type: n('XObject'),
          Subtype: n('Form'),
          BBox: [0, 0, 71, 11],
          Resources: d({ Font: d({ Helv: r(9) }) }),
        },
        '/Tx BMC BT /Helv 9 Tf 0 g (what happened) Tj ET EMC',
      ),
      7: d({
        Type: n('Annot'),
        Subtype: n('Widget'),
        FT: n('Btn'),
        T: t('yes'),
        V: n('Yes'),
        AS: n('Yes'),
        F: 4,
        Rect: [9, 30, 20, 41],
        AP: d({ N: d({ Yes: r(8), Off: r(8) }) }),
        MK: d({ CA: t('4') }),
        P: r(3),
      }),
      8: s({ Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 11, 11] }, '0 0 11 11 re f'),
      9: d({
        Type: n('Font'),
        Subtype: n('Type1'),
        BaseFont: n('Helvetica'),
        Encoding: n('WinAnsiEncoding'),
      }),
    },
    { Root: r(1) },
    PLAIN,
  )
}

export const ORDINARY_PDF: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
  'pdftex.pdf': pdfTex,
  'libreoffice.pdf': libreOffice,
  'scanner.pdf': scanner,
  'form.pdf': form,
}
