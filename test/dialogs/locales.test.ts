import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import ar from '../../dialogs/locales/ar.json' with { type: 'json' }
import en from '../../dialogs/locales/en.json' with { type: 'json' }
import { STEPS } from '../../dialogs/steps.ts'
import { TREE } from '../../dialogs/tree.ts'
import { LANGUAGES, wordsFor } from '../../dialogs/words.ts'
import { day } from '../../src/case/day.ts'
import { CLOSING_REASONS, QUESTION_REASONS } from '../../src/case/event.ts'
import { KINDS } from '../../src/case/letter.ts'
import { STATES } from '../../src/case/reckoning.ts'
import { ABOUT } from '../../src/concern/about.ts'
import { DOORS } from '../../src/concern/door.ts'
import { IDENTITY_LEVELS } from '../../src/concern/identity.ts'
import { CATEGORIES } from '../../src/concern/leaf.ts'
import { OFFICES } from '../../src/concern/office.ts'
import { ROUTE_FLAGS } from '../../src/concern/route.ts'
import { CODES } from '../../src/errors.ts'
import { TAXONOMY } from './taxonomy.ts'

const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, ar }

interface Part {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>
}

/** Placeholders of a message with how they are used, and the plural forms each has. */
function placeholders(parts: readonly Part[]): { names: Set<string>; plurals: string[][] } {
  const names = new Set<string>()
  const plurals: string[][] = []
  for (const part of parts) {
    if (part.type === 1 || part.options !== undefined) names.add(String(part.value))
    if (part.options === undefined) continue
    plurals.push(Object.keys(part.options))
    for (const option of Object.values(part.options)) {
      for (const name of placeholders(option.value).names) names.add(name)
    }
  }
  return { names, plurals }
}

function read(lang: string, key: string) {
  const message = new IntlMessageFormat(TABLES[lang]?.[key] ?? '', lang)
  return placeholders(message.getAst() as readonly Part[])
}

test('English and Arabic say the same things, with the same placeholders', () => {
  expect(Object.keys(ar)).toEqual(Object.keys(en))
  for (const key of Object.keys(en)) {
    expect(read('ar', key).names, key).toEqual(read('en', key).names)
  }
})

test('nothing is left untranslated', () => {
  const both = ['product', 'conversations.line']
  for (const [key, text] of Object.entries(ar)) {
    if (!both.includes(key)) expect(text, key).toMatch(/[\u0600-\u06ff]/)
  }
  for (const [key, text] of Object.entries(en)) expect(text, key).not.toMatch(/[\u0600-\u06ff]/)
})

test('plurals have every form that the language has', () => {
  const forms = { en: ['one', 'other'], ar: ['zero', 'one', 'two', 'few', 'many', 'other'] }
  for (const [lang, table] of Object.entries(TABLES)) {
    for (const key of Object.keys(table)) {
      for (const options of read(lang, key).plurals) {
        expect(options, `${lang} ${key}`).toEqual(
          expect.arrayContaining(lang === 'ar' ? forms.ar : forms.en),
        )
      }
    }
  }
})

test('every name that a screen or the desk can need is there in every language', () => {
  const needed = [
    ...OFFICES.flatMap((id) => [`office.${id}`, `the.${id}`, `roadmap.${id}`]),
    ...ABOUT.map((id) => `about.${id}`),
    ...CATEGORIES.map((id) => `category.${id}`),
    ...TAXONOMY.map(([id]) => `leaf.${id}.label`),
    ...DOORS.map((id) => `door.${id}`),
    ...CLOSING_REASONS.map((id) => `closing.${id}`),
    ...QUESTION_REASONS.map((id) => `question_reason.${id}`),
    ...ROUTE_FLAGS.map((id) => `flag.${id}`),
    ...IDENTITY_LEVELS.map((id) => `identity.${id}`),
    ...KINDS.map((id) => `kind.${id}`),
    ...STATES.map((id) => `state.${id}`),
    ...[...Object.keys(CODES), 'UNEXPECTED'].map((id) => `refusal.${id}`),
    ...Object.entries(TREE).flatMap(([node, options]) => [
      `tree.${node}.question`,
      ...Object.keys(options).map((option) => `tree.${node}.${option}`),
    ]),
  ]
  for (const { id } of LANGUAGES) {
    expect(needed.filter((key) => !wordsFor(id).has(key))).toEqual([])
  }
  expect(STEPS).toContain('account')
})

test('a locale is met with its language, and every other one with English', () => {
  expect(wordsFor('ar-EG')).toMatchObject({ lang: 'ar', rtl: true })
  expect(wordsFor('AR')).toMatchObject({ lang: 'ar' })
  expect(wordsFor('en-US')).toMatchObject({ lang: 'en', rtl: false })
  for (const locale of [
    undefined,
    '',
    'zh-Hant',
    'constructor',
    '__proto__',
    '🙂',
    'a'.repeat(9999),
  ]) {
    expect(wordsFor(locale).lang).toBe('en')
  }
})

test('a date is said with its weekday, in the order of the language', () => {
  expect(wordsFor('en').date(day('2026-11-27'))).toBe('Friday 27 November')
  expect(wordsFor('ar').date(day('2026-11-27'))).toMatch(/^الجمعة.*نوفمبر$/)
})

test('numbers of people follow the plural of the language', () => {
  const say = (lang: string, n: number) =>
    wordsFor(lang).say('before.readers', { n, office: wordsFor(lang).say('the.ethics') })
  expect(say('en', 1)).toBe('One person in the ethics office can open it.')
  expect(say('en', 3)).toBe('3 people in the ethics office can open it.')
  expect(new Set([1, 2, 3, 11, 100].map((n) => say('ar', n).replace(/\d+/, ''))).size).toBe(5)
})

test('names keep their own direction inside a sentence of the other', () => {
  const [open, close] = ['\u2068', '\u2069']
  expect(wordsFor('ar').say('conversation.title', { office: 'Officer 2' })).toContain(
    `${open}Officer 2${close}`,
  )
  expect(wordsFor('en').say('conversation.title', { office: 'منى' })).toContain(
    `${open}منى${close}`,
  )
  expect(wordsFor('en').say('conversation.title', { office: 'Mona' })).not.toContain(open)
  expect(wordsFor('ar').list(['A', 'B'])).toBe(`${open}A${close} و${open}B${close}`)
})
