import { describe, expect, test } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { d, n, PLAIN, r, s, spelt, t, type Value } from './pdf-spelling.ts'
import { readable } from './readable.ts'

const FONT = d({ F: d({ Type: n('Font'), Subtype: n('Type1'), BaseFont: n('Helvetica') }) })

interface Numbers {
  /** Of pieces: two on the first page, one on the second, one in a form. */
  readonly pieces: readonly [number, number, number, number]
  /** Of what holds them: both pages, the form, a link, a picture. */
  readonly holders: readonly [number, number, number, number, number]
}
const PLAIN_ONES: Numbers = { pieces: [0, 1, 0, 0], holders: [0, 1, 2, 3, 4] }

/** A text of two pages, a form and a link, in a reading order; a picture that stands in none. */
function pdf(numbers: Numbers, more: Readonly<Record<string, Value>> = {}, tagged = true) {
  const [[a, b, c, e], [first, second, form, link, picture]] = [numbers.pieces, numbers.holders]
  const words = (text: string, y: number) => `BT /F 12 Tf 20 ${y} Td (${text}) Tj ET`
  const piece = (number: number, text: string, y: number) =>
    `/P <</MCID ${number}>> BDC ${words(text, y)} EMC`
  const element = (text: string, entries: Readonly<Record<string, Value>>) =>
    d({ Type: n('StructElem'), S: n('P'), P: r(10), T: t(text), ...entries })
  const list = (...items: (readonly [number, Value])[]) => {
    const made: Value[] = Array.from(
      { length: 1 + Math.max(...items.map(([at]) => at)) },
      () => null,
    )
    for (const [at, item] of items) made[at] = item
    return made
  }
  const page = (content: number, key: number, entries: Readonly<Record<string, Value>> = {}) =>
    d({
      ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 200, 200], StructParents: key },
      Contents: r(content),
      Resources: d({ Font: FONT, XObject: d({ X: r(7), I: r(8) }) }),
      ...entries,
    })
  const holders: (readonly [number, Value])[] = [
    [first, list([a, r(11)], [b, r(12)])],
    [second, list([c, r(13)])],
    [form, list([e, r(14)])],
    [link, r(15)],
  ]
  const sorted = holders.toSorted(([one], [other]) => one - other)
  return spelt(
    {
      1: d({
        ...{ Type: n('Catalog'), Pages: r(2), MarkInfo: d({ Marked: true }) },
        ...(tagged ? { StructTreeRoot: r(9) } : {}),
      }),
      2: d({ Type: n('Pages'), Kids: [r(3), r(4)], Count: 2 }),
      3: page(5, first, { Annots: [r(16)] }),
      4: page(6, second),
      5: s({}, `${piece(a, 'one', 150)} ${piece(b, 'two', 100)} /X Do 9 0 0 9 9 9 cm /I Do`),
      6: s({}, piece(c, 'three', 150)),
      7: s(
        {
          ...{ Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 99, 99], StructParents: form },
          Resources: d({ Font: FONT }),
        },
        piece(e, 'four', 50),
      ),
      8: s(
        {
          ...{ Type: n('XObject'), Subtype: n('Image'), Width: 2, Height: 2, BitsPerComponent: 8 },
          ...{ ColorSpace: n('DeviceGray'), StructParent: picture },
        },
        new Uint8Array([1, 99, 180, 250]),
      ),
      9: d({
        ...{
          Type: n('StructTreeRoot'),
          K: [r(10)],
          ParentTreeNextKey: 4 + Math.max(...numbers.holders),
        },
        ParentTree: d({ Nums: sorted.flat() }),
      }),
      10: d({
        ...{ Type: n('StructElem'), S: n('Document'), P: r(9) },
        K: [r(11), r(12), r(13), r(14), r(15)],
      }),
      11: element('', { Pg: r(3), K: a }),
      12: element('', { Pg: r(3), K: [b] }),
      13: element('', { K: d({ Type: n('MCR'), Pg: r(4), MCID: c }) }),
      14: element('', { Pg: r(3), K: [d({ Type: n('MCR'), Stm: r(7), MCID: e })] }),
      15: element('', { Pg: r(3), K: d({ Type: n('OBJR'), Obj: r(16) }) }),
      16: d({
        ...{ Type: n('Annot'), Subtype: n('Link'), Rect: [20, 20, 90, 40], StructParent: link },
        A: d({ S: n('URI'), URI: t('https://x.example/') }),
      }),
      ...more,
    },
    { Root: r(1) },
    PLAIN,
  )
}

const copyOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const copy = await stripPdf(bytes)
  expect(copy.stays).toEqual([])
  return copy.bytes
}

describe('T-147 the reading order of a PDF stays, and numbers in it are counted anew', () => {
  test.each<readonly [string, Numbers]>([
    ['of pieces', { ...PLAIN_ONES, pieces: [735, 56, 83, 101] }],
    ['of what holds them', { ...PLAIN_ONES, holders: [83, 7_355_608, 114, 9, 87] }],
    ['of both', { pieces: [7, 3, 55, 60], holders: [5, 4, 3, 2, 1] }],
  ])('%s', async (_what, numbers) => {
    const [plain, copy] = [await copyOf(pdf(PLAIN_ONES)), await copyOf(pdf(numbers))]
    expect(readable(copy).join('\n')).toBe(readable(plain).join('\n'))
  })

  test('each piece is found from its element, and each element from its piece', async () => {
    const copy = readable(await copyOf(pdf({ pieces: [7, 3, 55, 60], holders: [5, 4, 3, 2, 1] })))
    const all = copy.join('\n')
    expect(all).toMatch(
      /<<\/MCID 0>> BDC\nBT\n.*\n.*\n\(one\) Tj[\s\S]*<<\/MCID 1>> BDC[\s\S]*\(two\)/,
    )
    expect(all).not.toMatch(/MCID (7|3|55|60)\b/)
    expect(all.match(/\/StructParents? \d/g)?.length).toBe(4)
    expect(await copyOf(await copyOf(pdf(PLAIN_ONES)))).toEqual(await copyOf(pdf(PLAIN_ONES)))
  })

  test('of how an element would be laid out nothing is kept but what a table and a list mean', async () => {
    const A = d({
      ...{
        O: n('Table'),
        SpaceBefore: 47.11,
        SpaceAfter: 8151.21,
        Width: 20020.5,
        Padding: [1, 2],
      },
      ...{ TextAlign: n('Center'), ColSpan: 2, RowSpan: 4711, Scope: n('Column') },
    })
    const made = pdf(PLAIN_ONES, {
      11: d({ Type: n('StructElem'), S: n('TH'), P: r(10), Pg: r(3), K: 0, A }),
    })
    const copy = readable(await copyOf(made)).join('\n')
    expect(copy).toContain('/ColSpan 2')
    expect(copy).toContain('/Scope /Column')
    expect(copy).not.toMatch(/47\.11|8151|20020|Padding|TextAlign|4711/)
  })

  test('a number that leads to no element is not there, nor a piece that nothing draws', async () => {
    const plain = readable(await copyOf(pdf(PLAIN_ONES, {}, false))).join('\n')
    expect(plain).not.toMatch(/StructParent/)
    const element = d({
      ...{ Type: n('StructElem'), S: n('P'), P: r(10), Pg: r(3) },
      K: [0, 83, 101, d({ Type: n('MCR'), Pg: r(4), MCID: 87 })],
    })
    const copy = readable(await copyOf(pdf(PLAIN_ONES, { 11: element }))).join('\n')
    expect(copy).not.toMatch(/\b(83|101|87)\b/)
  })
})
