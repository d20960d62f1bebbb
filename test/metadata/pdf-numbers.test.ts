import { describe, expect, test } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { d, n, PLAIN, r, s, spelt, t, type Value } from './pdf-spelling.ts'
import { readable } from './readable.ts'

/** A text in numbers. */
const SEED = [83, 101, 101, 100, 87, 111, 114, 100]
const TEXT = SEED.slice(4).join(' ')
const FONT = d({ F: d({ Type: n('Font'), Subtype: n('Type1'), BaseFont: n('Helvetica') }) })
const SEEN = 'BT /F 12 Tf 20 100 Td (seen) Tj ET'

const to = { Dest: [0, n('Fit')] }
const title = (words: string, more: Readonly<Record<string, Value>> = to) =>
  d({ Title: t(words), ...more })

async function copyOf(
  content: string,
  more: Readonly<Record<string, Value>> = {},
  catalog: Readonly<Record<string, Value>> = {},
  offers: Readonly<Record<string, Value>> = {},
  expected: readonly object[] = [],
  objects: Readonly<Record<number, Value>> = {},
): Promise<string> {
  const { bytes, stays } = await stripPdf(
    spelt(
      {
        1: d({ Type: n('Catalog'), Pages: r(2), ...catalog }),
        2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
        3: d({
          ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 200, 200, ...SEED] },
          Contents: r(4),
          Resources: d({ Font: FONT, ...offers }),
          ...more,
        }),
        4: s({}, content),
        ...objects,
      },
      { Root: r(1) },
      PLAIN,
    ),
  )
  expect(stays).toEqual(expected)
  return readable(bytes).join('\n')
}

describe('T-147 no list of numbers is longer than readers read it', () => {
  const annotation = (Subtype: string, more: Readonly<Record<string, Value>>) => ({
    Annots: [d({ Type: n('Annot'), Subtype: n(Subtype), Rect: [20, 20, 90, 90], ...more })],
  })
  test.each([
    ['boxes of a page', { ArtBox: [0, 0, 9, 9, ...SEED] }, {}],
    ['pages to print', {}, { ViewerPreferences: d({ PrintPageRange: SEED }) }],
    ['borders', annotation('Square', { Border: [0, 0, 1, [3, 3, 3, 3, ...SEED]] }), {}],
    [
      'where a link can be pressed',
      annotation('Link', { QuadPoints: SEED, A: d({ S: n('URI'), URI: t('https://x.example/') }) }),
      {},
    ],
    ['where it leads', annotation('Link', { Dest: [r(3), n('XYZ'), 0, 0, 0, 0, ...SEED] }), {}],
  ])('%s', async (_what, more, catalog) => {
    const copy = await copyOf(SEEN, more, catalog)
    expect(copy).toContain('/MediaBox [ 0 0 200 200 ]')
    expect(copy).not.toContain(TEXT)
  })

  test('a link of a point leads nowhere', async () => {
    const link = (Rect: number[]) => ({
      Annots: [
        d({
          ...{ Type: n('Annot'), Subtype: n('Link'), Rect },
          A: d({ S: n('URI'), URI: t('https://x.example/') }),
        }),
      ],
    })
    expect(await copyOf(SEEN, link([20, 20, 21, 90]))).not.toContain('x.example')
    expect(await copyOf(SEEN, link([20, 20, 60, 30]))).toContain('x.example')
  })
})

describe('T-147 words of a page that draw nothing are in no copy', () => {
  test.each([
    'q Q',
    'q q Q q 1 0 0 1 83 101 cm Q Q',
    '83 101 m 101 100 l 87 111 l 114 100 l n',
    'q [83 101 101 100 87 111 114 100] 0 d Q',
    'q 83 101 101 100 87 111 cm Q',
    'q /DeviceRGB cs 83 101 101 sc Q',
    'q 83 101 101 100 re W n Q',
    'q BT /F 83 Tf 101 101 Td ET Q',
  ])('%s', async (nothing) => {
    expect(await copyOf(`${nothing} ${SEEN}`)).toBe(await copyOf(SEEN))
  })

  test('of two in a row the second counts', async () => {
    expect(await copyOf(`83 w 101 w 1 w ${SEEN}`)).toBe(await copyOf(`1 w ${SEEN}`))
  })

  test('what cuts, draws or moves stays', async () => {
    const copy = await copyOf(`q 0 0 90 90 re W n q 1 0 0 1 9 9 cm 0 0 5 5 re f Q Q 2 w ${SEEN}`)
    expect(copy).toContain('q\n0 0 90 90 re\nW\nn\n1 0 0 1 9 9 cm\n0 0 5 5 re\nf\nQ\nBT')
  })
})

describe('T-147 what no reader of a document is shown is not there', () => {
  test.each([
    ['that is said to be the last', { First: title('One'), Last: title('SeedWord') }],
    ['in front of the first', { First: title('One', { ...to, Prev: title('SeedWord') }) }],
    ['above the first', { First: title('One', { ...to, Parent: title('SeedWord') }) }],
    ['on what holds them all', { Title: t('SeedWord'), First: title('One') }],
    [
      'on what holds them all and leads somewhere',
      { Title: t('SeedWord'), ...to, First: title('One') },
    ],
    ['that leads nowhere', { First: title('One', { ...to, Next: title('SeedWord', {}) }) }],
  ])('a title of a chapter %s', async (_what, entries) => {
    const copy = await copyOf(SEEN, {}, { Outlines: d(entries) })
    expect(copy).toContain('(One)')
    expect(copy).not.toContain('SeedWord')
  })

  test('titles stay in their order, and above others though they lead nowhere', async () => {
    const below = title('Below')
    const First = title('Above', { First: below, Last: below, Count: -1, Next: title('Behind') })
    const copy = await copyOf(SEEN, {}, { Outlines: d({ First, Count: 2 }) })
    const [above, inner, behind] = ['Above', 'Below', 'Behind'].map(
      (words) => copy.split('>>\n<<').find((each) => each.includes(`(${words})`)) ?? '',
    )
    expect(above).toMatch(/\/Count -1\n\/First \d+ 0 R\n\/Last \d+ 0 R\n\/Next \d+ 0 R/)
    expect(inner).toMatch(/\/Dest .*\n\/Parent \d+ 0 R/)
    expect(behind).toMatch(/\/Parent \d+ 0 R\n\/Prev \d+ 0 R/)
    expect(copy).toMatch(/\/Outlines \d+ 0 R/)
  })

  test('an address behind a title that shows nothing; titles that stand above others stay', async () => {
    const away = { A: d({ S: n('URI'), URI: t('https://seed.example/') }) }
    for (const blank of ['', ' ', '\xfe\xff\xfe\xff', '\xfe\xff\x20\x0b', '\xfe\xff\x31\x64']) {
      const Next = title('Two')
      const copy = await copyOf(
        SEEN,
        {},
        { Outlines: d({ First: title(blank, { ...away, Next }) }) },
      )
      expect(copy).toContain('(Two)')
      expect(copy).not.toMatch(/seed\.example/)
      const First = title(blank, { ...away, First: title('Below') })
      const above = await copyOf(SEEN, {}, { Outlines: d({ First }) })
      expect(above).toContain('(Below)')
      expect(above).not.toMatch(/seed\.example/)
    }
  })

  test('a title in white is told', async () => {
    const entry = (C: number[]) => ({
      Outlines: d({ First: title('One', { ...to, C }), Count: 1 }),
    })
    const stays = [{ kind: 'title', place: { at: 'page', n: 1 } }]
    await copyOf(SEEN, {}, entry([1, 0.95, 1]), {}, stays)
    await copyOf(SEEN, {}, entry([1, 0, 0]))
  })

  test('choices of a list that folds open for nobody', async () => {
    const choice = (Ff: number) => ({
      Annots: [
        d({
          ...{ Type: n('Annot'), Subtype: n('Widget'), Rect: [20, 20, 90, 40], T: t('a') },
          ...{ FT: n('Ch'), Ff, V: t('seen'), Opt: [t('seen'), t('SeedWord')] },
        }),
      ],
    })
    expect(await copyOf(SEEN, choice(1 | (1 << 17)))).not.toContain('SeedWord')
    expect(await copyOf(SEEN, choice(1 << 17))).toContain('SeedWord')
  })
})

describe('T-147 numbers of which a screen shows nothing say nothing', () => {
  test('where a place is that a link leads to', async () => {
    const placed = async (...how: Value[]) => {
      const Dest = [r(3), ...how]
      const link = d({ Type: n('Annot'), Subtype: n('Link'), Rect: [20, 20, 90, 90], Dest })
      const copy = await copyOf(SEEN, { Annots: [link] })
      return /\/Dest \[ \d+ 0 R (.*?) ?\]/.exec(copy)?.[1]
    }
    expect(await placed(n('XYZ'), 7_355_608, 120.7_355, 1.507_355)).toBe('/XYZ 200 121 1.51')
    expect(await placed(n('XYZ'), null, -7355, 7_355_608)).toBe('/XYZ null 0 64')
    expect(await placed(n('XYZ'), 20)).toBe('/XYZ 20')
    expect(await placed(n('FitH'), 83, 101, 100)).toBe('/FitH 83')
    expect(await placed(n('Fit'), 83, 101, 100)).toBe('/Fit')
    expect(await placed(n('FitR'), 1.2, 7.9, 300, 150)).toBe('/FitR 1 8 200 150')
    expect(await placed(n('SeedWord'), 83)).toBe('/Fit')
    expect(await placed(n('Highlight'), 83)).toBe('/Fit')
  })

  test('units of a page, and how fine curves are drawn', async () => {
    expect(await copyOf(SEEN, { UserUnit: 1.000_735_56 })).toBe(await copyOf(SEEN, { UserUnit: 1 }))
    expect(await copyOf(SEEN, { UserUnit: 2.5 })).toContain('/UserUnit 2.5')
    const fine = { ExtGState: d({ G: d({ FL: 7355, SM: 0.7355, CA: 1 }) }) }
    expect(await copyOf(`/G gs 73 i ${SEEN}`, {}, {}, fine)).not.toMatch(/73/)
  })

  const odd = 7_355_608
  const tint = (more: Readonly<Record<string, Value>> = {}) =>
    d({ FunctionType: 2, Domain: [0, 1], C0: [1], C1: [0], N: 1, ...more })
  const coloured = (made: Value, more: Readonly<Record<string, Value>> = {}) =>
    copyOf(
      `/C cs 0.5 sc 5 5 9 9 re f /S sh ${SEEN}`,
      {},
      {},
      {
        ColorSpace: d({ C: [n('Separation'), n('Gold'), n('DeviceGray'), r(9)] }),
        Shading: d({
          S: d({
            ...{ ShadingType: 2, ColorSpace: n('DeviceGray'), Coords: [0, 0, 9, 9] },
            Function: tint(),
            ...more,
          }),
        }),
      },
      [],
      { 9: made },
    )

  test.each<readonly [string, Value]>([
    [
      'limits that it does not have',
      tint({ Size: [odd], Bounds: [odd], Order: odd, Encode: [odd] }),
    ],
    ['more limits than colours', tint({ Domain: [0, 1, odd, odd] })],
    [
      'parts in a row',
      d({
        ...{ FunctionType: 3, Domain: [0, 1, odd], Functions: [tint(), tint()] },
        ...{ Bounds: [0.5, odd], Encode: [0, 1, 0, 1, odd, odd] },
      }),
    ],
    [
      'a table of points',
      s(
        {
          ...{ FunctionType: 0, Domain: [0, 1, odd, odd], Range: [0, 1], Size: [2] },
          ...{ BitsPerSample: 8, Order: odd, Encode: [0, 1, odd], Decode: [0, 1, odd, odd] },
        },
        new Uint8Array([255, 0]),
      ),
    ],
    ['a small program', s({ FunctionType: 4, Domain: [0, 1], Range: [0, 1], Size: [odd] }, '{ }')],
  ])('of a function: %s', async (_what, made) => {
    expect(await coloured(made)).not.toContain(String(odd))
  })

  test.each<readonly [string, Readonly<Record<string, Value>>]>([
    ['what other kinds have', { VerticesPerRow: odd, BitsPerFlag: odd, Decode: [0, odd] }],
    [
      'more than it needs',
      { Coords: [0, 0, 9, 9, odd], Domain: [0, 1, odd], Background: [1, odd] },
    ],
  ])('of a course of colours: %s', async (_what, more) => {
    const copy = await coloured(tint(), more)
    expect(copy).toContain('/ShadingType 2')
    expect(copy).not.toContain(String(odd))
  })

  test('of pictures, forms, lines, and flags that nothing has', async () => {
    const picture = s(
      {
        ...{ Type: n('XObject'), Subtype: n('Image'), Width: 2, Height: 2, BitsPerComponent: 8 },
        ...{ ColorSpace: n('DeviceGray'), SMaskInData: odd, Decode: [1, 0, odd, odd] },
        ...{ Mask: [7, 7, odd] },
      },
      new Uint8Array([1, 99, 180, 250]),
    )
    const form = s(
      { Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 9, 9], FormType: odd },
      '0 0 5 5 re f',
    )
    const copy = await copyOf(
      `q 20 0 0 20 5 5 cm /I Do Q /X Do /G gs ${SEEN}`,
      {
        Annots: [
          d({
            ...{
              Type: n('Annot'),
              Subtype: n('Square'),
              Rect: [20, 20, 90, 90],
              F: odd * 1024 + 4,
            },
            ...{ Q: odd },
          }),
        ],
      },
      { Outlines: d({ First: title('One', { ...to, F: odd }), Count: 1 }) },
      { XObject: d({ I: r(8), X: r(9) }), ExtGState: d({ G: d({ LC: odd, LJ: 1, OPM: odd }) }) },
      [],
      { 8: picture, 9: form },
    )
    expect(copy).toMatch(/\/Decode \[ 1 0 \][\s\S]*\/F 4\b/)
    expect(copy).toContain('/LJ 1')
    expect(copy).not.toMatch(/7355608|7532142592/)
  })

  const mesh = (
    kind: number,
    data: readonly number[],
    more: Readonly<Record<string, Value>> = {},
  ) =>
    copyOf(`/S sh ${SEEN}`, {}, {}, { Shading: d({ S: r(9) }) }, [], {
      9: s(
        {
          ...{ ShadingType: kind, ColorSpace: n('DeviceGray'), BitsPerCoordinate: 8 },
          ...{ BitsPerComponent: 8, Decode: [0, 90, 0, 90, 0, 1], ...more },
          ...(kind === 5 ? {} : { BitsPerFlag: 8 }),
        },
        new Uint8Array(data),
      ),
    })
  const corner = (flag: number, x: number, y: number, shade: number) => [flag, x, y, shade]
  const triangle = [...corner(0, 9, 9, 1), ...corner(0, 99, 9, 99), ...corner(0, 9, 99, 100)]
  const patch = (flag: number, points: number, colours: number) => [
    flag,
    ...Array.from({ length: points * 2 }, (_, at) => 40 + at * 2),
    ...Array.from({ length: colours }, (_, at) => 40 + at * 20),
  ]

  test.each<readonly [number, readonly number[], Readonly<Record<string, Value>>]>([
    [4, [...triangle, ...corner(1, 99, 99, 50), ...corner(2, 50, 50, 7)], {}],
    [5, [...triangle, ...triangle], { VerticesPerRow: 2 }],
    [6, [...patch(0, 12, 4), ...patch(3, 8, 2)], {}],
    [7, [...patch(0, 16, 4), ...patch(1, 12, 2)], {}],
  ])('behind the points of a course of colours of kind %i', async (kind, data, more) => {
    const plain = await mesh(kind, data, more)
    expect(await mesh(kind, [...data, ...SEED.slice(4)], more)).toBe(plain)
    expect(plain).toContain(String.fromCharCode(...data))
  })
})
