import { describe, expect, test } from 'vitest'
import { eachOnce } from '#metadata/stay.ts'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { type DocumentBytes, docx } from './documents.ts'
import { ordinaryDocx, ordinaryOds, ordinaryOdt } from './office-documents.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const p = (words: string, how = '') =>
  `<w:p><w:r>${how && `<w:rPr>${how}</w:rPr>`}<w:t>${words}</w:t></w:r></w:p>`
const word = (body: string) =>
  stripOoxml(
    docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
    }),
  ).stays.map(({ place }) => place)
const OFF = '<w:vanish/>'

describe('T-147 a place is one that a person finds: a paragraph, a cell', () => {
  test('in a Word text: paragraphs with words that are seen are counted, and how they begin', () => {
    const many = `${p('one')}<w:p/>${p('two')}${p('off', OFF)}<w:tbl><w:tr><w:tc>${p('three')}</w:tc></w:tr></w:tbl>`
    expect(word(many)).toEqual([{ at: 'after', n: 2, words: 'two' }])
    const half = `${many}<w:p><w:r><w:t>fo</w:t></w:r><w:r><w:t>ur</w:t><w:tab/><w:t>five</w:t></w:r><w:r><w:rPr>${OFF}</w:rPr><w:t>off</w:t></w:r></w:p>`
    expect(word(half)).toEqual([
      { at: 'after', n: 2, words: 'two' },
      { at: 'paragraph', n: 4, words: 'four five' },
    ])
    expect(word(p('off', OFF) + p('one'))).toEqual([{ at: 'start' }])
  })

  test.each([
    ['It was on a Tuesday, as far as anybody remembers.', 'It was on a Tuesday, as far as…'],
    ['It was on a Tuesday, so they say.', 'It was on a Tuesday, so they say.'],
    ['\u{202e}\u{e500}那'.padEnd(50, '天'), `那${'天'.repeat(38)}…`],
  ])('how a paragraph begins: %j', (words, begins) => {
    expect(word(p(words) + p('off', OFF))).toContainEqual({ at: 'after', n: 1, words: begins })
  })

  test('in a Word text: a mark, and a mark of a paragraph that comes after a box', () => {
    const body = changed(ordinaryDocx, 'word/document.xml', 'قالت', '\u{e500}قالت')
    const place = { at: 'paragraph', n: 3, words: 'قالت: نعم & "no"' }
    expect(stripOoxml(body).stays).toEqual([{ kind: 'unseen', place }])
  })

  test('in an OpenDocument text', () => {
    const body = changed(ordinaryOdt, 'content.xml', 'قالت', '\u{e500}قالت')
    const place = { at: 'paragraph', n: 2, words: 'قالت: نعم & no a page 1' }
    expect(stripOdf(body).stays).toEqual([{ kind: 'unseen', place }])
  })

  test('of many places of a kind as many as are read are listed, and how many more there are', () => {
    const body = Array.from({ length: 50 }, (_, n) => p(`${n}`) + p('off', OFF)).join('')
    const places = word(body)
    expect(places).toHaveLength(21)
    expect(places.at(-1)).toEqual({ at: 'more', n: 30 })
    expect(eachOnce([])).toEqual([])
  })
})

describe('T-147 OpenDocument: what was tracked is told where its mark is', () => {
  const change =
    '<office:change-info><dc:creator>A</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info>'
  const open = (make: () => DocumentBytes, from: string, to: string) =>
    stripOdf(changed(make, 'content.xml', from, to)).stays

  test('in a text', () => {
    const list = `<office:text><text:tracked-changes><text:changed-region text:id="c1" xml:id="c1"><text:deletion>${change}<text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>one</text:p><text:p>two<text:change text:change-id="c1"/></text:p>`
    const place = { at: 'paragraph', n: 2, words: 'two' }
    expect(open(ordinaryOdt, '<office:text>', list)).toEqual([{ kind: 'earlier', place }])
  })

  test('in a sheet', () => {
    const list = `<table:tracked-changes><table:cell-content-change table:id="c1"><table:cell-address table:column="1" table:row="2" table:table="0"/>${change}<table:previous><table:change-track-table-cell office:value-type="float" office:value="7"/></table:previous></table:cell-content-change><table:insertion table:id="c2" table:type="row" table:position="3" table:table="0">${change}</table:insertion></table:tracked-changes><table:table `
    expect(open(ordinaryOds, '<table:table ', list)).toEqual([
      { kind: 'earlier', place: { at: 'cell', name: 'Bills', cell: 'B3' } },
      { kind: 'earlier', place: { at: 'sheet', name: 'Bills' } },
    ])
  })
})

test('T-147 OpenDocument: a frame of a page is told with its page, and cells are counted however often one is repeated', () => {
  const frame =
    '<office:text><draw:frame text:anchor-type="page" text:anchor-page-number="7"><draw:text-box><text:p text:style-name="P1">words</text:p></draw:text-box></draw:frame>'
  const framed = () => changed(ordinaryOdt, 'content.xml', '<office:text>', frame)
  const hidden = changed(framed, 'content.xml', 'officeooo:rsid="0012d687"', 'text:display="none"')
  const place = { at: 'page', n: 7 }
  expect(stripOdf(hidden).stays[0]).toEqual({ kind: 'hidden', place })
  const rows =
    '<table:table-row table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="3"/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/><table:covered-table-cell><text:p>words</text:p></table:covered-table-cell></table:table-row></table:table>'
  const rowed = stripOdf(changed(ordinaryOds, 'content.xml', '</table:table>', rows))
  expect(rowed.stays).toEqual([
    { kind: 'hidden', place: { at: 'cell', name: 'Bills', cell: 'C11' } },
  ])
})
