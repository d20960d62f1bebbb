import { describe, expect, test } from 'vitest'
import { concat } from '#bytes.ts'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { rendered } from './pdf-rendered.ts'
import { d, n, PLAIN, r, s, spelt, t, type Value } from './pdf-spelling.ts'
import { JPEG } from './pictures.ts'
import { readable } from './readable.ts'
import { withPosition } from './with-position.ts'

const SEED = 'AnnaSeed4711'
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const PHOTO = withPosition(JPEG, SEED)
const bytes = (...values: readonly number[]) => new Uint8Array(values)
const wide = (value: number) =>
  bytes(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255)

/** A page that draws one thing, called X or written as `drawn`. */
const page = (
  offers: Readonly<Record<string, Value>>,
  drawn: Uint8Array | string,
  more: Readonly<Record<string, Value>> = {},
  objects: Readonly<Record<number, Value>> = {},
  catalog: Readonly<Record<string, Value>> = {},
) =>
  spelt(
    {
      1: d({ Type: n('Catalog'), Pages: r(2), ...catalog }),
      2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
      3: d({
        Type: n('Page'),
        Parent: r(2),
        MediaBox: [0, 0, 90, 90],
        Contents: r(4),
        Resources: d(offers),
        ...more,
      }),
      4: s({}, drawn),
      ...objects,
    },
    { Root: r(1) },
    PLAIN,
  )
const image = (filter: string, data: Uint8Array, more: Readonly<Record<string, Value>> = {}) =>
  page(
    { XObject: d({ X: r(5) }) },
    'q 24 0 0 16 0 0 cm /X Do Q',
    {},
    {
      5: s(
        {
          Type: n('XObject'),
          Subtype: n('Image'),
          Width: 24,
          Height: 16,
          ColorSpace: n('DeviceRGB'),
          BitsPerComponent: 8,
          Filter: n(filter),
          ...more,
        },
        data,
      ),
    },
  )
const font = (key: string, program: Uint8Array, subtype: Readonly<Record<string, Value>> = {}) =>
  page(
    { Font: d({ X: r(5) }) },
    'BT /X 9 Tf (a) Tj ET',
    {},
    {
      5: d({
        Type: n('Font'),
        Subtype: n('TrueType'),
        BaseFont: n('ABCDEF+Sans'),
        FontDescriptor: r(6),
      }),
      6: d({ Type: n('FontDescriptor'), FontName: n('ABCDEF+Sans'), Flags: 4, [key]: r(7) }),
      7: s({ Length1: program.length, ...subtype }, program),
    },
  )

async function cleaned(pdf: Uint8Array<ArrayBuffer>) {
  const { bytes: copy, findings, stays } = await stripPdf(pdf)
  return { copy, findings, stays, seeded: readable(copy).some((text) => text.includes(SEED)) }
}

const box = (type: string, body: Uint8Array) => concat(wide(body.length + 8), ascii(type), body)
const part = (marker: number, body: Uint8Array) =>
  concat(bytes(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255), body)
const remark = part(0x64, concat(bytes(0, 1), ascii(SEED)))
const tile = (...head: readonly Uint8Array[]) => {
  const behind = concat(...head, bytes(0xff, 0x93, 1, 2, 3))
  return concat(bytes(0xff, 0x90, 0, 10, 0, 0), wide(behind.length + 12), bytes(0, 1), behind)
}
/** Sizes of a picture of one component and two tiles, one beside the other. */
const sizes = (...more: readonly Uint8Array[]) =>
  part(
    0x51,
    concat(
      ...[bytes(0, 0), wide(24), wide(16), wide(0), wide(0), wide(12), wide(16), wide(0), wide(0)],
      ...[bytes(0, 1, 7, 1, 1), ...more],
    ),
  )
const STREAM = concat(
  bytes(0xff, 0x4f),
  sizes(),
  remark,
  tile(remark),
  bytes(0xff, 0xd9),
  ascii(SEED),
)
const CLEAN = concat(bytes(0xff, 0x4f), sizes(), tile(), bytes(0xff, 0xd9))
const segment = (kind: number, data: Uint8Array, number = 0, refers: readonly number[] = []) =>
  concat(
    ...[wide(number), bytes(kind, (refers.length << 5) | ((2 << refers.length) - 1))],
    ...[bytes(...refers, 1), wide(data.length), data],
  )

const patched = (data: Uint8Array, at: number, byte: number) => data.with(at, byte)

describe('T-147 pictures in a document are cleaned like any other', () => {
  test('JPEG 2000: boxes and remarks go, the coded picture stays', async () => {
    const file = concat(
      box('jP  ', bytes(13, 10, 0x87, 10)),
      box('ftyp', ascii('jp2 \0\0\0\0jp2 ')),
      box(
        'jp2h',
        concat(box('ihdr', new Uint8Array(14)), box('colr', concat(bytes(2, 0, 0), ascii(SEED)))),
      ),
      box('uuid', ascii(SEED)),
      box('xml ', ascii(SEED)),
      box('jp2c', STREAM),
    )
    for (const data of [STREAM, file]) {
      const { copy, stays, seeded } = await cleaned(image('JPXDecode', data))
      expect([stays, seeded]).toEqual([[], false])
      expect(Buffer.from(copy).includes(Buffer.from(CLEAN))).toBe(true)
    }
  })

  const [seed, cut] = [ascii(SEED), bytes(0xff, 0xd9)]
  const coding = (...more: readonly Uint8Array[]) =>
    part(0x52, concat(bytes(0, 0, 0, 1, 0, 1, 4, 4, 0, 0), ...more))
  const steps = (...more: readonly Uint8Array[]) =>
    part(0x5c, concat(bytes(0x20, 8, 8, 8, 8), ...more))
  const plain = concat(bytes(0xff, 0x4f), sizes(), coding(), steps(), tile(), cut)
  test.each([
    ['where components lie', concat(sizes(), coding(), steps(), part(0x63, seed), tile())],
    ['sizes that are too long', concat(sizes(seed), coding(), steps(), tile())],
    ['coding that is too long', concat(sizes(), coding(seed), steps(), tile())],
    ['steps that are too many', concat(sizes(), coding(), steps(seed), tile())],
    [
      'a tile that does not exist',
      concat(sizes(), coding(), steps(), tile(), patched(tile(part(0x60, seed)), 5, 2)),
    ],
    ['lengths of parts', concat(sizes(), coding(), steps(), part(0x55, seed), tile())],
  ])('JPEG 2000: of the head nothing stays that no reader looks at: %s', async (_what, head) => {
    const data = concat(bytes(0xff, 0x4f), head, cut)
    const { copy, stays, seeded } = await cleaned(image('JPXDecode', data))
    expect([stays, seeded]).toEqual([[], false])
    expect(Buffer.from(copy).includes(Buffer.from(plain))).toBe(true)
    const again = await stripPdf(copy)
    expect([again.findings, again.stays, Buffer.compare(again.bytes, copy)]).toEqual([[], [], 0])
  })

  test('JPEG 2000: boxes of colours end where they say, and where it was taken is in no copy', async () => {
    const inside = concat(
      box('ihdr', concat(new Uint8Array(14), seed)),
      box('colr', concat(bytes(1, 65, 66), wide(16), seed)),
      box('pclr', concat(bytes(0, 1, 3, 7, 7, 7, 1, 2, 3), seed)),
      box('cdef', concat(bytes(0, 1, 0, 0, 0, 0, 0, 0), seed)),
      box('res ', box('resc', seed)),
    )
    const file = concat(
      box('jP  ', concat(bytes(13, 10, 0x87, 10), seed)),
      box('ftyp', concat(ascii('jp2 '), seed)),
      ...[box('jp2h', inside), box('jp2i', seed), box('uinf', seed), box('asoc', seed)],
      ...[box('jp2c', STREAM), box('SEED', seed)],
    )
    const { copy, stays, seeded, findings } = await cleaned(image('JPXDecode', file))
    expect([stays, seeded, findings]).toEqual([[], false, ['other']])
    const again = await stripPdf(copy)
    expect([again.findings, again.stays, Buffer.compare(again.bytes, copy)]).toEqual([[], [], 0])
  })

  test('JBIG2: symbols, patterns, tables and regions that nothing refers to are in no copy', async () => {
    const [symbol, table, page] = [
      segment(0, bytes(5, 5), 1),
      segment(53, bytes(6), 2),
      segment(48, new Uint8Array(19)),
    ]
    const text = segment(6, bytes(9, 9, 9), 4, [1])
    const unused = [0, 4, 16, 20, 36, 40, 53].map((kind) => segment(kind, ascii(SEED), 3, [2]))
    const expected = concat(page, symbol, text)
    for (const more of unused) {
      const data = concat(page, symbol, table, more, text)
      const { copy, stays, findings, seeded } = await cleaned(image('JBIG2Decode', data))
      expect([stays, findings, seeded]).toEqual([[], ['other'], false])
      expect(Buffer.from(copy).includes(Buffer.from(expected))).toBe(true)
    }
  })

  test('JBIG2: what readers keep for later, and what stands behind the end of the page, says nothing', async () => {
    const page = segment(48, new Uint8Array(19))
    const drawn = segment(38, bytes(9, 9, 9))
    const marked = patched(patched(drawn, 4, 38 | 0x80), 5, 0x1e)
    const data = concat(page, marked, segment(49, bytes()), segment(38, ascii(SEED)))
    const { copy, stays, seeded } = await cleaned(image('JBIG2Decode', data))
    expect([stays, seeded]).toEqual([[], false])
    expect(Buffer.from(copy).includes(Buffer.from(concat(page, drawn)))).toBe(true)
  })

  test('JBIG2: segments that draw stay, remarks do not', async () => {
    const data = concat(
      segment(48, new Uint8Array(19)),
      segment(62, ascii(SEED)),
      segment(38, bytes(9, 9, 9)),
    )
    const { copy, stays, seeded } = await cleaned(image('JBIG2Decode', data))
    expect([stays, seeded]).toEqual([[], false])
    expect(Buffer.from(copy).includes(Buffer.from(segment(38, bytes(9, 9, 9))))).toBe(true)
  })

  test('JBIG2: of other pages and at its end nothing stays, and a page of odd length is named', async () => {
    const whole = concat(segment(48, new Uint8Array(19)), segment(38, bytes(9, 9, 9)))
    const other = segment(38, ascii(SEED))
    other[6] = 2
    for (const more of [segment(49, ascii(SEED)), segment(51, ascii(SEED)), other]) {
      const { stays, findings, seeded } = await cleaned(image('JBIG2Decode', concat(whole, more)))
      expect([stays, findings, seeded]).toEqual([[], ['other'], false])
    }
    const odd = segment(48, concat(new Uint8Array(19), ascii(SEED)))
    const { stays } = await cleaned(image('JBIG2Decode', concat(odd, whole)))
    expect(stays.map(({ kind }) => kind)).toEqual(['picture'])
  })

  test('a fax ends at its mark', async () => {
    const fax = bytes(0x80, 0x01, 0x00, 0x10)
    const data = concat(fax, ascii(SEED))
    const parms = { DecodeParms: d({ K: -1, Columns: 8, Rows: 1, [SEED]: t(SEED) }) }
    const { copy, findings, stays, seeded } = await cleaned(image('CCITTFaxDecode', data, parms))
    expect([findings, stays, seeded]).toEqual([['behind'], [], false])
    const whole = await cleaned(image('CCITTFaxDecode', fax, { DecodeParms: d({ K: -1 }) }))
    expect([whole.findings, whole.stays]).toEqual([[], []])
    expect(Buffer.from(copy).includes(Buffer.from(fax))).toBe(true)
    // Of the older kinds too, whose ends of lines may begin a byte; without any, nobody knows what is behind it.
    const older = async (K: number, ...coded: number[]) =>
      await cleaned(
        image('CCITTFaxDecode', concat(bytes(...coded), ascii(SEED)), { DecodeParms: d({ K }) }),
      )
    for (const made of [
      await older(0, 0x00, 0x1b, 0x35, 0x00, 0x10, 0x01),
      await older(0, 0x00, 0x1b, 0x35, 0x00, 0x01, 0x00, 0x01),
      await older(4, 0x00, 0x1b, 0x35, 0x00, 0x18, 0x00, 0xc0),
    ]) {
      expect([made.findings, made.stays, made.seeded]).toEqual([['behind'], [], false])
    }
    const endless = await older(-1, 0x26, 0xa0)
    expect(endless.stays.map(({ kind }) => kind)).toEqual(['picture'])
  })

  test.each(['/DCT', '[/DCT]', '[/AHx /DCT]', '[/A85 /AHx /DCTDecode]'])(
    'a photo in the page itself, packed as %s',
    async (filter) => {
      let data: Uint8Array = PHOTO
      if (filter.includes('AHx')) data = ascii(`${Buffer.from(data).toString('hex')}>`)
      if (filter.includes('A85')) {
        const words = [...data].map((byte) => String.fromCharCode(byte)).join('')
        data = ascii(`${eightyFive(words)}~>`)
      }
      const drawn = concat(
        ascii(`q 24 0 0 16 0 0 cm BI /W 24 /H 16 /CS /RGB /BPC 8 /F ${filter} /Own (${SEED}) ID `),
        data,
        ascii(`\nEI Q (${SEED}) own`),
      )
      const { copy, findings, stays } = await cleaned(page({}, drawn))
      expect(findings).toContain('position')
      expect(stays).toEqual([])
      const words = readable(copy).find((text) => text.startsWith('24 0 0 16 0 0 cm\nBI')) ?? ''
      const inside = Buffer.from(/ID ([\da-f]+)>/.exec(words)?.[1] ?? '', 'hex')
      expect(inside).toEqual(Buffer.from(JPEG))
      expect(words).not.toContain(SEED)
      expect(words.endsWith('EI')).toBe(true)
    },
  )

  test('one that cannot be read is named with its page, and so is a font', async () => {
    expect((await cleaned(image('JPXDecode', ascii(SEED)))).stays).toEqual([
      { kind: 'picture', place: { at: 'page', n: 1 } },
    ])
    expect((await cleaned(image('DCTDecode', ascii(SEED)))).stays).toEqual([
      { kind: 'picture', place: { at: 'page', n: 1 } },
    ])
    expect((await cleaned(font('FontFile2', ascii(SEED)))).stays).toEqual([
      { kind: 'font', place: { at: 'page', n: 1 } },
    ])
  })

  test('one that no page draws is not there, and not named', async () => {
    const unused = page(
      { XObject: d({ X: r(5) }) },
      'q Q',
      {},
      {
        5: s({ Type: n('XObject'), Subtype: n('Image'), Filter: n('JPXDecode') }, ascii(SEED)),
      },
    )
    const { findings, stays, seeded } = await cleaned(unused)
    expect([findings, stays, seeded]).toEqual([['earlier'], [], false])
  })

  test('a filter that nobody knows is refused', async () => {
    const unknown = page({}, 'q Q', {}, { 4: s({ Filter: n(SEED) }, SEED) })
    await expect(stripPdf(unknown)).rejects.toMatchObject({ why: 'broken' })
  })
})

const FONT = {
  Font: d({ F: d({ Type: n('Font'), Subtype: n('Type1'), BaseFont: n('Helvetica') }) }),
}

describe('T-147 what is there and is not seen is named with its page', () => {
  test('text that is not drawn, as scanners put behind a page', async () => {
    const { stays } = await cleaned(page(FONT, `BT /F 9 Tf 3 Tr (${SEED}) Tj ET`))
    expect(stays).toEqual([{ kind: 'text_mode', place: { at: 'page', n: 1 } }])
    const seen = await cleaned(page(FONT, 'BT /F 9 Tf 3 Tr 0 Tr (seen) Tj ET'))
    expect(seen.stays).toEqual([])
  })

  test.each([
    ['with an operand too many', `BT /F 9 Tf 0 3 Tr (${SEED}) Tj ET`],
    [
      'as a shape through which nothing is drawn',
      `q BT /F 9 Tf 7 Tr (${SEED}) Tj ET Q 0 0 5 5 re f`,
    ],
  ])('text %s', async (_what, drawing) => {
    const { stays } = await cleaned(page(FONT, drawing))
    expect(stays).toEqual([{ kind: 'text_mode', place: { at: 'page', n: 1 } }])
  })

  test.each([
    'q BT /F 9 Tf 7 Tr (seen) Tj ET 0 0 50 50 re f Q',
    'q 3 Tr Q BT /F 9 Tf (seen) Tj ET',
  ])('but not what is seen: %s', async (drawing) => {
    expect((await cleaned(page(FONT, drawing))).stays).toEqual([])
  })

  test.each([
    d({ Type: n('OCMD'), OCGs: [r(5)], P: n('AllOff') }),
    d({ Type: n('OCMD'), VE: [n('Not'), r(5)] }),
  ])('a layer that is seen while another is not', async (layer) => {
    const more = { OCProperties: d({ OCGs: [r(5)], D: d({}) }) }
    const group = { 5: d({ Type: n('OCG'), Name: t('Layer') }) }
    const { stays } = await cleaned(
      page({ Properties: d({ L: layer }) }, '/OC /L BDC 0 0 9 9 re f EMC', {}, group, more),
    )
    expect(stays).toEqual([{ kind: 'layer', place: { at: 'page', n: 1 } }])
  })

  test('annotations beside the page, of no size, or of a look that is not the one at hand', async () => {
    const stamp = (Rect: number[], N: Value, AS = 'On') =>
      d({ Type: n('Annot'), Subtype: n('Stamp'), Rect, AP: d({ N }), AS: n(AS) })
    const look = (words: string) =>
      s(
        { Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 9, 9], Resources: d(FONT) },
        `BT /F 4 Tf (${words}) Tj ET`,
      )
    const Annots = [
      stamp([-90, -90, -80, -80], r(5)),
      stamp([0, 0, 0, 9], r(5)),
      stamp([0, 0, 9, 9], d({ On: r(6), Other: r(5) })),
    ]
    const { copy, stays, seeded } = await cleaned(
      page({}, 'q Q', { Annots }, { 5: look(SEED), 6: look('seen') }),
    )
    expect([stays, seeded]).toEqual([[], false])
    expect(readable(copy).some((text) => text.includes('(seen) Tj'))).toBe(true)
  })

  test('what a program reads in place of a choice, and words for a button on what is none', async () => {
    const choice = d({
      ...{ Type: n('Annot'), Subtype: n('Widget'), FT: n('Ch'), T: t('choice') },
      Rect: [0, 0, 9, 9],
      Opt: [[t(SEED), t('seen')]],
      V: t(SEED),
      MK: d({ CA: t(SEED) }),
    })
    const form = { AcroForm: d({ Fields: [r(5)] }) }
    const { copy, stays, seeded } = await cleaned(
      page({}, 'q Q', { Annots: [r(5)] }, { 5: choice }, form),
    )
    expect([stays, seeded]).toEqual([[], false])
    expect(readable(copy).some((text) => /\/V \(seen\)/.test(text))).toBe(true)
  })

  test('what is cut off around a page', async () => {
    const { stays } = await cleaned(page({}, 'q Q', { CropBox: [20, 20, 70, 70] }))
    expect(stays).toEqual([{ kind: 'cut', place: { at: 'page', n: 1 } }])
    expect((await cleaned(page({}, 'q Q', { CropBox: [0, 0, 90, 90] }))).stays).toEqual([])
  })

  test('a layer that is not shown', async () => {
    const off = page(
      { Properties: d({ L: r(5) }) },
      '/OC /L BDC 0 0 9 9 re f EMC',
      {},
      { 5: d({ Type: n('OCG'), Name: t(SEED) }) },
      {
        OCProperties: d({ OCGs: [r(5)], D: d({ OFF: [r(5)] }) }),
      },
    )
    const { stays, seeded } = await cleaned(off)
    expect([stays, seeded]).toEqual([[{ kind: 'layer', place: { at: 'page', n: 1 } }], false])
  })
})

test('T-147 colours that no point has, and bits behind a row, are in no copy', async () => {
  const picture = (more: Readonly<Record<string, Value>>, data: Uint8Array) =>
    page(
      { XObject: d({ X: r(5) }) },
      'q 40 0 0 40 20 20 cm /X Do Q',
      {},
      { 5: s({ Type: n('XObject'), Subtype: n('Image'), Width: 1, Height: 3, ...more }, data) },
    )
  const colours = `\xff${'ab'}${SEED}`
  const ColorSpace = [n('Indexed'), n('DeviceGray'), colours.length - 1, t(colours)]
  const listed = await cleaned(picture({ ColorSpace, BitsPerComponent: 8 }, bytes(0, 1, 2)))
  expect([listed.stays, listed.seeded]).toEqual([[], false])
  const row = { ColorSpace: n('DeviceGray'), BitsPerComponent: 1 }
  const padded = await cleaned(picture(row, bytes(0xaa, 0x2a, 0xaa)))
  expect(padded.copy).toEqual((await cleaned(picture(row, bytes(0x80, 0, 0x80)))).copy)
})

test('T-147 a colour that stands in a list several times is one colour', async () => {
  const stood = async (data: Uint8Array, more: Readonly<Record<string, Value>> = {}) => {
    const ColorSpace = [n('Indexed'), n('DeviceGray'), 3, t('\xee\x00\xee\xee')]
    const X = { Type: n('XObject'), Subtype: n('Image'), Width: 4, Height: 1, BitsPerComponent: 2 }
    const inline = `BI /W 4 /H 1 /BPC 2 /CS [/I /G 3 <ee00eeee>] /F /AHx ID ${Buffer.from(data).toString('hex')}> EI`
    const made = page(
      { XObject: d({ X: r(5) }) },
      `q 40 0 0 40 20 20 cm /X Do Q q 20 0 0 20 70 20 cm ${inline} Q`,
      {},
      { 5: s({ ...X, ColorSpace, ...more }, data) },
    )
    const { copy, stays } = await cleaned(made)
    expect(stays).toEqual([])
    expect(rendered(new Uint8Array(copy))).toEqual(rendered(made))
    return copy
  }
  expect(await stood(bytes(0b00_01_10_11))).toEqual(await stood(bytes(0b11_01_00_10)))
  const cut = await stood(bytes(0b00_01_10_11), { Mask: [2, 2] })
  expect(cut).not.toEqual(await stood(bytes(0b11_01_00_10), { Mask: [2, 2] }))
})

describe('T-147 a picture that nobody sees is named with its page', () => {
  const points = Uint8Array.from({ length: 12 }, (_, at) => at * 20)
  const picture = (more: Readonly<Record<string, Value>> = {}, data = points) =>
    s(
      {
        ...{ Type: n('XObject'), Subtype: n('Image'), Width: 2, Height: 2 },
        ...{ ColorSpace: n('DeviceRGB'), BitsPerComponent: 8 },
        ...more,
      },
      data,
    )
  const level = (value: number) =>
    picture({ ColorSpace: n('DeviceGray') }, new Uint8Array(4).fill(value))
  const OFFERS = {
    XObject: d({
      X: r(10),
      Clear: r(11),
      Keyed: r(13),
      Even: r(14),
      Stencil: r(15),
      One: r(16),
      Cut: r(17),
    }),
    ExtGState: d({ Faint: d({ ca: 0.01 }), Lighter: d({ BM: n('Lighten') }) }),
  }
  const OBJECTS = {
    10: picture(),
    11: picture({ SMask: r(12) }),
    12: level(3),
    13: picture({ Mask: [0, 255, 0, 255, 0, 255] }),
    14: picture({ Decode: [1, 1, 1, 1, 1, 1] }),
    15: picture({ ImageMask: true, BitsPerComponent: 1, Width: 8, Height: 2 }, bytes(0x55, 0xaa)),
    16: picture(
      {
        ColorSpace: [n('Indexed'), n('DeviceGray'), 3, t('\xee\xee\xee\xee')],
        Decode: [3, 0],
      },
      bytes(0, 1, 2, 3),
    ),
    17: picture({ Mask: r(18) }),
    18: picture({ ImageMask: true, BitsPerComponent: 1, Width: 8, Height: 1 }, bytes(0xff)),
  }
  const staysOf = async (drawing: string) =>
    (await cleaned(page(OFFERS, drawing, {}, OBJECTS))).stays

  test.each([
    ['DeviceRGB', [1, 2, 3], '1 2 3'],
    ['DeviceGray', [1, 77], '1'],
    ['DeviceCMYK', [1, 2, 3, 4, 77], '1 2 3 4'],
  ] as const)(
    'a mask keeps the colour that its picture was mixed with, and no number more: %s',
    async (space, matte, left) => {
      const objects = {
        ...OBJECTS,
        11: picture({ ColorSpace: n(space), SMask: r(12) }, new Uint8Array(16)),
        12: picture({ ColorSpace: n('DeviceGray'), Matte: [...matte] }, bytes(9, 90, 200, 255)),
      }
      const { copy } = await cleaned(page(OFFERS, 'q 40 0 0 40 20 20 cm /Clear Do Q', {}, objects))
      expect(
        /\/Matte \[\s*([\d\s]*?)\s*\]/.exec(readable(copy).join('\n'))?.[1]?.replace(/\s+/g, ' '),
      ).toBe(left)
    },
  )
  const AT = '40 0 0 40 20 20 cm'

  test.each([
    ['beside the page', `q 40 0 0 40 500 20 cm /X Do Q`, 'beside'],
    ['of no size', 'q 0 0 0 0 20 20 cm /X Do Q', 'size'],
    ['of a line', 'q 40 0 0 0.01 20 20 cm /X Do Q', 'size'],
    ['of a point', 'q 1 0 0 1 20 20 cm /X Do Q', 'size'],
    ['where nothing is let through', `q 0 0 0 0 re W n ${AT} /X Do Q`, 'clip'],
    ['that is let through', `q /Faint gs ${AT} /X Do Q`, 'ink'],
    ['lighter than white', `q /Lighter gs ${AT} /X Do Q`, 'ink'],
    ['with an empty mask', `q ${AT} /Clear Do Q`, 'mode'],
    ['with all its colours cut out', `q ${AT} /Keyed Do Q`, 'mode'],
    ['with all its points cut out', `q ${AT} /Cut Do Q`, 'mode'],
    ['in one colour', `q ${AT} /Even Do Q`, 'mode'],
    ['with a list of one colour', `q ${AT} /One Do Q`, 'mode'],
    ['as a white stencil on white', `q 1 g ${AT} /Stencil Do Q`, 'ink'],
    ['beneath another', `q ${AT} /X Do Q 1 g 10 10 70 70 re f`, 'cover'],
    [
      'in the page itself',
      `q ${AT} BI /W 2 /H 2 /BPC 8 /CS /G ID \x01\x02\x03\x04 EI Q 1 g 0 0 90 90 re f`,
      'cover',
    ],
    [
      'in the page itself and of one colour',
      `q ${AT} BI /W 2 /H 2 /BPC 8 /CS /G /D [1 1] ID \x01\x02\x03\x04 EI Q`,
      'mode',
    ],
  ])('%s', async (_what, drawing, why) => {
    expect(await staysOf(drawing)).toEqual([
      { kind: `picture_${why}`, place: { at: 'page', n: 1 } },
    ])
  })

  test.each([
    `q ${AT} /X Do Q`,
    `q 0 g ${AT} /Stencil Do Q`,
    `q 40 0 0 40 80 20 cm /X Do Q`,
    `q 20 20 2 2 re W n ${AT} /X Do Q`,
    `q ${AT} /X Do Q 1 g 10 10 70 30 re f`,
    `q ${AT} /X Do Q q 40 0 0 40 500 20 cm /X Do Q`,
    `q 40 0 0 1 20 20 cm /X Do Q`,
    `0 g 20 20 40 40 re f q /Lighter gs ${AT} /X Do Q`,
  ])('but not one that is seen: %s', async (drawing) => {
    expect(await staysOf(drawing)).toEqual([])
  })
})

test('T-147 what a form draws by a name of its page is drawn in the copy', async () => {
  const FONT = d({ Type: n('Font'), Subtype: n('Type1'), BaseFont: n('Helvetica') })
  const form = s(
    {
      ...{ Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 100, 100] },
      Resources: d({ ColorSpace: d({ C: n('DeviceRGB') }) }),
    },
    'BT /F 12 Tf 10 80 Td (seen) Tj ET q 40 0 0 40 20 20 cm /X Do Q',
  )
  const X = { Type: n('XObject'), Subtype: n('Image'), Width: 1, Height: 1, BitsPerComponent: 8 }
  const before = page(
    { XObject: d({ M: r(5), X: r(6) }), Font: d({ F: FONT }) },
    '/M Do',
    {},
    { 5: form, 6: s({ ...X, ColorSpace: n('DeviceGray') }, bytes(40)) },
  )
  const { copy, stays } = await cleaned(before)
  expect(stays).toEqual([])
  expect(rendered(new Uint8Array(copy))).toEqual(rendered(before))
})

function eightyFive(words: string): string {
  let text = ''
  for (let at = 0; at < words.length; at += 4) {
    const four = words.slice(at, at + 4)
    let value = [0, 1, 2, 3].reduce((sum, k) => sum * 256 + (four.charCodeAt(k) || 0), 0)
    let digits = ''
    for (let k = 0; k < 5; k += 1) {
      digits = String.fromCharCode(33 + (value % 85)) + digits
      value = Math.floor(value / 85)
    }
    text += digits.slice(0, four.length + 1)
  }
  return text
}

describe('T-147 a picture in the page is cleaned to its points', () => {
  const pictured = async (words: string) => {
    const made = page({}, `q 50 0 0 50 9 9 cm ${words} Q`)
    const { bytes, stays } = await stripPdf(made)
    expect(stays).toEqual([])
    expect(rendered(bytes)).toEqual(rendered(made))
    return readable(bytes).join('\n')
  }
  test('no colours in its list that no point has, nor more than it counts', async () => {
    const list = 'ABCSeedDEFWord'
    const all = await pictured(`BI /W 2 /H 2 /BPC 8 /CS [/I /RGB 3 (${list})] ID \0\x02\0\x02 EI`)
    expect(all).toMatch(/\(ABC[^A-Za-z]+dDE[^A-Za-z]+\)\]/)
    const short = await pictured('BI /W 2 /H 1 /BPC 8 /CS [/I /RGB 3 (ABCDEF)] ID \0\x01 EI')
    expect(short).toContain('3 (ABCDEF)')
    const turned = await pictured('BI /W 2 /H 1 /BPC 1 /D [1 0] /CS [/I /G 1 (Az)] ID \x40 EI')
    expect(turned).toContain('1 (Az)')
  })

  test('nothing behind the points of a row', async () => {
    const row = (last: string) => `BI /W 4 /H 2 /BPC 1 /CS /G /F /AHx ID A${last}5${last}> EI`
    expect(await pictured(row('E'))).toBe(await pictured(row('0')))
  })
})
