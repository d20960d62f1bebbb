import { describe, expect, test } from 'vitest'
import type { StayLocation } from '#metadata/stay.ts'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { d, n, PLAIN, r, s, spelt, t, type Value } from './pdf-spelling.ts'
import { readable } from './readable.ts'

const utf16 = (text: string) =>
  String.fromCharCode(254, 255, ...Buffer.from(text, 'utf16le').swap16())
/** May choose another form of the sign before it. */
const CHOSEN = t(utf16('葛\u{e0100}'))

interface PdfParts {
  readonly drawing?: string
  readonly page?: Readonly<Record<string, Value>>
  readonly catalog?: Readonly<Record<string, Value>>
  readonly objects?: Readonly<Record<number, Value>>
}
const cleaned = ({ drawing = 'q Q', page = {}, catalog = {}, objects = {} }: PdfParts) =>
  stripPdf(
    spelt(
      {
        1: d({ Type: n('Catalog'), Pages: r(2), ...catalog }),
        2: d({ Type: n('Pages'), Kids: [r(3), r(4)], Count: 2 }),
        3: d({ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 200, 200] }),
        4: d({
          Type: n('Page'),
          Parent: r(2),
          MediaBox: [0, 0, 200, 200],
          Contents: r(5),
          Resources: d({ Font: d({ F1: r(6) }) }),
          ...page,
        }),
        5: s({}, drawing),
        6: d({ Type: n('Font'), Subtype: n('Type1'), BaseFont: n('Helvetica') }),
        ...objects,
      },
      { Root: r(1) },
      PLAIN,
    ),
  )
const note = (words: Value) =>
  d({ Type: n('Annot'), Subtype: n('Link'), Rect: [10, 10, 90, 90], Contents: words })
const field = (words: Value) =>
  d({
    Type: n('Annot'),
    Subtype: n('Widget'),
    FT: n('Tx'),
    T: t('name'),
    V: words,
    Rect: [10, 10, 190, 90],
    DA: t('/F1 12 Tf 0 g'),
  })
const read = (hex: string) => `/Span <</ActualText <${hex}>>> BDC BT /F1 12 Tf (a) Tj ET EMC`

describe('T-147 a sign in a text of a PDF that may be a mark is told with its page', () => {
  test.each<[string, PdfParts, StayLocation]>([
    [
      'a title',
      { catalog: { Outlines: d({ First: d({ Title: CHOSEN, Dest: [0, n('Fit')] }), Count: 1 }) } },
      { at: 'page', n: 1 },
    ],
    [
      'a field',
      {
        catalog: { AcroForm: d({ Fields: [r(7)], DR: d({ Font: d({ F1: r(6) }) }) }) },
        page: { Annots: [r(7)] },
        objects: { 7: field(CHOSEN) },
      },
      { at: 'page', n: 2 },
    ],
    ['what is read in place of a letter', { drawing: read('FEFFE000') }, { at: 'page', n: 2 }],
  ])('in %s', async (_, made, place) => {
    const { bytes, stays } = await cleaned(made)
    expect(stays).toEqual([{ kind: 'label', place }])
    expect((await stripPdf(bytes)).stays).toEqual(stays)
  })

  test('what people write is taken as it is, and nothing is told', async () => {
    for (const words of ['قالت: نعم', 'می\u200cخواهم', '👩🏽‍💻 ❤️', 'Œuvre – 12 €']) {
      const { stays } = await cleaned({
        page: { Annots: [r(7)] },
        objects: { 7: note(t(utf16(words))) },
      })
      expect(stays).toEqual([])
    }
  })
})

describe('T-147 what is read in place of a letter has no signs that nobody sees', () => {
  test.each([
    ['a soft hyphen at the end of a line', 'FEFF00AD'],
    ['three signs without a width', 'FEFF200B200C2060'],
  ])('%s', async (_, hex) => {
    const { bytes, findings, stays } = await cleaned({ drawing: read(hex) })
    expect([findings, stays]).toEqual([['unseen'], []])
    expect(readable(bytes).join('\n')).toContain('/ActualText ()')
  })

  test.each([
    ['FEFF0066', '(f)'],
    ['66', '(f)'],
    ['5C', '(\\\\)'],
    ['FEFF0639', '(\xfe\xff\x069)'],
  ])('a sign that is seen stays, in one encoding: %s', async (hex, written) => {
    const { bytes, findings } = await cleaned({ drawing: read(hex) })
    expect(findings).toEqual([])
    expect(readable(bytes).join('\n')).toContain(`/ActualText ${written}`)
  })

  test.each([
    '🇩🇪',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '👨‍👩‍👧‍👦',
    '🧑🏿‍💻',
    '❤️',
    '1️⃣',
    'ffi',
    'क्ष्म्य',
    'กำ',
    'ك̂',
  ])('what a person counts as one sign stays, of however many it is made: %s', async (sign) => {
    const hex = Buffer.from(utf16(sign), 'latin1').toString('hex')
    const { bytes, findings, stays } = await cleaned({ drawing: read(hex) })
    expect([findings, stays]).toEqual([[], []])
    const again = await stripPdf(bytes)
    expect(readable(bytes).join('\n')).toContain('/ActualText')
    expect(readable(again.bytes)).toEqual(readable(bytes))
  })

  test.each(['Anna', 'قالت', '🇩🇪🇫🇷', '👩‍👩‍👧‍👧👩', 'ka\u{301}\u{301}b'])(
    'two signs and more, or a word, are no sign: %s',
    async (words) => {
      const hex = Buffer.from(utf16(words), 'latin1').toString('hex')
      const { bytes } = await cleaned({ drawing: read(hex) })
      expect(readable(bytes).join('\n')).not.toContain('/ActualText')
    },
  )

  test('a title with what is written behind a stroke keeps it', async () => {
    const { bytes } = await cleaned({
      catalog: {
        Outlines: d({
          First: d({ Title: t(utf16('a\u200b (b) \\n')), Dest: [0, n('Fit')] }),
          Count: 1,
        }),
      },
    })
    expect(readable(bytes).join('\n')).toContain('/Title (a \\(b\\) \\\\n)')
  })
})

describe('T-147 what is read in place of letters is the one letter that is drawn', () => {
  const span = (sign: string, inner: string) =>
    `/Span <</ActualText <${Buffer.from(utf16(sign), 'latin1').toString('hex')}>>> BDC ${inner} EMC`
  const text = (letters: string) => `BT /F1 12 Tf ${letters} ET`
  const copyOf = async (drawing: string) => {
    const { bytes, findings } = await cleaned({ drawing })
    expect(readable((await stripPdf(bytes)).bytes)).toEqual(readable(bytes))
    return { copy: readable(bytes).join('\n'), findings }
  }

  test.each([
    ['three letters over three', 'Cop', text('(abc) Tj')],
    ['one letter over three', 'C', text('(abc) Tj')],
    ['two letters over two in a list', 'co', text('[(a) -20 (b)] TJ')],
    ['over two lines', 'c', text('(a) Tj 0 -20 Td (b) Tj')],
    ['three letters over a blank', 'Cop', text('( ) Tj')],
    ['a letter over a drawing', 'C', '0 0 9 9 re f'],
    ['around another', 'C', span('a', text('(b) Tj (c) Tj'))],
    ['without an end', 'C', text('(abc) Tj').replace(' ET', ' ET /Span BMC EMC')],
  ])('%s: not', async (_, sign, inner) => {
    const { copy, findings } = await copyOf(span(sign, inner))
    expect(copy).not.toContain('/ActualText')
    expect(findings).toContain('words')
    if (inner.includes('abc')) expect(copy).toContain('(abc) Tj')
  })

  test.each([
    ['a ligature', 'ffi', text('(a) Tj')],
    ['a conjunct of three glyphs', 'क्ष्म्य', text('[(a) 9 (bc)] TJ')],
    ['a letter and its mark', 'ك\u0302', text('(ab) Tj')],
    ['a tab over blanks', '\t', text('(   ) Tj')],
  ])('%s: it stays', async (_, sign, inner) => {
    const { copy, findings } = await copyOf(span(sign, inner))
    expect(copy).toContain('/ActualText')
    expect(findings).toEqual([])
  })
})
