import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { phraseCodeOf, phraseWordsOf as wordsIn } from '#crypto/phrase-encoding.ts'
import { readWritten as readIn, unknownWords as unknownIn } from '#crypto/read-phrase.ts'
import { LISTS } from '#crypto/word-lists.ts'
import { receiptScreen } from '#dialogs/receipt.ts'
import { shownWords, writtenDown } from '#dialogs/recovery-phrase.ts'
import { LANGUAGES } from '#dialogs/supported-languages.ts'
import { CROCKFORD } from '#domain/case/crockford.ts'
import { factsFor } from '../dialogs/facts.ts'

const readWritten = (written: string) => readIn(written, LISTS)
const unknownWords = (written: string) => unknownIn(written, LISTS)
const wordsOf = (secret: Uint8Array, lang: string) => wordsIn(secret, lang, LISTS)

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 })
const hex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('hex')
/** What stands before a code, and could be taken for the beginning of one. */
const LABELS = ['Code', 'Is', 'Code 1', 'Código', 'Le code', 'الرمز', 'Код', '代码', 'My 12 words']

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')

describe('T-96 what she types to come back', () => {
  test('may lose every accent and capital, and gain numbers, commas and line breaks', () => {
    void fc.assert(
      fc.property(secrets, fc.constantFrom('en', 'fr', 'es', 'zh'), (secret, lang) => {
        const words = wordsOf(secret, lang) ?? []
        for (const typed of [
          words.map(bare).join(' ').toUpperCase(),
          words.map((word, at) => `${at + 1}. ${word}`).join('\n'),
          words.map((word, at) => `${at + 1}) ${word},`).join('   '),
          words.join('\u3000'),
          words.map((word) => word.normalize('NFD')).join(' '),
        ]) {
          expect([typed, hex(readWritten(typed))]).toEqual([typed, hex(secret)])
          expect(unknownWords(typed)).toEqual([])
        }
      }),
    )
  })

  test('may run together in Chinese, where a word is one sign', () => {
    const secret = new Uint8Array(16).fill(77)
    expect(hex(readWritten((wordsOf(secret, 'zh') ?? []).join('')))).toBe(hex(secret))
  })

  test('may be a code with any dash, with digits of her script, and with letters that look like digits', () => {
    void fc.assert(
      fc.property(secrets, (secret) => {
        const code = phraseCodeOf(secret)
        const other = (zero: number) => (text: string) =>
          text.replace(/\d/g, (one) => String.fromCodePoint(zero + Number(one)))
        const [arabic, persian, wide] = [other(0x660), other(0x6f0), other(0xff10)]
        const alike = code.join('').replaceAll('0', 'o').replaceAll('1', 'l').toLowerCase()
        const cyrillic = code.join('-').replace(/[ABEKMHPCTXY]/g, (one) => {
          return [...'АВЕКМНРСТХУ']['ABEKMHPCTXY'.indexOf(one)] ?? one
        })
        for (const typed of [
          arabic(code.join(' ')),
          persian(code.join('\u2013')),
          wide(code.join('.')),
          `\u200f${code.join(' \u2011 ')}\u200e\n`,
          alike,
          cyrillic.toLowerCase(),
        ]) {
          expect([typed, hex(readWritten(typed))]).toEqual([typed, hex(secret)])
        }
      }),
    )
  })

  test('may be pasted with signs that nobody sees', () => {
    void fc.assert(
      fc.property(secrets, fc.constantFrom('en', 'fr', 'es', 'zh'), (secret, lang) => {
        const unseen = (text: string) => [...text].join('\u00ad').replace('\u00ad', '\u200b\ufeff')
        const words = wordsOf(secret, lang) ?? []
        for (const typed of [
          words.map(unseen).join(' \u200c'),
          `\u2068${words.map((word) => `\u200d${word}\u2060`).join(' ')}\u2069`,
          unseen(phraseCodeOf(secret).join('-')),
        ]) {
          expect([typed, hex(readWritten(typed))]).toEqual([typed, hex(secret)])
        }
      }),
    )
    const one = wordsOf(new Uint8Array(16).fill(9), 'en') ?? []
    expect(unknownWords(one.map((word) => word.replace(/^./, '$&\u00ad')).join(' '))).toEqual([])
  })

  test('may have the digits of any script', () => {
    const zeros = Array.from({ length: 0x1ffff }, (_, at) => at).filter((at) => {
      const is = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code))
      return is(at) && (!is(at - 1) || (at >= 0x1d7ce && at < 0x1d800 && (at - 0x1d7ce) % 10 === 0))
    })
    expect(zeros.length).toBeGreaterThan(60)
    const secret = Uint8Array.from({ length: 16 }, (_, at) => at * 17)
    for (const zero of zeros) {
      const typed = phraseCodeOf(secret)
        .join(' ')
        .replace(/\d/g, (one) => String.fromCodePoint(zero + Number(one)))
      expect([zero.toString(16), hex(readWritten(typed))]).toEqual([zero.toString(16), hex(secret)])
    }
  })

  test('may be all that stood there: words and code together, numbered, with what is written around them', () => {
    void fc.assert(
      fc.property(
        secrets,
        fc.constantFrom('en', 'fr', 'es', 'zh', 'ar', 'ru'),
        fc.constantFrom(...LABELS),
        (secret, lang, label) => {
          const words = wordsOf(secret, lang)
          const code = phraseCodeOf(secret).join('-')
          const listed = words?.map((word, at) => `${at + 1}. ${word}`).join('\n')
          for (const typed of [
            `${label}: ${code}`,
            `${label}\uff1a${code.replaceAll('-', ' ')}.`,
            `${label} ${code}`,
            `${label}\n${code.replaceAll('-', '')}\n`,
            ...(listed === undefined
              ? []
              : [
                  `${listed}\n${label}\n${code}`,
                  `${code}\n${listed}`,
                  `${words?.join(' ')} ${code}`,
                  `${label}: ${listed}`,
                  `${words?.join(' ')} ${code.slice(0, -3)}`,
                ]),
          ]) {
            expect([typed, hex(readWritten(typed))]).toEqual([typed, hex(secret)])
          }
        },
      ),
    )
  })

  test('may be the whole screen that showed it, in each language and from either channel', () => {
    void fc.assert(
      fc.property(secrets, fc.constantFrom(...LANGUAGES.map(({ id }) => id)), (secret, lang) => {
        const facts = factsFor(lang)
        const words = wordsOf(secret, lang)
        const written = writtenDown({ words, code: phraseCodeOf(secret) }, secret)
        const { title, body } = shownWords(written, true, facts)
        const card = [title, ...body.map((block) => ('text' in block ? block.text : ''))]
        const shown = receiptScreen(written, true, facts)
        const { say } = facts.words
        const page = [
          shown.title,
          ...shown.body.map((block) => ('text' in block ? block.text : '')),
          ...(words ?? []),
          say('receipt.same_code'),
          phraseCodeOf(secret).join(' '),
          say('web_words.work'),
          say('web_words.hands'),
          say('receipt.picture'),
        ]
        for (const typed of [card.join('\n'), page.join('\n'), page.join(' ')]) {
          expect([typed, hex(readWritten(typed))]).toEqual([typed, hex(secret)])
        }
      }),
      { numRuns: 60 },
    )
  })

  test('that was made before is a code of 26 signs, which go on being read', () => {
    void fc.assert(
      fc.property(secrets, (secret) => {
        const before = phraseCodeOf(secret).join('').slice(0, 26)
        const grouped = before.match(/.{1,4}/g)?.join('-') ?? ''
        for (const typed of [before, grouped, `My code: ${grouped}`, `${grouped}\nand no more`]) {
          expect([typed, hex(readWritten(typed))]).toEqual([typed, hex(secret)])
        }
      }),
    )
  })

  test('with one wrong sign, or two that changed places, is not taken for another code', () => {
    const place = fc.nat({ max: 26 })
    void fc.assert(
      fc.property(secrets, place, place, fc.constantFrom(...CROCKFORD), (secret, at, to, sign) => {
        const signs = [...phraseCodeOf(secret).join('')]
        const wrong = signs.with(at, sign)
        const swapped = signs.with(at, signs[to] ?? '').with(to, signs[at] ?? '')
        for (const typed of [wrong, swapped]) {
          const isSame = typed.join('') === signs.join('')
          expect([typed, hex(readWritten(typed.join('')))]).toEqual([
            typed,
            isSame ? hex(secret) : hex(null),
          ])
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('is not guessed at: two receipts at once, or words and another code, are none', () => {
    const [one, other] = [new Uint8Array(16).fill(3), new Uint8Array(16).fill(200)]
    const code = (secret: Uint8Array) => phraseCodeOf(secret).join('-')
    expect(readWritten(`${code(one)}\n${code(other)}`)).toBeNull()
    expect(readWritten(`${(wordsOf(one, 'en') ?? []).join(' ')} ${code(other)}`)).toBeNull()
    expect(readWritten(`${code(one)}7`)).toBeNull()
    expect(readWritten(`X${code(one)}`)).toBeNull()
  })

  test('with a wrong word beside a broken code: the word is still known by its place', () => {
    const words = [...(wordsOf(new Uint8Array(16).fill(9), 'en') ?? [])]
    words[2] = 'supervisor'
    expect(readWritten(words.join(' '))).toBeNull()
    expect(unknownWords(words.join(' '))).toEqual([3])
  })

  test('that is in no list is known by its place, before anybody is asked', () => {
    const words = [...(wordsOf(new Uint8Array(16).fill(9), 'fr') ?? [])]
    words[2] = 'ordinateur'
    words[11] = 'а'
    expect(unknownWords(words.join(' '))).toEqual([3, 12])
    expect(readWritten(words.join(' '))).toBeNull()
    expect(unknownWords(words.map((word, at) => `${at + 1} ${word}`).join(' '))).toEqual([3, 12])
  })

  test('as a code, or as nothing, is no list of unknown words', () => {
    for (const typed of ['', '   ', '7ZZZ-ZZZZ-ZZZ', '٣٤٥']) expect(unknownWords(typed)).toEqual([])
  })

  test('case 41 however long it is, is answered at once and is nothing', () => {
    for (const typed of [
      'abandon '.repeat(100_000),
      '9'.repeat(1_000_000),
      '\u0301'.repeat(99_999),
    ]) {
      expect(readWritten(typed)).toBeNull()
    }
  })

  test('never means two things: no list has two words that differ in accents alone', () => {
    for (const list of Object.values(LISTS)) {
      expect(new Set(list.map((word) => bare(word).toLowerCase())).size).toBe(2048)
    }
  })
})
