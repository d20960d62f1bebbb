import { describe, expect, test } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { rendered } from './pdf-rendered.ts'
import { d, n, PLAIN, r, s, spelt, t, type Value } from './pdf-spelling.ts'
import { readable } from './readable.ts'

const FONT = d({ Type: n('Font'), Subtype: n('Type1'), BaseFont: n('Helvetica') })
const LOOK = 'q 1 0 0 rg 0 0 60 30 re f Q'

/** A page with annotations. Object 9 is a red look of 60 by 30 points, the next ones are those given. */
function page(
  annotations: readonly Readonly<Record<string, Value>>[],
  form: Readonly<Record<string, Value>> | null = null,
  more: Readonly<Record<number, Value>> = {},
): Uint8Array<ArrayBuffer> {
  const refs = annotations.map((_, at) => r(20 + at))
  const numbered = annotations.map(
    (one, at) => [20 + at, d({ Type: n('Annot'), F: 4, ...one })] as const,
  )
  return spelt(
    {
      1: d({
        ...{ Type: n('Catalog'), Pages: r(2) },
        ...(form === null ? {} : { AcroForm: d({ Fields: refs, ...form }) }),
      }),
      2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
      3: d({
        ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 200, 200], Contents: r(4) },
        ...{ Resources: d({ Font: d({ F: FONT }) }), Annots: refs },
      }),
      4: s({}, 'BT /F 12 Tf 20 180 Td (seen) Tj ET'),
      9: look(LOOK, [0, 0, 60, 30]),
      ...more,
      ...Object.fromEntries(numbered),
    },
    { Root: r(1) },
    PLAIN,
  )
}

function look(words: string, BBox: number[]): Value {
  const Resources = d({ Font: d({ F: FONT }) })
  return s({ Type: n('XObject'), Subtype: n('Form'), BBox, Resources }, words)
}

const textOf = (pdf: Uint8Array) => readable(pdf).join('\n')

/** Entries that ISO 32000-2 requires of an annotation of each type, beside `Subtype` and `Rect` (12.5.6, 12.7.4.1). */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  Text: {},
  Link: {},
  FreeText: { DA: t('/F 12 Tf 0 g') },
  Line: { L: [12, 13, 67, 38] },
  Square: {},
  Circle: {},
  Polygon: { Vertices: [12, 13, 67, 38, 61, 22] },
  PolyLine: { Vertices: [12, 13, 67, 38, 61, 22] },
  Highlight: { QuadPoints: [10, 40, 70, 40, 10, 10, 70, 10] },
  Underline: { QuadPoints: [12, 39, 67, 38, 13, 12, 66, 11] },
  Squiggly: { QuadPoints: [12, 39, 67, 38, 13, 12, 66, 11] },
  StrikeOut: { QuadPoints: [12, 39, 67, 38, 13, 12, 66, 11] },
  Caret: {},
  Stamp: {},
  Ink: {
    InkList: [
      [12, 13, 67, 38],
      [22, 23],
    ],
  },
  PrinterMark: {},
  Watermark: {},
}
const FIELDS: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  Tx: { DA: t('/F 12 Tf 0 g') },
  Ch: { DA: t('/F 12 Tf 0 g') },
  Btn: {},
  Sig: {},
}
/** An annotation with a look takes up 60 by 30 points. */
const RECT = { Rect: [10, 10, 70, 40] }
const WITH_LOOK = { ...RECT, AP: d({ N: r(9) }) }

describe('T-147 an annotation of a copy has what the standard requires of its type', () => {
  test.each(Object.entries(REQUIRED))('%s, with a look and without', async (Subtype, required) => {
    for (const place of [WITH_LOOK, RECT]) {
      const before = page([{ Subtype: n(Subtype), ...place, ...required }])
      const { bytes } = await stripPdf(before)
      const copy = textOf(bytes)
      expect(copy).toContain(`/Subtype /${Subtype}`)
      expect(copy).toContain('/Rect [ 10 10 70 40 ]')
      for (const key of Object.keys(required)) expect(copy).toContain(`/${key} `)
      expect(rendered(bytes)).toEqual(rendered(before))
      expect((await stripPdf(bytes)).findings).toEqual([])
    }
  })

  test.each(Object.entries(FIELDS))('field %s', async (FT, required) => {
    const field = { Subtype: n('Widget'), FT: n(FT), T: t('f'), ...WITH_LOOK, ...required }
    const before = page([field], {})
    const { bytes } = await stripPdf(before)
    const copy = textOf(bytes)
    expect(copy).toContain(`/FT /${FT}`)
    for (const key of Object.keys(required)) expect(copy).toContain(`/${key} `)
    expect(rendered(bytes)).toEqual(rendered(before))
  })

  test.each<[string, Readonly<Record<string, Value>>]>([
    ['FileAttachment', { FS: d({ Type: n('Filespec'), F: t('a.txt') }) }],
    ['Sound', { Sound: r(10) }],
    ['Movie', { Movie: d({ F: t('a.avi') }) }],
    ['Screen', {}],
    ['3D', { '3DD': r(10) }],
    ['RichMedia', { RichMediaContent: d({}) }],
    ['Redact', {}],
    ['Own', {}],
  ])('of %s only the look stays, as a stamp', async (Subtype, required) => {
    const sound = s({ Type: n('Sound'), R: 8000 }, 'sound')
    const before = page([{ Subtype: n(Subtype), ...WITH_LOOK, ...required }], null, { 10: sound })
    const { bytes } = await stripPdf(before)
    expect(textOf(bytes)).toContain('/Subtype /Stamp')
    expect(rendered(bytes)).toEqual(rendered(before))
  })
})

test('T-147 a line beneath a link stays one, and a stamp or a note the one that it was', async () => {
  const A = d({ S: n('URI'), URI: t('https://x.example/') })
  const BS = d({ W: 1, S: n('U') })
  const before = page([
    { Subtype: n('Link'), ...RECT, A, BS, Border: [0, 0, 1] },
    { Subtype: n('Stamp'), Rect: [80, 10, 140, 40], Name: n('NotApproved') },
    { Subtype: n('Text'), Rect: [80, 60, 100, 80], Name: n('Cross') },
  ])
  const { bytes } = await stripPdf(before)
  for (const name of ['/S /U', '/Name /NotApproved', '/Name /Cross'])
    expect(textOf(bytes)).toContain(name)
  expect(rendered(bytes)).toEqual(rendered(before))
})

test('T-147 a marker over several lines is drawn over them, whatever its points and its look are', async () => {
  const QuadPoints = [
    [10, 40, 70, 40, 10, 30, 70, 30],
    [10, 20, 40, 20, 10, 10, 40, 10],
  ].flat()
  const marker = { Subtype: n('Highlight'), ...RECT, QuadPoints, C: [1, 1, 0] }
  const areas = '1 1 0 rg 0 20 60 10 re f q .5 0 0 .5 0 0 cm 0 0 60 20 re f Q -50 0 30 5 re f'
  const Matrix = [0, 1, -1, 0, 0, 0]
  const looks: readonly (readonly [Value, Value])[] = [
    [r(40), look(areas, [0, 0, 60, 30])],
    [d({ On: r(40) }), look(areas, [0, 0, 60, 30])],
    [r(40), s({ BBox: [0, 0, 60, 30], Resources: d({}) }, areas)],
    [r(40), s({ BBox: [0, -60, 30, 0], Matrix }, '1 1 0 rg 20 -60 10 60 re 0 -30 10 30 re f')],
  ]
  for (const [N, drawn] of looks) {
    const before = page([{ ...marker, AP: d({ N }), AS: n('On') }], null, { 40: drawn })
    const { bytes } = await stripPdf(before)
    expect(textOf(bytes)).toMatch(new RegExp(`/QuadPoints \\[ ${QuadPoints.join(' ')} \\]`))
    expect(textOf(bytes)).toContain('/Subtype /Form')
    expect(rendered(bytes)).toEqual(rendered(before))
    expect((await stripPdf(bytes)).findings).toEqual([])
  }
})

test('T-147 without a look a line or a marker is where its points are, whatever its rectangle', async () => {
  for (const Rect of [
    [0, 0, 0, 0],
    [500, 500, 560, 530],
  ]) {
    const kinds = ['Line', 'Polygon', 'PolyLine', 'Highlight', 'StrikeOut', 'Ink']
    const before = page(
      kinds.map((kind) => ({ Subtype: n(kind), Rect, C: [1, 0, 0], ...REQUIRED[kind] })),
    )
    const { bytes } = await stripPdf(before)
    for (const kind of kinds) expect(textOf(bytes)).toContain(`/Subtype /${kind}`)
    expect(rendered(bytes)).toEqual(rendered(before))
  }
  const beside = { Subtype: n('Line'), ...RECT, L: [500, 500, 560, 530] }
  expect(textOf((await stripPdf(page([beside]))).bytes)).not.toContain('/Line')
})

describe('T-147 points of an annotation say no more than is seen', () => {
  const SEED = [83, 101, 101, 100, 87, 111, 114, 100]
  const KEYS: Readonly<Record<string, Value>> = {
    ...{ QuadPoints: SEED, InkList: [SEED, SEED], Vertices: SEED, L: SEED.slice(0, 4) },
    ...{ CL: SEED.slice(0, 6), LL: 83101, LLE: 83101, LLO: 83101, CO: [83, 101] },
  }

  test.each([...Object.keys(REQUIRED), 'Redact', 'FileAttachment'])(
    'beside a look those of %s are the corners of its rectangle, and no others',
    async (Subtype) => {
      const annotation = { Subtype: n(Subtype), ...WITH_LOOK, ...KEYS }
      const { bytes, findings } = await stripPdf(page([annotation]))
      expect(textOf(bytes)).not.toMatch(/83 ?101/)
      expect(findings).toContain('other')
    },
  )

  test('of another type they are in no copy', async () => {
    const own = { Line: /^(L|LL|LLE|LLO|CO)$/, Ink: /^InkList$/, FreeText: /^CL$/ }
    for (const Subtype of [
      'Text',
      'Square',
      'Circle',
      'Caret',
      'Stamp',
      'Line',
      'Ink',
      'FreeText',
    ]) {
      const keys = Object.entries(KEYS).filter(
        ([key]) => !(Subtype in own && own[Subtype as keyof typeof own].test(key)),
      )
      const annotation = { Subtype: n(Subtype), ...RECT, ...Object.fromEntries(keys) }
      expect(textOf((await stripPdf(page([annotation]))).bytes)).not.toMatch(/83 ?101/)
    }
  })

  test('where no look is drawn they stay, whatever else a look says', async () => {
    const line = { Subtype: n('Line'), ...RECT, L: [12, 13, 67, 38], C: [1, 0, 0] }
    for (const AP of [d({}), d({ D: r(9) }), d({ N: d({ On: r(9) }) })]) {
      const before = page([{ ...line, AP }])
      const { bytes } = await stripPdf(before)
      expect(textOf(bytes)).toContain('/L [ 12 13 67 38 ]')
      expect(textOf(bytes)).not.toContain('/AP')
    }
  })
})

describe('T-147 what is written in a form that viewers draw anew is still there', () => {
  const DA = t('/F 12 Tf 0 g')
  const form = { DA, DR: d({ Font: d({ F: FONT }) }), NeedAppearances: true }
  const BLANK = look('/Tx BMC EMC', [0, 0, 150, 20])
  const OLD = look('/Tx BMC BT /F 12 Tf 2 5 Td (OLDWORDS) Tj ET EMC', [0, 0, 150, 20])
  const SAME = look('/Tx BMC BT /F 12 Tf 2 5 Td (Kept words) Tj ET EMC', [0, 0, 150, 20])
  const field = (V: Value, more: Readonly<Record<string, Value>> = {}) => ({
    ...{ Subtype: n('Widget'), FT: n('Tx'), T: t('f'), V, DA, Rect: [20, 100, 170, 120] },
    ...{ AP: d({ N: r(40) }), ...more },
  })
  const choice = { FT: n('Ch'), Ff: 1 << 17, Opt: [t('Man'), t('Kept words')] }

  test.each<[string, Value, Readonly<Record<string, Value>>]>([
    ['a blank look', BLANK, {}],
    ['a look of other words', OLD, {}],
    ['a blank look of a choice', BLANK, choice],
    ['a blank look of a choice that is shut', BLANK, { ...choice, Ff: (1 << 17) | 1 }],
    [
      'a blank look of a choice by its value',
      BLANK,
      {
        ...choice,
        V: t('k'),
        Opt: [
          [t('m'), t('Man')],
          [t('k'), t('Kept words')],
        ],
      },
    ],
    ['a look of a list', OLD, { ...choice, Ff: 0 }],
    ['a blank look of several lines', BLANK, { Ff: 1 << 12 }],
    ['a look that says it', SAME, {}],
  ])('over %s', async (_what, drawn, more) => {
    const before = page([field(t('Kept words'), more)], form, { 40: drawn })
    const { bytes, stays } = await stripPdf(before)
    expect(textOf(bytes)).toContain('/V (Kept words)')
    expect(textOf(bytes)).not.toContain('OLDWORDS')
    expect(stays).toEqual([])
    expect(rendered(bytes)).toEqual(rendered(before))
    const again = await stripPdf(bytes)
    expect([again.findings, again.stays, Buffer.compare(again.bytes, bytes)]).toEqual([[], [], 0])
  })

  test('in fields of one name, too', async () => {
    const [V, kid] = [t('Kept words'), { ...field(null), Parent: r(50) }]
    const [{ T: _t, V: _v, FT: _f, ...one }, place] = [kid, { Rect: [20, 60, 170, 80] }]
    const before = page(
      [one, { ...one, ...place, AP: d({ N: r(41) }) }],
      { ...form, Fields: [r(50)] },
      {
        ...{ 40: BLANK, 41: OLD },
        50: d({ FT: n('Tx'), T: t('f'), V, Kids: [r(20), r(21)] }),
      },
    )
    const { bytes, stays } = await stripPdf(before)
    expect(textOf(bytes)).toContain('/V (Kept words)')
    expect(stays).toEqual([])
    expect(rendered(bytes)).toEqual(rendered(before))
  })

  test('words of a look that no viewer draws are told, and in no copy', async () => {
    for (const V of [t('Kept words'), t('')]) {
      const { bytes, findings } = await stripPdf(page([field(V)], form, { 40: OLD }))
      expect(textOf(bytes)).not.toContain('OLDWORDS')
      expect(findings).toContain('words')
    }
    const { findings } = await stripPdf(page([field(t('Kept words'))], form, { 40: BLANK }))
    expect(findings).not.toContain('words')
  })

  test('a value that is a stream is read as a text is', async () => {
    const objects = {
      40: BLANK,
      60: s({}, 'Kept words'),
      61: s({ Filter: n('ASCIIHexDecode') }, '7x>'),
    }
    const { bytes, stays, findings } = await stripPdf(page([field(r(60))], form, objects))
    expect(textOf(bytes)).toContain('/V (Kept words)')
    expect([findings, stays]).toEqual([[], []])
    const quiet = { ...form, NeedAppearances: false }
    const hidden = await stripPdf(page([field(r(60))], quiet, objects))
    expect(textOf(hidden.bytes)).not.toContain('Kept words')
    expect(hidden.findings).toContain('words')
    const broken = await stripPdf(page([field(r(61))], form, objects))
    expect(broken.findings).toContain('words')
  })

  test.each<[string, Readonly<Record<string, Value>>]>([
    ['what it is set back to', { DV: t('SeedWord') }],
    ['what it is set back to, in a stream', { DV: r(60) }],
    ['its words with marks', { RV: t('<p>SeedWord</p>') }],
    ['its words with marks, in a stream', { RV: r(60) }],
  ])('told of a field, and in no copy: %s', async (_what, more) => {
    const objects = { 40: SAME, 60: s({}, '<p>SeedWord</p>') }
    const { bytes, findings } = await stripPdf(page([field(t('Kept words'), more)], form, objects))
    expect(textOf(bytes)).not.toContain('SeedWord')
    expect(findings).toEqual(['words'])
  })

  test('a value that nobody sees is named', async () => {
    const white = field(t('Kept words'), { DA: t('/F 12 Tf 1 g') })
    const { stays } = await stripPdf(page([white], form, { 40: BLANK }))
    expect(stays).toEqual([{ kind: 'text_ink', place: { at: 'page', n: 1 } }])
  })

  test('where viewers draw the look, it decides', async () => {
    const quiet = { ...form, NeedAppearances: false }
    const { bytes } = await stripPdf(page([field(t('Kept words'))], quiet, { 40: BLANK }))
    expect(textOf(bytes)).not.toContain('Kept words')
  })

  test('what a password field holds is in no copy, nor what one holds that the form does not list', async () => {
    const words = t('Kept words')
    const forms = [
      page([field(words, { Ff: 1 << 13 })], form, { 40: BLANK }),
      page(
        [field(words, { Parent: r(50) })],
        { ...form, Fields: [r(50)] },
        {
          ...{ 40: BLANK, 50: d({ Ff: 1 << 13, Kids: [r(20)] }) },
        },
      ),
      page([field(words)], { ...form, Fields: [] }, { 40: OLD }),
    ]
    for (const made of forms) {
      const { bytes } = await stripPdf(made)
      expect(textOf(bytes)).not.toContain('Kept words')
    }
  })
})
