import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOdf } from '#metadata/strip/odf.ts'
import { odfPart, zipOf } from './documents.ts'
import { ordinaryOds } from './office-documents.ts'
import { readable } from './readable.ts'

/* T-147: what leads to something carries it, and a field says who and when. */

const SEED = 'SeedWord77'
const text = (body: string, more: Readonly<Record<string, string>> = {}) =>
  stripOdf(
    zipOf({
      ...unzipSync(ordinaryOds()),
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': odfPart(
        'document-content',
        `<office:body><office:text><text:p>VISIBLE</text:p>${body}</office:text></office:body>`,
      ),
      ...more,
    }),
  )
const read = ({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) => readable(bytes).join('\n')
const link = (inside: string, name = 'draw:a') =>
  `<text:p><${name} xlink:type="simple" xlink:href="https://t.invalid/${SEED}">${inside}</${name}></text:p>`

describe('T-147 OpenDocument: an address comes along only where something is drawn or pressed', () => {
  test.each([
    `<text:p><text:span xlink:href="https://t.invalid/${SEED}">x</text:span></text:p>`,
    `<text:p xlink:type="simple" xlink:href="#${SEED}">x</text:p>`,
    link('<draw:g/>'),
    link('<draw:line svg:x1="0cm" svg:x2="0cm" svg:y1="0cm" svg:y2="0cm"/>'),
    link('<draw:frame svg:width="0cm" svg:height="0cm"><draw:text-box/></draw:frame>', 'text:a'),
    link('<draw:frame svg:width="9cm" svg:height="0cm"><draw:text-box/></draw:frame>', 'text:a'),
  ])('%s', (body) => {
    expect(read(text(body))).toContain('VISIBLE')
    expect(read(text(body))).not.toContain(SEED)
  })

  test('a part that words name is in no copy', () => {
    const gif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
    const parts = { 'Pictures/a.gif': Buffer.from(gif, 'base64').toString('latin1') }
    for (const at of ['text:span', 'text:p']) {
      const around = at === 'text:p' ? '' : '<text:p>'
      const body = `${around}<${at} xlink:href="Pictures/a.gif">x</${at}>${around.replace('<', '</')}`
      expect(read(text(body, parts))).not.toContain('Pictures/')
    }
  })

  test.each([
    link('words', 'text:a'),
    link('<draw:line svg:x1="0cm" svg:x2="3cm" svg:y1="0cm" svg:y2="0cm"/>'),
    link('<draw:rect svg:width="2cm" svg:height="2cm"/>'),
  ])('and stays where there is something: %s', (body) => {
    expect(read(text(body))).toContain(SEED)
  })
})

describe('T-147 OpenDocument: what says when, or a property of the file, goes with what it shows', () => {
  test.each(['date', 'time', 'title', 'subject', 'keywords', 'description', 'user-defined'])(
    'text:%s',
    (field) => {
      const copy = text(`<text:p><text:${field}>${SEED}</text:${field}></text:p>`)
      expect(read(copy)).toContain('VISIBLE')
      expect(read(copy)).not.toContain(SEED)
    },
  )

  test.each(['date', 'time'])('a %s that was written once stays as plain words', (field) => {
    const value = `text:${field}-value="2026-03-14T15:09:26.535"`
    const copy = text(
      `<text:p><text:${field} text:fixed="true" ${value}>${SEED}</text:${field}></text:p>`,
    )
    expect(read(copy)).toContain(`<text:p>${SEED}</text:p>`)
    expect(read(copy)).not.toContain('2026-03-14')
    expect(copy.findings).toContain('taken')
  })

  test.each([
    ['current-date', false],
    ['fixed', true],
  ])('the day in the footer of slides, %s: %s', (source, isRead) => {
    const used = `<presentation:date-time-decl presentation:name="d" presentation:source="${source}">${SEED}</presentation:date-time-decl><draw:page presentation:use-date-time-name="d"><draw:frame presentation:class="date-time"><draw:text-box><text:p><presentation:date-time/></text:p></draw:text-box></draw:frame></draw:page>`
    const slides = odfPart(
      'document-content',
      `<office:body><office:presentation>${used}</office:presentation></office:body>`,
    )
    const type = 'application/vnd.oasis.opendocument.presentation'
    const copy = stripOdf(
      zipOf({ ...unzipSync(ordinaryOds()), mimetype: type, 'content.xml': slides }),
    )
    expect(read(copy).includes(SEED)).toBe(isRead)
  })

  test.each(['NOW()', 'TODAY()', 'CELL(&quot;FILENAME&quot;)', 'INFO(&quot;system&quot;)'])(
    'what a workbook with %s came to',
    (formula) => {
      const cell = (content: string, words: string) =>
        `<table:table-cell table:formula="of:=${content}" office:value-type="string" office:string-value="${words}"><text:p>${words}</text:p></table:table-cell>`
      const sheet = odfPart(
        'document-content',
        `<office:body><office:spreadsheet><table:table table:name="t"><table:table-column table:number-columns-repeated="3"/><table:table-row>${cell(formula, SEED)}${cell('[.A1]', SEED)}<table:table-cell office:value-type="string"><text:p>VISIBLE</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>`,
      )
      const copy = stripOdf(zipOf({ ...unzipSync(ordinaryOds()), 'content.xml': sheet }))
      expect(read(copy)).toContain('VISIBLE')
      expect(read(copy)).toContain('of:=[.A1]')
      expect(read(copy)).not.toContain(SEED)
      expect(copy.findings).toContain('taken')
    },
  )
})

test('T-147 OpenDocument: what a formula with NOW() spreads over goes with it, and no cell beside', () => {
  const cell = (words: string, more = '') =>
    `<table:table-cell ${more} office:value-type="string" office:string-value="${words}"><text:p>${words}</text:p></table:table-cell>`
  const spreads =
    'table:formula="of:=NOW()+[.D1:.E2]" table:number-matrix-columns-spanned="2" table:number-matrix-rows-spanned="2"'
  const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`
  const sheet = odfPart(
    'document-content',
    `<office:body><office:spreadsheet><table:table table:name="t"><table:table-column table:number-columns-repeated="3"/>${row(cell('VISIBLEA') + cell(SEED, spreads) + cell(SEED))}${row(cell('VISIBLEB') + cell(SEED) + cell(SEED) + cell('VISIBLEC'))}${row(cell('VISIBLED') + cell('VISIBLEE'))}</table:table></office:spreadsheet></office:body>`,
  )
  const copy = read(stripOdf(zipOf({ ...unzipSync(ordinaryOds()), 'content.xml': sheet })))
  expect(copy).not.toContain(SEED)
  for (const letter of 'ABCDE') expect(copy).toContain(`VISIBLE${letter}`)
})

/** A sheet with one cell that came to a moment, and a name. */
function counted(formula: string, expression: string): string {
  const sheet = odfPart(
    'document-content',
    `<office:body><office:spreadsheet><table:table table:name="t"><table:table-column/><table:table-row><table:table-cell table:formula="of:=${formula}" office:value-type="float" office:value="46095.63"><text:p>46095.63</text:p></table:table-cell></table:table-row></table:table><table:named-expressions><table:named-expression table:name="heute" table:base-cell-address="$t.$A$1" table:expression="${expression}"/></table:named-expressions></office:spreadsheet></office:body>`,
  )
  return read(stripOdf(zipOf({ ...unzipSync(ordinaryOds()), 'content.xml': sheet })))
}
const AWAY = "['file:///c:/x.ods'#$t.A1]"

test.each([
  'NOW()',
  'of:=NOW()',
  'oooc:=TODAY()',
  'of: = now ( )',
  'of:=NOW()+(2*[.$A$1])',
  'of:CELL(&quot;FILENAME&quot;)',
])('T-147 OpenDocument: what a name for %s came to is in no copy, and the name stays', (name) => {
  const copy = counted('heute', name)
  expect(copy).not.toContain('46095')
  expect(copy).toContain('table:named-expression ')
})

test.each([
  ['a formula', `NOW()+${AWAY}`, 'of:=1'],
  ['a name', 'heute', `of:=NOW()+${AWAY}`],
  [
    'a name that calls something up',
    'heute',
    'of:=NOW()+WEBSERVICE(&quot;https://a.example&quot;)',
  ],
])('T-147 OpenDocument: a moment is in no copy where %s leads away too', (_, formula, name) => {
  expect(counted(formula, name)).not.toContain('46095')
})

test('T-147 OpenDocument: what cells of another file came to stays in a workbook that says when', () => {
  expect(counted(`SUM(${AWAY})*2`, 'of:=NOW()')).toContain('46095')
})

test('T-147 OpenDocument: words with a meaning of their own are kept, and the meaning is not', () => {
  const text = odfPart(
    'document-content',
    `<office:body><office:text><text:p>a <text:meta xml:id="${SEED}">VISIBLEMETA <text:span>too</text:span></text:meta><text:meta-field xml:id="x">VISIBLEFIELD</text:meta-field></text:p></office:text></office:body>`,
  )
  const type = 'application/vnd.oasis.opendocument.text'
  const copy = read(
    stripOdf(zipOf({ ...unzipSync(ordinaryOds()), mimetype: type, 'content.xml': text })),
  )
  for (const words of ['VISIBLEMETA', 'too', 'VISIBLEFIELD']) expect(copy).toContain(words)
  expect(copy).not.toMatch(/text:meta|SeedWord/)
  expect(copy).not.toContain(SEED)
})

test('T-147 OpenDocument: the head of a list shows no number, so its words are in no copy', () => {
  const made = (item: string) => {
    const text = odfPart(
      'document-content',
      `<office:automatic-styles><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="${SEED}"/></text:list-style></office:automatic-styles><office:body><office:text><text:list text:style-name="L"><text:${item}><text:p>x</text:p></text:${item}></text:list></office:text></office:body>`,
    )
    const type = 'application/vnd.oasis.opendocument.text'
    return read(
      stripOdf(zipOf({ ...unzipSync(ordinaryOds()), mimetype: type, 'content.xml': text })),
    )
  }
  expect(made('list-item')).toContain(SEED)
  expect(made('list-header')).not.toContain(SEED)
})

test('T-147 OpenDocument: the name of a sheet does not turn the words around it', () => {
  const sheet = odfPart(
    'document-content',
    '<office:body><office:spreadsheet><table:table table:name="a\u2069\u202ebc"><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:covered-table-cell office:value-type="string"><text:p>zz</text:p></table:covered-table-cell></table:table-row></table:table></office:spreadsheet></office:body>',
  )
  const { stays } = stripOdf(zipOf({ ...unzipSync(ordinaryOds()), 'content.xml': sheet }))
  expect(stays).toContainEqual({
    kind: 'hidden',
    place: { at: 'cell', name: 'abc', cell: 'B1' },
  })
})

describe('T-147 OpenDocument: a formula leads only where somebody sees that it leads', () => {
  const computed = (formula: string) => {
    const cell = `<table:table-cell table:formula="of:=${formula.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" office:value-type="string"><text:p>VISIBLE</text:p></table:table-cell>`
    const sheet = odfPart(
      'document-content',
      `<office:body><office:spreadsheet><table:table table:name="t"><table:table-row>${cell}</table:table-row></table:table></office:spreadsheet></office:body>`,
    )
    return read(stripOdf(zipOf({ ...unzipSync(ordinaryOds()), 'content.xml': sheet })))
  }
  test.each([
    `HYPERLINK("ht"&"tp:"&"/"&"/${SEED}";"x")`,
    `HYPERLINK(CONCATENATE("ht";"tp:/";"/${SEED}");"x")`,
    `HYPERLINK([.A2]&"${SEED}";"x")`,
    `hyperlink ( "\\"&"srv\${SEED}" )`,
    `HYPERLINK("ldap://${SEED}";"x")`,
    `COM.MICROSOFT.WEBSERVICE("h"&"${SEED}")`,
    `IMAGE("h"&"${SEED}")`,
    `DDE("soffice";"${SEED}";"A1")`,
    `['../${SEED}/b.ods'#$t.A1]`,
    `['${SEED}.ods'#$t.A1]`,
    `INDIRECT("'../${SEED}/b.ods'#$t.A1")`,
    `HYPERLINK("../${SEED}/b.ods";"x")`,
  ])('%s is in no copy', (formula) => {
    const copy = computed(formula)
    expect(copy).toContain('VISIBLE')
    expect(copy).not.toContain(SEED)
    expect(copy).not.toContain('of:=')
  })
  test.each([
    `HYPERLINK("https://press.invalid/${SEED}";"x")`,
    `HYPERLINK([.A2];"${SEED}")`,
    `HYPERLINK("#"&"t.A1";"${SEED}")`,
    `CONCATENATE("${SEED}";" and/or ")`,
    `[$'it''#s'.A1]&"${SEED} don't # it's"`,
    `SUM([.A1:.B2]![.B1:.C3])&"${SEED}"`,
  ])('%s stays', (formula) => {
    expect(computed(formula)).toContain(SEED)
  })
})
