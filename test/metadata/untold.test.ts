import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { kindOf } from '#metadata/kind.ts'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { docx, MAIN, odfPart, rels, types, zipOf } from './documents.ts'
import { cellOf, madeSheet } from './made-sheets.ts'
import { ordinaryOds } from './office-documents.ts'
import { PNG } from './pictures.ts'
import { readable } from './readable.ts'

type Kind = 'text' | 'spreadsheet' | 'presentation'
const LAYOUT =
  '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="8.5in" fo:page-height="11in" fo:margin-left="1in" fo:margin-right="1in"/></style:page-layout>'
const odf = (type: string, body: string, auto = '', styles = '') =>
  zipOf({
    ...unzipSync(ordinaryOds()),
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'content.xml': odfPart(
      'document-content',
      `<office:automatic-styles>${auto}</office:automatic-styles><office:body><office:${type.replace('-template', '')}>${body}</office:${type.replace('-template', '')}></office:body>`,
    ),
    'styles.xml': odfPart(
      'document-styles',
      `<office:styles>${styles}</office:styles><office:automatic-styles>${LAYOUT}</office:automatic-styles><office:master-styles><style:master-page style:name="M" style:page-layout-name="L"/></office:master-styles>`,
    ),
  })
const isTold = (type: Kind, body: string, auto = '', styles = '') =>
  stripOdf(odf(type, body, auto, styles)).stays.some(({ kind }) => kind === 'hidden')
const style = (family: string, inside: string, name = 'S') =>
  `<style:style style:name="${name}" style:family="${family}">${inside}</style:style>`
const p = '<text:p>words</text:p>'

describe('T-147 OpenDocument: cells without room for their words are named', () => {
  const table = (type: Kind, cell: string, row = '', words = p) => {
    const all = `<table:table table:name="T"><table:table-column/><table:table-row table:style-name="R"><table:table-cell table:style-name="S" office:value-type="string">${words}</table:table-cell></table:table-row></table:table>`
    const body =
      type === 'presentation'
        ? `<draw:page draw:name="p" draw:master-page-name="M"><draw:frame svg:x="1in" svg:y="1in" svg:width="4in" svg:height="1in">${all}</draw:frame></draw:page>`
        : all
    return isTold(
      type,
      body,
      style('table-cell', cell) +
        style('table-row', `<style:table-row-properties ${row}/>`, 'R') +
        style('paragraph', '<style:paragraph-properties fo:margin-top="2in"/>', 'P'),
    )
  }
  const cell = (how: string) => `<style:table-cell-properties ${how}/>`
  const low = 'style:row-height="0.2in" style:use-optimal-row-height="false"'
  const long = `<text:p>${'words '.repeat(90)}</text:p>`
  test.each<[string, Kind, string, string?, string?]>([
    ['a margin above in a low row', 'text', cell('fo:padding-top="2in"'), low],
    ['a margin above in a low row of a sheet', 'spreadsheet', cell('fo:padding-top="2in"'), low],
    ['margins wider than a column', 'spreadsheet', cell('fo:padding="20in"')],
    ['margins wider than a slide', 'presentation', cell('fo:padding-left="30in"')],
    ['space above a paragraph', 'text', '', low, p.replace('p>', 'p text:style-name="P">')],
    ['shrunk words', 'spreadsheet', cell('style:shrink-to-fit="true"'), '', long],
    ['turned words', 'spreadsheet', cell('style:rotation-angle="90"'), low, long],
    ['letters below one another', 'spreadsheet', cell('style:direction="ttb"'), low, long],
  ])('%s', (_, type, how, row, words) => {
    expect(table(type, how, row, words)).toBe(true)
  })
  test.each<[string, Kind, string, string?, string?]>([
    ['usual margins', 'text', cell('fo:padding="0.04in"'), low],
    ['usual margins of a sheet', 'spreadsheet', cell('fo:padding="0.05in"'), low],
    ['space above in a row that grows', 'text', '', '', p.replace('p>', 'p text:style-name="P">')],
    ['a little too long', 'spreadsheet', cell('style:shrink-to-fit="true"')],
    ['a turned heading', 'spreadsheet', cell('style:rotation-angle="90"'), ''],
    ['upside down', 'spreadsheet', cell('style:rotation-angle="180"'), low, long],
  ])('not %s', (_, type, how, row, words) => {
    expect(table(type, how, row, words)).toBe(false)
  })
})

describe('T-147 OpenDocument: words around a number, and what lets letters through, are looked at', () => {
  const white = style('text', '<style:text-properties fo:color="#ffffff"/>', 'W')
  const list = (level: string) =>
    [
      `<text:list text:style-name="L1"><text:list-item>${p}</text:list-item></text:list>`,
      `<text:list-style style:name="L1">${level}</text:list-style>`,
    ] as const
  const level = (how: string, inside = '') =>
    `<text:list-level-style-number text:level="1" style:num-format="1" ${how}>${inside}</text:list-level-style-number>`
  const far =
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment fo:text-indent="-20in" fo:margin-left="1in"/></style:list-level-properties>'
  const note =
    '<text:p>x<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p>'
  const seen = 'style:num-prefix="words"'
  test.each<[string, string, string?, string?]>([
    ['white', ...list(level(`${seen} text:style-name="W"`)), white],
    ['tiny', ...list(level(seen, '<style:text-properties fo:font-size="1pt"/>'))],
    ['beside the paper', ...list(level(seen, far))],
    [
      'of a chapter',
      '<text:h text:outline-level="1">x</text:h>',
      '',
      `<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" ${seen} text:style-name="W"/></text:outline-style>${white}`,
    ],
    [
      'of a note',
      note,
      '',
      `<text:notes-configuration text:note-class="footnote" ${seen} text:citation-body-style-name="W"/>${white}`,
    ],
    [
      'letters that let through',
      '<text:p><text:span text:style-name="S">words</text:span></text:p>',
      style('text', '<style:text-properties loext:opacity="2%"/>'),
    ],
  ])('%s', (_, body, auto, styles) => {
    expect(isTold('text', body, auto, styles)).toBe(true)
  })
  test('not a number that is seen, or a white one without words', () => {
    expect(isTold('text', ...list(level(seen)))).toBe(false)
    expect(isTold('text', ...list(level('style:num-suffix="." text:style-name="W"')), white)).toBe(
      false,
    )
  })
  test('nothing stands beside a bullet, where no program draws it', () => {
    const bullet =
      '<text:list-level-style-bullet text:level="1" text:bullet-char="•" style:num-suffix="words"/>'
    const { bytes } = stripOdf(odf('text', ...list(bullet)))
    expect(readable(bytes).join('')).not.toContain('num-suffix="words"')
  })
})

describe('T-147 OpenDocument: what fills a shape covers', () => {
  const cover = (shape: string, fill: string) =>
    isTold(
      'presentation',
      `<draw:page draw:name="p" draw:master-page-name="M"><draw:frame svg:x="2in" svg:y="2in" svg:width="1in" svg:height="1in"><draw:text-box>${p}</draw:text-box></draw:frame>${shape}</draw:page>`,
      style('graphic', `<style:graphic-properties ${fill}/>`),
      '<draw:gradient draw:name="G" draw:style="linear" draw:start-color="#112233" draw:end-color="#ffffff"/><draw:hatch draw:name="H" draw:style="single" draw:color="#000000" draw:distance="1cm"/>',
    )
  const rect =
    '<draw:rect draw:style-name="S" svg:x="0in" svg:y="0in" svg:width="8in" svg:height="8in"/>'
  const circle = (at: string) => `<draw:circle draw:style-name="S" ${at}/>`
  const solid = 'draw:fill="solid" draw:fill-color="#c00000"'
  test.each([
    ['a gradient', rect, 'draw:fill="gradient" draw:fill-gradient-name="G"', true],
    [
      'lines on a ground',
      rect,
      'draw:fill="hatch" draw:fill-hatch-name="H" draw:fill-hatch-solid="true" draw:fill-color="#ffffff"',
      true,
    ],
    ['lines', rect, 'draw:fill="hatch" draw:fill-hatch-name="H"', false],
    ['a circle by its middle', circle('svg:cx="2.5in" svg:cy="2.5in" svg:r="4in"'), solid, true],
    ['a circle elsewhere', circle('svg:cx="6in" svg:cy="6in" svg:r="1in"'), solid, false],
  ])('%s', (_, shape, fill, expected) => {
    expect(cover(shape, fill)).toBe(expected)
  })
})

describe('T-147 Word and Excel: words out of sight are named, or in sight', () => {
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const isToldIn = (cell: string, paragraph: string, more = '') =>
    stripOoxml(
      docx({
        'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:tbl><w:tblPr>${more}</w:tblPr><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="400" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>${cell}</w:tcPr><w:p><w:pPr>${paragraph}</w:pPr><w:r><w:t>words</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`,
      }),
    ).stays.length > 0
  const top = (of: string, wide: number) => `<w:${of}><w:top w:w="${wide}" w:type="dxa"/></w:${of}>`
  test.each([
    ['a margin of its cell', [top('tcMar', 5000), ''], true],
    ['a margin of its table', ['', '', top('tblCellMar', 5000)], true],
    [
      'a small margin of a cell in place of one',
      [top('tcMar', 50), '', top('tblCellMar', 5000)],
      false,
    ],
    ['space above it', ['', '<w:spacing w:before="5000"/>'], true],
    ['a little space above it', ['', '<w:spacing w:before="60"/>'], false],
  ] as const)('%s', (_, [cell, paragraph, more], expected) => {
    expect(isToldIn(cell, paragraph, more)).toBe(expected)
  })

  const scale = (...colours: readonly string[]) =>
    `<conditionalFormatting sqref="A1"><cfRule type="colorScale" priority="1"><colorScale><cfvo type="min"/><cfvo type="max"/>${colours.map((one) => `<color rgb="FF${one}"/>`).join('')}</colorScale></cfRule></conditionalFormatting>`
  test.each([
    ['a scale in the colour of letters', scale('000000', '050505'), true],
    ['a scale of heat', scale('FFFFFF', 'F8696B'), false],
    [
      'a header behind a page of lines',
      `<headerFooter><oddHeader>&amp;L${'\n'.repeat(120)}words</oddHeader></headerFooter>`,
      true,
    ],
    [
      'a header of two lines',
      '<headerFooter><oddHeader>&amp;Lone\ntwo</oddHeader></headerFooter>',
      false,
    ],
  ])('%s', (_, sheet, expected) => {
    expect(stripOoxml(madeSheet({ sheet, cells: cellOf('7', 'n') })).stays.length > 0).toBe(
      expected,
    )
  })
  test('a header stands on the paper', () => {
    const { bytes, findings } = stripOoxml(
      madeSheet({
        sheet:
          '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="90" footer="0.3"/><headerFooter><oddHeader>&amp;Lwords</oddHeader></headerFooter>',
      }),
    )
    expect(findings).toContain('hidden')
    expect(readable(bytes).join('')).not.toContain('"90"')
  })
})

describe('ordinary files are taken', () => {
  test('a day as Strict workbooks write it stays a day', () => {
    const copy = stripOoxml(madeSheet({ cells: cellOf('2021-01-01T10:10:10', 'd') })).bytes
    expect(readable(copy).join('')).toMatch(/t="d"[^>]*><v>2021-01-01T10:10:10/)
    expect(readable(stripOoxml(copy).bytes).join('')).toContain('2021-01-01T10:10:10')
  })
  test.each([
    ['text', 'ott', 'odt'],
    ['spreadsheet', 'ots', 'ods'],
    ['presentation', 'otp', 'odp'],
  ])('a template of OpenDocument: %s', (type, ending, id) => {
    const made = odf(`${type}-template`, type === 'text' ? p : '')
    expect(kindOf(made, `letter.${ending}`).id).toBe(id)
    expect(readable(stripOdf(made).bytes).join('')).not.toContain('template')
  })
})

describe('a copy that is cleaned again says nothing, and is the same', () => {
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const WP = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'
  const WP14 = 'http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing'
  const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
  const part = (type: string) =>
    `<Override PartName="/word/${type}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml"/>`
  const document = (body: string) =>
    `<w:document xmlns:w="${W}" xmlns:wp="${WP}" xmlns:wp14="${WP14}" xmlns:a="${A}"><w:body>${body}</w:body></w:document>`
  // A bullet of a list that no paragraph has is a sign beyond Latin until it is gone.
  const bullets = docx({
    '[Content_Types].xml': types(
      '/word/document.xml',
      `${MAIN}.wordprocessingml.document.main+xml`,
      `${part('styles')}${part('numbering')}`,
    ),
    'word/_rels/document.xml.rels': rels('styles styles.xml', 'numbering numbering.xml'),
    'word/document.xml': document('<w:p><w:r><w:t>words</w:t></w:r></w:p>'),
    'word/styles.xml': `<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Times New Roman"/></w:rPr></w:style></w:styles>`,
    'word/numbering.xml': `<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
  })
  const drawn = docx({
    'word/document.xml': document(
      '<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp14:pctPosHOffset>10000</wp14:pctPosHOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>9</wp:posOffset></wp:positionV><wp:extent cx="914400" cy="914400"/></wp:anchor></w:drawing></w:r></w:p>',
    ),
  })
  test.each([
    ['a list that no paragraph has', bullets],
    ['a place that newer programs read', drawn],
  ])('%s', (_, made) => {
    const first = stripOoxml(made)
    const second = stripOoxml(first.bytes)
    expect(second.findings).toEqual([])
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
  })
})

test('the picture that fills a chart of OpenDocument stands in the folder of the chart', () => {
  const MANIFEST = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'
  const made = zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="${MANIFEST}"><manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.chart"/></manifest:manifest>`,
    'content.xml': odfPart(
      'document-content',
      '<office:body><office:text><text:p><draw:frame svg:width="9cm" svg:height="9cm"><draw:object xlink:href="./Object 1"/></draw:frame></text:p></office:text></office:body>',
    ),
    'Object 1/styles.xml': odfPart(
      'document-styles',
      '<office:styles><draw:fill-image draw:name="a" xlink:href="media/a.png"/></office:styles>',
    ),
    'Object 1/content.xml': odfPart(
      'document-content',
      `<office:automatic-styles>${style('chart', '<style:graphic-properties draw:fill="bitmap" draw:fill-image-name="a"/>')}</office:automatic-styles><office:body><office:chart><chart:chart chart:class="chart:bar" chart:style-name="S" svg:width="9cm" svg:height="9cm"><chart:plot-area/></chart:chart></office:chart></office:body>`,
    ),
    'Object 1/media/a.png': PNG,
  })
  const names = ({ bytes }: { bytes: Uint8Array }) => Object.keys(unzipSync(bytes))
  const first = stripOdf(made)
  expect(names(first)).toContain('Object 1/Pictures/image1.png')
  expect(names(stripOdf(first.bytes))).toEqual(names(first))
})
