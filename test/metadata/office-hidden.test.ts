import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOdf } from '../../src/metadata/strip/odf.ts'
import { stripOoxml } from '../../src/metadata/strip/ooxml.ts'
import { docx, type Made, odfPart, odt, rels, zipOf } from './documents.ts'
import { ordinaryXlsx } from './office-documents.ts'
import { readable } from './readable.ts'
import { ANNA } from './seeded-documents.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const MC =
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
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
const changed = (make: () => Made, part: string, from: string, to: string) => {
  const text = Buffer.from(unzipSync(make())[part] ?? []).toString()
  expect(text).toContain(from)
  return zipOf({ ...unzipSync(make()), [part]: text.replace(from, to) })
}

describe('T-147 words in no view that nothing needs are in no copy', () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const inCode = (run: string) =>
    `<w:p>${char('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r><w:r>${run}</w:r>${char('separate')}<w:r><w:t>VISIBLE</w:t></w:r>${char('end')}</w:p>`
  const alike = (choice: string, fallback: string) =>
    `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>${choice}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${fallback}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`

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
    const { bytes, found } = stripOoxml(made)
    expect(readable(bytes).join('\n')).not.toContain(ANNA)
    expect(found).toContain('comments')
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
    const { bytes, found } = stripOoxml(made)
    expect(readable(bytes).join('\n')).not.toContain(':pw@')
    expect(found).toContain('links')
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
    expect(strings.found).toContain('earlier')
    const graph = changed(
      ordinaryXlsx,
      'xl/worksheets/sheet1.xml',
      '</worksheet>',
      `<extLst><ext uri="x" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>'C:\\${ANNA}\\[a.xlsx]S'!A1</xm:f><xm:sqref>A1</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>`,
    )
    const drawn = stripOoxml(graph)
    expect(readable(drawn.bytes).join('\n')).not.toContain(ANNA)
    expect(drawn.found).toContain('links')
  })

  test('OpenDocument: a field that shows nothing, and a paragraph that a field hides', () => {
    const made = open(
      `<text:p>VISIBLE<text:variable-set text:display="none" text:name="x">${ANNA}</text:variable-set></text:p><text:p><text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>${ANNA}</text:p>`,
    )
    const { bytes, found } = stripOdf(made)
    const read = readable(bytes).join('\n')
    expect(read).not.toContain(ANNA)
    expect(read).toContain('VISIBLE')
    expect(found).toContain('words')
  })
})
