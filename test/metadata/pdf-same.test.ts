import { describe, expect, test } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { rendered } from './pdf-rendered.ts'
import { d, n, PLAIN, r, s, spelt, t, type Value } from './pdf-spelling.ts'
import { readable } from './readable.ts'

const FONT = d({
  F: d({ Type: n('Font'), Subtype: n('Type1'), BaseFont: n('Helvetica') }),
  G: d({ Type: n('Font'), Subtype: n('Type1'), BaseFont: n('Courier') }),
})
const FORM = s(
  { Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 50, 50], Resources: d({ Font: FONT }) },
  'BT /F 12 Tf 2 2 Td (form) Tj ET',
)
const RESOURCES = d({ Font: FONT, XObject: d({ X: r(5) }) })

function pdf(content: string, form: Value = FORM): Uint8Array<ArrayBuffer> {
  return spelt(
    {
      1: d({ Type: n('Catalog'), Pages: r(2) }),
      2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
      3: d({
        ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 200, 200] },
        ...{ Contents: r(4), Resources: RESOURCES },
      }),
      4: s({}, content),
      5: form,
    },
    { Root: r(1), Info: d({ Title: t('x') }) },
    PLAIN,
  )
}

const HELLO = 'BT /F 12 Tf 50 100 Td (Hello) Tj ET'

/** Each draws the same, in other words. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  'words in one string or in several': [
    HELLO,
    'BT /F 12 Tf 50 100 Td (He) Tj (llo) Tj ET',
    'BT /F 12 Tf 50 100 Td [(He) 0 (l) 20 -20 (lo)] TJ ET',
    'BT /F 12 Tf 50 100 Td [] TJ () Tj [83 101] TJ 0 0 Td (Hello) Tj [101 100] TJ ET',
    'BT /F 12 Tf 50 100 Td (Hello) Tj ET BT 20 20 Td ET',
    'BT /F 12 Tf 50 100 Td /Span BMC (Hel) Tj EMC /H1 BMC (lo) Tj EMC ET',
  ],
  'a clip that leaves nothing visible': [
    `${HELLO} q 0 0 m W n 0 0 9 9 re f Q`,
    `${HELLO} q 83 101 m W n 0 0 9 9 re f Q`,
    `${HELLO} q 1 1 m 83 101 m W S 0 0 9 9 re f Q`,
  ],
  'places of words': [
    HELLO,
    'BT /F 12 Tf 20 60 Td 30 40 Td (Hello) Tj ET',
    'BT 1 0 0 1 50 100 Tm /F 12 Tf (Hello) Tj ET',
    'BT /F 12 Tf 100 TL 50 200 Td T* (Hello) Tj ET',
    "BT /F 12 Tf 100 TL 50 200 Td (Hello) ' ET",
    'BT /F 12 Tf 50 200 Td 0 -100 TD (Hello) Tj ET',
    'BT /F 12 Tf 9 9 Td ET BT 50 100 Td (Hello) Tj 3 3 Td ET',
  ],
  'settings that nothing is drawn with': [
    HELLO,
    `0 g 1 w 0 J ${HELLO}`,
    `83 w [101 100] 0 d 0.87 G ${HELLO}`,
    `q ${HELLO} Q`,
    `q q ${HELLO} Q Q 1 0 0 rg 83 w`,
    `1 0 0 rg q 0 g ${HELLO} Q`,
    `/DeviceGray cs 0 sc ${HELLO} 83 101 100 87 1 1 cm`,
    `BT 83 Tw 0 Tc 101 TL /G 83 Tf /F 12 Tf 50 100 Td (Hello) Tj ET`,
    `BX ${HELLO} EX 0 0 83 101 re W n`,
    `1 0 0 1 8 3 cm 1 0 0 1 -8 -3 cm ${HELLO}`,
    `${HELLO} 900 900 m 983 1010 l S 300 300 83 101 re f`,
    `${HELLO} q 1 0 0 1 500 0 cm 0 0 83 101 re f Q`,
  ],
  'colours and lines': [
    '1 0 0 rg 0 0 9 9 re f 0 0 1 RG 3 w 20 20 m 40 40 l h S',
    '3 w 0 0 1 RG 1 0 0 rg 0 0 9 9 re F 20 20 m 40 40 l s',
    '/DeviceRGB cs 1 0 0 sc 0 0 9 9 re h f /DeviceRGB CS 0 0 1 SCN 3 w 5 5 m 20 20 m 40 40 l s',
    'q 1 0 0 rg 0 0 9 9 re f Q 0 0 1 RG 3 w 20 20 m 40 40 l s',
    '2 0 -1 rg 0 0 9 9 re f 0 0 1 RG q 3 w 20 20 m 40 40 l s Q',
  ],
  'a form in its place': [
    'q 1 0 0 1 20 30 cm /X Do Q 0 0 5 5 re f',
    'q 1 0 0 1 10 10 cm 1 0 0 1 10 20 cm /X Do 9 w Q 0 0 5 5 re f',
    'q q 1 0 0 1 20 30 cm /X Do Q Q 0 0 5 5 re f',
    'q 1 0 0 1 20 30 cm q /X Do Q q Q Q 0 g 0 0 5 5 re f',
  ],
}

describe('T-147 a page that draws the same in other words comes to the same copy', {
  timeout: 60_000,
}, () => {
  test.each(Object.entries(SAME))('%s', async (_what, [first = '', ...others]) => {
    const [before, once] = [pdf(first), await stripPdf(pdf(first))]
    const look = rendered(before)
    expect(rendered(once.bytes)).toEqual(look)
    for (const other of others) {
      const copy = await stripPdf(pdf(other))
      expect([copy.stays, rendered(pdf(other))], other).toEqual([[], look])
      expect(Buffer.from(copy.bytes).toString('latin1'), other).toBe(
        Buffer.from(once.bytes).toString('latin1'),
      )
    }
  })

  test('what another page draws with by the same name is no reason to keep it', async () => {
    const page = (X: Value) =>
      d({
        ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 200, 200] },
        ...{ Contents: r(5), Resources: d({ XObject: d({ X, Y: r(9) }) }) },
      })
    const form = (words: string) =>
      s({ Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 50, 50] }, words)
    const copy = await stripPdf(
      spelt(
        {
          1: d({ Type: n('Catalog'), Pages: r(2) }),
          2: d({ Type: n('Pages'), Kids: [r(3), r(4)], Count: 2 }),
          3: page(r(7)),
          4: d({ ...(page(r(8)) as { entries: Record<string, Value> }).entries, Contents: r(6) }),
          5: s({}, '/X Do'),
          6: s({}, '/Y Do'),
          7: form('0 0 7 7 re f'),
          8: form('0 0 83 101 re f'),
          9: form('0 0 9 9 re f'),
        },
        { Root: r(1) },
        PLAIN,
      ),
    )
    const words = readable(copy.bytes).join(' ')
    expect(words).toContain('0 0 7 7 re')
    expect(words).not.toContain('83 101')
  })

  test('a copy of a copy is the same copy', async () => {
    for (const content of Object.values(SAME).flat()) {
      const once = await stripPdf(pdf(content))
      const again = await stripPdf(once.bytes)
      expect([again.findings, Buffer.compare(again.bytes, once.bytes)], content).toEqual([[], 0])
    }
  })

  test.each([
    'BT /F 12 Tf 50 100 Td (a) Tj /G 9 Tf (b) Tj [-900] TJ /F 12 Tf (c) Tj 0 -14 TD (d) Tj T* (e) Tj ET',
    '3 w q 1 0 0 RG 5 5 m 50 50 l S Q 5 90 m 50 50 l S q 9 w Q 90 5 m 50 50 l S',
    'q 20 20 m 80 20 l 50 80 l h W n 0 1 0 rg 0 0 200 200 re f Q 150 150 20 20 re f',
    'q 20 20 m W n 0 1 0 rg 0 0 200 200 re f Q 150 150 20 20 re f',
    'q 20 20 m 83 101 m W* f 0 1 0 rg 0 0 200 200 re f Q 150 150 20 20 re f',
    'q 2 0 0 2 0 0 cm q 1 0 0 rg 5 5 9 9 re f Q 30 30 9 9 re f Q 100 100 9 9 re S',
    'BT /F 30 Tf 7 Tr 20 90 Td (clip) Tj ET 0 0 1 rg 0 90 200 15 re f',
    'q BT /F 30 Tf 5 Tr 20 90 Td (clip) Tj ET Q BT /F 12 Tf 20 20 Td (after) Tj ET 5 5 100 90 re S',
    'BT /F 12 Tf 3 Tw 2 Tc 50 Tz 4 Ts 20 100 Td (a b) Tj 5 6 (c d) " 0 Ts (e f) \' ET',
    'BT /F 20 Tf 1 Tr 20 100 Td (line) Tj 2 Tr 1 0 0 rg 2 w (both) Tj 0 Tr (fill) Tj ET',
    'q 1 0 0 1 20 30 cm 0.5 g 4 w /X Do Q /X Do 1 0 0 rg /X Do',
    '-50 50 m 250 60 l S 10 w -3 0 m -3 200 l S 190 -4 30 5 re f',
    '/Artifact BMC q 1 0 0 rg EMC 0 0 9 9 re f Q 20 20 9 9 re f',
    '0 0 m 50 50 l 80 20 l 0 0 1 rg b* 1 0 0 RG 20 100 m 30 130 40 130 50 100 c 60 80 70 70 v 90 80 99 99 y B',
    'q 5 5 90 90 re W n 1 0 0 rg 0 0 50 50 re f Q Q Q 0 0 20 20 re f q q 60 60 20 20 re f',
    'BT /F 12 Tf q 20 20 Td (odd) Tj Q ET 0 50 10 10 re f',
  ])('a page looks as it did: %s', async (content) => {
    const copy = await stripPdf(pdf(content))
    expect(rendered(copy.bytes)).toEqual(rendered(pdf(content)))
  })
})

describe('T-147 a page that stands in several places of the tree is in each of them', () => {
  const tree = (kids: readonly Value[], Count: number) =>
    spelt(
      {
        1: d({ Type: n('Catalog'), Pages: r(2) }),
        2: d({ Type: n('Pages'), Kids: kids, Count }),
        3: d({ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 90, 90], Contents: r(5) }),
        4: d({
          ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 90, 90], Contents: r(6) },
          Annots: [
            d({
              ...{ Type: n('Annot'), Subtype: n('Link'), Rect: [1, 1, 80, 80] },
              Dest: [r(3), n('Fit')],
            }),
          ],
        }),
        5: s({}, '1 0 0 rg 10 10 50 50 re f'),
        6: s({}, '0 0 1 rg 20 20 30 30 re f'),
        7: d({ Type: n('Pages'), Parent: r(2), Kids: [r(3), r(4), r(7), r(2)], Count: 2 }),
      },
      { Root: r(1) },
      PLAIN,
    )

  test.each<[string, readonly Value[], number]>([
    ['a page', [r(3), r(4), r(3)], 3],
    ['a page with links', [r(4), r(4), r(3), r(4)], 4],
    ['a part of the tree', [r(7), r(3), r(7)], 5],
  ])('%s', async (_what, kids, count) => {
    const { bytes, stays } = await stripPdf(tree(kids, count))
    expect(stays).toEqual([])
    const looks = rendered(bytes)
    if (looks !== null) expect(looks).toHaveLength(count)
    // Readers that let a page stand in one place only are no measure of the part of the tree.
    if (count < 5) expect(looks).toEqual(rendered(tree(kids, count)))
    const again = await stripPdf(bytes)
    expect([again.findings, again.stays]).toEqual([[], []])
    expect(rendered(again.bytes)).toEqual(looks)
  })
})
