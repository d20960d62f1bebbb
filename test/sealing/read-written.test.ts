import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWritten as readIn, unknownWords as unknownIn } from '../../src/sealing/read-written.ts'
import { LISTS } from '../../src/sealing/word-lists.ts'
import { codeOf, wordsOf as wordsIn } from '../../src/sealing/written-words.ts'

const readWritten = (written: string) => readIn(written, LISTS)
const unknownWords = (written: string) => unknownIn(written, LISTS)
const wordsOf = (secret: Uint8Array, lang: string) => wordsIn(secret, lang, LISTS)

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 })
const hex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('hex')
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
        const code = codeOf(secret)
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
