import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { utf8 } from '#bytes.ts'
import { FileRefused } from '#metadata/metadata-finding.ts'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { stripText } from '#metadata/strip/text.ts'
import { bars, cleanChart, points, series } from './made-charts.ts'
import { madeSheet, S } from './made-sheets.ts'
import { ORDINARY } from './office-documents.ts'
import { d, n, onePage, PLAIN, r, spelt, t, type Value } from './pdf-spelling.ts'
import { stepsOf } from './steps.ts'

/*
 * A file of twice the length is twice the work, and no more: counted is what runs, so no clock decides (T-147). What
 * stands once in every file is taken off by a third, smaller file.
 */

const list = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at))

/** How much more work four times as much is than twice as much: 2 for work that grows with the length, 4 for its square. */
async function growth(
  make: (count: number) => Uint8Array<ArrayBuffer>,
  count: number,
  clean: (bytes: Uint8Array<ArrayBuffer>) => unknown = stripPdf,
) {
  const work = async (times: number) => {
    const bytes = make(count * times)
    return await stepsOf(async () => {
      try {
        await clean(bytes)
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error
      }
    })
  }
  await work(1)
  const [one, two, four] = [await work(1), await work(2), await work(4)]
  return (four - two) / (two - one)
}

const numbered = (count: number, make: (at: number) => Value) =>
  Object.fromEntries(list(count, (at) => [10 + at, make(at)]))
const links = (count: number) =>
  onePage(
    '',
    { Annots: list(count, (at) => r(10 + at)) },
    numbered(count, (at) =>
      d({
        ...{ Type: n('Annot'), Subtype: n('Link'), Rect: [0, at % 90, 9, (at % 90) + 9] },
        A: d({ S: n('URI'), URI: t(`https://x.example/${at}`) }),
      }),
    ),
  )

/** As many pages, with a title and a link to each. */
const pages = (count: number) =>
  spelt(
    {
      1: d({ Type: n('Catalog'), Pages: r(2), Outlines: r(5) }),
      2: d({ Type: n('Pages'), Kids: list(count, (at) => r(10 + at * 3)), Count: count }),
      5: d({ First: r(11), Last: r(8 + count * 3) }),
      ...Object.fromEntries(
        list(count, (at) => {
          const to = { Dest: [r(10 + ((at * 7) % count) * 3), n('Fit')] }
          return [
            [
              10 + at * 3,
              d({
                Type: n('Page'),
                Parent: r(2),
                MediaBox: [0, 0, 90, 90],
                Annots: [r(12 + at * 3)],
              }),
            ],
            [
              11 + at * 3,
              d({
                Title: t('a'),
                Parent: r(5),
                ...to,
                ...(at + 1 < count && { Next: r(14 + at * 3) }),
              }),
            ],
            [12 + at * 3, d({ Type: n('Annot'), Subtype: n('Link'), Rect: [0, 0, 9, 9], ...to })],
          ] as const
        }).flat(),
      ),
    },
    { Root: r(1) },
    PLAIN,
  )

/** Fields that share a list of choices as long. */
const fields = (count: number) =>
  onePage(
    '',
    {
      Annots: list(count, (at) =>
        d({
          ...{ Type: n('Annot'), Subtype: n('Widget'), Rect: [0, 0, 9, 9], Parent: r(9) },
          V: t(`v${at}`),
        }),
      ),
    },
    { 9: d({ FT: n('Ch'), Opt: list(count, (at) => [t(`v${at}`), t(`w${at}`)]), Kids: [] }) },
  )

test.each<readonly [string, (count: number) => Uint8Array<ArrayBuffer>, number]>([
  ['objects', links, 100],
  ['pages with titles and links', pages, 60],
  ['fields with choices', fields, 60],
])('T-147 twice as many are twice the work: %s', async (_what, make, count) => {
  expect(await growth(make, count)).toBeLessThan(2.4)
})

/** A document in which an element stands so many times. */
const repeated =
  (name: keyof typeof ORDINARY, part: string, one: RegExp) =>
  (count: number): Uint8Array<ArrayBuffer> => {
    const parts = unzipSync(ORDINARY[name]())
    const text = new TextDecoder().decode(parts[part])
    const first = one.exec(text)?.[0] ?? ''
    expect(first).not.toBe('')
    // Not packed: how well a text packs does not grow with it.
    return new Uint8Array(
      zipSync(
        { ...parts, [part]: utf8(text.replace(one, () => first.repeat(count))) },
        { level: 0 },
      ),
    )
  }

/** Settings that count only where words are parted, each of which asks whether they are. */
const hyphens = (count: number) => {
  const parts = unzipSync(ORDINARY['a.docx']())
  const text = new TextDecoder().decode(parts['word/settings.xml'])
  const settings = text.replace(/<w:zoom.*?>/, '<w:hyphenationZone w:val="1"/>'.repeat(count * 20))
  return new Uint8Array(zipSync({ ...parts, 'word/settings.xml': utf8(settings) }, { level: 0 }))
}

/** As many rows with a cell each, and something for each of them. */
const sheetOf =
  (make: (row: number) => string, around: (all: string) => string = (all) => all) =>
  (count: number) => {
    const rows = list(
      count,
      (at) => `<row r="${at + 1}"><c r="A${at + 1}" s="1"><v>7</v></c></row>`,
    )
    const all = list(count, (at) => make(at + 1)).join('')
    return madeSheet({
      over: '<font><color rgb="FFFF0000"/></font>',
      cells: `</row>${rows.join('')}<row>`,
      sheet: around(all),
    })
  }
const ruleFor = (row: number) =>
  `<conditionalFormatting sqref="A${row} A${row + 100000}"><cfRule type="containsText" dxfId="0" priority="${row}" text="w${row}"><formula>TRUE</formula></cfRule><cfRule type="expression" dxfId="0" priority="${row}"><formula>TRUE</formula></cfRule></conditionalFormatting>`
const merged = sheetOf(
  (row) => `<mergeCell ref="B${row * 300}:C${row * 300 + 250}"/>`,
  (all) => `<mergeCells>${all}</mergeCells>`,
)
const tables = (count: number) => {
  const all = list(count, (at) => `t${at}.xml`)
  return madeSheet({
    cells: `</row>${list(count, (at) => `<row r="${at * 2 + 2}"><c r="A${at * 2 + 2}"><v>7</v></c></row>`).join('')}<row>`,
    links: all.map((name) => `table ${name}`),
    sheet: `<tableParts>${list(count, (at) => `<tablePart r:id="rId${at + 1}"/>`).join('')}</tableParts>`,
    more: Object.fromEntries(
      all.map((name, at) => [
        `xl/${name}`,
        `<table xmlns="${S}" id="${at + 1}" name="T${at}" displayName="T${at}" ref="A${at * 2 + 1}:A${at * 2 + 2}"><tableColumns><tableColumn id="1" name="a"/></tableColumns><tableStyleInfo name="TableStyleMedium2"/></table>`,
      ]),
    ),
  })
}

const cleanOffice = (bytes: Uint8Array<ArrayBuffer>) => stripOoxml(bytes)
const cleanOpen = (bytes: Uint8Array<ArrayBuffer>) => stripOdf(bytes)

const sheetOfTable = (table: (count: number) => string) => (count: number) => {
  const parts = unzipSync(ORDINARY['a.ods']())
  const text = new TextDecoder().decode(parts['content.xml'])
  const made = text.replace(
    /(<table:table [^>]*>).*(<\/table:table>)/s,
    (_, start: string, end: string) => start + table(count * 20) + end,
  )
  return zipSync({ ...parts, 'content.xml': utf8(made) })
}
const WORD = '<text:p>7</text:p>'
const hiddenColumns = sheetOfTable(
  (count) =>
    `${list(count, (at) => `<table:table-column${at % 2 ? ' table:visibility="collapse"' : ''}/>`).join('')}<table:table-row>${`<table:table-cell>${WORD}</table:table-cell>`.repeat(count)}</table:table-row>`,
)
const tallCells = sheetOfTable(
  (count) =>
    `<table:table-column table:number-columns-repeated="${count}"/><table:table-row>${`<table:table-cell table:number-rows-spanned="${count + 1}" table:number-columns-spanned="1">${WORD}</table:table-cell>`.repeat(count)}</table:table-row>${`<table:table-row><table:table-cell table:number-columns-repeated="${count}"/><table:table-cell>${WORD}</table:table-cell></table:table-row>`.repeat(count)}`,
)

test.each([
  ['paragraphs of Word', repeated('a.docx', 'word/document.xml', /<w:p>.*?<\/w:p>/s), cleanOffice],
  ['runs', repeated('a.docx', 'word/document.xml', /<w:r><w:t.*?<\/w:r>/s), cleanOffice],
  ['settings', hyphens, cleanOffice],
  ['shapes', repeated('a.pptx', 'ppt/slides/slide1.xml', /<p:sp>.*?<\/p:sp>/s), cleanOffice],
  ['rows', repeated('a.xlsx', 'xl/worksheets/sheet1.xml', /<row.*?<\/row>/s), cleanOffice],
  ['rules of cells', sheetOf(ruleFor), cleanOffice],
  ['tall merged cells', merged, cleanOffice],
  ['tables of a sheet', tables, cleanOffice],
  ['names', repeated('a.xlsx', 'xl/workbook.xml', /<definedName .*?<\/definedName>/s), cleanOffice],
  ['paragraphs', repeated('a.odt', 'content.xml', /<text:p.*?<\/text:p>/s), cleanOpen],
  ['paragraphs of a cell', repeated('a.ods', 'content.xml', /<text:p>.*?<\/text:p>/s), cleanOpen],
  [
    'cells',
    repeated('a.ods', 'content.xml', /<table:table-cell (?!.*\/>).*?<\/table:table-cell>/),
    cleanOpen,
  ],
  ['hidden columns', hiddenColumns, cleanOpen],
  ['cells that span rows', tallCells, cleanOpen],
  ['frames', repeated('a.odp', 'content.xml', /<draw:frame.*?<\/draw:frame>/s), cleanOpen],
])(
  'T-147 twice as many are twice the work in a document of Office: %s',
  async (_what, make, clean) => {
    expect(await growth(make, 60, clean)).toBeLessThan(2.4)
  },
)

test('T-147 a sheet on which rules lie over each other is not read for ever', async () => {
  const over = (count: number) => sheetOf(() => ruleFor(1).replace('A1 ', `A1:A${count} `))(count)
  await expect((async () => cleanOffice(over(200)))()).resolves.toBeDefined()
  await expect((async () => cleanOffice(over(1500)))()).rejects.toThrow(FileRefused)
})

test('T-147 twice as many lines are twice the work', async () => {
  const lines = (count: number) => utf8(list(count, (at) => `${at}  two\t[a]: b  `).join('\n'))
  expect(await growth(lines, 500, (bytes) => stripText('text', bytes))).toBeLessThan(2.4)
  expect(await growth(lines, 500, (bytes) => stripText('csv', bytes))).toBeLessThan(2.4)
})

test('T-147 twice as many points of a chart are twice the work, also where no count of them is written', async () => {
  const steps = (count: number) => {
    const all = points(list(count, () => 1))
    const plot = bars(series(`<c:val><c:numRef><c:numCache>${all}</c:numCache></c:numRef></c:val>`))
    return stepsOf(async () => cleanChart(plot))
  }
  await steps(100)
  const [one, two, four] = [await steps(100), await steps(200), await steps(400)]
  expect((four - two) / (two - one)).toBeLessThan(2.4)
})

const WHOLE = new TextDecoder('latin1').decode(onePage(''))
/** A file with something between its head and its first object. */
const withFirst = (more: string) => utf8(WHOLE.replace('\n', `\n${more}\n`))
const CONTAINER = (pairs: string, first: number, count: number, body: string) =>
  `90 0 obj<</Type/ObjStm/N ${count}/First ${first}/Length ${first + body.length}>>stream\n${pairs}${body}\nendstream endobj`

test.each<readonly [string, (count: number) => string]>([
  ['streams without an end', (count) => '9 0 obj<<>>stream endobj\n'.repeat(count)],
  ['texts without an end', (count) => '9 0 obj ( endobj\n'.repeat(count)],
  ['blanks between objects', (count) => `x${' '.repeat(count * 10)}`],
  ['a remark between objects', (count) => `x${'%'.repeat(count * 10)}`],
  ['digits between objects', (count) => `x${'1'.repeat(count * 10)}`],
  [
    'one object in all places of a stream of objects',
    (count) => {
      const pairs = list(count, (at) => `${100 + at} 0 `).join('')
      return CONTAINER(pairs, pairs.length, count, `[${'0 '.repeat(count)}]`)
    },
  ],
  [
    'objects within each other in a stream of objects',
    (count) => {
      const pairs = list(Math.min(count, 900), (at) => `${100 + at} ${at} `).join('')
      const deep = Math.min(count, 900)
      return CONTAINER(pairs, pairs.length, deep, `${'['.repeat(deep)}${']'.repeat(deep)}`)
    },
  ],
])('T-147 no byte is read again and again: %s', async (_what, make) => {
  const bytes = withFirst(make(1000))
  const steps = await stepsOf(() => stripPdf(bytes).catch(() => null))
  // The library reads a byte in some ten blocks.
  expect(steps).toBeLessThan(20 * (16 * bytes.length + (1 << 20)))
})

test('T-147 a table says no more rows than it has', async () => {
  const table =
    '90 0 obj<</Type/XRef/Size 4294967295/W[1 2 1]/Length 4>>stream\n0000\nendstream endobj'
  const bytes = withFirst(table)
  expect(await stepsOf(() => stripPdf(bytes).catch(() => null))).toBeLessThan(1e6)
})
