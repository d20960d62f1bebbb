import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { utf8 } from '#bytes.ts'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { stripText } from '#metadata/strip/text.ts'
import { changed } from './changed.ts'
import { docx, odfPart, odt, rels } from './documents.ts'
import { cellOf, madeSheet, R, S } from './made-sheets.ts'
import { ordinaryPptx } from './office-documents.ts'
import { readable } from './readable.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const SEED = 'SeedWord77'
const text = (bytes: Uint8Array) => readable(bytes as Uint8Array<ArrayBuffer>).join('\n')
const word = (body: string) =>
  stripOoxml(
    docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:t>VISIBLE</w:t></w:r></w:p>${body}</w:body></w:document>`,
    }),
  )

describe('T-147 an address in words does not say to whom it was sent, or when', () => {
  const GOOGLE =
    'https://www.google.com/url?q=https://press.invalid/a&sa=D&source=editors&ust=1773500966000000&usg=SeedWord77'
  const SAFE =
    'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpress.invalid%2Fa&data=05%7C01%7CSeedWord77%40corp.example%7C0&reserved=0'
  const SPACED = ` xml:space="preserve"`

  describe.each([
    ['Google', GOOGLE],
    ['Outlook', SAFE],
  ])('%s', (_, address) => {
    const xml = address.replaceAll('&', '&amp;')

    test.each([
      [`See ${address}.\n`, 'See https://press.invalid/a.\n'],
      [`<${address}>\r\nnext\r\n`, '<https://press.invalid/a>\r\nnext\r\n'],
      [`[here](${address}) and so on`, '[here](https://press.invalid/a) and so on'],
      [`**${address}**`, '**https://press.invalid/a**'],
      [`<a href="${xml}">x</a>`, '<a href="https://press.invalid/a">x</a>'],
      [`${address} ${address}`, 'https://press.invalid/a https://press.invalid/a'],
    ])('in a plain text: %s', (text, left) => {
      const { bytes, findings, stays } = stripText('text', utf8(text))
      expect(Buffer.from(bytes).toString()).toBe(left)
      expect(findings).toEqual(['wrapped'])
      expect(stays).toEqual([])
    })

    test('in a table, between its cells', () => {
      const text = `a,b\n${address},x&y=1\n"${address}";${address};2\n`
      const left =
        'a,b\nhttps://press.invalid/a,x&y=1\n"https://press.invalid/a";https://press.invalid/a;2\n'
      expect(Buffer.from(stripText('csv', utf8(text)).bytes).toString()).toBe(left)
    })

    test('in a text of Word, wherever its runs part it', () => {
      for (const at of [1, 12, 30, 60, address.length - 3]) {
        const [one, two] = [address.slice(0, at), address.slice(at)].map((part) =>
          part.replaceAll('&', '&amp;'),
        )
        const { bytes, findings } = word(
          `<w:p><w:r><w:t${SPACED}>See </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>${one}</w:t></w:r><w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/><w:r><w:t>${two}</w:t></w:r><w:r><w:tab/><w:t>next</w:t></w:r></w:p>`,
        )
        const copy = text(bytes)
        expect(copy).not.toContain(SEED)
        expect(copy).not.toContain('ust=')
        expect(copy.replace(/<[^>]*>/g, '')).toContain('See https://press.invalid/anext')
        expect(findings).toContain('wrapped')
      }
    })

    test('in a code that runs part', () => {
      for (const at of [30, 60, address.length - 3]) {
        const [one, two] = [address.slice(0, at), address.slice(at)].map((part) =>
          part.replaceAll('&', '&amp;'),
        )
        const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
        const copy = text(
          word(
            `<w:p>${char('begin')}<w:r><w:instrText> HYPERLINK "${one}</w:instrText></w:r><w:r><w:instrText>${two}" </w:instrText></w:r>${char('separate')}<w:r><w:t>here</w:t></w:r>${char('end')}</w:p>`,
          ).bytes,
        )
        expect(copy).not.toContain(SEED)
        expect(copy).toContain('https://press.invalid/a')
        expect(copy).toContain('here')
      }
    })

    test('in cells, what a formula came to, charts and formulas of Excel', () => {
      const { bytes, findings, stays } = stripOoxml(
        madeSheet({
          strings: `<si><t>${xml}</t></si>`,
          cells: `<c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="str"><f>A1</f><v>${xml}</v></c><c r="C1" s="1" t="str"><f>HYPERLINK("${xml}","here")</f><v>here</v></c>`,
        }),
      )
      const copy = text(bytes)
      expect(copy).not.toContain(SEED)
      expect(copy.match(/>https:\/\/press\.invalid\/a</g)?.length).toBeGreaterThan(1)
      expect(copy).toMatch(/HYPERLINK\((&quot;|")https:\/\/press\.invalid\/a/)
      expect(findings).toContain('links')
      expect(stays).toEqual([])
    })

    test('on a slide, in a text of OpenDocument and in formulas of its sheets', () => {
      const slide = stripOoxml(
        changed(
          ordinaryPptx,
          'ppt/slides/slide1.xml',
          '</a:r>',
          `</a:r><a:r><a:t> ${xml}</a:t></a:r>`,
        ),
      )
      const open = stripOdf(
        odt({
          'content.xml': odfPart(
            'document-content',
            `<office:body><office:text><text:p>${xml.slice(0, 20)}<text:span>${xml.slice(20)}</text:span><text:tab/>next</text:p></office:text></office:body>`,
          ),
        }),
      )
      for (const { bytes, findings } of [slide, open]) {
        expect(text(bytes)).not.toContain(SEED)
        expect(text(bytes)).toContain('https://press.invalid/')
        expect(findings).toContain('wrapped')
      }
    })
  })

  test('what a letter would say goes from a formula too', () => {
    const cells = `<c r="A1" s="1" t="str"><f>HYPERLINK("mailto:desk@press.invalid?subject=${SEED}","here")</f><v>here</v></c>`
    const copy = text(stripOoxml(madeSheet({ cells })).bytes)
    expect(copy).not.toContain(SEED)
    expect(copy).toContain('mailto:desk@press.invalid')
  })

  test.each([
    'https://press.invalid/url?q=https://other.invalid/&sa=D',
    'https://www.google.com/search?q=what+to+do',
    'a safelinks filter and a /url? without an address',
  ])('words that wrap nothing stay as they are: %s', (text) => {
    const { bytes, findings } = stripText('text', utf8(text))
    expect(Buffer.from(bytes).toString()).toBe(text)
    expect(findings).toEqual([])
  })

  const MAIL = 'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.invalid%2Fx'
  const LINK = 'https://www.google.com/url?q='
  test.each([
    [
      `See ${MAIL}&data=05|02|anna@corp.example|abc|0|||&sdata=b%3D&reserved=0 please`,
      'See https://a.invalid/x please',
    ],
    [`[See](${MAIL}&data=05|02|anna@corp.example|abc|0)`, '[See](https://a.invalid/x)'],
    [`| ${MAIL}&data=05%7C02%7Canna| next |`, '| https://a.invalid/x| next |'],
    [
      `A,${LINK}https://a.invalid/,https://b.invalid/?id=7&page=2`,
      'A,https://a.invalid/,https://b.invalid/?id=7&page=2',
    ],
    [`A;${LINK}https://a.invalid/;R&D=5`, 'A;https://a.invalid/;R&D=5'],
    [
      `A,${LINK}https://a.invalid/,${LINK}https://b.invalid/&sa=D&ust=1`,
      'A,https://a.invalid/,https://b.invalid/',
    ],
    [`A,${LINK}https://a.invalid/b,c&sa=D&ust=1,next`, 'A,https://a.invalid/b%2Cc,next'],
    [`${LINK}Anna+Berg&x=1 and ${LINK}hello`, null],
    [
      `请看${MAIL}&reserved=0，这是证据。他们付了钱。`,
      '请看https://a.invalid/x，这是证据。他们付了钱。',
    ],
    [
      `資料は${LINK}https://a.invalid/&sa=D&ust=1をご覧ください。`,
      '資料はhttps://a.invalid/をご覧ください。',
    ],
    [`„${MAIL}&reserved=0“—the boss paid`, '„https://a.invalid/x“—the boss paid'],
    [`\`${MAIL}&reserved=0\`…and more`, '`https://a.invalid/x`…and more'],
    [`[x](${MAIL}%29y%28z&reserved=0)`, '[x](https://a.invalid/x%29y%28z)'],
    ['https://blog.invalid/safelinks-explained?url=https%3A%2F%2Fa.invalid&page=3', null],
  ])('beside what stands around it: %s', (text, left) => {
    const { bytes } = stripText('text', utf8(text))
    expect(Buffer.from(bytes).toString()).toBe(left ?? text)
  })
})

describe('T-147 a name in front of a note of Excel goes, however it is written', () => {
  const b = (words: string) => `<r><rPr><b/></rPr><t xml:space="preserve">${words}</t></r>`
  const r = (words: string) => `<r><t xml:space="preserve">${words}</t></r>`
  /** A sheet with these notes, cleaned. */
  const cleanNotes = (authors: string, notes: string) =>
    stripOoxml(
      madeSheet({
        cells: cellOf('Anna Berg signs'),
        links: ['comments c.xml'],
        more: {
          'xl/c.xml': `<comments xmlns="${S}"><authors>${authors}</authors><commentList>${notes}</commentList></comments>`,
        },
      }),
    )
  const note = (author: string, words: string) =>
    cleanNotes(
      `<author>${author}</author>`,
      `<comment ref="A1" authorId="0"><text>${words}</text></comment>`,
    )
  const partOf = ({ bytes }: ReturnType<typeof note>, name: string) =>
    Buffer.from(unzipSync(bytes)[name] ?? []).toString()
  const notesIn = (copy: ReturnType<typeof note>) => partOf(copy, 'xl/comments1.xml')

  test.each([
    ['Anna Berg', `${b('Anna')}${b(' Berg:')}${r('\nhello')}`],
    ['Anna Berg', `${b('An')}${r('na B')}${b('erg')}${r(':\nhello')}`],
    ['anna berg', `${b('Anna Berg:')}${r('\nhello')}`],
    ['Berg, Anna', `${b('Anna Berg:')}${r('\nhello')}`],
    ['Anna Berg', `${b('Berg, Anna (corp):')}${r('\nhello')}`],
    ['anna.berg@corp.example', `${b('Anna Berg:')}${r('\nhello')}`],
    ['CORP\\anna.berg', `${b('Anna Berg:')}${r('\nhello')}`],
    ['Anna Berg', r('Anna Berg [2]:\nhello')],
    ['Anna Berg', r('ANNA BERG hello')],
    ['Anna Berg', '<t>Anna Berg: hello</t>'],
  ])('the author is %s, the note %s', (author, words) => {
    const copy = notesIn(note(author, words))
    expect(copy).not.toMatch(/anna|erg/i)
    expect(copy).toMatch(/<t[^>]*>Author \d/)
    expect(copy).toContain('hello')
  })

  test.each([
    ['Anna Berg', `${b('Offene Frage:')}${r('\nwho pays?')}`],
    ['Author', `${r('To do:')}${r('\nwho pays?')}`],
    ['Max', r('Maximum 500')],
    ['Berg', r('Bergmann AG is late')],
    ['Sales', r('Sales 2025 too low')],
    ['Author', r('Author: says who?')],
    ['Anna Berg', r('Anna Bergmann was here')],
  ])('a note by %s that begins otherwise stays as it is: %s', (author, words) => {
    const copy = note(author, words)
    const written = notesIn(copy)
    const plain = (xml: string) => xml.replace(/<[^>]*>/g, '')
    expect(plain(written.slice(written.indexOf('<text>')))).toBe(plain(words))
    expect(copy.stays).toEqual([])
  })

  test.each([
    ['Author', `${b('Anna Berg:')}${r('\nhello')}`],
    ['', `${b('Anna')}${b(' Berg:')}${r('\nhello')}`],
    ['Author', `${b('IMPORTANT:')}${r('\nhello')}`],
  ])('where nobody is listed (%s), a name or a heading is told and stays: %s', (author, words) => {
    const copy = note(author, words)
    expect(copy.stays).toEqual([
      { kind: 'remark', place: expect.objectContaining({ at: expect.any(String) }) },
    ])
    const written = notesIn(copy)
    expect(written).toContain('hello')
  })

  test('and one whose name is brackets takes no longer', () => {
    const began = process.cpuUsage().user
    cleanNotes(`<author>${'('.repeat(400_000)}</author>`, '')
    expect(process.cpuUsage().user - began).toBeLessThan(8_000_000)
  })

  test('a cell in which a name is written is read as it is', () => {
    expect(partOf(note('Anna Berg', r('hello')), 'xl/worksheets/sheet1.xml')).toContain(
      'Anna Berg signs',
    )
  })
})

describe('T-147 a group of a pivot table has no bounds that no cell has', () => {
  const pivot = (bounds: string, cells: string) => {
    const book = `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><pivotCaches><pivotCache cacheId="1" r:id="rId5"/></pivotCaches></workbook>`
    const { bytes } = stripOoxml(
      madeSheet({
        cells,
        more: {
          'xl/workbook.xml': book,
          'xl/_rels/workbook.xml.rels': rels(
            'worksheet s.xml',
            'styles st.xml',
            'theme t.xml',
            'sharedStrings ss.xml',
            'pivotCacheDefinition p.xml',
          ),
          'xl/p.xml': `<pivotCacheDefinition xmlns="${S}"><cacheSource type="worksheet"><worksheetSource ref="A1:A3" sheet="Bills"/></cacheSource><cacheFields count="1"><cacheField name="D" numFmtId="0"><sharedItems containsNumber="1"/><fieldGroup base="0"><rangePr ${bounds}/><groupItems count="1"><s v="words"/></groupItems></fieldGroup></cacheField></cacheFields></pivotCacheDefinition>`,
        },
      }),
    )
    return text(bytes)
  }

  test('numbers and days', () => {
    const words = '<c r="B1" s="1" t="str"><f>A1</f><v>words</v></c>'
    const copy = pivot(
      'autoStart="0" autoEnd="0" startNum="73556" endNum="735560" groupInterval="10"',
      `${cellOf('4711', 'n')}${words}`,
    )
    expect(copy).not.toMatch(/7355|auto/)
    expect(copy).toContain('groupInterval="10"')
    const days = pivot(
      'groupBy="days" autoStart="0" startDate="2026-03-14T00:00:00" endDate="2026-03-15T15:09:26"',
      cellOf('46095', 'n'),
    )
    expect(days).toContain('groupBy="days"')
    expect(days).not.toContain('2026')
  })

  test('bounds that are read stay', () => {
    const copy = pivot('autoStart="0" startNum="0" endNum="100"', cellOf('0-100'))
    expect(copy).toMatch(/autoStart="0"[^>]*endNum="100"[^>]*startNum="0"/)
  })
})

describe('T-147 a code of a field is read as one, wherever it is parted', () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const code = (words: string) =>
    `<w:r><w:instrText xml:space="preserve">${words}</w:instrText></w:r>`
  const del = (words: string) =>
    `<w:del w:id="1" w:author="A"><w:r><w:delInstrText xml:space="preserve">${words}</w:delInstrText></w:r></w:del>`
  const ins = (words: string) => `<w:ins w:id="2" w:author="A">${code(words)}</w:ins>`
  const shown = (words = SEED) => `${char('separate')}<w:r><w:t>${words}</w:t></w:r>${char('end')}`
  const field = (inside: string, words = SEED) => `${char('begin')}${inside}${shown(words)}`

  test.each(
    [
      field([...' FILENAME '].map(code).join('')),
      field(`${code(' FILE')}<w:proofErr w:type="spellStart"/>${code('NAME \\p ')}`),
      field(`${code(' FILE')}</w:p><w:p>${code('NAME ')}`),
      field(
        `<w:bookmarkStart w:id="7" w:name="x"/>${code(' SAVE')}<w:bookmarkEnd w:id="7"/>${code('DATE ')}`,
      ),
      field(`${code(' ')}<w:r><w:t>FILENAME</w:t></w:r>${code(' ')}`),
      field('<w:r><w:t>FILENAME</w:t></w:r>'),
      field(`${code(' FILE')}${field(code(' QUOTE "NAME" '), 'NAME')}${code(' ')}`),
      field(field(code(' QUOTE "AUTHOR" '), 'AUTHOR')),
      field(`${del(' TITLE ')}${ins(' FILENAME ')}`),
      field(`${del(' FILENAME ')}${ins(' TITLE ')}`),
      field(`${code(' FILE')}${del('NAME')}${ins('SIZE')}`),
      field(`${code(' FILE')}${ins('NAME')}${del('X')}`),
      field(code(' "FILENAME" ')),
      field(code(' \u00adFILENAME\u200b ')),
      field(code(' DATE \\@ "d MMMM yyyy ')) + field(`${code('x')}${code(' HH:mm"')}`),
      `<w:sdt><w:sdtContent><w:p>${char('begin')}${code(' AUT')}</w:p></w:sdtContent></w:sdt><w:p>${code('HOR ')}${shown()}`,
    ]
      .slice(0, 14)
      .concat(
        `<w:r><w:t>x</w:t></w:r></w:p><w:sdt><w:sdtContent><w:p>${char('begin')}${code(' AUT')}</w:p></w:sdtContent></w:sdt><w:p>${code('HOR ')}${shown()}`,
      ),
  )('%s', (body) => {
    const copy = text(word(`<w:p>${body}</w:p>`).bytes)
    expect(copy).toContain('VISIBLE')
    expect(copy).not.toContain(SEED)
  })

  test('what was changed of a code leaves the code that it is now', () => {
    const copy = text(
      word(`<w:p>${field(`${del(' NUMPAGES ')}${ins(' PAGE ')}`, '3')}</w:p>`).bytes,
    )
    expect(copy).toMatch(/<w:instrText[^>]*> PAGE </)
  })

  test('an ordinary field that runs part stays', () => {
    const copy = text(word(`<w:p>${field(`${code(' PA')}${code('GE ')}`, '3')}</w:p>`).bytes)
    expect(copy).toMatch(/<w:instrText[^>]*> PAGE </)
  })
})

describe('T-147 the day on a cover is a day', () => {
  const cover = (shown: string) =>
    text(
      word(
        `<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns0:CoverPageProperties[1]/ns0:PublishDate[1]" w:prefixMappings="" w:storeItemID="{55AF091B-3C7A-41E3-B477-F2FDAA23CFDA}"/><w:date w:fullDate="2026-03-14T15:09:26Z"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>${shown}</w:t></w:r></w:p></w:sdtContent></w:sdt>`,
      ).bytes,
    )

  test.each(['14.03.2026', 'March 14, 2026', '2026-03-14', '[Date]', 'Spring 2026'])(
    '%s stays',
    (shown) => {
      expect(cover(shown)).toContain(shown)
      expect(cover(shown)).not.toContain('15:09')
    },
  )
  test.each(['14.03.2026 15:09', SEED, '15:09:26'])('%s goes', (shown) => {
    expect(cover(shown)).not.toContain(shown)
  })
})
