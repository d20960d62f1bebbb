import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { docx } from './documents.ts'
import { ordinaryPptx } from './office-documents.ts'
import { readable } from './readable.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const SEED = 'SeedWord77'

describe('T-147 what a program counts anew whenever it shows it is in no copy', () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const words = `<w:r><w:t>${SEED}</w:t></w:r><w:r><w:t>83</w:t></w:r>`

  test.each(['PAGE', 'NUMPAGES', 'SECTION', 'AUTONUM', 'LISTNUM', 'FORMDROPDOWN'])(
    'Word: %s',
    (code) => {
      for (const field of [
        `${char('begin')}<w:r><w:instrText> ${code} </w:instrText></w:r>${char('separate')}${words}${char('end')}`,
        `<w:fldSimple w:instr=" ${code} ">${words}</w:fldSimple>`,
      ]) {
        const body = `<w:p><w:r><w:t>VISIBLE</w:t></w:r>${field}</w:p>`
        const { bytes, findings } = stripOoxml(
          docx({
            'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
          }),
        )
        const read = readable(bytes).join('\n')
        expect(read).toContain('VISIBLE')
        expect(read).toContain(code)
        expect(read).not.toContain(SEED)
        expect(read).not.toContain('83')
        expect(findings).toContain('words')
      }
    },
  )

  test.each([
    ['slidenum', 'words'],
    ['datetime1', 'taken'],
    ['datetimeFigureOut', 'taken'],
  ])('PowerPoint: %s', (type, stay) => {
    const made = changed(
      ordinaryPptx,
      'ppt/slides/slide1.xml',
      '</a:r>',
      `</a:r><a:fld id="{00000000-0000-0000-0000-000000000001}" type="${type}"><a:rPr lang="en-US"/><a:t>3 March 2026 ${SEED}</a:t></a:fld>`,
    )
    const { bytes, findings } = stripOoxml(made)
    const read = readable(bytes).join('\n')
    expect(read).not.toMatch(/SeedWord77|March/)
    expect(read).toContain(type)
    expect(findings).toContain(stay)
  })

  test.each([
    'author',
    'file',
    'file1',
    'file2',
    'file3',
    'username',
    'header',
    'dateTime',
    'datetime1 ',
    'datetime-x',
    'anything',
  ])('Impress: a field that says %s, on a slide, in notes and behind them', (type) => {
    const field = `<a:fld id="{00000000-0000-0000-0000-000000000001}" type="${type}"><a:rPr lang="en-US"/><a:t>/home/${SEED}/x.odp</a:t></a:fld>`
    for (const part of ['slides/slide1', 'slideLayouts/slideLayout1', 'slideMasters/slideMaster1'])
      for (const end of ['</p:spTree>']) {
        const made = changed(
          ordinaryPptx,
          `ppt/${part}.xml`,
          end,
          `<p:sp><p:nvSpPr><p:cNvPr id="77" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p>${field}</a:p></p:txBody></p:sp>${end}`,
        )
        const { bytes, findings } = stripOoxml(made)
        expect(readable(bytes).join('\n')).not.toContain(SEED)
        expect(findings).toContain(/date/.test(type) ? 'taken' : 'author')
      }
  })

  test.each(['slidename', 'slidecount'])('what is read of a field stays: %s', (type) => {
    const field = `<a:fld id="{00000000-0000-0000-0000-000000000001}" type="${type}"><a:rPr lang="en-US"/><a:t>${SEED}</a:t></a:fld>`
    const made = changed(ordinaryPptx, 'ppt/slides/slide1.xml', '</a:r>', `</a:r>${field}`)
    expect(readable(stripOoxml(made).bytes).join('\n')).toContain(SEED)
  })

  test.each(['<w:sym w:font="Wingdings" w:char="F053"/>', '<w:drawing/>', '<w:pict/>'])(
    'Word: %s in the number of a page',
    (sign) => {
      const result = `<w:r>${sign}</w:r><w:r><w:t>3</w:t></w:r>`
      for (const field of [
        `${char('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>${char('separate')}${result}${char('end')}`,
        `<w:fldSimple w:instr=" PAGE ">${result}</w:fldSimple>`,
      ]) {
        const { bytes } = stripOoxml(
          docx({
            'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p>${field}</w:p></w:body></w:document>`,
          }),
        )
        const read = readable(bytes).join('\n')
        expect(read).not.toMatch(/w:sym|w:drawing|w:pict/)
        expect(read).toContain('<w:t>1</w:t>')
      }
    },
  )

  test('a text that a cell fills is a text', () => {
    const made = changed(
      ordinaryPptx,
      'ppt/slides/slide1.xml',
      '</a:r>',
      '</a:r><a:fld id="{00000000-0000-0000-0000-000000000001}" type="TxLink"><a:rPr lang="de-DE"/><a:t>42</a:t></a:fld>',
    )
    const read = readable(stripOoxml(made).bytes).join('\n')
    expect(read).not.toContain('TxLink')
    expect(read).toMatch(/<a:r><a:rPr lang="de-DE"\/><a:t>42<\/a:t><\/a:r>/)
  })
})

describe('T-147 fields that say who, when or which file go with what they show, however they say it', () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const code = (words: string) => `<w:r><w:instrText> ${words} </w:instrText></w:r>`
  const shown = `${char('separate')}<w:r><w:t>${SEED}</w:t></w:r>${char('end')}`
  const field = (words: string) => `${char('begin')}${code(words)}${shown}`
  const read = (body: string) =>
    readable(
      stripOoxml(
        docx({
          'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:t>VISIBLE</w:t></w:r></w:p>${body}</w:body></w:document>`,
        }),
      ).bytes,
    ).join('\n')

  test.each([
    'DOCPROPERTY Author',
    'DOCPROPERTY "LastSavedBy" \\* MERGEFORMAT',
    'DOCPROPERTY Company',
    'DOCPROPERTY DocId',
    'INFO Author',
    'INFO FILENAME',
    'DATE',
    'date\\@ "yyyy"',
    'TIME',
    'date\\@ "d MMMM yyyy HH:mm"',
    'FILESIZE',
    'DOCVARIABLE user',
  ])('%s', (words) => {
    for (const body of [
      field(words),
      `<w:fldSimple w:instr=" ${words.replaceAll('"', '&quot;')} "><w:r><w:t>${SEED}</w:t></w:r></w:fldSimple>`,
    ]) {
      expect(read(`<w:p>${body}</w:p>`)).toContain('VISIBLE')
      expect(read(`<w:p>${body}</w:p>`)).not.toContain(SEED)
    }
  })

  test.each([
    `${char('begin')}${code('QUOTE')}${field('AUTHOR')}${shown}`,
    `${char('begin')}${code('IF 1 = 1')}${char('begin')}${code('QUOTE')}${field('AUTHOR')}${shown}${shown}`,
    `${char('begin')}${code('QUOTE')}<w:fldSimple w:instr="AUTHOR"><w:r><w:t>x</w:t></w:r></w:fldSimple>${shown}`,
  ])('in the code of another: %s', (body) => {
    expect(read(`<w:p>${body}</w:p>`)).not.toContain(SEED)
  })

  const marked = (id: number, inside: string) =>
    `<w:bookmarkStart w:id="${id}" w:name="who"/>${inside}<w:bookmarkEnd w:id="${id}"/>`
  test.each([
    ['a bookmark around one', `${marked(1, field('AUTHOR'))}${field('REF who \\h')}`],
    [
      'a bookmark in one',
      `${char('begin')}${code('AUTHOR')}${char('separate')}${marked(1, `<w:r><w:t>${SEED}</w:t></w:r>`)}${char('end')}${field('REF WHO')}`,
    ],
    ['one in front of its bookmark', `${field('REF who')}${marked(1, field('FILENAME'))}`],
    [
      'a name that is set by one',
      `${char('begin')}${code('SET who')}${field('AUTHOR')}${char('end')}${field('REF who')}`,
    ],
    [
      'a name alone',
      `${char('begin')}${code('SET who')}${field('AUTHOR')}${char('end')}${field('who')}`,
    ],
    [
      'a name of a name',
      `${marked(1, field('AUTHOR'))}<w:bookmarkStart w:id="2" w:name="two"/>${field('REF who')}<w:bookmarkEnd w:id="2"/><w:fldSimple w:instr=" REF two "><w:r><w:t>${SEED}</w:t></w:r></w:fldSimple>`,
    ],
    ['a name in a condition', `${marked(1, field('AUTHOR'))}${field('IF who = "x" "y" "z"')}`],
  ])('what another field shows of it: %s', (_, body) => {
    const copy = read(`<w:p>${body}</w:p>`)
    expect(copy).toContain('VISIBLE')
    expect(copy).not.toContain(SEED)
  })

  test.each(['14 March 2026', 'Saturday, 14 March 2026', '14.03.2026', '3/14/26', '2026年3月14日'])(
    'a day that is read in a letter stays as it is read: %s',
    (day) => {
      const letter = (words: string, text: string) =>
        read(`<w:p>${field(words).replace(SEED, text)}</w:p>`)
      for (const words of ['DATE \\@ "d MMMM yyyy"', 'DATE']) {
        expect(letter(words, day)).toContain(day)
        expect(letter(words, day)).not.toMatch(/instrText|fldChar/)
        expect(letter(words, `${day} 15:09:26`)).not.toContain('2026 15')
        expect(letter(words, `${day} 15:09:26`)).not.toContain('09')
      }
      expect(letter('SAVEDATE', day)).not.toContain(day)
    },
  )

  test.each(['TITLE', 'SUBJECT', 'DOCPROPERTY Title', 'INFO subject'])(
    'what somebody wrote as the %s is a word of the page',
    (words) => {
      const copy = read(`<w:p>${field(words)}</w:p>`)
      expect(copy).toContain(SEED)
      expect(copy).not.toContain('instrText')
    },
  )

  test('an address that is worked out by another field leads nowhere', () => {
    const body = `${char('begin')}${code('HYPERLINK "https://x.example/')}${field('QUOTE "a"')}${code('"')}${char('separate')}<w:r><w:t>VISIBLE</w:t></w:r>${char('end')}`
    const copy = read(`<w:p>${body}</w:p>`)
    expect(copy).not.toContain('x.example')
  })

  test.each([
    ['PAGE 73 55 60 88', 'PAGE'],
    ['PAGE \\e \\d \\* roman \\* MERGEFORMAT', 'PAGE \\* roman \\* MERGEFORMAT'],
    ['TOC \\s \\e \\e \\d \\z \\o "1-3" \\h 77', 'TOC \\h \\o "1-3" \\z'],
    ['NUMPAGES \\# 0000', 'NUMPAGES'],
    ['PAGEREF who \\p \\h \\h', 'PAGEREF _mark1 \\h \\p'],
  ])('of a code only what the field has stays, in one order: %s', (words, left) => {
    const copy = read(`<w:p>${marked(1, '<w:r><w:t>a</w:t></w:r>')}${field(words)}</w:p>`)
    expect(copy.replaceAll('&quot;', '"')).toContain(`> ${left} <`)
  })

  const control = (path: string, prefixes = '', store = '6C3C8BC8-F283-45AE-878A-BAB7291924A1') =>
    read(
      `<w:sdt><w:sdtPr><w:dataBinding w:xpath="${path}" w:prefixMappings="${prefixes}" w:storeItemID="{${store}}"/><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>${SEED}</w:t></w:r></w:p></w:sdtContent></w:sdt>`,
    )

  test('controls that show a property', () => {
    expect(control('/ns1:coreProperties[1]/ns0:creator[1]')).not.toContain(SEED)
    expect(control('/ns0:Properties[1]/ns0:Company[1]')).not.toContain(SEED)
    expect(
      control("/*[local-name()='coreProperties']/*[local-name()='lastModifiedBy']"),
    ).not.toContain(SEED)
  })

  test('however many fields show one another, the last first', () => {
    const all = 4000
    const chain = Array.from({ length: all }, (_, n) =>
      marked(n, field(n === all - 1 ? 'FILENAME' : `REF m${n + 1}`)).replaceAll('"who"', `"m${n}"`),
    )
    const start = process.cpuUsage()
    const copy = read(chain.map((one) => `<w:p>${one}</w:p>`).join(''))
    expect(copy).not.toContain(SEED)
    expect(process.cpuUsage(start).user).toBeLessThan(20_000_000)
  })

  const OWN = 'A4A1B2C3-0000-4000-8000-0000000000AA'
  const NS = 'http://schemas.openxmlformats.org/officeDocument/2006'
  test.each([
    [
      'a column of SharePoint with people',
      '/ns0:properties[1]/documentManagement[1]/ns3:Owner[1]/ns3:UserInfo[1]/ns3:DisplayName[1]',
      '',
    ],
    [
      'a column of SharePoint by the name of what is written',
      '/ns0:properties[1]/documentManagement[1]/ns3:category[1]',
      '',
    ],
    [
      'a column of SharePoint by its namespace',
      '/ns0:properties[1]/*[1]/ns3:title[1]',
      "xmlns:ns0='http://schemas.microsoft.com/office/2006/metadata/properties'",
    ],
    ['a property of an organisation', '/op:Properties[1]/op:property[1]/vt:lpwstr[1]', ''],
    [
      'a property of an organisation by its namespace',
      '/*[1]/*[2]/*[1]',
      `xmlns:op='${NS}/custom-properties'`,
    ],
    [
      'a strict property of an organisation',
      '/*[1]/*[2]/*[1]',
      "xmlns:op='http://purl.oclc.org/ooxml/officeDocument/customProperties'",
    ],
    [
      'a strict property of a program',
      '/*[1]/*[2]',
      "xmlns:op='http://purl.oclc.org/ooxml/officeDocument/extendedProperties'",
    ],
  ])('a control that shows %s shows nothing', (_, path, prefixes) => {
    expect(control(path, prefixes, OWN)).not.toContain(SEED)
  })

  test('a control that shows words of a form of the document keeps them', () => {
    expect(control('/form[1]/place[1]', "xmlns:f='urn:form'", OWN)).toContain(SEED)
  })

  test('a title that somebody wrote on the page stays', () => {
    expect(control('/ns1:coreProperties[1]/ns0:title[1]')).toContain(SEED)
    expect(read(`<w:p>${field('MERGEFIELD place')}</w:p>`)).toContain(SEED)
  })
})
