import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { docx, odfPart, odt, rels, zipOf } from './documents.ts'
import { IN_TEXT } from './in-text.ts'
import { ordinaryOds, ordinaryPptx, ordinaryXlsx } from './office-documents.ts'
import { readable } from './readable.ts'
import { ANNA } from './seeded-documents.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const MC =
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
const words = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const word = (body: string, more: Readonly<Record<string, string>> = {}) =>
  docx({
    'word/document.xml': `<w:document xmlns:w="${W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ${MC}><w:body>${body}</w:body></w:document>`,
    ...more,
  })
const open = (text: string, styles = '') =>
  odt({
    'content.xml': odfPart(
      'document-content',
      `<office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${text}</office:text></office:body>`,
    ),
  })
describe('T-147 words in no view that nothing needs are in no copy', () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const inCode = (run: string) =>
    `<w:p>${char('begin')}<w:r><w:instrText> TOC </w:instrText></w:r><w:r>${run}</w:r>${char('separate')}<w:r><w:t>VISIBLE</w:t></w:r>${char('end')}</w:p>`
  const alike = (choice: string, fallback: string) =>
    `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${choice}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${fallback}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`

  test.each([
    ['words in the code of a field', inCode(`<w:t>${ANNA}</w:t>`)],
    ['struck words in the code of a field', inCode(`<w:delText>${ANNA}</w:delText>`)],
    [
      'struck words that nobody struck',
      `${words('VISIBLE')}<w:r><w:delText>${ANNA}</w:delText></w:r>`,
    ],
    ['other words for older programs', alike(words('VISIBLE'), words(ANNA))],
  ])('Word: %s', (_, body) => {
    const { bytes, stays } = stripOoxml(word(body))
    const read = readable(bytes).join('\n')
    expect(read).not.toContain(ANNA)
    expect(read).toContain('VISIBLE')
    expect(stays).toEqual([])
  })

  test('the same words for older programs stay', () => {
    const { bytes } = stripOoxml(word(alike(words('in a box'), words('in  a box'))))
    expect(readable(bytes).join('\n')).toContain('in  a box')
  })

  test('a remark that nothing leads to', () => {
    const made = word(words('VISIBLE'), {
      'word/_rels/document.xml.rels': rels('comments comments.xml'),
      'word/comments.xml': `<w:comments xmlns:w="${W}"><w:comment w:id="5">${words(ANNA)}</w:comment></w:comments>`,
    })
    const { bytes, findings } = stripOoxml(made)
    expect(readable(bytes).join('\n')).not.toContain(ANNA)
    expect(findings).toContain('comments')
  })

  test('who is let in by an address', () => {
    const made = word(
      `<w:p><w:hyperlink r:id="rId1"><w:r><w:t>VISIBLE</w:t></w:r></w:hyperlink></w:p>`,
      {
        'word/_rels/document.xml.rels': rels(
          `hyperlink https://${ANNA.split(' ')[0]}:pw@x.invalid/ ext`,
        ),
      },
    )
    const { bytes, findings } = stripOoxml(made)
    expect(readable(bytes).join('\n')).not.toContain(':pw@')
    expect(findings).toContain('links')
    const link = '<text:p><text:a xlink:href="https://a:pw@x.invalid/">VISIBLE</text:a></text:p>'
    expect(readable(stripOdf(open(link)).bytes).join('\n')).not.toContain(':pw@')
  })

  test('Excel: a string of no cell, and the place of a graph in another file', () => {
    const orphan = changed(
      ordinaryXlsx,
      'xl/sharedStrings.xml',
      '</sst>',
      `<si><t>${ANNA}</t></si></sst>`,
    )
    const strings = stripOoxml(orphan)
    expect(readable(strings.bytes).join('\n')).not.toContain(ANNA)
    expect(strings.findings).toContain('earlier')
    const graph = changed(
      ordinaryXlsx,
      'xl/worksheets/sheet1.xml',
      '</worksheet>',
      `<extLst><ext uri="x" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>'C:\\${ANNA}\\[a.xlsx]S'!A1</xm:f><xm:sqref>A1</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>`,
    )
    const drawn = stripOoxml(graph)
    expect(readable(drawn.bytes).join('\n')).not.toContain(ANNA)
    expect(drawn.findings).toContain('links')
  })

  test('OpenDocument: a field that shows nothing, and a paragraph that a field hides', () => {
    const made = open(
      `<text:p>VISIBLE<text:variable-set text:display="none" text:name="x">${ANNA}</text:variable-set></text:p><text:p><text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>${ANNA}</text:p>`,
    )
    const { bytes, findings } = stripOdf(made)
    const read = readable(bytes).join('\n')
    expect(read).not.toContain(ANNA)
    expect(read).toContain('VISIBLE')
    expect(findings).toContain('words')
  })
})

describe('T-147 words in no view that stay are named', () => {
  const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const vanish = '<w:rPr><w:vanish/></w:rPr>'
  const row = (how: string) =>
    `<w:tbl><w:tr><w:trPr>${how}</w:trPr><w:tc>${words('a')}</w:tc></w:tr></w:tbl>`
  const styles = {
    'word/_rels/document.xml.rels': rels('styles styles.xml'),
    'word/styles.xml': `<w:styles xmlns:w="${W}"><w:style w:styleId="H">${vanish}</w:style><w:style w:styleId="H2"><w:basedOn w:val="H"/></w:style></w:styles>`,
  }

  test.each([
    ['hidden', row('<w:hidden/>')],
    ['earlier', row('<w:del w:id="1" w:author="A"/>')],
    [
      'earlier',
      row('').replace('<w:tc>', '<w:tc><w:tcPr><w:cellDel w:id="1" w:author="A"/></w:tcPr>'),
    ],
    ['hidden', `<w:p><w:r><w:rPr><w:rStyle w:val="H2"/></w:rPr><w:t>a</w:t></w:r></w:p>`],
    ['hidden', row('').replace('<w:tr>', '<w:tblPr><w:tblStyle w:val="H"/></w:tblPr><w:tr>')],
  ])('Word: %s %s', (kind, body) => {
    expect(stripOoxml(word(body, styles)).stays).toEqual([{ kind, place: IN_TEXT }])
    expect(stripOoxml(word(row('<w:hidden w:val="0"/>'), styles)).stays).toEqual([])
  })

  const sheet = (inside: string) => {
    const made = {
      ...unzipSync(ordinaryXlsx()),
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${S}">${inside}</worksheet>`,
    }
    return stripOoxml(zipOf(made))
  }
  const cell = (at: string) => `<sheetData><row r="1"><c r="${at}"><v>1</v></c></row></sheetData>`
  const far = '<cols><col min="4" max="16384" hidden="1"/></cols>'
  const wide = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'

  test.each([
    ['E1', far + cell('E1'), far + cell('C1')],
    ['E1', far.replace('hidden="1"', 'width="0"') + cell('E1'), far + cell('C1')],
    ['B1', cell('B1') + wide, cell('A1') + wide],
    [
      'A1',
      cell('A1').replace('<row ', '<row ht="0" '),
      cell('A1').replace('<row ', '<row ht="9" '),
    ],
  ])('Excel: %s %s', (at, hidden, shown) => {
    const place = { at: 'cell', name: 'Bills', cell: at }
    expect(sheet(hidden).stays).toEqual([{ kind: 'hidden', place }])
    expect(sheet(shown).stays).toEqual([])
  })

  test('Excel: what a cell or a header does not show is in no copy', () => {
    const { bytes } = sheet(
      `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>VISIBLE</t></is><v>${ANNA}</v></c><c r="B1"><v>${ANNA}</v></c></row></sheetData><headerFooter><firstHeader>${ANNA}</firstHeader></headerFooter>`,
    )
    const read = readable(bytes).join('\n')
    expect(read).not.toContain(ANNA)
    expect(read).toContain('VISIBLE')
  })

  test.each([
    ['', true],
    ['<a:ln/>', true],
    ['<a:ln><a:noFill/></a:ln>', true],
    ['<a:ln><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>', true],
    ['<a:ln><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>', false],
  ])('PowerPoint: letters without a filling and with the edge %j', (edge, isNamed) => {
    const made = changed(
      ordinaryPptx,
      'ppt/slides/slide1.xml',
      '<a:r><a:rPr lang="en-US" dirty="0"/>',
      `<a:r><a:rPr>${edge}<a:noFill/></a:rPr>`,
    )
    expect(stripOoxml(made).stays).toEqual(
      isNamed ? [{ kind: 'hidden', place: { at: 'slide', n: 1 } }] : [],
    )
  })

  const style = (name: string, family: string, more: string, inside = '') =>
    `<style:style style:name="${name}" style:family="${family}"${more}>${inside}</style:style>`
  const none = '<style:text-properties text:display="none"/>'

  test.each([
    [
      'hidden',
      style('A', 'paragraph', '', none) + style('B', 'paragraph', ' style:parent-style-name="A"'),
    ],
    ['', style('B', 'graphic', '', none)],
    [
      '',
      style('A', 'paragraph', '', none) +
        style('B', 'paragraph', ' style:parent-style-name="A"', none.replace('none', 'true')),
    ],
    ['hidden', `<style:default-style style:family="paragraph">${none}</style:default-style>`],
  ])('OpenDocument: %s %s', (kind, styles) => {
    const stays = kind === '' ? [] : [{ kind, place: IN_TEXT }]
    expect(stripOdf(open('<text:p text:style-name="B">a</text:p>', styles)).stays).toEqual(stays)
  })

  test('OpenDocument: columns', () => {
    const columns = (from: number) =>
      changed(
        ordinaryOds,
        'content.xml',
        '<table:table-row>',
        `${from > 0 ? `<table:table-column table:number-columns-repeated="${from}"/>` : ''}<table:table-column table:visibility="collapse" table:number-columns-repeated="1000"/><table:table-row>`,
      )
    expect(stripOdf(columns(900)).stays).toEqual([])
    const copy = stripOdf(
      changed(
        ordinaryOds,
        'content.xml',
        '<table:table-column',
        '<table:table-column table:visibility="collapse"',
      ),
    )
    expect(copy.stays).toEqual([
      { kind: 'hidden', place: { at: 'cell', name: 'Bills', cell: 'A1' } },
    ])
  })
})
