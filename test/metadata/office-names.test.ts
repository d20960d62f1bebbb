import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { docx, MAIN, rels, types, zipOf } from './documents.ts'
import { readable } from './readable.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SEED = 'AnnaSeed'

function cleaned(made: Uint8Array<ArrayBuffer>, visible: readonly string[]) {
  const { bytes, findings, stays } = stripOoxml(made)
  const read = readable(bytes).join('\n')
  expect(read).not.toContain(SEED)
  for (const words of visible) expect(read).toContain(words)
  expect(stays).toEqual([])
  const again = stripOoxml(bytes)
  expect(unzipText(again.bytes)).toEqual(unzipText(bytes))
  expect(again.findings).toEqual([])
  const part = (name: string) => Buffer.from(unzipSync(bytes)[name] ?? []).toString()
  return { findings, part }
}

describe('T-147 names that nothing uses, and names that nobody sees, are in no copy', () => {
  const style = (id: string, name: string, more = '', type = 'paragraph') =>
    `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`
  const item = (words: string, value = words) =>
    `<w:listItem w:displayText="${words}" w:value="${value}"/>`

  test('Word: styles, lists, fonts and choices', () => {
    const made = docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:pPr><w:pStyle w:val="${SEED}1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:rStyle w:val="${SEED}Gone"/><w:rFonts w:ascii="Arial"/></w:rPr><w:t>one</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="${SEED}Titel"/></w:pPr><w:r><w:t>two</w:t></w:r></w:p><w:sdt><w:sdtPr><w:dropDownList w:lastValue="${SEED}">${item('Choose', SEED)}${item(SEED)}</w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Choose</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="${SEED}"/><w:listEntry w:val="picked"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:body></w:document>`,
      'word/_rels/document.xml.rels': rels(
        'styles styles.xml',
        'numbering n.xml',
        'fontTable f.xml',
      ),
      'word/styles.xml': `<w:styles xmlns:w="${W}">${style(`${SEED}Titel`, 'heading 1', `<w:next w:val="${SEED}1"/>`)}${style(`${SEED}1`, `${SEED} one`, `<w:basedOn w:val="${SEED}2"/><w:link w:val="${SEED}3"/>`)}${style(`${SEED}2`, `${SEED} two`)}${style(`${SEED}3`, `${SEED} three`, '', 'character')}${style(`${SEED}4`, 'heading 1')}</w:styles>`,
      'word/n.xml': `<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:lvlText w:val="7 3 5 5 6 0 8"/></w:lvl><w:lvl w:ilvl="3"><w:lvlText w:val="${SEED} %4"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:pStyle w:val="${SEED}3"/><w:lvlText w:val="${SEED}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num></w:numbering>`,
      'word/f.xml': `<w:fonts xmlns:w="${W}"><w:font w:name="Arial"/><w:font w:name="${SEED}"/></w:fonts>`,
    })
    const { findings, part } = cleaned(made, ['one', 'two', 'Choose', 'picked'])
    expect(findings).toContain('words')
    expect(part('word/styles.xml').match(/w:styleId="[^"]*"/g)).toEqual([
      'w:styleId="Heading1"',
      'w:styleId="Style1"',
      'w:styleId="Style2"',
    ])
    expect(part('word/styles.xml')).toContain('<w:basedOn w:val="Style2"/>')
    expect(part('word/document.xml')).toMatch(/"Style1".*one.*"Heading1".*two/)
    expect(part('word/numbering.xml').match(/<w:lvl /g)).toHaveLength(1)
  })

  const sheet = (cells: string, more = '') =>
    `<worksheet xmlns="${S}" xmlns:r="${R}"><sheetData><row r="1">${cells}</row></sheetData>${more}</worksheet>`
  const text = (at: string, words: string) =>
    `<c r="${at}" s="1" t="inlineStr"><is><t>${words}</t></is></c>`

  test('Excel: ranges, formats, styles, tables and choices', () => {
    const made = zipOf({
      '[Content_Types].xml': types('/xl/workbook.xml', `${MAIN}.spreadsheetml.sheet.main+xml`),
      '_rels/.rels': rels('officeDocument xl/workbook.xml'),
      'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="${SEED}">Bills!$A$1</definedName><definedName name="${SEED}_2">${SEED}</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">Bills!$A$1</definedName><definedName name="Deep">Bills!$A$1</definedName><definedName name="Rate">Deep</definedName></definedNames></workbook>`,
      'xl/_rels/workbook.xml.rels': rels('worksheet s.xml', 'styles st.xml'),
      'xl/st.xml': `<styleSheet xmlns="${S}"><numFmts count="2"><numFmt numFmtId="170" formatCode="0.0"/><numFmt numFmtId="171" formatCode="0&quot;${SEED}&quot;"/></numFmts><fonts><font><name val="Arial"/></font><font><name val="${SEED}"/></font></fonts><fills><fill/></fills><cellStyleXfs count="3"><xf/><xf fontId="1"/><xf/></cellStyleXfs><cellXfs><xf/><xf numFmtId="170" xfId="2"/><xf numFmtId="171" fontId="1" xfId="1"/></cellXfs><cellStyles count="3"><cellStyle name="${SEED}" xfId="0" builtinId="0"/><cellStyle name="${SEED} b" xfId="1"/><cellStyle name="${SEED} c" xfId="2"/></cellStyles><dxfs><dxf><numFmt numFmtId="172" formatCode="&quot;${SEED}&quot;"/></dxf></dxfs><tableStyles count="2" defaultTableStyle="${SEED}"><tableStyle name="${SEED}" count="0"/><tableStyle name="${SEED} d" count="0"/></tableStyles></styleSheet>`,
      'xl/s.xml': sheet(
        `${text('A1', 'Sum')}<c r="B1"><f>Rate*2</f><v>4</v></c>${text('C1', 'yes')}`,
        `<dataValidations count="2"><dataValidation type="list" sqref="C1" prompt="${SEED}" error="${SEED}"><formula1>"yes,${SEED}"</formula1></dataValidation><dataValidation type="list" sqref="D1"><formula1>"${SEED}"</formula1></dataValidation></dataValidations><tableParts><tablePart r:id="rId1"/></tableParts>`,
      ),
      'xl/_rels/s.xml.rels': rels('table t.xml'),
      'xl/t.xml': `<table xmlns="${S}" id="1" name="${SEED}" displayName="${SEED}" ref="A1:B2"><tableColumns count="2"><tableColumn id="1" name="Sum" dataCellStyle="${SEED}"/><tableColumn id="2" name="${SEED}" totalsRowLabel="${SEED}"/></tableColumns><tableStyleInfo name="${SEED} d"/></table>`,
    })
    const { part } = cleaned(made, ['Sum', 'Rate', 'Deep', 'Print_Area', '0.0'])
    const styles = part('xl/styles.xml')
    expect(styles.match(/<cellStyle [^>]*>/g)).toEqual([
      '<cellStyle builtinId="0" name="Normal" xfId="0"/>',
      '<cellStyle name="Style 1" xfId="2"/>',
    ])
    expect(styles).toContain('<tableStyle count="0" name="Table style 1"/>')
    expect(part('xl/tables/table1.xml')).toContain('<tableStyleInfo name="Table style 1"/>')
    expect(part('xl/tables/table1.xml')).toContain('displayName="Table1"')
    expect(part('xl/worksheets/sheet1.xml')).toContain('<formula1>"yes"</formula1>')
  })

  test('Excel: a style of a table that is nowhere has no name', () => {
    const made = zipOf({
      '[Content_Types].xml': types('/xl/workbook.xml', `${MAIN}.spreadsheetml.sheet.main+xml`),
      '_rels/.rels': rels('officeDocument xl/workbook.xml'),
      'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': rels('worksheet s.xml', 'styles st.xml'),
      'xl/st.xml': `<styleSheet xmlns="${S}"><fonts><font/></fonts><fills><fill/></fills><cellXfs><xf/></cellXfs></styleSheet>`,
      'xl/s.xml': sheet(text('A1', 'Sum'), '<tableParts><tablePart r:id="rId1"/></tableParts>'),
      'xl/_rels/s.xml.rels': rels('table t.xml'),
      'xl/t.xml': `<table xmlns="${S}" id="1" displayName="a" ref="A1:A2"><tableColumns count="1"><tableColumn id="1" name="Sum"/></tableColumns><tableStyleInfo name="${SEED}"/></table>`,
    })
    const { part } = cleaned(made, ['Sum'])
    expect(part('xl/tables/table1.xml')).toContain('<tableStyleInfo name="Table style 1"/>')
  })

  test('Excel: a table that a formula calls keeps its name', () => {
    const made = zipOf({
      '[Content_Types].xml': types('/xl/workbook.xml', `${MAIN}.spreadsheetml.sheet.main+xml`),
      '_rels/.rels': rels('officeDocument xl/workbook.xml'),
      'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': rels('worksheet s.xml'),
      'xl/s.xml': sheet(
        `${text('A1', 'Sum')}<c r="B1"><f>SUM(Prices[Sum])</f><v>4</v></c>`,
        '<tableParts><tablePart r:id="rId1"/></tableParts>',
      ),
      'xl/_rels/s.xml.rels': rels('table t.xml'),
      'xl/t.xml': `<table xmlns="${S}" id="1" name="Prices" displayName="Prices" ref="A1:A2"><tableColumns count="1"><tableColumn id="1" name="Sum"/></tableColumns></table>`,
    })
    cleaned(made, ['displayName="Prices"', 'Prices[Sum]'])
  })
})

function unzipText(bytes: Uint8Array): Record<string, string> {
  const parts = Object.entries(unzipSync(bytes))
  return Object.fromEntries(parts.map(([name, part]) => [name, Buffer.from(part).toString()]))
}

test('T-147 where the cursor stood, which program counted, and numbers drawn by chance are in no copy', () => {
  const word = docx({
    'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:sdt><w:sdtPr><w:id w:val="-1735560847"/></w:sdtPr><w:sdtContent><w:p><w:r><w:lastRenderedPageBreak/><w:t>one</w:t></w:r></w:p></w:sdtContent></w:sdt></w:body></w:document>`,
  })
  expect(cleaned(word, ['one']).part('word/document.xml')).not.toMatch(/1735560847|lastRendered/)
  const book = zipOf({
    '[Content_Types].xml': types('/xl/workbook.xml', `${MAIN}.spreadsheetml.sheet.main+xml`),
    '_rels/.rels': rels('officeDocument xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${R}"><workbookPr defaultThemeVersion="166925"/><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/></workbook>`,
    'xl/_rels/workbook.xml.rels': rels('worksheet s.xml'),
    'xl/s.xml': `<worksheet xmlns="${S}"><sheetViews><sheetView workbookViewId="0" zoomScale="137" topLeftCell="C9"><pane ySplit="1" topLeftCell="A2" state="frozen"/><selection activeCell="ABC7355" sqref="ABC7355"/></sheetView></sheetViews><sheetData/></worksheet>`,
  })
  const { part } = cleaned(book, [])
  expect(part('xl/workbook.xml')).not.toMatch(/166925|191029/)
  expect(part('xl/worksheets/sheet1.xml')).not.toMatch(/ABC7355|137|C9/)
  expect(part('xl/worksheets/sheet1.xml')).toContain('topLeftCell="A2"')
})
