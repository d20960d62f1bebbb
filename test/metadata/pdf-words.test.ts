import { describe, expect, test } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import {
  form as bareForm,
  d,
  HELVETICA,
  n,
  onePage,
  PLAIN,
  r,
  s,
  spelt,
  t,
  type Value,
} from './pdf-spelling.ts'
import { JPEG } from './pictures.ts'
import { readable } from './readable.ts'

const SEED = 'AnnaSeed4711'
const SHOWN = `BT /F 12 Tf 20 100 Td (${SEED}) Tj ET`
const form = (words: string, more: Readonly<Record<string, Value>> = {}) =>
  bareForm(words, { Resources: d({ Font: d({ F: HELVETICA }) }), ...more })
const group = (words: string, more: Readonly<Record<string, Value>> = {}) =>
  form(words, { Group: d({ S: n('Transparency'), CS: n('DeviceGray') }), ...more })
const mask = (kind: string, G: number, more: Readonly<Record<string, Value>> = {}) =>
  d({ SMask: d({ S: n(kind), G: r(G), ...more }) })
const tint = (C0: number[], C1: number[]) => d({ FunctionType: 2, Domain: [0, 1], C0, C1, N: 1 })
const ink = (name: string, C0: number[], C1: number[]) => [
  n('Separation'),
  n(name),
  n('DeviceRGB'),
  tint(C0, C1),
]
const own = (glyph: string) =>
  d({
    Type: n('Font'),
    Subtype: n('Type3'),
    FontBBox: [0, 0, 1000, 1000],
    FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
    FirstChar: 65,
    LastChar: 65,
    Widths: [800],
    CharProcs: d({ a: r(70) }),
    Encoding: d({ Differences: [65, n('a')] }),
    Resources: d({ Font: d({ F: HELVETICA }) }),
    [glyph]: 0,
  })
const photo = (more: Readonly<Record<string, Value>> = {}) =>
  s(
    {
      Type: n('XObject'),
      Subtype: n('Image'),
      Width: 24,
      Height: 16,
      BitsPerComponent: 8,
      ColorSpace: n('DeviceRGB'),
      Filter: n('DCTDecode'),
      ...more,
    },
    JPEG,
  )
const gray = (byte: number) =>
  s(
    {
      Type: n('XObject'),
      Subtype: n('Image'),
      Width: 1,
      Height: 1,
      BitsPerComponent: 8,
      ColorSpace: n('DeviceGray'),
    },
    new Uint8Array([byte]),
  )
const tiles = (words: string) =>
  s({ PatternType: 1, PaintType: 1, TilingType: 1, BBox: [0, 0, 9, 9], XStep: 9, YStep: 9 }, words)

const OFFERS: Readonly<Record<string, Value>> = {
  Font: d({
    F: HELVETICA,
    Blank: r(60),
    Square: r(61),
    Hides: r(62),
    Cut: r(64),
    Wide: r(65),
    Narrow: r(66),
  }),
  XObject: d({
    Photo: r(20),
    Clear: r(21),
    ClearWhite: r(29),
    Solid: r(22),
    Veiled: r(23),
    Words: r(24),
    Mode: r(25),
    White: r(26),
    Group: r(27),
    Veils: r(28),
    Veil: r(34),
    Stencil: r(73),
    Black: r(74),
  }),
  ExtGState: d({
    Faint: d({ ca: 0.01, CA: 0.01 }),
    Half: d({ ca: 0.5 }),
    Full: d({ ca: 1 }),
    Multiply: d({ BM: n('Multiply') }),
    Normal: d({ BM: n('Normal') }),
    Screen: d({ BM: [n('Screen')] }),
    Nothing: mask('Luminosity', 30),
    Empty: mask('Alpha', 31),
    Elsewhere: mask('Luminosity', 32),
    Through: mask('Luminosity', 33),
    Turned: mask('Luminosity', 30, {
      TR: d({ FunctionType: 2, Domain: [0, 1], C0: [1], C1: [0], N: 1 }),
    }),
    Over: d({ op: true, OP: true, OPM: 1 }),
    Reset: d({ SMask: n('None') }),
    Small: d({ Font: [r(63), 1] }),
  }),
  ColorSpace: d({
    None: ink('None', [1, 1, 1], [0, 0, 0]),
    Paper: ink('Gold', [0, 0, 0], [1, 1, 1]),
    Steps: [n('Separation'), n('Gold'), n('DeviceRGB'), r(40)],
    Points: [n('Separation'), n('Gold'), n('DeviceGray'), r(41)],
    Table: [n('Indexed'), n('DeviceRGB'), 1, t('\xff\xff\xff\0\0\0')],
    Bright: [n('CalGray'), d({ WhitePoint: [0.95, 1, 1.09], Gamma: 0.01 })],
    Usual: [n('CalRGB'), d({ WhitePoint: [0.95, 1, 1.09], Gamma: [2.2, 2.2, 2.2] })],
    Lab: [n('Lab'), d({ WhitePoint: [0.95, 1, 1.09] })],
    Seen: ink('Gold', [1, 1, 1], [0, 0, 0]),
  }),
  Pattern: d({ Bare: r(50), Paper: r(51), Dots: r(52), Even: r(53), Fade: r(54) }),
  Shading: d({ Fade: r(56) }),
}
const fade = (C0: number[], C1: number[]) =>
  d({
    ShadingType: 2,
    ColorSpace: n('DeviceRGB'),
    Coords: [0, 0, 200, 0],
    Extend: [true, true],
    Function: tint(C0, C1),
  })
const OBJECTS: Readonly<Record<number, Value>> = {
  20: photo(),
  21: photo({ SMask: r(58) }),
  22: photo({ SMask: r(59) }),
  23: photo({ Mask: [0, 9, 0, 9, 0, 9] }),
  24: form(SHOWN),
  25: form(`BT /F 12 Tf 3 Tr 20 100 Td (${SEED}) Tj ET`),
  26: form(`1 g ${SHOWN}`),
  27: group(SHOWN),
  28: form('1 g 0 90 200 40 re f'),
  29: photo({ SMask: r(58), Width: 1, Height: 1 }),
  30: group('0 g 0 0 200 200 re f'),
  31: group('q Q'),
  32: group('1 g 0 0 200 50 re f'),
  33: group('1 g 0 0 200 200 re f'),
  34: group('0 90 200 40 re f'),
  40: s(
    { FunctionType: 4, Domain: [0, 1], Range: [0, 1, 0, 1, 0, 1] },
    '{ dup 0 gt { pop 1 } if dup dup }',
  ),
  41: s(
    { FunctionType: 0, Domain: [0, 1], Range: [0, 1], Size: [2], BitsPerSample: 8 },
    new Uint8Array([0, 255]),
  ),
  50: tiles('q Q'),
  51: tiles('1 g 0 0 9 9 re f'),
  52: tiles('0 g 1 1 5 5 re f'),
  53: d({ PatternType: 2, Shading: fade([1, 1, 1], [1, 1, 1]) }),
  54: d({ PatternType: 2, Shading: fade([1, 0, 0], [0, 0, 1]) }),
  56: fade([1, 0, 0], [0, 0, 1]),
  58: gray(0),
  59: gray(255),
  60: { ...own('x'), entries: { ...own('x').entries, CharProcs: d({ a: r(71) }) } },
  61: own('x'),
  62: { ...own('x'), entries: { ...own('x').entries, CharProcs: d({ a: r(72) }) } },
  63: HELVETICA,
  64: { ...own('x'), entries: { ...own('x').entries, CharProcs: d({ a: r(76) }) } },
  65: d({
    Type: n('Font'),
    Subtype: n('Type0'),
    BaseFont: n('Sans'),
    Encoding: r(75),
    DescendantFonts: [d({ Type: n('Font'), Subtype: n('CIDFontType2'), BaseFont: n('Sans') })],
  }),
  66: d({ ...HELVETICA.entries, FirstChar: 0, LastChar: 127, Widths: Array(128).fill(0) }),
  73: s(
    { Type: n('XObject'), Subtype: n('Image'), Width: 8, Height: 1, ImageMask: true },
    new Uint8Array([0]),
  ),
  74: gray(0),
  75: s(
    {},
    'begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 begincidrange <00> <ff> 0 endcidrange endcmap',
  ),
  76: s({}, '800 0 0 0 800 800 d1 0 0 0 0 re W n 0 0 800 800 re f'),
  70: s({}, '800 0 0 0 800 800 d1 0 0 800 800 re f'),
  71: s({}, '800 0 0 0 800 800 d1'),
  72: s({}, `800 0 d0 0 0 800 800 re f BT /F 500 Tf 3 Tr (${SEED}) Tj ET`),
}

async function stays(
  drawing: string,
  more: Readonly<Record<string, Value>> = {},
  objects: Readonly<Record<number, Value>> = {},
) {
  const made = onePage(drawing, { Resources: d(OFFERS), ...more }, { ...OBJECTS, ...objects })
  const { bytes, stays: all } = await stripPdf(made)
  const again = await stripPdf(bytes)
  expect(again.stays).toEqual(all)
  return all.map(({ kind, place }) => `${kind} on ${place.at} ${'n' in place ? place.n : ''}`)
}

const INK = 'text_ink'
const COVER = 'text_cover'
const CLIP = 'text_clip'
const SIZE = 'text_size'
const BESIDE = 'text_beside'
const MODE = 'text_mode'
const FONT = 'text_font'

describe('T-147 words of a PDF that nobody sees are named with their page', () => {
  test.each([
    ['white on the page', `1 g ${SHOWN}`, INK],
    ['nearly white', `.97 .98 1 rg ${SHOWN}`, INK],
    ['white in inks', `0 0 0 0 k ${SHOWN}`, INK],
    ['on a filled rectangle', `1 0 0 rg 0 0 200 200 re f ${SHOWN}`, INK],
    ['on two rectangles that meet', `0 g 0 0 60 200 re f 60 0 140 200 re f ${SHOWN}`, INK],
    [
      'on a shape with round corners',
      `0 g 20 50 m 20 180 l 180 180 l 180 50 l 100 20 20 20 20 50 c f ${SHOWN}`,
      INK,
    ],
    ['on a wide line', `0 G 60 w 0 100 m 200 100 l S ${SHOWN}`, INK],
    [
      'on a ground that shines through',
      `/Half gs 0 g 0 0 200 200 re f /Full gs .5 g ${SHOWN}`,
      INK,
    ],
    ['in outlines', `1 G 1 Tr ${SHOWN}`, INK],
    ['under their own outlines', `1 G 2 Tr 6 w ${SHOWN}`, INK],
    ['in a gray that is shown as white', `/Bright cs .5 sc ${SHOWN}`, INK],
    ['by a table of colours', `/Table cs 0 sc ${SHOWN}`, INK],
    ['by an ink of the paper', `/Paper cs 1 scn ${SHOWN}`, INK],
    ['by an ink that is calculated', `/Steps cs 1 scn ${SHOWN}`, INK],
    ['by an ink in a table', `/Points cs 1 scn ${SHOWN}`, INK],
    ['in Lab', `/Lab cs 100 0 0 sc ${SHOWN}`, INK],
    ['by an ink that is none', `/None cs 1 scn ${SHOWN}`, INK],
    ['without ink where others stay', `1 0 0 rg 0 0 200 200 re f /Over gs 0 0 0 0 k ${SHOWN}`, INK],
    ['by a pattern without marks', `/Pattern cs /Bare scn ${SHOWN}`, INK],
    ['by a pattern of the paper', `/Pattern cs /Paper scn ${SHOWN}`, INK],
    ['by a course of one colour', `/Pattern cs /Even scn ${SHOWN}`, INK],
    ['nearly transparent', `/Faint gs ${SHOWN}`, INK],
    ['blended so that nothing changes', `1 0 0 rg 0 0 200 200 re f /Multiply gs 1 g ${SHOWN}`, INK],
    ['blended with a picture', `q 200 0 0 200 0 0 cm /Photo Do Q /Screen gs 0 g ${SHOWN}`, INK],
    ['white in a form', '/White Do', INK],
    ['white by what was set before the form', '1 g /Words Do', INK],
    ['in a faint group', '/Faint gs /Group Do', INK],
    ['by a soft mask that is black', `/Nothing gs ${SHOWN}`, CLIP],
    ['by a soft mask without marks', `/Empty gs ${SHOWN}`, CLIP],
    ['by a soft mask that is open elsewhere', `/Elsewhere gs ${SHOWN}`, CLIP],
    ['in a group behind a soft mask', '/Nothing gs /Group Do', CLIP],
    ['small', `BT /F 1 Tf 20 100 Td (${SEED}) Tj ET`, SIZE],
    ['small by the text', `BT /F 12 Tf .1 0 0 .1 20 100 Tm (${SEED}) Tj ET`, SIZE],
    ['small by the page', `.1 0 0 .1 20 100 cm BT /F 12 Tf (${SEED}) Tj ET`, SIZE],
    ['small by the state', `BT /Small gs 20 100 Td (${SEED}) Tj ET`, SIZE],
    ['without size', `BT /F 0 Tf (${SEED}) Tj ET`, SIZE],
    ['without width', `0 Tz ${SHOWN}`, SIZE],
    ['flat', `BT /F 12 Tf 1 0 0 0 20 100 Tm (${SEED}) Tj ET`, SIZE],
    ['folded into a line', `BT /F 12 Tf 1 1 1 1 20 100 Tm (${SEED}) Tj ET`, SIZE],
    ['beside the page', `BT /F 12 Tf 300 100 Td (${SEED}) Tj ET`, BESIDE],
    [
      'beside it by all that moves it',
      `1 0 0 1 0 -150 cm BT /F 12 Tf 20 30 Td (${SEED}) Tj ET`,
      BESIDE,
    ],
    [
      'beside it at the end of a line',
      `BT /F 12 Tf 100 100 Td [(seen) -9999 (${SEED})] TJ ET`,
      BESIDE,
    ],
    ['beneath a rectangle', `${SHOWN} 1 g 0 90 200 40 re f`, COVER],
    ['beneath two rectangles', `${SHOWN} 0 g 0 90 50 40 re f 50 90 150 40 re f`, COVER],
    ['beneath a form', `${SHOWN} /Veils Do`, COVER],
    ['beneath another shape', `${SHOWN} 0 80 m 200 80 l 200 130 l 0 140 l f*`, COVER],
    ['beneath a wide line', `${SHOWN} 30 w 0 105 m 200 105 l S`, COVER],
    ['beneath a black marker', `${SHOWN} /Multiply gs 0 g 0 0 200 200 re f`, COVER],
    ['beneath a marker of its colour', `1 0 0 rg ${SHOWN} /Multiply gs 0 0 200 200 re f`, COVER],
    [
      'beneath a marker behind a marker',
      `${SHOWN} /Multiply gs ${'.3 g 0 0 200 200 re f '.repeat(3)}`,
      COVER,
    ],
    ['beneath white that lightens', `${SHOWN} /Screen gs 1 g 0 0 200 200 re f`, COVER],
    ['beneath a marker in a group', `${SHOWN} /Multiply gs 0 g /Veil Do`, COVER],
    [
      'beneath five that shine through',
      `${SHOWN} /Half gs ${'0 g 0 0 200 200 re f '.repeat(5)}`,
      COVER,
    ],
    ['beneath a picture', `${SHOWN} q 200 0 0 200 0 0 cm /Photo Do Q`, COVER],
    ['beneath a picture whose mask is open', `${SHOWN} q 200 0 0 200 0 0 cm /Solid Do Q`, COVER],
    [
      'beneath a picture in the page',
      `${SHOWN} q 200 0 0 200 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q`,
      COVER,
    ],
    ['beneath a course of colours', `${SHOWN} /Fade sh`, COVER],
    ['cut away', `0 0 10 10 re W n ${SHOWN}`, CLIP],
    ['cut away by two that do not meet', `0 0 90 200 re W n 100 0 90 200 re W n ${SHOWN}`, CLIP],
    ['cut away by another shape', `0 0 m 50 50 l 100 0 l W* n ${SHOWN}`, CLIP],
    ['cut away by nothing', `W n ${SHOWN}`, CLIP],
    ['not drawn in a form', '/Mode Do', MODE],
    ['not drawn by what was set before the form', '3 Tr /Words Do', MODE],
    ['not drawn by a state that was put aside', `3 Tr q 0 Tr Q ${SHOWN}`, MODE],
    ['a shape through which nothing is drawn', `q 7 Tr ${SHOWN} Q 0 0 5 5 re f`, MODE],
    ['a shape through which the ground is drawn', `q 7 Tr ${SHOWN} 1 g 0 0 200 200 re f Q`, MODE],
    ['in letters of its own that are empty', 'BT /Blank 12 Tf 20 100 Td (AAAA) Tj ET', FONT],
    ['inside such letters', 'BT /Hides 12 Tf 20 100 Td (A) Tj ET', MODE],
    ['in letters that it does not draw', 'BT /Square 12 Tf 20 100 Td (BCD) Tj ET', FONT],
    ['in letters of its own that are cut away', 'BT /Cut 12 Tf 20 100 Td (AAAA) Tj ET', FONT],
    ['letter by letter', '1 g BT /Wide 12 Tf 20 100 Td (a) Tj (b) Tj ET', INK],
    ['in lines of dashes that are far apart', `1 Tr [.01 90] 0 d ${SHOWN}`, INK],
    ['on a picture of one colour', `q 200 0 0 200 0 0 cm /Black Do Q ${SHOWN}`, INK],
    ['beneath a point as wide as the page', `${SHOWN} 2 J 300 w 100 105 m 100 105 l S`, COVER],
    ['beneath a stencil that is full', `${SHOWN} q 200 0 0 200 0 0 cm /Stencil Do Q`, COVER],
    ['in a font that is not there', `BT /Gone 12 Tf 20 100 Td (${SEED}) Tj ET`, FONT],
  ])('%s', async (_what, drawing, place) => {
    const all = await stays(drawing)
    expect(all).toEqual([`${place} on page 1`])
  })

  test.each([
    ['black on white', SHOWN],
    ['white on black', `0 g 0 0 200 200 re f 1 g ${SHOWN}`],
    ['white on a picture', `q 200 0 0 200 0 0 cm /Photo Do Q 1 g ${SHOWN}`],
    ['white on a course of colours', `/Fade sh 1 g ${SHOWN}`],
    ['white on a pattern', `/Pattern cs /Dots scn 0 0 200 200 re f 1 g ${SHOWN}`],
    ['on dots of its colour', `/Pattern cs /Dots scn 0 0 200 200 re f ${SHOWN}`],
    ['beneath dots', `${SHOWN} /Pattern cs /Dots scn 0 0 200 200 re f`],
    ['in outlines beside which it is bare', `1 G 2 Tr .5 w ${SHOWN}`],
    ['in a gray of a screen', `/Usual cs .5 .5 .5 sc ${SHOWN}`],
    ['in lines of dashes', `1 Tr [2 1] 0 d ${SHOWN}`],
    ['in a course of colours', `/Pattern cs /Fade scn ${SHOWN}`],
    ['beside the end of a line', `${SHOWN} 1 J 20 w 0 30 m 200 30 l S`],
    ['beneath a colour that is clear', `${SHOWN} q 200 0 0 200 0 0 cm /ClearWhite Do Q`],
    ['beneath a picture with a hole', `${SHOWN} q 200 0 0 200 0 0 cm /Veiled Do Q`],
    ['beneath something that shines through', `${SHOWN} /Half gs 1 0 0 rg 0 0 200 200 re f`],
    ['beneath a marker', `${SHOWN} /Multiply gs 1 1 0 rg 0 0 200 200 re f`],
    ['beneath a gray marker', `${SHOWN} /Multiply gs .3 g 0 0 200 200 re f`],
    ['beneath two that shine through', `${SHOWN} /Half gs ${'1 g 0 0 200 200 re f '.repeat(2)}`],
    ['on a black marker', `/Multiply gs 0 g 0 0 200 200 re f /Normal gs 1 g ${SHOWN}`],
    ['beneath a darker colour elsewhere', `${SHOWN} /Multiply gs 0 g 0 0 200 60 re f`],
    ['struck out', `${SHOWN} 0 104 200 1 re f`],
    ['beneath a rectangle that is cut away', `${SHOWN} q 0 0 10 10 re W n 0 0 200 200 re f Q`],
    ['beside a rectangle', `${SHOWN} 0 120 200 40 re f`],
    ['through an open mask', `/Through gs ${SHOWN}`],
    ['through a mask that is turned round', `/Turned gs ${SHOWN}`],
    ['behind a mask that is over', `/Nothing gs /Reset gs ${SHOWN}`],
    ['in an ink', `/Seen cs 1 scn ${SHOWN}`],
    ['letters that are a shape for a colour', `q 7 Tr ${SHOWN} 1 0 0 rg 0 0 200 200 re f Q`],
    ['letters of its own', 'BT /Square 12 Tf 20 100 Td (AAAA) Tj ET'],
    ['white spaces', 'BT 1 g /F 12 Tf 300 100 Td (    ) Tj ET'],
    ['partly on the page', 'BT /F 100 Tf 150 100 Td (M) Tj ET'],
    ['in a form', '/Words Do'],
  ])('but not %s', async (_what, drawing) => {
    expect(await stays(drawing)).toEqual([])
  })

  test('by the box of the page that is shown, and the size of its unit', async () => {
    expect(await stays(SHOWN, { CropBox: [0, 0, 200, 50] })).toContain(`${BESIDE} on page 1`)
    const small = `BT /F 1.5 Tf 20 100 Td (${SEED}) Tj ET`
    expect(await stays(small)).toEqual([`${SIZE} on page 1`])
    expect(await stays(small, { UserUnit: 2 })).toEqual([])
  })

  test('in a pattern that nothing is painted with, or too little', async () => {
    const words = s(
      {
        ...{ PatternType: 1, PaintType: 1, TilingType: 1, BBox: [0, 0, 90, 20] },
        ...{ XStep: 90, YStep: 20, Resources: d({ Font: d({ F: HELVETICA }) }) },
      },
      `BT /F 12 Tf 2 4 Td (${SEED}) Tj ET`,
    )
    const drawn = (how: string) =>
      stays(
        how,
        { Resources: d({ Pattern: d({ P: r(80) }), Font: d({ F: HELVETICA }) }) },
        { 80: words },
      )
    const stayOf = (why: string) => [`pattern_${why} on page 1`]
    const pattern = '/Pattern cs /P scn'
    expect(await drawn(`${pattern} 10 10 0 0 re f`)).toEqual(stayOf('size'))
    expect(await drawn(`${pattern} 10 10 9 9 re f`)).toEqual(stayOf('size'))
    expect(await drawn(`/Pattern CS /P SCN 0.1 w 10 10 m 90 90 l S`)).toEqual(stayOf('size'))
    expect(await drawn(`q 0 0 5 5 re W n ${pattern} 20 20 99 99 re f Q`)).toEqual(stayOf('clip'))
    expect(await drawn(`${pattern} 20 20 99 99 re f 0 g 0 0 200 200 re f`)).toEqual(stayOf('cover'))
    expect(await drawn(`${pattern} 20 20 99 99 re f`)).toEqual([])
    expect(await drawn(`${pattern} BT /F 60 Tf 20 100 Td (AB) Tj ET`)).toEqual([])
    expect(await drawn(`${pattern} 10 10 0 0 re f 20 20 99 99 re f`)).toEqual([])
    // A line, a sliver and a letter show as little of them.
    const line = '/Pattern CS /P SCN'
    expect(await drawn(`${line} [1] 0 d 0.1 w 10 10 m 90 90 l S`)).toEqual(stayOf('size'))
    expect(await drawn(`${line} [9] 0 d 1.5 w 10 10 m 90 90 l S`)).toEqual(stayOf('size'))
    expect(await drawn(`${line} 1.5 w 10 10 m 190 190 l S`)).toEqual(stayOf('size'))
    expect(await drawn(`${line} 40 w 10 50 m 190 50 l S`)).toEqual([])
    expect(await drawn(`${pattern} 10 10 m 190 190 l 191 190 l f`)).toEqual(stayOf('size'))
    expect(await drawn(`${pattern} BT /F 12 Tf 20 100 Td (AB) Tj ET`)).toEqual(stayOf('size'))
    expect(await drawn(`${pattern} 10 10 0 0 re f 0 g ${SHOWN.replace(SEED, 'seen')}`)).toEqual(
      stayOf('size'),
    )
  })

  test('in a pattern that is drawn over itself, or far from where it is painted', async () => {
    const text = `BT /F 12 Tf 2 4 Td (${SEED}) Tj ET`
    const Resources = d({ Font: d({ F: HELVETICA }), XObject: d({ Words: r(24) }) })
    const drawn = (XStep: number, how: string, words = text) => {
      const kind = { PatternType: 1, PaintType: 1, TilingType: 1, BBox: [0, 0, 90, 20] }
      return stays(
        `/Pattern cs /P scn ${how} f`,
        { Resources: d({ Pattern: d({ P: r(80) }) }) },
        { 80: s({ ...kind, XStep, YStep: 20, Resources }, words) },
      )
    }
    expect(await drawn(90, '0 0 99 99 re')).toEqual([])
    expect(await drawn(-1, '0 0 99 99 re')).toEqual(['pattern_cover on page 1'])
    expect(await drawn(9999, '100 0 99 99 re')).toEqual(['pattern_size on page 1'])
    const within = 'q .8 0 0 .8 -14 -76 cm /Words Do Q'
    expect(await drawn(90, '9 9 9 9 re', within)).toEqual(['pattern_size on page 1'])
  })

  test.each([
    ['set on one spot', `BT /F 12 Tf -7 Tc 20 100 Td (${SEED}) Tj ET`],
    ['half as far apart as they are wide', `BT /F 12 Tf -3.5 Tc 20 100 Td (${SEED}) Tj ET`],
    ['moved back', `BT /F 12 Tf 20 100 Td [${[...SEED].map((x) => `(${x}) 550 `).join('')}] TJ ET`],
    ['drawn each for itself', [...SEED].map((x) => SHOWN.replace(SEED, x)).join(' ')],
    ['on one line', `BT /F 12 Tf 20 100 Td 0 TL (${SEED}) Tj T* (other words) Tj ET`],
    ['on lines that are too near', `BT /F 12 Tf 2 TL 20 100 Td (${SEED}) Tj T* (otherwise) Tj ET`],
    ['back over the word before', `BT /F 12 Tf -80 Tw 20 100 Td (sevenletters ${SEED}) Tj ET`],
    ['without a width', `BT /Narrow 12 Tf 20 100 Td (${SEED}) Tj ET`],
    ['upside down', `BT /F -12 Tf 7 Tc 120 100 Td (${SEED}) Tj ET`],
    ['on their side', `q 0 1 -1 0 100 0 cm BT /F 12 Tf -7 Tc 20 20 Td (${SEED}) Tj ET Q`],
    ['in a form', `/Words Do ${SHOWN.replace(SEED, 'other words')}`],
  ])('where letters lie upon each other: %s', async (_what, drawing) => {
    expect(await stays(drawing)).toEqual([`${COVER} on page 1`])
  })

  test.each([
    ['bold by drawing twice', `${SHOWN} ${SHOWN.replace('20 100', '20.3 100')}`],
    ['with a shadow', `0.5 g ${SHOWN.replace('20 100', '21 99')} 0 g ${SHOWN}`],
    ['tight', `BT /F 12 Tf -1 Tc 20 100 Td (illegible million ${SEED}) Tj ET`],
    ['on a large letter behind', `0.9 g BT /F 99 Tf 9 90 Td (A) Tj ET 0 g ${SHOWN}`],
    ['with an accent', "BT /F 12 Tf 20 100 Td [(e) 500 (') 200 (e) 500 (`) 200 (e) 500 (^)] TJ ET"],
    ['above and below', `${SHOWN} BT /F 8 Tf 20 108 Td (upper) Tj 0 -6 Td (lower) Tj ET`],
    ['crossed out', `${SHOWN} BT /F 12 Tf 20 100 Td (------------) Tj ET`],
  ])('but not letters that are %s', async (_what, drawing) => {
    expect(await stays(drawing)).toEqual([])
  })

  test('in and beneath what stands on a page', async () => {
    const stamp = (N: number) => ({
      Annots: [
        d({ Type: n('Annot'), Subtype: n('Stamp'), Rect: [0, 0, 200, 200], AP: d({ N: r(N) }) }),
      ],
    })
    expect(await stays('q Q', stamp(26))).toEqual([`${INK} on page 1`])
    expect(await stays(SHOWN, stamp(28))).toEqual([`${COVER} on page 1`])
    expect(await stays(SHOWN, stamp(24))).toEqual([])
    const bare = (Subtype: string, more: Readonly<Record<string, Value>>) => ({
      Annots: [d({ Type: n('Annot'), Subtype: n(Subtype), Rect: [0, 0, 200, 200], ...more })],
    })
    const words = (DA: string) => bare('FreeText', { Contents: t(SEED), DA: t(DA) })
    expect(await stays('q Q', words('1 g /F 12 Tf'))).toEqual([`${INK} on page 1`])
    expect(await stays('q Q', words('0 g /F .5 Tf'))).toEqual([`${SIZE} on page 1`])
    expect(await stays('q Q', words('0 g /F 0 Tf'))).toEqual([])
    expect(await stays(SHOWN, bare('Square', { IC: [1, 1, 1] }))).toEqual([`${COVER} on page 1`])
    const marker = { QuadPoints: [0, 130, 200, 130, 0, 90, 200, 90] }
    const black = bare('Highlight', { ...marker, C: [0, 0, 0] })
    expect(await stays(SHOWN, black)).toEqual([`${COVER} on page 1`])
    expect(await stays(SHOWN, bare('Highlight', { ...marker, C: [1, 1, 0] }))).toEqual([])
    const switches = bare('Widget', {
      ...{ FT: n('Btn'), T: t('f'), AS: n('Off') },
      AP: d({ N: d({ On: r(24), Off: r(31) }) }),
    })
    expect(await stays('q Q', switches)).toEqual(['states on page 1'])
  })
})

describe('T-147 a field says what is seen of it, and nothing else', () => {
  const field = (V: Value, more: Readonly<Record<string, Value>> = {}, N = 90) => ({
    Annots: [
      d({
        Type: n('Annot'),
        Subtype: n('Widget'),
        FT: n('Tx'),
        T: t('f'),
        V,
        Rect: [0, 0, 200, 20],
        AP: d({ N: r(N) }),
        ...more,
      }),
    ],
  })
  const look = {
    90: form('BT /F 12 Tf 2 5 Td (seen) Tj ( w\xf6rds) Tj ET', { BBox: [0, 0, 200, 20] }),
  }

  async function texts(annots: Readonly<Record<string, Value>>) {
    const made = spelt(
      {
        1: d({
          Type: n('Catalog'),
          Pages: r(2),
          AcroForm: d({ Fields: [], NeedAppearances: true }),
        }),
        2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
        3: d({ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 200, 200], ...annots }),
        ...OBJECTS,
        ...look,
      },
      { Root: r(1) },
      PLAIN,
    )
    const { bytes, findings } = await stripPdf(made)
    return { all: readable(bytes).join('\n'), findings }
  }

  test('what is written in it and not shown is taken out', async () => {
    const { all, findings } = await texts(field(t(SEED)))
    expect(all).not.toContain(SEED)
    expect(findings).toContain('words')
  })

  test('what is shown stays', async () => {
    const { all, findings } = await texts(field(t('Seen w\xf6rds')))
    expect(all).toContain('/V <feff005300650065006e')
    expect(findings).not.toContain('words')
  })

  test('a label that is not shown is taken out', async () => {
    const { all } = await texts(field(n('Yes'), { FT: n('Btn'), MK: d({ CA: t(SEED) }) }))
    expect(all).not.toContain(SEED)
  })

  test.each([
    ['a button', n('Off'), { FT: n('Btn') }],
    ['a line to write on', t('seen'), { FT: n('Tx') }],
  ])('%s has no choices', async (_what, V, more) => {
    const { all, findings } = await texts(field(V, { ...more, Opt: [t(SEED)] }))
    expect(all).not.toContain(SEED)
    expect(findings).toContain('words')
  })

  test('what goes beyond as many letters as it may have is taken out', async () => {
    const long = { MaxLen: 4, AP: d({}) }
    const { all, findings } = await texts(field(t(`seen${SEED}`), long))
    expect(all).not.toContain(SEED)
    expect(all).toContain('/V (seen)')
    expect(findings).toContain('words')
  })
})

describe('T-147 words of a PDF that no reader comes to', () => {
  const made = (
    content: string,
    more: Readonly<Record<string, Value>> = {},
    catalog: Readonly<Record<string, Value>> = {},
    objects: Readonly<Record<number, Value>> = {},
  ) =>
    stripPdf(
      spelt(
        {
          1: d({ Type: n('Catalog'), Pages: r(2), ...catalog }),
          2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
          3: d({
            Type: n('Page'),
            Parent: r(2),
            MediaBox: [0, 0, 200, 200],
            Contents: r(4),
            Resources: d({ Font: d({ F: HELVETICA, Own: r(95) }) }),
            ...more,
          }),
          4: s({}, content),
          ...objects,
        },
        { Root: r(1) },
        PLAIN,
      ),
    )
  const written = (Rect: number[], size = 12) => ({
    Annots: [
      d({
        Type: n('Annot'),
        Subtype: n('FreeText'),
        Rect,
        Contents: t(`${SEED} and some more words`),
        DA: t(`/F ${size} Tf 0 g`),
      }),
    ],
  })

  test.each([
    ['of a point', [50, 50, 51, 51], 12],
    ['far too small for them', [50, 50, 62, 62], 12],
  ])('a written remark %s is named', async (_what, rect, size) => {
    const { stays } = await made('q Q', written(rect, size))
    expect(stays).toEqual([{ kind: 'text_clip', place: { at: 'page', n: 1 } }])
    expect((await made('q Q', written([20, 50, 190, 80], size))).stays).toEqual([])
  })

  test.each([
    ['far above it', `3 Tr BT /F 1 Tf 0 20 Td (${SEED}) Tj ET`, 'text_mode'],
    ['in white', `1 g BT /F 1 Tf 0 20 Td (${SEED}) Tj ET`, 'text_ink'],
    ['beside the page', `BT /F 1 Tf 0 90 Td (${SEED}) Tj ET`, 'text_beside'],
  ])('words in a letter of the document itself, %s, are named', async (_what, words, kind) => {
    const letter = {
      95: d({
        Type: n('Font'),
        Subtype: n('Type3'),
        FontBBox: [0, 0, 9, 9],
        FontMatrix: [0.1, 0, 0, 0.1, 0, 0],
        FirstChar: 72,
        LastChar: 72,
        Widths: [9],
        CharProcs: d({ H: r(96) }),
        Encoding: d({ Differences: [72, n('H')] }),
        Resources: d({ Font: d({ F: HELVETICA }) }),
      }),
    }
    const drawn = (inside: string) =>
      made(
        'BT /Own 40 Tf 50 100 Td (H) Tj ET',
        {},
        {},
        {
          ...letter,
          96: s({}, `9 0 d0 0 0 9 9 re f ${inside}`),
        },
      )
    expect((await drawn(words)).stays).toEqual([{ kind, place: { at: 'page', n: 1 } }])
    expect((await drawn('')).stays).toEqual([])
  })

  test('a sign that stands high, as of degrees in a font of such signs only, is as large as its font', async () => {
    const staysOf = async (box: readonly number[], size: number) => {
      const font = d({
        ...{
          Type: n('Font'),
          Subtype: n('Type3'),
          FontBBox: [...box],
          FirstChar: 72,
          LastChar: 72,
        },
        ...{ FontMatrix: [0.012, 0, 0, 0.012, 0, 0], Widths: [28], CharProcs: d({ H: r(96) }) },
        Encoding: d({ Differences: [72, n('H')] }),
      })
      const [x = 0, y = 0, right = 0, top = 0] = box
      const sign = s({}, `28 0 ${box.join(' ')} d1 ${x} ${y} ${right - x} ${top - y} re f`)
      const content = `BT /Own ${size} Tf 50 100 Td (HHH) Tj ET`
      return (await made(content, {}, {}, { 95: font, 96: sign })).stays.map(({ kind }) => kind)
    }
    expect(await staysOf([5, 41, 22, 57], 10)).toEqual([])
    expect(await staysOf([5, 41, 22, 57], 4)).toEqual(['text_size'])
    expect(await staysOf([5, 0, 22, 16], 10)).toEqual(['text_size'])
  })

  test('labels of pages that are not there, words in front of their numbers, and where a count begins that is not shown', async () => {
    const label = (more: Readonly<Record<string, Value>>) => d(more)
    const { bytes, findings } = await made(
      'q Q',
      {},
      {
        PageLabels: d({
          Nums: [
            ...[0, label({ S: n('D'), St: 3, P: t(SEED) }), 0, label({ P: t(SEED), St: 4711 })],
            ...[-1, label({ P: t(SEED) }), 0.5, label({ P: t(SEED) }), 99, label({ P: t(SEED) })],
          ],
        }),
      },
    )
    const all = readable(bytes).join('\n')
    expect(all).not.toMatch(/AnnaSeed|4711/)
    expect(findings).not.toEqual([])
  })

  test('a language is one that there is', async () => {
    const tagged = async (Lang: string) =>
      readable((await made('q Q', {}, { Lang: t(Lang) })).bytes).join('\n')
    expect(await tagged('se-edwo-rd77')).toContain('/Lang (se)')
    expect(await tagged('xq-QX')).not.toContain('/Lang')
    expect(await tagged('DE_at')).toContain('/Lang (de-AT)')
    expect(await tagged('zh-Hant-TW')).toContain('/Lang (zh-Hant-TW)')
    expect(await tagged('ca-ES-valencia')).toContain('/Lang (ca-ES)')
  })

  test('a title is read like any text: no signs in them that nobody sees', async () => {
    const utf16 = (text: string) =>
      String.fromCharCode(254, 255, ...Buffer.from(text, 'utf16le').swap16())
    const title = utf16('se\u200be\ud83c\udff4\udb40\udc41n \u001ben\u001bok')
    const { bytes, findings } = await made(
      'q Q',
      {},
      { Outlines: d({ First: d({ Title: t(title), Dest: [0, n('Fit')] }), Count: 1 }) },
    )
    expect(findings).toContain('unseen')
    const hex = Buffer.from(utf16('see\ud83c\udff4n ok'), 'latin1').toString('hex')
    expect(readable(bytes).join('\n').toLowerCase()).toContain(`/title <${hex}>`)
  })

  test('in UTF-8 too, as documents of version 2 may have them', async () => {
    const utf8 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf8').toString('latin1')
    const outline = async (text: string) => {
      const A = d({ S: n('URI'), URI: t('https://seed.example/') })
      const Outlines = d({ First: d({ Title: t(utf8(text)), A }), Count: 1 })
      const { bytes } = await made('q Q', {}, { Outlines, Lang: t(utf8('de')) })
      return readable(bytes).join('\n').toLowerCase()
    }
    const hex = Buffer.from('\ufeffK\u00e4se \u4f60', 'utf16le').swap16().toString('hex')
    expect(await outline('K\u00e4\u200bse \u4f60\u{e0041}')).toContain(`/title <${hex}>`)
    expect(await outline('Chapter')).toContain('/title (chapter)')
    expect(await outline('Chapter')).toContain('/lang (de)')
    expect(await outline('\u200b')).not.toContain('seed.example')
    expect(await outline('')).not.toContain('seed.example')
  })

  test('one sign stands for a letter in UTF-8 too', async () => {
    const { bytes } = await made(
      '/Span <</ActualText (\xef\xbb\xbffi)>> BDC BT /F 9 Tf (a) Tj ET EMC',
    )
    expect(readable(bytes).join('\n')).toContain('/ActualText (fi)')
  })
})
