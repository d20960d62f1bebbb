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

describe('T-147 numbers and words of a PDF that mean nothing where they stand are in no copy', () => {
  const widget = (more: Readonly<Record<string, Value>>) => ({
    annotation: {
      ...{ Subtype: n('Widget'), T: { text: 'f' }, A: null, ...more },
    },
  })
  test.each<readonly [string, Parts]>([
    ['boxes for printers', { page: { TrimBox: [67.7355, 11, 99, 99], ArtBox: [1, 2, 3, 73.55] } }],
    ['how much of a link is seen', { annotation: { CA: 0.7355 } }],
    ['a filling of a link', { annotation: { IC: [0.7355, 0, 0] } }],
    ['ends of a link', { annotation: { LE: [n('None'), n('Diamond')] } }],
    ['names of a link', { annotation: { IT: n('TopSecret'), Name: n('TopSecret') } }],
    ['flags of a link', { annotation: { Cap: true, Open: true } }],
    ['fractions of a colour', { annotation: { C: [0.7355, 0, 0] } }],
    ['a first option of no list', widget({ FT: n('Tx'), TI: 7355, I: SEED })],
    ['options that there are not', widget({ FT: n('Ch'), Opt: [{ text: 'a' }], I: [0, ...SEED] })],
    ['a length of a choice', widget({ FT: n('Ch'), MaxLen: 7355 })],
    ['a zoom of a view', { layer: { Usage: d({ View: d({ ViewState: n('ON'), min: 7355 }) }) } }],
    ['a miter', { state: { ML: 10.007355 } }],
  ])('%s', async (_what, parts) => {
    const copy = await copyOf(parts)
    expect(copy).not.toMatch(/7355|73\.55|TopSecret|Diamond|\/Cap |\/Open /)
    expect(copy).not.toMatch(TEXT)
  })

  test('options that are chosen stay', async () => {
    const Opt = ['a', 'b', 'c'].map((text) => ({ text }))
    const copy = await copyOf(widget({ FT: n('Ch'), Opt, TI: 1, I: [2, 0, 2] }))
    expect(copy).toContain('/TI 1')
    expect(copy).toContain('/I [ 0 2 ]')
  })
})

describe('T-147 a link leads to an address, and to no other words', () => {
  const leads = async (address: string) => {
    const action = d({ S: n('URI'), URI: { text: address } })
    const copy = await copyOf({ annotation: { A: action } })
    return /\/URI \(?([^\n)>]*)/.exec(copy.replace('/S /URI', ''))?.[1]
  }
  const utf16 = (text: string) =>
    `\xfe\xff${[...text].map((sign) => String.fromCharCode(sign.charCodeAt(0) >> 8, sign.charCodeAt(0) & 255)).join('')}`

  test.each([
    'tel:Copy for Maria',
    'tel:+34 600 Maria',
    'tel:+34600123456;ext=Maria',
    'mailto:Copy for Maria',
    'mailto:Maria <a@b.example>',
  ])('%s: not', async (address) => {
    expect(await leads(address)).toBeUndefined()
  })

  test.each([
    'tel:+34 600-123-456',
    'tel:+34600123456;ext=12',
    'mailto:a.b@c.example',
    'mailto:a@c.example,b@c.example',
    'https://x.example/a?b=c',
  ])('%s', async (address) => {
    expect(await leads(address)).toBe(address)
  })

  test('without signs that nobody sees, in one encoding', async () => {
    const plain = 'https://x.example/a'
    expect(await leads(utf16(plain))).toBe(plain)
    expect(await leads(utf16('https://x.exam\u200bple/\u2063a\u001ben\u001b'))).toBe(`${plain}en`)
    expect(await leads(Buffer.from('https://x.example/\u2063a').toString('latin1'))).toBe(plain)
  })
})
