import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { FILE_KINDS } from '#metadata/kinds.ts'
import type { CleanCopy } from '#metadata/metadata-finding.ts'
import { strip } from '#metadata/strip.ts'
import { type DocumentBytes, MAIN, odfPart, rels, types, zipOf } from './documents.ts'
import { ordinaryOds } from './office-documents.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const P = 'http://schemas.openxmlformats.org/presentationml/2006/main'
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A tick, or a letter that no ordinary font has. */
const TICK = '\uf0fc'
/** What any font draws as it likes, a symbol font too. */
const OWN = '\ue123'

interface Word {
  readonly body: string
  readonly styles?: string
  readonly lists?: string
}
function docx({ body, styles = '', lists = '' }: Word): DocumentBytes {
  return zipOf({
    '[Content_Types].xml': types('/word/d.xml', `${MAIN}.wordprocessingml.document.main+xml`),
    '_rels/.rels': rels('officeDocument word/d.xml'),
    'word/d.xml': `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
    'word/_rels/d.xml.rels': rels('styles s.xml', 'numbering n.xml'),
    'word/s.xml': `<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/></w:rPr></w:rPrDefault></w:docDefaults>${styles}</w:styles>`,
    'word/n.xml': `<w:numbering xmlns:w="${W}">${lists}</w:numbering>`,
  })
}
const font = (name: string) => `<w:rPr><w:rFonts w:ascii="${name}" w:hAnsi="${name}"/></w:rPr>`
const run = (inside: string, sign = TICK) => `<w:r>${inside}<w:t>${sign}</w:t></w:r>`
const paragraph = (inside: string, style = '') =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>Done </w:t></w:r>${inside}</w:p>`
const styled = (type: string, id: string, inside: string) =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${id}"/>${inside}</w:style>`
const list = (sign: string, of: string): Word => ({
  body: '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Point</w:t></w:r></w:p>',
  lists: `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="${sign}"/>${of === '' ? '' : font(of)}</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
})

function xlsx(cells: string, strings = ''): DocumentBytes {
  return zipOf({
    '[Content_Types].xml': types('/xl/workbook.xml', `${MAIN}.spreadsheetml.sheet.main+xml`),
    '_rels/.rels': rels('officeDocument xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels('worksheet s.xml', 'styles st.xml', 'sharedStrings ss.xml'),
    'xl/ss.xml': `<sst xmlns="${S}">${strings}</sst>`,
    'xl/st.xml': `<styleSheet xmlns="${S}"><fonts><font><name val="Calibri"/></font><font><name val="Wingdings"/></font></fonts><fills><fill/></fills><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`,
    'xl/s.xml': `<worksheet xmlns="${S}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`,
  })
}
const shared = (style: number) => `<c r="A1" s="${style}" t="s"><v>0</v></c>`

const rich = (name: string) =>
  `<si><r><t>Done </t></r><r><rPr><rFont val="${name}"/></rPr><t>${TICK}</t></r></si>`

function pptx(paragraphs: string): DocumentBytes {
  const ml = `${MAIN}.presentationml`
  const tree = (name: string, inside = '') =>
    `<p:${name} xmlns:p="${P}" xmlns:a="${A}" xmlns:r="${R}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${inside}</p:spTree></p:cSld></p:${name}>`
  return zipOf({
    '[Content_Types].xml': types(
      '/ppt/p.xml',
      `${ml}.presentation.main+xml`,
      `<Override PartName="/ppt/s.xml" ContentType="${ml}.slide+xml"/>`,
    ),
    '_rels/.rels': rels('officeDocument ppt/p.xml'),
    'ppt/p.xml': `<p:presentation xmlns:p="${P}" xmlns:r="${R}"><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
    'ppt/_rels/p.xml.rels': rels('slide s.xml'),
    'ppt/s.xml': tree(
      'sld',
      `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Box"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4000000" cy="2000000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/>${paragraphs}</p:txBody></p:sp>`,
    ),
  })
}
const spoken = (own: string, sign = TICK) =>
  pptx(`<a:p><a:r><a:rPr>${own}</a:rPr><a:t>Done ${sign}</a:t></a:r></a:p>`)
const bullet = (name: string, sign = TICK) =>
  pptx(
    `<a:p><a:pPr><a:buFont typeface="${name}"/><a:buChar char="${sign}"/></a:pPr><a:r><a:t>Point</a:t></a:r></a:p>`,
  )

function odf(
  type: 'text' | 'spreadsheet' | 'presentation',
  body: string,
  auto: string,
): DocumentBytes {
  const faces = ['Wingdings1 Wingdings', "Open 'OpenSymbol'", "Sans 'Liberation Sans'"]
    .map((face) => face.split(/ (.*)/))
    .map(([name, of]) => `<style:font-face style:name="${name}" svg:font-family="${of}"/>`)
    .join('')
  return zipOf({
    ...unzipSync(ordinaryOds()),
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'content.xml': odfPart(
      'document-content',
      `<office:font-face-decls>${faces}</office:font-face-decls><office:automatic-styles>${auto}</office:automatic-styles><office:body><office:${type}>${body}</office:${type}></office:body>`,
    ),
    'styles.xml': odfPart('document-styles', '<office:styles/>'),
  })
}
const face = (family: string, name: string, of: string) =>
  `<style:style style:name="${name}" style:family="${family}"><style:text-properties style:font-name="${of}"/></style:style>`
const span = (name: string, sign = TICK) =>
  `<text:p>Done <text:span text:style-name="${name}">${sign}</text:span></text:p>`
const label = (of: string, sign = TICK) =>
  `<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="${sign}"><style:text-properties style:font-name="${of}"/></text:list-level-style-bullet></text:list-style>`
const listed =
  '<text:list text:style-name="L1"><text:list-item><text:p>Point</text:p></text:list-item></text:list>'
const cell = (name: string) =>
  `<table:table table:name="Bills"><table:table-row><table:table-cell table:style-name="${name}" office:value-type="string"><text:p>${TICK}</text:p></table:table-cell></table:table-row></table:table>`

const mine = '<w:basedOn w:val="Marks"/>'
const SEEN: Readonly<Record<string, readonly [keyof typeof FILE_KINDS, DocumentBytes]>> = {
  'a tick in a run of Wingdings': ['docx', docx({ body: paragraph(run(font('Wingdings'))) })],
  'of which one font alone is said': [
    'docx',
    docx({ body: paragraph(run('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')) }),
  ],
  'by a style of letters': [
    'docx',
    docx({
      body: paragraph(run('<w:rPr><w:rStyle w:val="Tick"/></w:rPr>')),
      styles: styled('character', 'Marks', font('Wingdings 2')) + styled('character', 'Tick', mine),
    }),
  ],
  'by the style of its paragraph': [
    'docx',
    docx({
      body: `<w:tbl><w:tr><w:tc>${paragraph(run(''), 'Marks')}</w:tc></w:tr></w:tbl>`,
      styles: styled('paragraph', 'Marks', font('Webdings')),
    }),
  ],
  'in front of a list': ['docx', docx(list('\uf0b7', 'Symbol'))],
  'in front of a list whose fonts LibreOffice wrote twice': [
    'docx',
    docx(list('\uf0b7', 'Symbol"/><w:rFonts w:cs="Symbol')),
  ],
  'as a symbol of Word': [
    'docx',
    docx({ body: paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>') }),
  ],
  'in a cell': ['xlsx', xlsx(shared(1), `<si><t>${TICK}</t></si>`)],
  'in a cell that has its words itself': [
    'xlsx',
    xlsx(`<c r="A1" s="1" t="inlineStr"><is><t>${TICK}</t></is></c>`),
  ],
  'that a formula came to': [
    'xlsx',
    xlsx(`<c r="A1" s="1" t="str"><f>UNICHAR(61692)</f><v>${TICK}</v></c>`),
  ],
  'in a run of a cell': ['xlsx', xlsx(shared(0), rich('Wingdings'))],
  'on a slide': ['pptx', spoken('<a:sym typeface="Wingdings" charset="2"/>')],
  'on a slide, in the font of all letters': ['pptx', spoken('<a:latin typeface="Wingdings 3"/>')],
  'in front of a paragraph of a slide': ['pptx', bullet('Wingdings')],
  'in an open text': ['odt', odf('text', span('T1'), face('text', 'T1', 'Wingdings1'))],
  'in front of an open list': ['odt', odf('text', listed, label('Wingdings1'))],
  'of the first years of OpenOffice': ['odt', odf('text', listed, label('Open', '\ue00c'))],
  'in an open sheet': [
    'ods',
    odf('spreadsheet', cell('ce1'), face('table-cell', 'ce1', 'Wingdings1')),
  ],
  'on an open slide': [
    'odp',
    odf(
      'presentation',
      `<draw:page draw:master-page-name="m"><draw:frame svg:width="9cm" svg:height="5cm" svg:x="1cm" svg:y="1cm"><draw:text-box>${span('T1')}</draw:text-box></draw:frame></draw:page>`,
      face('text', 'T1', 'Wingdings1'),
    ),
  ],
}

const TOLD: typeof SEEN = {
  'in a run of an ordinary font': ['docx', docx({ body: paragraph(run(font('Calibri'))) })],
  'in a run that says nothing of its font': ['docx', docx({ body: paragraph(run('')) })],
  'where one of two fonts is ordinary': [
    'docx',
    docx({
      body: paragraph(run('<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Calibri"/></w:rPr>')),
    }),
  ],
  'where the theme has the last word': [
    'docx',
    docx({
      body: paragraph(
        run('<w:rPr><w:rFonts w:ascii="Wingdings" w:asciiTheme="minorHAnsi"/></w:rPr>'),
      ),
    }),
  ],
  'beside a list of Symbol': [
    'docx',
    docx({ ...list('\uf0b7', 'Symbol'), body: `${list('', '').body}${paragraph(run(''))}` }),
  ],
  'in a run of Calibri in a paragraph of Webdings': [
    'docx',
    docx({
      body: paragraph(run(font('Calibri')), 'Marks'),
      styles: styled('paragraph', 'Marks', font('Webdings')),
    }),
  ],
  'that no symbol font has': ['docx', docx({ body: paragraph(run(font('Wingdings'), OWN)) })],
  'in front of a list in no font of symbols': ['docx', docx(list(TICK, 'Calibri'))],
  'in front of a list, not seen by anybody': ['docx', docx(list(OWN, 'Symbol'))],
  'as a symbol of Calibri': [
    'docx',
    docx({ body: paragraph('<w:r><w:sym w:font="Calibri" w:char="F0FC"/></w:r>') }),
  ],
  'as a symbol without a width': [
    'docx',
    docx({ body: paragraph('<w:r><w:sym w:font="Calibri" w:char="200B"/></w:r>') }),
  ],
  'in a cell of Calibri': ['xlsx', xlsx(shared(0), `<si><t>${TICK}</t></si>`)],
  'in two cells of which one is of Calibri': [
    'xlsx',
    xlsx(shared(1) + shared(0).replace('A1', 'B1'), `<si><t>${TICK}</t></si>`),
  ],
  'in a run of Calibri in a cell of Wingdings': ['xlsx', xlsx(shared(1), rich('Calibri'))],
  'in what a formula came to': [
    'xlsx',
    xlsx(`<c r="A1" s="0" t="str"><f>UNICHAR(61692)</f><v>${TICK}</v></c>`),
  ],
  'without a width in a formula': [
    'xlsx',
    xlsx(`<c r="A1" t="str"><f>"a\u200b"&amp;B1</f><v>a</v></c>`),
  ],
  'on a slide, in no font of symbols': ['pptx', spoken('<a:latin typeface="Arial"/>')],
  'on a slide that says nothing of its font': ['pptx', spoken('')],
  'in front of a paragraph of a slide, of Arial': ['pptx', bullet('Arial')],
  'in an open text of an ordinary font': [
    'odt',
    odf('text', span('T1'), face('text', 'T1', 'Sans')),
  ],
  'in front of an open list of an ordinary font': ['odt', odf('text', listed, label('Sans'))],
  'in an open sheet of an ordinary font': [
    'ods',
    odf('spreadsheet', cell('ce1'), face('table-cell', 'ce1', 'Sans')),
  ],
}

const staysOf = async ([id, bytes]: readonly [keyof typeof FILE_KINDS, DocumentBytes]): Promise<
  CleanCopy['stays']
> => (await strip(FILE_KINDS[id], bytes)).stays

describe('T-147 a sign of a symbol font is seen, and nothing is told of it', () => {
  test.each(Object.entries(SEEN))('%s', async (_, made) => {
    expect(await staysOf(made)).toEqual([])
  })
})

describe('T-147 a sign of private use in any other font is told with its part', () => {
  test.each(Object.entries(TOLD))('%s', async (_, made) => {
    const stays = await staysOf(made)
    expect(stays).toEqual([{ kind: 'unseen', place: expect.anything() }])
    expect(stays[0]?.place).not.toEqual({ at: 'document' })
  })
})
