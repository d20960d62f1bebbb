import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FILE_KINDS } from '#metadata/kinds.ts'
import { plainWords } from '#metadata/plain-words.ts'
import { strip } from '#metadata/strip.ts'

async function copyOf(text: string) {
  const { bytes, findings, stays } = await strip(FILE_KINDS.text, new Uint8Array(Buffer.from(text)))
  const lines = stays.map(({ place }) => ('n' in place ? place.n : 0))
  return { text: new TextDecoder().decode(bytes), findings, lines }
}

describe('T-147 blanks of a text are decided once', () => {
  test('a column stays where it is when blanks in front of it go', async () => {
    const { text } = await copyOf('| a  b c | one   |\n| dd ee  | two   |\n| x      | three |\n')
    expect(text).toBe('| a b c | one    |\n| dd ee  | two   |\n| x      | three |\n')
  })

  test('where between two columns a blank was doubled is in no copy', async () => {
    const copies = ['a  b c   1\nd e f    2\n', 'a b  c   1\nd e f    2\n'].map(copyOf)
    const [one, other] = await Promise.all(copies)
    expect(one).toEqual(other)
  })

  test('a copy is cleaned again without a finding', async () => {
    const part = fc.constantFrom(
      'a',
      'bb',
      'ccc',
      ' ',
      '  ',
      '   ',
      '\t',
      ' \t',
      '\n',
      '|',
      '\u3000',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 60 }), async (parts) => {
        const first = await copyOf(parts.join(''))
        expect(await copyOf(first.text)).toEqual({ ...first, findings: [] })
      }),
      { numRuns: 300 },
    )
  })
})

test('T-147 an end of lines of older systems (NEL) parts two words in any text', () => {
  expect(plainWords('one\u0085two').text).toBe('one two')
})

test.each([
  ['three\fend\n', 'three\nend\n'],
  ['three\n\f\fend\f\n', 'three\nend\n'],
])(
  'T-147 a feed of a page between words ends a line, and goes elsewhere %#',
  async (text, copy) => {
    expect((await copyOf(text)).text).toBe(copy)
  },
)

describe('T-147 tabs and blanks that take turns are told with their lines', () => {
  test.each<readonly [string, string, readonly number[]]>([
    ['in front', 'a\n\tb\n        c\n', [3]],
    ['behind a tab', '\t\ta\n\t\tb\n\t        c\n\t\td\n\t        e\n', [3, 5]],
    ['behind two tabs', '\t\t        c\n\t\t\tb\n', [2]],
    ['between words', 'item\t0\nitem\t1\nitem    2\nitem    3\n', [3, 4]],
  ])('%s', async (_, text, lines) => {
    expect((await copyOf(text)).lines).toEqual(lines)
  })

  test.each(['\ta\n\t\tb\n\t\t\tc\n', '  a\n    b  1\n    c  2\n', 'a\t1\n\tb\t2\n'])(
    'of one kind they are not: %j',
    async (text) => {
      expect((await copyOf(text)).lines).toEqual([])
    },
  )
})

test('T-147 a long line is read in parts as it is whole', () => {
  const parts = [
    'می\u200cخواهم کتاب\u200cها',
    'क्\u200dष',
    '👩🏽‍💻 1️⃣',
    'a\u200bb',
    'e\u0301',
    '葛\u{e0100}',
    'שלום\u200f',
  ]
  const line = parts.join(' word ')
  const [one, many] = [line, `${line} word `.repeat(2000)].map((text) => plainWords(text))
  expect(many?.text).toBe(`${one?.text} word `.repeat(2000))
  expect(many?.stays).toEqual([1])
})
