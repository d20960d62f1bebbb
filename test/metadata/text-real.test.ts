import { describe, expect, test } from 'vitest'
import { FILE_KINDS } from '#metadata/kinds.ts'
import { look } from '#metadata/look.ts'
import { stripText } from '#metadata/strip/text.ts'
import { strip } from '#metadata/strip.ts'
import { MAIN, rels, types, zipOf } from './documents.ts'
import { readable } from './readable.ts'

const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text))

/** As programs write it. */
const REAL: Readonly<Record<string, string>> = {
  'commas in quotes': 'Datum,Text,Betrag\r\n01.02.2024,"Zürich, Schweiz",12.50\r\n,,\r\n',
  'quotes in quotes': 'a,b\n1,"He said ""no"", and left."\n2,"x; y, z"\n',
  'a mark in front, semicolons': '\ufeffName;Betrag\r\nAnna;12,50 €\r\n"Ü, Ö";"3"\r\n',
}
const BADGES =
  '# Project\n\n<!-- badges: start -->\n[![ci](https://a.example/b.svg)](https://a.example)\n<!-- badges: end -->\n\n<!-- toc -->\n- [Use](#use)\n<!-- tocstop -->\n'

describe('T-147 what programs write is taken as it is, and nothing stays to be told', () => {
  test.each(Object.entries(REAL))('a table with %s', async (_, text) => {
    const looked = await look(new File([utf8(text)], 'a.csv'), 1 << 20)
    expect([looked.findings, looked.stays]).toEqual([[], []])
    expect(looked.bytes).toEqual(utf8(text))
  })

  test('marks of programs in a README', async () => {
    expect(await strip(FILE_KINDS.text, utf8(BADGES))).toMatchObject({ findings: [], stays: [] })
  })

  test.each([
    ['twice', `${BADGES}<!-- toc -->\n`, 10],
    ['with more in it', '<!-- badges: start for Anna -->\n', 1],
    ['beside words', 'a <!-- toc -->\n', 1],
  ])('but not %s', async (_, text, line) => {
    const { stays } = await strip(FILE_KINDS.text, utf8(text))
    expect(stays).toEqual([{ kind: 'hidden', place: { at: 'line', n: line } }])
  })

  test('blanks at the end of a cell in quotes are told still', async () => {
    const { stays } = await strip(FILE_KINDS.csv, utf8('a,b\n1,"x, y "\n'))
    expect(stays).toEqual([{ kind: 'unseen', place: { at: 'line', n: 2 } }])
  })
})

describe('T-147 a sheet writes signs by their number too, and they are judged like any', () => {
  async function cell(words: string) {
    const made = zipOf({
      '[Content_Types].xml': types('/xl/workbook.xml', `${MAIN}.spreadsheetml.sheet.main+xml`),
      '_rels/.rels': rels('officeDocument xl/workbook.xml'),
      'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': rels('worksheet s.xml'),
      'xl/s.xml': `<worksheet xmlns="${S}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${words}</t></is></c></row></sheetData></worksheet>`,
    })
    const { bytes, findings, stays } = await strip(FILE_KINDS.xlsx, made)
    return { text: /<t\b[^>]*>([^<]*)</.exec(readable(bytes).join('\n'))?.[1], findings, stays }
  }

  test.each([
    ['without a width', 'a_x200B_b', 'ab'],
    ['of control', 'a_x0001_b', 'ab'],
    ['tags, in two halves', 'a_xDB40__xDC41_b', 'ab'],
    ['a letter', 'a_x0062_c', 'abc'],
    ['a return in front of a new line', 'a_x000D_\nb', 'a\nb'],
    ['what would be read as a sign then', '_x005F_x200B__x0078_200B_', '_x005F_x200B_x005F_x200B_'],
  ])('%s', async (_, words, text) => {
    expect(await cell(words)).toEqual({ text, findings: ['unseen'], stays: [] })
  })

  test.each(['a_x000B_b', 'say _x005F_x200B_', 'a_xyz_b', '_x12_'])('%j stays', async (words) => {
    expect(await cell(words)).toEqual({ text: words, findings: [], stays: [] })
  })

  test('of private use: told', async () => {
    expect((await cell('a_xE123_')).stays).toEqual([
      { kind: 'unseen', place: { at: 'cell', name: 'Bills', cell: 'A1' } },
    ])
  })
})

describe('T-147 what a reader of Markdown leaves out is told with its line', () => {
  test.each([
    '> [//]: # (words)',
    '- [//]: # (words)',
    '[foo]:\nhttps://a.invalid/',
    '> [foo]:\n> <https://a.invalid/b c>',
    "[foo]: /a 'of two\nlines'",
    '[^1]: words of a note',
    '<?xml version="1.0" author="words"?>',
    '*[UN]: United Nations',
    '\\` <!-- words --> \\`',
    '``` x`y\n<!-- words -->',
    '[][ref]\n\n[ref]: https://a.invalid/',
    'x [&#8203;](https://a.invalid/)',
    'x [&nbsp; &#x200D;](https://a.invalid/)',
    'x [&ZeroWidthSpace;&zwj;](https://a.invalid/)',
    '<!DOCTYPE words>',
    'a</words b>',
  ])('%s', async (text) => {
    const bytes = new Uint8Array(Buffer.from(`${text}\n`))
    expect((await strip(FILE_KINDS.text, bytes)).stays.map(({ kind }) => kind)).toEqual(['hidden'])
  })

  test.each([
    '[&eacute;](https://a.invalid/)',
    '[&#65;&#8230;](https://a.invalid/)',
    'x &nbsp; y',
    // Who spoke, and when, as programs that write down calls put it.
    '[Anna]: I was there.',
    '<?xml version="1.0" encoding="UTF-8"?>\n<Invoice><ID>17</ID></Invoice>',
    '[10:31]:\nI was there "again" too.',
    '- [Bob]: yes "and" no',
  ])('%s is seen', async (text) => {
    const bytes = new Uint8Array(Buffer.from(`${text}\n`))
    expect((await strip(FILE_KINDS.text, bytes)).stays).toEqual([])
  })
})

test.each([
  '![photo](data:image/jpeg;base64,/9j/4AAQ)',
  '[image1]: <DATA:image/png;base64,iVBORw0KGgo>',
  '<img src="data:image/svg+xml,%3Csvg%3E">',
  '[a](data:application/pdf;name=a;base64,JVBERi0x)',
])('T-147 a picture in the address of a text is named with its line: %s', (line) => {
  const bytes = new TextEncoder().encode(`A\r\n\r\n![][image1] ${line}\n`)
  const { stays } = stripText('text', bytes)
  expect(stays).toContainEqual({ kind: 'picture', place: { at: 'line', n: 3 } })
})

test('a text about data and images has no picture', () => {
  const bytes = new TextEncoder().encode('The data: image/jpeg, or data:a/b and base64.\n')
  expect(stripText('text', bytes).stays).toEqual([])
})
