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
    expect(copy.found).toContain('taken')
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
      expect(copy.found).toContain('taken')
    },
  )
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
    `SUM([.A1:.B2]![.B1:.C3])&"${SEED}"`,
  ])('%s stays', (formula) => {
    expect(computed(formula)).toContain(SEED)
  })
})
