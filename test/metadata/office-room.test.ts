import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { docx } from './documents.ts'

const NS = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  v: 'urn:schemas-microsoft-com:vml',
}
const ns = Object.entries(NS)
  .map(([key, uri]) => ` xmlns:${key}="${uri}"`)
  .join('')
const LETTER =
  '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720"/></w:sectPr>'

const isNamed = (body: string) =>
  stripOoxml(
    docx({
      'word/document.xml': `<w:document${ns}><w:body>${body}${LETTER}</w:body></w:document>`,
    }),
  ).stays.length > 0
const p = (how: string, words = 'words') =>
  `<w:p><w:pPr>${how}</w:pPr><w:r><w:t>${words}</w:t></w:r></w:p>`
/** A section whose text stands in columns. */
const inColumns = (how: string, each = '') =>
  p(LETTER.replace('</w:sectPr>', `<w:cols w:num="2" ${how}>${each}</w:cols></w:sectPr>`))
const ind = (how: string) => p(`<w:ind ${how}/>`)
const table = (properties: string, cell: string, row = '') =>
  `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tr><w:trPr>${row}</w:trPr><w:tc>${cell}</w:tc></w:tr></w:tbl>`
const high = (value: number) => `<w:trHeight w:val="${value}" w:hRule="exact"/>`
const box = (from: string, x: number, y = 0, body = '', words = p('')) =>
  `<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="${from}"><wp:posOffset>${x}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="${from === 'rightMargin' ? 'bottomMargin' : from}"><wp:posOffset>${y}</wp:posOffset></wp:positionV><wp:extent cx="914400" cy="914400"/><a:graphic><a:graphicData uri="${NS.wps}"><wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm></wps:spPr><wps:txbx><w:txbxContent>${words}</w:txbxContent></wps:txbx>${body}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>`
const vml = (style: string) =>
  `<w:p><w:r><w:pict><v:rect style="position:absolute;width:72pt;height:72pt;${style}"><v:textbox><w:txbxContent>${p('')}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>`
/** A table of columns so wide, in twentieths of a point. */
const wide = (properties: string, columns: readonly number[], row = '') =>
  `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid>${columns.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid><w:tr>${row}${columns.map((one) => `<w:tc><w:tcPr><w:tcW w:w="${one}" w:type="dxa"/></w:tcPr>${p('')}</w:tc>`).join('')}</w:tr></w:tbl>`
const indent = (value: number) => `<w:tblInd w:w="${value}" w:type="dxa"/>`
const FIXED = '<w:tblLayout w:type="fixed"/>'
const many = p('').repeat(40)
const large = p('', 'words '.repeat(20)).replace('<w:r>', '<w:r><w:rPr><w:sz w:val="48"/></w:rPr>')
const columns = `<w:tbl><w:tr>${`<w:tc>${p('').repeat(6)}</w:tc>`.repeat(5)}</w:tr></w:tbl>`

describe('T-147 Word: words beside the page, and more than there is room for, are named', () => {
  test.each([
    ['an indent as wide as the text', ind('w:left="9400"')],
    ['two indents that leave no room', ind('w:left="5000" w:right="4400"')],
    ['a line that begins left of the paper', ind('w:left="0" w:hanging="3000"')],
    ['an indent to the left of the paper', ind('w:left="-9000" w:right="9000"')],
    ['a gap between columns that takes all', inColumns('w:space="9400"')],
    [
      'a column behind the paper',
      inColumns('w:equalWidth="0"', '<w:col w:w="2000" w:space="9000"/><w:col w:w="3000"/>'),
    ],
    ['an indent in letters', ind('w:leftChars="9000"')],
    ['as much above it as a page', p('<w:spacing w:before="31680"/>')],
    [
      'a frame that counts from the page',
      p('<w:framePr w:w="2000" w:x="-2100" w:hAnchor="page"/>'),
    ],
    [
      'a table that counts from the page',
      table('<w:tblpPr w:tblpX="13000" w:horzAnchor="page"/>', p('')),
    ],
    ['a table left of the paper', wide(indent(-9000), [3000])],
    ['a row left of the paper', wide('', [3000], `<w:tblPrEx>${indent(-9000)}</w:tblPrEx>`)],
    ['a table right of the paper', wide(indent(10_900), [3000])],
    ['columns behind the edge of the paper', wide(FIXED, [6000, 4900, 3000])],
    [
      'columns of a table that is asked to be so wide',
      wide('<w:tblW w:w="13900" w:type="dxa"/>', [10_900, 3000]),
    ],
    ['columns in front of it', wide(`${FIXED}<w:jc w:val="right"/>`, [3000, 11_000])],
    ['columns on both sides of it', wide(`${FIXED}<w:jc w:val="center"/>`, [3000, 12_300, 3000])],
    ['columns from the right', wide(`${FIXED}<w:bidiVisual/>`, [10_900, 3000])],
    [
      'a row that leaves columns out',
      wide(
        FIXED,
        [3000],
        '<w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="10900" w:type="dxa"/></w:trPr>',
      ),
    ],
    ['a drawing left of the margin', box('margin', -2_400_000)],
    ['a drawing right of the margin', box('margin', 6_900_000)],
    ['a drawing left of the column', box('column', -6_900_000 - 914_400)],
    ['a drawing above the margin', box('margin', 0, -2_400_000)],
    ['a drawing right of the right margin', box('rightMargin', 1_000_000)],
    [
      'VML that counts from the page',
      vml('mso-position-horizontal-relative:page;margin-left:-80pt'),
    ],
    [
      'VML that counts from the margin',
      vml('mso-position-vertical-relative:margin;margin-top:-150pt'),
    ],
    ['an exact row with more lines than room', table('', many, high(400))],
    [
      'an exact row with one line that is longer',
      table('', p('', 'words '.repeat(400)), high(400)),
    ],
    [
      'an exact frame',
      p('<w:framePr w:w="2000" w:h="300" w:hRule="exact" w:x="1" w:y="1"/>', 'words '.repeat(99)),
    ],
    ['a box with more lines than room', box('margin', 0, 0, '', many)],
    ['a box with more lines than room for letters so large', box('margin', 0, 0, '', large)],
  ])('%s', (_, body) => {
    expect(isNamed(body)).toBe(true)
  })

  test.each([
    [
      'a number with blanks behind it in a narrow cell',
      table(
        '',
        '<w:tcPr><w:tcW w:w="480" w:type="dxa"/></w:tcPr>' +
          large
            .replace(/<w:t>.*?<\/w:t>/, '<w:t xml:space="preserve"> 1.   </w:t>')
            .replace('"48"', '"24"'),
        high(269),
      ),
    ],
    [
      'a box with room for so many small letters',
      box('margin', 0, 0, '', large.replace('"48"', '"16"')),
    ],
    ['a table as wide as the margins', wide(`${FIXED}${indent(-1200)}`, [6000, 6000])],
    ['a table in the margin', wide(indent(-108), [3000, 3000])],
    ['a table whose last column begins on the paper', wide(FIXED, [6000, 4500, 3000])],
    [
      'a table that fits itself to the page',
      wide('<w:tblW w:w="0" w:type="auto"/>', [10_900, 3000]),
    ],
    ['a table of shares', wide('<w:tblW w:w="5000" w:type="pct"/>', [10_900, 3000])],
    ['two columns', inColumns('w:space="720"')],
    [
      'two columns that are not alike',
      inColumns('w:equalWidth="0"', '<w:col w:w="2000" w:space="500"/><w:col w:w="6860"/>'),
    ],
    ['usual indents', ind('w:left="720" w:right="720" w:hanging="360"')],
    ['an indent into the margin', ind('w:left="-720" w:right="-720"')],
    ['a signature far to the right', ind('w:left="6480"')],
    ['a line in a cell', table('', ind('w:left="-108"'))],
    ['room above a title', p('<w:spacing w:before="5000"/>')],
    ['a drawing in the margin', box('margin', -900_000)],
    ['a drawing across the column', box('column', 5_000_000)],
    ['a drawing in the right margin', box('rightMargin', 0)],
    ['VML in the margin', vml('mso-position-horizontal-relative:margin;margin-left:-60pt')],
    ['an exact row with its line', table('', p(''), high(300))],
    ['a box with its lines', box('margin', 0, 0, '', p('').repeat(6))],
    ['a box with a table of columns', box('margin', 0, 0, '', columns)],
    ['a box that grows', box('margin', 0, 0, '<wps:bodyPr><a:spAutoFit/></wps:bodyPr>', many)],
  ])('not %s', (_, body) => {
    expect(isNamed(body)).toBe(false)
  })
})
