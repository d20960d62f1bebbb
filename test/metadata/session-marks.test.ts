import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { utf8 } from '#bytes.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { docx, rels, zipOf } from './documents.ts'
import { cellOf, madeSheet, R } from './made-sheets.ts'
import { ordinaryPptx } from './office-documents.ts'
import { readable } from './readable.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const text = (bytes: Uint8Array) => readable(bytes as Uint8Array<ArrayBuffer>).join('\n')
const word = (body: string) =>
  stripOoxml(
    docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
    }),
  )

describe('T-147 settings that say when, how often or with what are in no copy', () => {
  const filter = (inside: string, cells = cellOf('46095.5', 'n')) =>
    text(
      stripOoxml(
        madeSheet({
          cells,
          sheet: `<autoFilter ref="A1:A3"><filterColumn colId="0">${inside}</filterColumn></autoFilter>`,
        }),
      ).bytes,
    )

  test('the day on which a filter looked for today', () => {
    const copy = filter(
      '<dynamicFilter type="today" val="46096" maxVal="46097" valIso="2026-03-15T15:09:26"/>',
    )
    expect(copy).toContain('type="today"')
    expect(copy).not.toMatch(/46096|46097|15:09/)
    expect(filter('<top10 val="10" filterVal="735560"/>')).not.toContain('735560')
  })

  test('days that a filter looks for and no cell has', () => {
    const item = (more: string, by: string) =>
      `<filters calendarType="gregorian"><dateGroupItem year="2026" ${more} dateTimeGrouping="${by}"/></filters>`
    expect(filter(item('month="3" day="14" hour="12"', 'hour'))).toContain('hour="12"')
    expect(filter(item('month="3" minute="9"', 'month'))).toContain('month="3"')
    expect(filter(item('month="3" minute="9"', 'month'))).not.toContain('minute')
    expect(filter(item('month="3" day="14" hour="15" minute="9"', 'minute'))).not.toContain('2026')
    expect(filter(item('month="4"', 'month'))).not.toContain('2026')
    expect(filter(item('month="3" day="14"', 'day'), cellOf('words'))).not.toContain('2026')
  })

  test.each([
    [0, 1, 0],
    [1, 1, 1],
    [31, 1, 31],
    [32, 2, 1],
    [59, 2, 28],
    [60, 2, 29],
    [61, 3, 1],
  ])('day %s of Excel is in 1900: month %s, day %s', (n, month, day) => {
    const item = (of: number) =>
      `<filters><dateGroupItem year="1900" month="${of}" day="${day}" dateTimeGrouping="day"/></filters>`
    expect(filter(item(month), cellOf(String(n), 'n'))).toContain('year="1900"')
    expect(filter(item(month + 2), cellOf(String(n), 'n'))).not.toContain('year="1900"')
  })

  test.each([
    '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838" w:code="7355"/><w:paperSrc w:first="7355" w:other="7355"/></w:sectPr></w:pPr></w:p>',
    '<w:sdt><w:sdtPr><w:label w:val="7355"/><w:tabIndex w:val="7355"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>seen</w:t></w:r></w:p></w:sdtContent></w:sdt>',
  ])('trays of a printer and numbers of controls: %s', (body) => {
    expect(text(word(body).bytes)).not.toContain('7355')
  })

  test('the mailbox of whoever a remark mentions', () => {
    const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const field = (shown: string) =>
      text(
        word(
          `<w:p>${char('begin')}<w:r><w:instrText> HYPERLINK "mailto:anna@corp.example" </w:instrText></w:r>${char('separate')}<w:r><w:t>${shown}</w:t></w:r>${char('end')}</w:p>`,
        ).bytes,
      )
    expect(field('@Anna')).toContain('@Anna')
    expect(field('@Anna')).not.toContain('corp.example')
    expect(field('write to us')).toContain('corp.example')
    const link = (shown: string) =>
      text(
        stripOoxml(
          docx({
            'word/document.xml': `<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body><w:p><w:hyperlink r:id="rId1"><w:r><w:t>${shown}</w:t></w:r></w:hyperlink></w:p></w:body></w:document>`,
            'word/_rels/document.xml.rels': rels('hyperlink mailto:anna@corp.example ext'),
          }),
        ).bytes,
      )
    expect(link('@Anna')).toContain('@Anna')
    expect(link('@Anna')).not.toContain('corp.example')
    expect(link('write to us')).toContain('corp.example')
  })

  test('how many remarks somebody ever wrote on slides', () => {
    const P = 'http://schemas.openxmlformats.org/presentationml/2006/main'
    const slides = unzipSync(ordinaryPptx())
    const add = (name: string, end: string, more: string) => {
      slides[name] = utf8(
        Buffer.from(slides[name] ?? [])
          .toString()
          .replace(end, `${more}${end}`),
      )
    }
    const TYPES = 'application/vnd.openxmlformats-officedocument.presentationml'
    add(
      '[Content_Types].xml',
      '</Types>',
      `<Override PartName="/ppt/a.xml" ContentType="${TYPES}.commentAuthors+xml"/><Override PartName="/ppt/c.xml" ContentType="${TYPES}.comments+xml"/>`,
    )
    const lead = (type: string, to: string) =>
      `<Relationship Id="rIdOwn" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${to}"/>`
    add('ppt/_rels/presentation.xml.rels', '</Relationships>', lead('commentAuthors', 'a.xml'))
    add('ppt/slides/_rels/slide1.xml.rels', '</Relationships>', lead('comments', '../c.xml'))
    slides['ppt/a.xml'] = utf8(
      `<p:cmAuthorLst xmlns:p="${P}"><p:cmAuthor id="1" name="x y" initials="x" lastIdx="7355" clrIdx="1"/></p:cmAuthorLst>`,
    )
    slides['ppt/c.xml'] = utf8(
      `<p:cmLst xmlns:p="${P}"><p:cm authorId="1" idx="7355"><p:pos x="1" y="1"/><p:text>VISIBLE</p:text></p:cm></p:cmLst>`,
    )
    const copy = text(stripOoxml(zipOf(slides)).bytes)
    expect(copy).toContain('VISIBLE')
    expect(copy).toMatch(/idx="1"/)
    expect(copy).not.toContain('7355')
  })
})

describe('T-147 what a field that went is shown as elsewhere goes too', () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const field = (code: string) =>
    `${char('begin')}<w:r><w:instrText> ${code} </w:instrText></w:r>${char('separate')}<w:r><w:t>SeedWord77</w:t></w:r>${char('end')}`
  const author = `<w:p><w:bookmarkStart w:id="1" w:name="who"/>${field('AUTHOR')}<w:bookmarkEnd w:id="1"/></w:p>`

  test.each(['REF who', 'STYLEREF "Heading 1"', 'TOC \\o'])('%s', (code) => {
    const body = `${author}<w:p>${field(code)}</w:p><w:p><w:r><w:t>VISIBLE</w:t></w:r></w:p>`
    expect(text(word(body).bytes)).toContain('VISIBLE')
    expect(text(word(body).bytes)).not.toContain('SeedWord77')
    const { bytes } = stripOoxml(
      docx({
        'word/document.xml': `<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${author}<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr></w:body></w:document>`,
        'word/_rels/document.xml.rels': rels('header h.xml'),
        'word/h.xml': `<w:hdr xmlns:w="${W}"><w:p><w:r><w:t>VISIBLE</w:t></w:r>${field(code)}</w:p></w:hdr>`,
      }),
    )
    expect(text(bytes)).toContain('VISIBLE')
    expect(text(bytes)).not.toContain('SeedWord77')
  })

  test('a heading that nothing filled is shown in a header', () => {
    const body = `<w:p><w:r><w:t>What happened</w:t></w:r></w:p><w:p>${field('STYLEREF "Heading 1"')}</w:p>`
    expect(text(word(body).bytes)).toContain('SeedWord77')
  })
})

test.each(['LET(f,CELL,f("filename"))', '_xlfn.MAP(A1,_xleta.NOW)', 'INFO ("directory")'])(
  'T-147 a formula says when or where, however it is called: %s',
  (formula) => {
    const cell = (f: string) =>
      `<c r="A1" s="1" t="str"><f>${f.replaceAll('"', '&quot;')}</f><v>SeedWord77</v></c>`
    const { bytes } = stripOoxml(madeSheet({ cells: cell(formula) }))
    expect(text(bytes)).not.toContain('SeedWord77')
    for (const other of ['Info!A1', 'Table1[Info]', '"now and here"']) {
      const copy = stripOoxml(madeSheet({ cells: cell(`CONCAT(A2,${other})`) }))
      expect(text(copy.bytes)).toContain('SeedWord77')
    }
  },
)

test('T-147 numbers of sheets, tables, columns and tracked changes are counted anew', () => {
  const change = word(
    '<w:p><w:ins w:id="7355" w:author="A"><w:r><w:t>VISIBLE</w:t></w:r></w:ins></w:p>',
  )
  expect(text(change.bytes)).toContain('VISIBLE')
  expect(text(change.bytes)).not.toContain('7355')
  const sheet = madeSheet({
    cells: '<c r="A1" s="1"><f t="shared" ref="A1:A1" si="7355">1+1</f><v>2</v></c>',
  })
  expect(text(stripOoxml(sheet).bytes)).not.toContain('7355')
})
