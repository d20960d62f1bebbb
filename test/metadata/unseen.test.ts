import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FILE_KINDS } from '#metadata/kinds.ts'
import { plainWords } from '#metadata/plain-words.ts'
import { strip } from '#metadata/strip.ts'
import { seen } from '#metadata/unseen.ts'

const CASES = join(import.meta.dirname, 'cases/files')
const read = (name: string) => new Uint8Array(readFileSync(join(CASES, name)))
const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text))

describe('T-147 signs that nobody sees are taken out of a text, and told', () => {
  test('zw.txt: zero width, an invisible separator and tags', async () => {
    const { bytes, findings, stays } = await strip(FILE_KINDS.text, read('zw.txt'))
    expect(new TextDecoder().decode(bytes)).toBe('The meeting is on Monday.\n')
    expect(findings).toEqual(['unseen'])
    expect(stays).toEqual([])
  })

  test.each<[string, string, string, string?]>([
    ['a soft hyphen', 'mee\u00adting', 'meeting'],
    ['a mark of byte order inside', 'mee\ufeffting', 'meeting'],
    ['direction in a line that runs one way', 'mee\u200fting\u202e.', 'meeting.'],
    ['pairs of direction around nothing', 'نعم \u202a\u202c\u2066\u202b\u202c\u2069ok', 'نعم ok'],
    ['an override where a line runs both ways', 'نعم \u202eting', 'نعم ting'],
    ['marks of direction in a row', 'نعم\u200f\u200e\u200f.', 'نعم\u200f.', 'نعم.'],
    ['bytes in selectors behind a picture', '🙂\u{e0141}\u{e0142}', '🙂'],
    ['a selector behind a letter', 'a\ufe0f\ufe01b', 'ab'],
    ['joiners between Latin letters', 'a\u200d\u200cb', 'ab'],
    ['joiners in a row where one is needed', 'می\u200c\u200c\u200dخواهم', 'می\u200cخواهم'],
    ['tags behind a flag that is none of the three', '🏴\u{e0061}\u{e007f}', '🏴'],
    ['fillers, controls and a sign that is none', 'a\u3164b\u0086c\uffffd\u180e', 'abcd'],
    ['spaces of odd widths', 'a\u2005b\u2006c\u205fd', 'a b c d'],
    ['a run of different spaces', 'a \u00a0b', 'a  b', 'a b'],
  ])('%s', async (_, text, plain = '', inFile = plain) => {
    expect(seen(text ?? '')).toMatchObject({ text: plain })
    const { bytes, findings } = await strip(FILE_KINDS.text, utf8(text))
    expect(new TextDecoder().decode(bytes)).toBe(inFile)
    expect(findings).toEqual(['unseen'])
  })

  test.each([
    'می\u200cخواهم کتاب\u200cها',
    'क्\u200dष श्री',
    'ශ්\u200dරී ලංකා',
    '👩‍👩‍👧 👩🏽‍💻 🏳️‍🌈 ❤️ 1️⃣ 🇨🇭 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'قالت: \u2068"yes"\u2069 نعم!\n12:30\n',
    'She said نعم!\u200f and left',
    '\u3000\u3000他说：是。',
    'نعم؀١٢',
    'a\tb\r\nd\te\r\nc',
  ])('spared where what is read needs it: %j', async (text) => {
    expect(seen(text)).toEqual({ text, stays: [] })
    expect(await strip(FILE_KINDS.text, utf8(text))).toEqual({
      bytes: utf8(text),
      findings: [],
      stays: [],
    })
  })

  test('what may be needed and may be a mark stays, and where it stands is told', async () => {
    const text = 'first\n葛\u{e0100}城\n'
    const { bytes, findings, stays } = await strip(FILE_KINDS.text, utf8(text))
    expect(new TextDecoder().decode(bytes)).toBe(text)
    expect([findings, stays]).toEqual([[], [{ kind: 'unseen', place: { at: 'line', n: 2 } }]])
  })

  // Spared where words are shown to somebody, because the script may need it: in a file it is asked what it changes.
  test.each([
    ['places to break in Thai and Khmer', 'ไทย\u200bภาษา ភាសា\u200bខ្មែរ', 'ไทยภาษา ភាសាខ្មែរ'],
    ['marks of direction that turn nothing', 'نعم\u200f لا\u200e\n12:30\u200f', 'نعم لا\n12:30'],
    ['isolates around what runs the same way', 'نعم \u2067لا\u2069 نعم', 'نعم لا نعم'],
    ['joiners that join nothing', 'کار\u200cها नम\u200cस्ते', 'کارها नमस्ते'],
    ['a selector of what is a picture anyhow', '🙂\ufe0f', '🙂'],
    ['spaces that only keep a line together', '12\u202f000\u00a0€', '12 000 €'],
    ['letters spelled in two ways', 'cafe\u0301 café \u212b', 'café café Å'],
    [
      'the order of marks above and below',
      'q\u0307\u0323 q\u0323\u0307',
      'q\u0323\u0307 q\u0323\u0307',
    ],
    ['a separator of lines', 'a\u2028b\nc', 'a\nb\nc'],
    ['an end of lines of older systems', 'a\u0085b\nc', 'a\nb\nc'],
  ])('in a file: %s', async (_, text, plain) => {
    const { bytes, findings, stays } = await strip(FILE_KINDS.text, utf8(text))
    expect([new TextDecoder().decode(bytes), findings, stays]).toEqual([plain, ['unseen'], []])
  })

  test('blanks that are not seen, but not in a table', async () => {
    const text = utf8('one \t \ntwo\t\nthree  four\r\n\n\n')
    const copy = await strip(FILE_KINDS.text, text)
    expect(new TextDecoder().decode(copy.bytes)).toBe('one\ntwo\nthree four\n')
    expect(copy.findings).toEqual(['unseen'])
    expect((await strip(FILE_KINDS.text, utf8('one \ntwo\n'))).findings).toEqual(['unseen'])
  })

  test('columns are seen, and stay', async () => {
    for (const text of [
      'Name    Sum\nAnna     12\nJosé     13\n',
      'a\t1\nb\t2\n',
      '  a\n    b\n',
    ]) {
      const copy = await strip(FILE_KINDS.text, utf8(text))
      expect(copy).toEqual({ bytes: utf8(text), findings: [], stays: [] })
    }
  })

  test('tabs in front of some lines and blanks in front of others stay, with the line', async () => {
    const { stays } = await strip(FILE_KINDS.text, utf8('a\n\tb\n        c\n'))
    expect(stays).toEqual([{ kind: 'unseen', place: { at: 'line', n: 3 } }])
  })

  test('in a table a blank is a value: it stays, and the line is told', async () => {
    for (const [text, line] of [
      ['a,b\nc ,d\n', 2],
      ['a;b\n"c ";d\n', 2],
      ['a,b  c\nd,e\n', 1],
      ['a, b\nc,d\n', 1],
    ] as const) {
      const { bytes, findings, stays } = await strip(FILE_KINDS.csv, utf8(text))
      expect([new TextDecoder().decode(bytes), findings]).toEqual([text, []])
      expect(stays).toEqual([{ kind: 'unseen', place: { at: 'line', n: line } }])
    }
    for (const text of ['a, b, c\nd, e, f\n', 'a\tb\nc\t\n', 'a,"x\ny"\r\nb,c\r\n']) {
      const copy = await strip(FILE_KINDS.csv, utf8(text))
      expect(copy).toEqual({ bytes: utf8(text), findings: [], stays: [] })
    }
    const mixed = await strip(FILE_KINDS.csv, utf8('a,"x\r\ny"\r\nb,c\n'))
    expect(new TextDecoder().decode(mixed.bytes)).toBe('a,"x\r\ny"\nb,c\n')
  })

  test('signs of nobody put anywhere in a text give the copy of the text without them', async () => {
    const words = fc.constantFrom('a', 'ไทย', 'نعم', 'לא', ' ', '\n', '1', 'é', '。', 'می')
    const noise = fc.constantFrom(
      '\u200b',
      '\u2060',
      '\u00ad',
      '\ufeff',
      '\u061c\u061c',
      '\u202a\u202c',
      '\u034f',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(words, fc.option(noise))), async (pairs) => {
        const plain = pairs.map(([word]) => word).join('')
        const made = pairs.map(([word, sign]) => `${word}${sign ?? ''}`).join('')
        const clean = made.includes('\u061c') ? made.replaceAll('\u061c\u061c', '\u061c') : plain
        const [one, other] = [
          await strip(FILE_KINDS.text, utf8(made)),
          await strip(FILE_KINDS.text, utf8(clean)),
        ]
        expect(new TextDecoder().decode(one.bytes)).toBe(new TextDecoder().decode(other.bytes))
        expect((await strip(FILE_KINDS.text, one.bytes)).bytes).toEqual(one.bytes)
      }),
    )
  })

  test('UTF-16 stays UTF-16 and is looked through; a mark in front stays', async () => {
    expect(await strip(FILE_KINDS.text, read('utf16.txt'))).toMatchObject({
      findings: [],
      stays: [],
    })
    for (const [encoding, mark] of [
      ['utf-16le', [0xff, 0xfe]],
      ['utf-16be', [0xfe, 0xff]],
    ] as const) {
      const body = Buffer.from('a\u200bb', 'utf16le')
      if (encoding === 'utf-16be') body.swap16()
      const { bytes } = await strip(FILE_KINDS.text, new Uint8Array([...mark, ...body]))
      expect([...bytes.subarray(0, 2)]).toEqual(mark)
      expect(new TextDecoder(encoding).decode(bytes)).toBe('ab')
    }
    const marked = await strip(FILE_KINDS.csv, utf8('\ufeffa;\u200bb'))
    expect(marked.bytes).toEqual(utf8('\ufeffa;b'))
  })

  test('an older encoding is taken as it is, and not called clean', async () => {
    const bytes = read('gbk.csv')
    const copy = await strip(FILE_KINDS.csv, bytes)
    expect(copy).toEqual({
      bytes,
      findings: [],
      stays: [{ kind: 'encoding', place: { at: 'whole' } }],
    })
  })
})

describe('T-147 however many signs nobody sees there are, they are read once', () => {
  test.each([
    ['isolates in one another', `\u{5d0}${'\u{2067}'.repeat(50_000)}x${'\u{2069}'.repeat(50_000)}`],
    ['isolates that nothing closes', `\u{5d0}${'\u{2068}'.repeat(100_000)}`],
    ['joiners', `\u{5d0}${'\u{200d}'.repeat(100_000)}`],
  ])('%s', (_what, text) => {
    const start = performance.now()
    expect(plainWords(text).text.replace('x', '')).toBe('\u{5d0}')
    expect(performance.now() - start).toBeLessThan(20_000)
  })

  test('marks on one letter beyond any script’s go', () => {
    const marks = '\u{301}\u{323}'.repeat(200_000)
    expect([...plainWords(`a${marks}b`).text].length).toBeLessThan(40)
  })
})
