import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { KINDS } from '../../src/metadata/kinds.ts'
import { strip } from '../../src/metadata/strip.ts'
import { seen } from '../../src/metadata/unseen.ts'

const CASES = join(import.meta.dirname, 'cases/files')
const read = (name: string) => new Uint8Array(readFileSync(join(CASES, name)))
const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text))

describe('T-147 signs that nobody sees are taken out of a text, and told', () => {
  test('zw.txt: zero width, an invisible separator and tags', async () => {
    const { bytes, found, stays } = await strip(KINDS.text, read('zw.txt'))
    expect(new TextDecoder().decode(bytes)).toBe('The meeting is on Monday.\n')
    expect(found).toEqual(['unseen'])
    expect(stays).toEqual([])
  })

  test.each([
    ['a soft hyphen', 'mee\u00adting', 'meeting'],
    ['a mark of byte order inside', 'mee\ufeffting', 'meeting'],
    ['direction in a line that runs one way', 'mee\u200fting\u202e.', 'meeting.'],
    ['pairs of direction around nothing', 'نعم \u202a\u202c\u2066\u202b\u202c\u2069ok', 'نعم ok'],
    ['an override where a line runs both ways', 'نعم \u202eting', 'نعم ting'],
    ['marks of direction in a row', 'نعم\u200f\u200e\u200f.', 'نعم\u200f.'],
    ['bytes in selectors behind a picture', '🙂\u{e0141}\u{e0142}', '🙂'],
    ['a selector behind a letter', 'a\ufe0f\ufe01b', 'ab'],
    ['joiners between Latin letters', 'a\u200d\u200cb', 'ab'],
    ['joiners in a row where one is needed', 'می\u200c\u200c\u200dخواهم', 'می\u200cخواهم'],
    ['tags behind a flag that is none of the three', '🏴\u{e0061}\u{e007f}', '🏴'],
    ['fillers, controls and a sign that is none', 'a\u3164b\u0085c\uffffd\u180e', 'abcd'],
    ['spaces of odd widths', 'a\u2005b\u2006c\u205fd', 'a b c d'],
    ['a run of different spaces', 'a \u00a0b', 'a  b'],
  ])('%s', async (_, text, plain) => {
    expect(seen(text)).toMatchObject({ text: plain, changed: true })
    const { bytes, found } = await strip(KINDS.text, utf8(text))
    expect(new TextDecoder().decode(bytes)).toBe(plain)
    expect(found).toEqual(['unseen'])
  })

  test.each([
    'می\u200cخواهم کتاب\u200cها کار\u200cها',
    'क्\u200dष श्री र\u200dक',
    'ශ්\u200dරී ලංකා',
    'ไทย\u200bภาษา',
    '👩‍👩‍👧 👩🏽‍💻 🏳️‍🌈 ❤️ 1️⃣ 🇨🇭 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'قالت: \u2068"yes"\u2069 نعم\u200f!\n12:30\u200f\n',
    'Il a dit\u00a0: «\u00a0oui\u00a0», 12\u202f000\u00a0€',
    '\u3000\u3000他说：是。',
    'نعم؀١٢',
    'a\tb\r\n\fc',
  ])('spared where what is read needs it: %j', async (text) => {
    expect(seen(text)).toEqual({ text, changed: false, stays: false })
    expect(await strip(KINDS.text, utf8(text))).toEqual({ bytes: utf8(text), found: [], stays: [] })
  })

  test('what may be needed and may be a mark stays, and where it stands is told', async () => {
    const text = 'first\n葛\u{e0100}城\n'
    const { bytes, found, stays } = await strip(KINDS.text, utf8(text))
    expect(new TextDecoder().decode(bytes)).toBe(text)
    expect([found, stays]).toEqual([[], [{ kind: 'unseen', place: 'line 2' }]])
  })

  test('blanks at the ends of lines and two ways to end one, but not in a table', async () => {
    const text = utf8('one \t \ntwo\t\nthree  \r\n')
    const copy = await strip(KINDS.text, text)
    expect(new TextDecoder().decode(copy.bytes)).toBe('one\ntwo\nthree\n')
    expect(copy.found).toEqual(['unseen'])
    expect((await strip(KINDS.csv, text)).bytes).toEqual(text)
    expect((await strip(KINDS.text, utf8('one  \ntwo\n'))).found).toEqual([])
  })

  test('UTF-16 stays UTF-16 and is looked through; a mark in front stays', async () => {
    expect(await strip(KINDS.text, read('utf16.txt'))).toMatchObject({ found: [], stays: [] })
    for (const [encoding, mark] of [
      ['utf-16le', [0xff, 0xfe]],
      ['utf-16be', [0xfe, 0xff]],
    ] as const) {
      const body = Buffer.from('a\u200bb', 'utf16le')
      if (encoding === 'utf-16be') body.swap16()
      const { bytes } = await strip(KINDS.text, new Uint8Array([...mark, ...body]))
      expect([...bytes.subarray(0, 2)]).toEqual(mark)
      expect(new TextDecoder(encoding).decode(bytes)).toBe('ab')
    }
    const marked = await strip(KINDS.csv, utf8('\ufeffa;\u200bb'))
    expect(marked.bytes).toEqual(utf8('\ufeffa;b'))
  })

  test('an older encoding is taken as it is, and not called clean', async () => {
    const bytes = read('gbk.csv')
    const copy = await strip(KINDS.csv, bytes)
    expect(copy).toEqual({ bytes, found: [], stays: [{ kind: 'encoding', place: 'line 1' }] })
  })
})
