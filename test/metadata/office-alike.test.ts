import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { look } from '#metadata/look.ts'
import { stripOdf } from '#metadata/strip/odf.ts'
import { countIds } from '#metadata/strip/office/ids.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { docx, odfPart, odt, rels, zipOf } from './documents.ts'
import { OFFICE_365 } from './office-365-documents.ts'
import { ordinaryPptx, ordinaryXlsx } from './office-documents.ts'
import { readable } from './readable.ts'
import { SEEDED } from './seeded-documents.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const WP = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const word = (inside: string) =>
  stripOoxml(
    docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p>${inside}</w:p></w:body></w:document>`,
    }),
  ).bytes
const run = (words: string, how = '', space = '') =>
  `<w:r>${how === '' ? '' : `<w:rPr>${how}</w:rPr>`}<w:t${space}>${words}</w:t></w:r>`

test.each([
  ['parted into runs', run('one wo') + run('rd')],
  ['with blanks that are kept', run('one ', '', ' xml:space="preserve"') + run('word')],
  ['with an empty run', `${run('one word')}<w:r><w:rPr><w:b/></w:rPr></w:r>${run('', '<w:i/>')}`],
  ['with properties that say nothing', run('one word', ' ')],
  ['bold in a script that it is not in', run('one word', '<w:bCs/><w:szCs w:val="83"/>')],
  ['with a hyphen that may be drawn', '<w:r><w:t>one wo</w:t><w:softHyphen/><w:t>rd</w:t></w:r>'],
])('T-147 Word: a text %s comes to the same copy', (_, inside) => {
  const plain = run('one word').replace(
    '<w:t>',
    inside.includes('xml:space') ? '<w:t xml:space="preserve">' : '<w:t>',
  )
  expect(word(inside)).toEqual(word(plain))
})

test('T-147 Word: a space between words stays one, at the end of a run too', () => {
  const nbsp = '\u00a0'
  const read = readable(
    word(run(`one${nbsp}`) + run('word') + run(' ', '', ' xml:space="preserve"')),
  )
  expect(read).toContain('one word ')
  const tabs = '<w:r><w:tab/></w:r><w:r><w:t>a</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>b</w:t></w:r>'
  expect(readable(word(tabs)).join('\n')).toContain(
    '<w:p><w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>',
  )
})

test('T-147 Word: where a style is listed, and a place that is not heeded, are numbers in no copy', () => {
  const made = (number: number) =>
    stripOoxml(
      docx({
        'word/document.xml': `<w:document xmlns:w="${W}" xmlns:wp="${WP}"><w:body><w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr><w:r><w:t>one</w:t><w:drawing><wp:anchor simplePos="0"><wp:simplePos x="${number}" y="${number}"/><wp:extent cx="9" cy="9"/></wp:anchor></w:drawing></w:r></w:p></w:body></w:document>`,
        'word/styles.xml': `<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/><w:uiPriority w:val="${number}"/></w:style></w:styles>`,
        'word/_rels/document.xml.rels': rels('styles styles.xml'),
      }),
    ).bytes
  expect(made(7_654_321)).toEqual(made(1))
  expect(readable(made(1)).join('')).toContain('<wp:simplePos x="0" y="0"/>')
})

test('T-147 Word: what looks otherwise stays apart', () => {
  const read = readable(
    word(run('one ', '', ' xml:space="preserve"') + run('word', '<w:b/>')),
  ).join('\n')
  expect(read).toMatch(/one <\/w:t><\/w:r><w:r><w:rPr><w:b\/><\/w:rPr><w:t>word/)
  const arabic = readable(word(run('كلمات', '<w:szCs w:val="40"/>'))).join('\n')
  expect(arabic).toContain('w:szCs')
})

test('T-147 Excel: empty cells and rows, and how far a sheet reaches, are in no copy', () => {
  const sheet = (rows: string, more = '') =>
    stripOoxml(
      zipOf({
        ...unzipSync(ordinaryXlsx()),
        'xl/worksheets/sheet1.xml': `<worksheet xmlns="${S}">${more}<sheetData>${rows}</sheetData></worksheet>`,
      }),
    ).bytes
  const cell = '<c r="A1"><v>42</v></c>'
  expect(
    sheet(
      `<row r="1" spans="1:83">${cell}<c r="B1"/></row><row r="7"/><row r="9"><c r="A9"/></row>`,
      '<dimension ref="A1:CE101"/>',
    ),
  ).toEqual(sheet(`<row r="1">${cell}</row>`))
})

test('T-147 PowerPoint: slides and shapes are counted anew', () => {
  const other = changed(
    () => changed(ordinaryPptx, 'ppt/presentation.xml', 'id="256"', 'id="8301"'),
    'ppt/slides/slide1.xml',
    '<p:cNvPr id="2"',
    '<p:cNvPr id="83101"',
  )
  expect(other).not.toEqual(ordinaryPptx())
  expect(stripOoxml(other).bytes).toEqual(stripOoxml(ordinaryPptx()).bytes)
})

test('T-147 OpenDocument: a text that is parted into spans comes to the same copy', () => {
  const style =
    '<office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
  const text = (inside: string) =>
    stripOdf(
      odt({
        'content.xml': odfPart(
          'document-content',
          `${style}<office:body><office:text><text:p>${inside}</text:p></office:text></office:body>`,
        ),
      }),
    ).bytes
  const span = (words: string) => `<text:span text:style-name="T1">${words}</text:span>`
  expect(text(span('one wo') + span('') + span('rd'))).toEqual(text(span('one word')))
})

test.each(Object.entries({ ...SEEDED, ...OFFICE_365 }))(
  'T-147 a copy that is cleaned again is the same, and nothing is found: %s',
  async (name, make) => {
    const { bytes } = await look(new File([make()], name), 1 << 24)
    expect(await look(new File([bytes], name), 1 << 24)).toMatchObject({ bytes, findings: [] })
  },
)

test('T-147 ids begin with 1 where those before them are not in the copy, and equal ones stay equal', () => {
  const guid = (n: number) => `{00000000-0000-0000-0000-${String(n).padStart(12, '0')}}`
  const fields = [5, 7, 5, 12].map((n) => ({
    name: 'a:fld',
    attributes: new Map([['id', guid(n)]]),
    children: [],
  }))
  countIds([{ name: 'a:p', attributes: new Map(), children: fields }], () => true)
  expect(fields.map(({ attributes }) => attributes.get('id'))).toEqual([1, 2, 1, 3].map(guid))
})

test('T-147 OpenDocument: marks begin with 1 where those before them are not in the copy', () => {
  const mark = (name: string) => `<text:bookmark text:name="${name}"/>`
  const text = odfPart(
    'document-content',
    `<office:body><office:text><text:p>${mark('a')}one ${mark('b')}<text:a xlink:href="#b">two</text:a><text:bookmark-ref text:ref-name="b">one</text:bookmark-ref></text:p></office:text></office:body>`,
  )
  const copy = readable(stripOdf(odt({ 'content.xml': text })).bytes).join('\n')
  expect(new Set(copy.match(/mark\d+/g))).toEqual(new Set(['mark1']))
})
