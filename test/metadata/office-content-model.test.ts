import { describe, expect, test } from 'vitest'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { docx, odfPart, odt, rels } from './documents.ts'
import { ordinaryPptx, ordinaryXlsx } from './office-documents.ts'
import { readable } from './readable.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const SEED = 'SeedWord77'
const textOf = (bytes: Uint8Array<ArrayBuffer>) => readable(bytes).join('\n')

describe('T-147 words stand only where a program reads them', () => {
  const run = `<w:r><w:t>${SEED}</w:t></w:r>`
  const paragraph = `<w:p>${run}</w:p>`
  const seen = '<w:p><w:r><w:t>VISIBLE</w:t></w:r></w:p>'

  test.each([
    ['properties of a run', `<w:p><w:r><w:rPr><w:t>${SEED}</w:t></w:rPr></w:r></w:p>`],
    ['properties of a paragraph', `<w:p><w:pPr>${run}</w:pPr></w:p>`],
    [
      'the mark of a change',
      `<w:p><w:pPr><w:rPr><w:ins w:id="1">${run}</w:ins></w:rPr></w:pPr></w:p>`,
    ],
    [
      'a control in a run',
      `<w:p><w:r><w:sdt><w:sdtContent><w:t>${SEED}</w:t></w:sdtContent></w:sdt></w:r></w:p>`,
    ],
    ['a paragraph in a paragraph', `<w:p>${paragraph}</w:p>`],
    ['a row', `<w:tbl><w:tr>${paragraph}<w:tc>${seen}</w:tc></w:tr></w:tbl>`],
    [
      'properties of a row',
      `<w:tbl><w:tr><w:trPr>${run}</w:trPr><w:tc>${seen}</w:tc></w:tr></w:tbl>`,
    ],
    ['a section', `<w:sectPr>${paragraph}</w:sectPr>`],
    ['a second text', `</w:body><w:body>${paragraph}`],
  ])('Word: in %s', (_, inside) => {
    const made = docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${seen}${inside}</w:body></w:document>`,
    })
    const { bytes, findings } = stripOoxml(made)
    expect(textOf(bytes)).not.toContain(SEED)
    expect(textOf(bytes)).toContain('VISIBLE')
    expect(findings).toContain('words')
  })

  test.each(['settings', 'styles', 'numbering', 'fontTable'])('Word: in the part of %s', (name) => {
    const made = docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${seen}</w:body></w:document>`,
      'word/_rels/document.xml.rels': rels(`${name} ${name}.xml`),
      [`word/${name}.xml`]: `<w:${name === 'fontTable' ? 'fonts' : name} xmlns:w="${W}">${paragraph}</w:${name === 'fontTable' ? 'fonts' : name}>`,
    })
    expect(textOf(stripOoxml(made).bytes)).not.toContain(SEED)
  })

  const words = `<a:p><a:r><a:t>${SEED}</a:t></a:r></a:p>`
  test.each([
    ['the look of a shape', '<p:spPr/><p:txBody>', `<p:spPr>${words}</p:spPr><p:txBody>`],
    ['a second body', '</p:txBody>', `</p:txBody><p:txBody><a:bodyPr/>${words}</p:txBody>`],
    ['the tree of a slide', '<p:grpSpPr/>', `<p:grpSpPr/>${words}`],
    ['the list of styles', '<a:bodyPr/>', `<a:bodyPr/><a:lstStyle>${words}</a:lstStyle>`],
  ])('PowerPoint: in %s', (_, from, to) => {
    const made = changed(ordinaryPptx, 'ppt/slides/slide1.xml', from, to)
    const { bytes } = stripOoxml(made)
    expect(textOf(bytes)).not.toContain(SEED)
    expect(textOf(bytes)).toContain('What we saw')
  })

  const cell = `<c r="A9" t="inlineStr"><is><t>${SEED}</t></is></c>`
  test.each([
    ['columns', '<sheetData>', `<cols>${cell}</cols><sheetData>`],
    [
      'a second table',
      '</sheetData>',
      `</sheetData><sheetData><row r="9">${cell}</row></sheetData>`,
    ],
    ['a second value', '<v>42</v>', `<v>42</v><is><t>${SEED}</t></is><v>${SEED}</v>`],
  ])('Excel: in %s', (name, from, to) => {
    const { bytes } = stripOoxml(changed(ordinaryXlsx, 'xl/worksheets/sheet1.xml', from, to))
    if (name !== 'a second value') expect(textOf(bytes)).not.toContain(SEED)
    expect(textOf(bytes)).not.toContain(`<v>${SEED}</v>`)
    expect(textOf(bytes)).toContain('42')
  })

  test.each([
    [
      'a page',
      `<office:presentation><draw:page><text:p>${SEED}</text:p></draw:page></office:presentation>`,
    ],
    ['a presentation', `<office:presentation><text:p>${SEED}</text:p></office:presentation>`],
    ['a table sheet', `<office:spreadsheet><text:p>${SEED}</text:p></office:spreadsheet>`],
    [
      'a row',
      `<office:text><table:table><table:table-row><text:p>${SEED}</text:p></table:table-row></table:table></office:text>`,
    ],
    ['a list', `<office:text><text:list><text:p>${SEED}</text:p></text:list></office:text>`],
    [
      'a frame',
      `<office:text><text:p><draw:frame><text:p>${SEED}</text:p></draw:frame></text:p></office:text>`,
    ],
    [
      'a picture',
      `<office:text><text:p><draw:frame><draw:image><text:p>${SEED}</text:p></draw:image></draw:frame></text:p></office:text>`,
    ],
    ['a paragraph', `<office:text><text:p>a<text:p>${SEED}</text:p></text:p></office:text>`],
    ['a body', `<text:p>${SEED}</text:p>`],
    [
      'a second box',
      `<office:text><text:p><draw:frame><draw:text-box><text:p>a</text:p></draw:text-box><draw:text-box><text:p>${SEED}</text:p></draw:text-box></draw:frame></text:p></office:text>`,
    ],
    [
      'a second text',
      `<office:text><text:p>a</text:p></office:text><office:text><text:p>${SEED}</text:p></office:text>`,
    ],
  ])('OpenDocument: in %s', (_, body) => {
    const made = odt({
      'content.xml': odfPart('document-content', `<office:body>${body}</office:body>`),
    })
    const { bytes, findings } = stripOdf(made)
    expect(textOf(bytes)).not.toContain(SEED)
    expect(findings).toContain('words')
  })

  test.each([
    ['a content control', 'loext:content-control', ''],
    ['a list to choose from', 'loext:content-control', '<loext:list-item loext:value="x"/>'],
    ['an element that nobody knows', 'x:y', ''],
    ['a field of a database', 'text:database-display', ''],
    ['a field that runs a macro', 'text:execute-macro', ''],
  ])(
    'OpenDocument: what %s in a paragraph holds is shown by programs, and stays',
    (_, name, more) => {
      const ns =
        'xmlns:x="urn:x" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
      const body = `<office:text><text:p ${ns}>before <${name} x:z="${SEED}">${more}chosen <text:span>words</text:span> </${name}>after</text:p></office:text>`
      const made = odt({
        'content.xml': odfPart('document-content', `<office:body>${body}</office:body>`),
      })
      const { bytes, findings } = stripOdf(made)
      expect(textOf(bytes)).toMatch(/before chosen <text:span>words<\/text:span> after/)
      expect(textOf(bytes)).not.toContain(SEED)
      const special = { 'text:database-display': 'links', 'text:execute-macro': 'scripts' }[name]
      expect(findings).toContain(special ?? 'other')
    },
  )

  test('OpenDocument: beside the pages of a master', () => {
    const made = odt({
      'content.xml': odfPart('document-content', '<office:body><office:text/></office:body>'),
      'styles.xml': odfPart(
        'document-styles',
        `<office:master-styles><text:p>${SEED}</text:p></office:master-styles>`,
      ),
    })
    expect(textOf(stripOdf(made).bytes)).not.toContain(SEED)
  })
})

describe('T-147 OpenDocument: fonts and languages of scripts in which nothing is written are in no copy', () => {
  const made = (words: string) =>
    odt({
      'content.xml': odfPart(
        'document-content',
        `<office:font-face-decls><style:font-face style:name="F1" svg:font-family="SeedEast"/><style:font-face style:name="F2" svg:font-family="SeedComplex"/></office:font-face-decls><office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:text-properties fo:font-size="9pt" style:font-name-asian="F1" style:language-asian="zh" style:font-name-complex="F2" style:language-complex="hi" style:font-size-complex="11pt"/></style:style></office:automatic-styles><office:body><office:text><text:p text:style-name="P1">${words}</text:p></office:text></office:body>`,
      ),
    })
  test.each([
    ['letters', false, false],
    ['会議', true, false],
    ['جلسة', false, true],
  ])('%s', (words, east, complex) => {
    const text = textOf(stripOdf(made(words)).bytes)
    expect(text).toContain('fo:font-size="9pt"')
    expect([text.includes('SeedEast'), text.includes('-asian')]).toEqual([east, east])
    expect([text.includes('SeedComplex'), text.includes('-complex')]).toEqual([complex, complex])
  })
})
