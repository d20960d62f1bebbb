import { describe, expect, test } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { d, HELVETICA, n, onePage, r, type Value } from './pdf-spelling.ts'
import { readable } from './readable.ts'

/** A text in numbers. */
const SEED = [83, 101, 101, 100, 87, 111, 114, 100]
const TEXT = /83 101 101|101 100 87/
const DRAWING = '/OC /L BDC /G gs 2 w 9 9 m 99 99 l S BT /F 12 Tf 20 100 Td (seen) Tj ET EMC'

interface Parts {
  readonly annotation?: Readonly<Record<string, Value>>
  readonly state?: Readonly<Record<string, Value>>
  readonly layer?: Readonly<Record<string, Value>>
  readonly visible?: Readonly<Record<string, Value>>
  readonly attributes?: Readonly<Record<string, Value>>
  readonly page?: Readonly<Record<string, Value>>
}

async function copyOf(parts: Parts): Promise<string> {
  const link = { Subtype: n('Link'), A: d({ S: n('URI'), URI: { text: 'https://x.example/' } }) }
  const { bytes } = await stripPdf(
    onePage(
      parts.attributes === undefined ? DRAWING : `/P <</MCID 0>> BDC ${DRAWING} EMC`,
      {
        Resources: d({
          Font: d({ F: HELVETICA }),
          ExtGState: d({ G: d({ Type: n('ExtGState'), LW: 3, ...parts.state }) }),
          Properties: d({ L: r(8) }),
        }),
        StructParents: 0,
        Annots: [
          d({ Type: n('Annot'), Rect: [20, 20, 90, 90], F: 4, ...link, ...parts.annotation }),
        ],
        ...parts.page,
      },
      {
        1: d({
          ...{ Type: n('Catalog'), Pages: r(2), MarkInfo: d({ Marked: true }) },
          StructTreeRoot: r(6),
          OCProperties: d({ OCGs: [r(8)], D: d({ ON: [r(8)], Order: [r(8)], ...parts.visible }) }),
        }),
        6: d({
          ...{ Type: n('StructTreeRoot'), K: [r(7)] },
          ParentTree: d({ Nums: [0, [r(7)]] }),
        }),
        7: d({
          ...{ Type: n('StructElem'), S: n('P'), P: r(6), Pg: r(3), K: [0] },
          A: [d({ O: n('Table'), ...parts.attributes })],
        }),
        8: d({ Type: n('OCG'), Name: { text: 'Layer' }, ...parts.layer }),
      },
    ),
  )
  const again = await stripPdf(bytes)
  expect([again.findings, Buffer.compare(again.bytes, bytes)]).toEqual([[], 0])
  return readable(bytes).join('\n')
}

describe('T-147 no list of a PDF stands in a list but where the standard has one', () => {
  test.each<readonly [string, Parts]>([
    ['a colour', { annotation: { C: [SEED] } }],
    ['a border', { annotation: { Border: [0, 0, [...SEED], [3, 3]] } }],
    ['dashes of a border', { annotation: { Border: [0, 0, 1, [3, [...SEED]]] } }],
    ['what a line ends with', { annotation: { Subtype: n('FreeText'), LE: [SEED, n('None')] } }],
    ['points of an ink', { annotation: { Subtype: n('Ink'), InkList: [[9, 9, 50, 50, SEED]] } }],
    ['how colours mix', { state: { BM: [n('Normal'), SEED] } }],
    ['numbers among how colours mix', { state: { BM: [n('Normal'), ...SEED] } }],
    ['dashes', { state: { D: [[3, 2, SEED], 0] } }],
    ['more than dashes', { state: { D: [[3, 2], 0, ...SEED] } }],
    ['what a layer is for', { layer: { Intent: [n('View'), SEED] } }],
    ['when layers change', { visible: { AS: [d({ Event: n('View'), Category: [SEED] })] } }],
    ['what a heading is for', { attributes: { Scope: [SEED] } }],
    ['numbers of a list', { attributes: { O: n('List'), ListNumbering: [SEED] } }],
    ['a box', { page: { CropBox: [0, 0, 200, 200, SEED] } }],
    ['a box of boxes', { page: { CropBox: [[0, 0, ...SEED], 0, 200, 200] } }],
  ])('%s', async (_what, parts) => {
    expect(await copyOf(parts)).not.toMatch(TEXT)
  })

  test('where it has one it stays, as long as readers read it', async () => {
    const dashes = await copyOf({ state: { D: [[3, 2], 1] } })
    expect(dashes).toMatch(/\/D \[ \[ 3 2 \] 1 \]/)
    const modes = await copyOf({ state: { BM: [n('Multiply'), n('Normal')] } })
    expect(modes).toMatch(/\/BM \[ \/Multiply \/Normal \]/)
    const ink = {
      Subtype: n('Ink'),
      InkList: [
        [21, 22, 50, 50],
        [60, 61],
      ],
    }
    expect(await copyOf({ annotation: ink })).toMatch(
      /\/InkList \[ \[ 21 22 50 50 \] \[ 60 61 \] \]/,
    )
  })
})
