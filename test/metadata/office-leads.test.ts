import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { docx, rels } from './documents.ts'
import { madeSheet } from './made-sheets.ts'
import { ordinaryPptx, ordinaryXlsx } from './office-documents.ts'
import { readable } from './readable.ts'

/* T-147: what leads to something carries it. Each of these went through a cleaner that looked at ids only. */

const SEED = 'SeedWord77'
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const V = 'urn:schemas-microsoft-com:vml'
const O = 'urn:schemas-microsoft-com:office:office'

function word(body: string, more: Readonly<Record<string, string>> = {}): string {
  const made = docx({
    'word/document.xml': `<w:document xmlns:w="${W}" xmlns:r="${R}" xmlns:v="${V}" xmlns:o="${O}"><w:body><w:p><w:r><w:t>VISIBLE</w:t></w:r></w:p>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': rels(
      `hyperlink https://press.invalid/${SEED} ext rLink`,
      'footnotes footnotes.xml - rNotes',
      'comments comments.xml - rRemarks',
    ),
    ...more,
  })
  const { bytes, stays } = stripOoxml(made)
  expect(stays).toEqual([])
  return readable(bytes).join('\n')
}

const run = (inside: string) => `<w:p><w:r>${inside}</w:r></w:p>`

describe('T-147 an address or a part comes along only where a program draws what leads to it', () => {
  test.each([
    run('<w:rPr><w:b r:id="rLink"/></w:rPr><w:t>x</w:t>'),
    run('<w:tab r:id="rLink"/>'),
    run('<w:t r:embed="rLink">x</w:t>'),
    '<w:p r:id="rLink"><w:r><w:t>x</w:t></w:r></w:p>',
    `<w:p><w:hyperlink w:anchor="a" w:docLocation="https://t.invalid/${SEED}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>`,
    run(
      `<w:pict><v:shape style="width:90pt;height:90pt"><v:fill o:href="https://t.invalid/${SEED}" type="frame"/></v:shape></w:pict>`,
    ),
    run(
      `<w:pict><v:group href="https://t.invalid/${SEED}" style="width:9pt;height:9pt"></v:group></w:pict>`,
    ),
    run(
      `<w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://press.invalid/" \\l "${SEED} was here"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>x</w:t><w:fldChar w:fldCharType="end"/>`,
    ),
    run(
      `<w:fldChar w:fldCharType="begin"/><w:instrText>EQ \\s\\up1000(${SEED})</w:instrText><w:fldChar w:fldCharType="end"/>`,
    ),
  ])('in a text: %s', (body) => {
    expect(word(body)).toContain('VISIBLE')
    expect(word(body)).not.toContain(SEED)
  })

  test('and a link under words stays', () => {
    const link = '<w:p><w:hyperlink r:id="rLink"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    expect(word(link)).toContain(SEED)
  })

  test.each([
    ['<c r="C1" r:id="rIdX"><v>1</v></c>'],
    ['<c r="C1"><f r:id="rIdX">1</f><v>1</v></c>'],
  ])('in a sheet: %s', (cell) => {
    const made = changed(
      () =>
        changed(
          ordinaryXlsx,
          'xl/worksheets/_rels/sheet1.xml.rels',
          '</Relationships>',
          `<Relationship Id="rIdX" Type="${R}/hyperlink" Target="https://t.invalid/${SEED}" TargetMode="External"/></Relationships>`,
        ),
      'xl/worksheets/sheet1.xml',
      '</row>',
      `${cell}</row>`,
    )
    expect(readable(stripOoxml(made).bytes).join('\n')).not.toContain(SEED)
  })

  test.each([
    [
      '<a:rPr lang="en-US" dirty="0"/>',
      '<a:rPr lang="en-US"><a:hlinkClick r:id="rIdX"/></a:rPr>',
      true,
    ],
    [
      '<a:bodyPr/>',
      '<a:bodyPr/><a:lstStyle><a:lvl1pPr><a:defRPr><a:hlinkClick r:id="rIdX"/></a:defRPr></a:lvl1pPr></a:lstStyle>',
      false,
    ],
    ['<a:p>', '<a:p><a:pPr><a:defRPr><a:hlinkClick r:id="rIdX"/></a:defRPr></a:pPr>', false],
    [
      '<p:cNvPr id="1" name=""/>',
      '<p:cNvPr id="1" name=""><a:hlinkClick r:id="rIdX"/></p:cNvPr>',
      false,
    ],
  ])('on a slide: %s becomes %s, stays: %s', (from, to, stays) => {
    const made = changed(
      () =>
        changed(
          ordinaryPptx,
          'ppt/slides/_rels/slide1.xml.rels',
          '</Relationships>',
          `<Relationship Id="rIdX" Type="${R}/hyperlink" Target="https://t.invalid/${SEED}" TargetMode="External"/></Relationships>`,
        ),
      'ppt/slides/slide1.xml',
      from,
      to,
    )
    expect(readable(stripOoxml(made).bytes).join('\n').includes(SEED)).toBe(stays)
  })
})

describe('T-147 notes that only notes lead to are shown nowhere', () => {
  const note = (name: string, id: number, inside: string) =>
    `<w:${name} w:id="${id}"><w:p><w:r>${inside}</w:r></w:p></w:${name}>`
  const notes = (inside: string) => ({
    'word/footnotes.xml': `<w:footnotes xmlns:w="${W}">${inside}</w:footnotes>`,
  })

  test('a note that refers to itself, and two that refer to each other, go', () => {
    const own = note('footnote', 5, `<w:footnoteReference w:id="5"/><w:t>${SEED}</w:t>`)
    expect(word('', notes(own))).not.toContain(SEED)
    const two =
      note('footnote', 5, `<w:footnoteReference w:id="6"/><w:t>${SEED}</w:t>`) +
      note('footnote', 6, `<w:footnoteReference w:id="5"/><w:t>${SEED}</w:t>`)
    expect(word('', notes(two))).not.toContain(SEED)
  })

  test('a note of a note of the text stays', () => {
    const two =
      note('footnote', 5, '<w:footnoteReference w:id="6"/><w:t>one</w:t>') +
      note('footnote', 6, `<w:t>${SEED}</w:t>`)
    expect(word(run('<w:footnoteReference w:id="5"/>'), notes(two))).toContain(SEED)
  })

  test('a line between text and notes holds no words', () => {
    const line = `<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/><w:t>${SEED}</w:t></w:r></w:p></w:footnote>`
    expect(word('', notes(line))).not.toContain(SEED)
  })
})

describe('T-147 what a formula says of when and where is in no copy', () => {
  const cleaned = (formula: string, value: string) => {
    const cell = `<c r="C1" t="str"><f>${formula}</f><v>${value}</v></c></row>`
    const made = changed(ordinaryXlsx, 'xl/worksheets/sheet1.xml', '</row>', cell)
    return readable(stripOoxml(made).bytes).join('\n')
  }

  test.each(['NOW()', 'TODAY()', 'CELL("filename",A1)', 'INFO("directory")'])(
    '%s says when or where the file was counted last: no result stays beside it',
    (formula) => {
      const copy = cleaned(formula, SEED)
      expect(copy).not.toContain(SEED)
      expect(copy).not.toContain('84')
      expect(cleaned('SUM(B1)', SEED)).toContain(SEED)
    },
  )

  test.each([
    ['NOW()+[1]x!A1', false],
    ['CELL("filename")&amp;[1]x!A1', false],
    ['[1]x!$A$1', true],
    [`SUM('C:\\[b.xlsx]x'!A1:B7)*2`, true],
    ['VLOOKUP("a",[1]x!A:B,2,0)', true],
  ])('%s leads away: whether what it came to stays beside NOW(): %s', (formula, stays) => {
    const cells = `<c r="A1"><f>${formula}</f><v>46095.63</v></c><c r="B1"><f>NOW()</f><v>4</v></c>`
    const copy = readable(stripOoxml(madeSheet({ cells })).bytes).join('\n')
    expect(copy.includes('46095')).toBe(stays)
  })

  test.each([
    `_xlfn.MAP(A1,_xleta.WEBSERVICE)`,
    `_xlfn.LET(_xlpm.f,WEBSERVICE,_xlpm.f("${SEED}"))`,
    `_xlfn.IMPORTCSV("${SEED}")`,
    `_xlfn.TRANSLATE("${SEED}","en")`,
    `HYPERLINK("https://a.invalid","x")&amp;HYPERLINK("ldap://${SEED}","x")`,
    `"\\Users\\${SEED}\\x"&amp;A1`,
    `HYPERLINK("[C:\\Users\\${SEED}\\b.xlsx]Totals!A1","x")`,
    `HYPERLINK("[\\\\server\\${SEED}\\b.xlsx]Totals!A1","x")`,
    `HYPERLINK("[${SEED}.xlsx]S!A1","x")`,
    `HYPERLINK("#[${SEED}.xlsx]S!A1","x")`,
    `HYPERLINK("..\\${SEED}\\b.xlsx","x")`,
    `HYPERLINK("Desktop/${SEED}/b.docx")`,
    `INDIRECT("'C:\\Users\\${SEED}\\[b.xlsx]S'!A1")`,
    `INDIRECT("'[${SEED}.xlsx]S'!A1")`,
    `INDIRECT("["&amp;A1&amp;"${SEED}.xlsx]S'!A1")`,
    `INDIRECT("'[${SEED}.xlsx]"&amp;A1&amp;"'!A1")`,
    `'[${SEED}.xlsx]My-Sheet'!A1`,
    `'[${SEED}.xlsx]O''Brien'!A1`,
    `Table1['#]+'C:\\O''Brien\\[${SEED}.xlsx]My-Sheet'!A1`,
  ])('%s leads away, and goes', (formula) => {
    const copy = cleaned(formula, 'x')
    expect(copy).not.toMatch(/SeedWord77|WEBSERVICE/)
  })

  test.each([
    'SUM(Table1[2023])',
    '"Please call ("&amp;A1',
    'IF(A1="a|b","Plan A:/Plan B","")',
    'INDIRECT("Sheet[1]")',
    'INDIRECT("Table1["&amp;A1&amp;"]")',
    'HYPERLINK("mailto:a@example.org","x")',
    `HYPERLINK("#'Sheet 1'!A1","x")`,
    'HYPERLINK(A1,"x")',
  ])('%s is an ordinary formula, and stays', (formula) => {
    expect(cleaned(formula, 'x')).toContain(formula.replaceAll('&amp;', '&'))
  })

  test('a formula that is longer than any of Excel’s goes, and is not looked through', () => {
    expect(cleaned(`${'['.repeat(200_000)}${SEED}`, 'x')).not.toContain(SEED)
  })
})

describe('ordinary places of a text are not called hidden', () => {
  const box = (fit: string) =>
    `<w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="2518410" cy="635"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:spPr><a:xfrm><a:ext cx="2518410" cy="635"/></a:xfrm></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>Figure 1</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr>${fit}</wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`
  const frame = (at: string) =>
    `<w:p><w:pPr><w:framePr ${at}/></w:pPr><w:r><w:t>D</w:t></w:r></w:p>`
  const table = (at: string) =>
    `<w:tbl><w:tblPr><w:tblpPr ${at}/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`

  test.each([
    ['a drop cap in the margin', frame('w:dropCap="margin" w:lines="3" w:hAnchor="page"')],
    [
      'a letterhead that is aligned',
      frame('w:hAnchor="page" w:vAnchor="page" w:xAlign="center" w:yAlign="bottom"'),
    ],
    ['a floating table by alignment', table('w:horzAnchor="page" w:tblpXSpec="left"')],
    ['a caption that grows with its words', run(box('<a:spAutoFit/>'))],
  ])('%s', (_, body) => {
    expect(word(body)).toContain('VISIBLE')
  })

  test('and a table beside the page, or a box that does not grow, is told', () => {
    for (const body of [table('w:horzAnchor="page" w:tblpX="-16000"'), run(box(''))]) {
      const made = docx({
        'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
      })
      expect(stripOoxml(made).stays.map(({ kind }) => kind)).toEqual(['hidden'])
    }
  })
})

test('T-147 of a part that bears no number there is one in a copy: the first', () => {
  const styles = (name: string) =>
    `<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:styleId="A"><w:name w:val="${name}"/></w:style></w:styles>`
  const body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
  const copy = word(body, {
    'word/_rels/document.xml.rels': rels('styles styles.xml - rOne', 'styles more.xml - rTwo'),
    'word/styles.xml': styles('first'),
    'word/more.xml': styles(SEED),
  })
  expect(copy).not.toContain(SEED)
  expect(copy.match(/relationships\/styles"/g)).toHaveLength(1)
})
