import { expect, test } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { day } from '#domain/case/day.ts'

const [OPEN, CLOSE] = ['\u2068', '\u2069']

test.each([
  ['ar-EG', 'ar'],
  ['AR', 'ar'],
  ['en-US', 'en'],
  ['fr-CA', 'fr'],
  ['fr_BE', 'fr'],
  ['es-419', 'es'],
  ['ru-KZ', 'ru'],
  ['zh-Hans-CN', 'zh'],
  ['zh-Hant', 'zh'],
  ['zh-TW', 'zh'],
])('the locale %s is met with its language, %s', (locale, lang) => {
  expect(wordsFor(locale)).toMatchObject({ lang, rtl: lang === 'ar' })
})

test.each([
  ['pt', 'es'],
  ['pt-BR', 'es'],
  ['gl-ES', 'es'],
  ['ca', 'es'],
  ['mg', 'fr'],
  ['ht', 'fr'],
  ['kk-KZ', 'ru'],
  ['yue-HK', 'zh'],
])('who speaks %s is met with what is commonly read there, %s', (locale, lang) => {
  expect(wordsFor(locale).lang).toBe(lang)
})

test('nobody is greeted in a language that is only near on a map', () => {
  for (const locale of [
    'uk',
    'uk-UA',
    'ka',
    'az',
    'uz',
    'fa',
    'ur',
    'ku',
    'ug',
    'bo',
    'ja',
    'it',
  ]) {
    expect(wordsFor(locale).lang, locale).toBe('en')
  }
})

test('whatever else a client says its language is, the answer is English', () => {
  const strange = [undefined, '', '-', 'constructor', '__proto__', 'es__', '🙂', 'a'.repeat(9999)]
  expect(strange.map((locale) => wordsFor(locale).lang)).toEqual(
    strange.map((locale) => (locale === 'es__' ? 'es' : 'en')),
  )
})

test('a language that the organisation does not offer is not spoken', () => {
  const offered = ['en', 'fr']
  expect(['fr-SN', 'ru', 'pt', 'ar'].map((one) => wordsFor(one, offered).lang)).toEqual([
    'fr',
    'en',
    'en',
    'en',
  ])
})

test('every language calls itself by its own name', () => {
  expect(LANGUAGES.map(({ name }) => name)).toEqual([
    'English',
    'Français',
    'Español',
    'العربية',
    '中文',
    'Русский',
  ])
})

test('French counts the first of a month, and only the first', () => {
  expect(wordsFor('fr').date(day('2026-12-01'))).toBe('mardi 1er décembre')
  expect(wordsFor('fr').date(day('2026-12-11'))).toBe('vendredi 11 décembre')
})

test('numbers of people follow the plural of the language', () => {
  const say = (lang: string, n: number) =>
    wordsFor(lang).say('before.readers', { n, office: wordsFor(lang).say('the.ethics') })
  expect(say('en', 1)).toBe('One person in the ethics office can open it.')
  expect(say('en', 3)).toBe('3 people in the ethics office can open it.')
  expect(say('fr', 1)).toBe('Une personne du bureau de l’éthique peut l’ouvrir.')
  expect(say('fr', 3)).toBe('3 personnes du bureau de l’éthique peuvent l’ouvrir.')
  expect(say('es', 1)).toBe('Una persona de la oficina de ética puede abrirlo.')
  expect(say('es', 3)).toBe('3 personas de la oficina de ética pueden abrirlo.')
})

test('names keep their own direction inside a sentence of the other', () => {
  expect(wordsFor('ar').say('conversation.title', { office: 'Officer 2' })).toContain(
    `${OPEN}Officer 2${CLOSE}`,
  )
  expect(wordsFor('en').say('conversation.title', { office: 'منى' })).toContain(
    `${OPEN}منى${CLOSE}`,
  )
  expect(wordsFor('en').say('conversation.title', { office: 'Mona' })).not.toContain(OPEN)
  expect(wordsFor('ar').list(['A', 'B'])).toBe(`${OPEN}A${CLOSE} و${OPEN}B${CLOSE}`)
})
