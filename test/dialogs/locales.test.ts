import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { STEPS } from '#dialogs/steps.ts'
import { TREE } from '#dialogs/taxonomy.ts'
import { LANGUAGES } from '#dialogs/words.ts'
import { STATES } from '#domain/case/case-status.ts'
import { CLOSING_REASONS, QUESTION_REASONS } from '#domain/case/event.ts'
import { KINDS } from '#domain/case/message.ts'
import { ABOUT } from '#domain/concern/about.ts'
import { CHANNELS } from '#domain/concern/channel.ts'
import { IDENTITY_LEVELS } from '#domain/concern/identity.ts'
import { CATEGORIES } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { ROUTE_FLAGS } from '#domain/concern/routing.ts'
import { CODES } from '#errors.ts'
import { ANONYMOUS, ENGLISH_WORD, placeholders, spoken } from './each-language.ts'
import { TAXONOMY } from './taxonomy.ts'

type Table = Readonly<Record<string, string>>

/** Read from disk, as they are shipped: what falls back to English would hide behind `wordsFor`. */
const TABLES: readonly (readonly [string, Table])[] = LANGUAGES.map(({ id }) => [
  id,
  JSON.parse(readFileSync(join(import.meta.dirname, `../../dialogs/locales/${id}.json`), 'utf8')),
])
const EN: Table = TABLES.find(([id]) => id === 'en')?.[1] ?? {}
const OTHERS = TABLES.filter(([id]) => id !== 'en')

/** The same in another language: names, punctuation, and words that two languages share. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  '*': ['product', 'conversations.line'],
  es: ['tree.punished.already.no'],
  fr: ['files.place.page'],
}

/** The only sentences that may use the word, because they say that something is not it. */
const NOT_ANONYMOUS = ['identity.not_anonymous']

test('the six languages of the organisation are spoken', () => {
  expect(LANGUAGES.map(({ id }) => id)).toEqual(['en', 'fr', 'es', 'ar', 'zh', 'ru'])
})

describe.each(TABLES)('case 88 in %s', (lang, table) => {
  const keys = Object.keys(table)
  const read = (key: string) => placeholders(table[key] ?? '', lang)

  test('nothing is missing and nothing is left over', () => {
    expect(Object.keys(EN).filter((key) => !Object.hasOwn(table, key))).toEqual([])
    expect(keys.filter((key) => !Object.hasOwn(EN, key))).toEqual([])
    expect(keys.filter((key) => (table[key] ?? '').trim() !== table[key] || !table[key])).toEqual(
      [],
    )
  })

  test('every sentence takes the same values, each used the same way', () => {
    for (const key of keys) {
      expect(read(key).names, key).toEqual(placeholders(EN[key] ?? '', 'en').names)
    }
  })

  test('plurals have the forms that the language has, and no other', () => {
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories.toSorted()
    for (const key of keys) {
      for (const { options } of read(key).plurals) {
        const named = Object.keys(options).filter((option) => !option.startsWith('='))
        expect(named.toSorted(), key).toEqual(forms)
      }
    }
  })

  test('a plural form that serves several numbers says which it is', () => {
    const rules = new Intl.PluralRules(lang)
    for (const key of keys) {
      for (const { options, hashes } of read(key).plurals) {
        if (!hashes.includes('other')) continue
        const served = Map.groupBy(
          Array.from({ length: 131 }, (_, n) => n).filter((n) => !options[`=${n}`]),
          (n) => rules.select(n),
        )
        const silent = [...served].filter(([form, ns]) => ns.length > 1 && !hashes.includes(form))
        expect(silent, key).toEqual([])
      }
    }
  })

  test('sentences are short, and nobody is shouted at', () => {
    const long = keys.flatMap((key) =>
      spoken(table[key] ?? '', lang)
        .filter(({ words }) => words > 25)
        .map(({ text }) => [key, text]),
    )
    expect(long).toEqual([])
    expect(keys.filter((key) => /[!¡！]/.test(table[key] ?? ''))).toEqual([])
  })

  test('nothing is called anonymous but what is said not to be', () => {
    const named = keys.filter((key) => ANONYMOUS.test(table[key] ?? ''))
    expect(named.filter((key) => !NOT_ANONYMOUS.includes(key))).toEqual([])
  })

  test('no straight apostrophe: in these messages it would quote what follows', () => {
    expect(keys.filter((key) => (table[key] ?? '').includes("'"))).toEqual([])
  })
})

describe.each(OTHERS)('case 88 %s', (lang, table) => {
  test('is not English', () => {
    const shared = [...(SHARED['*'] ?? []), ...(SHARED[lang] ?? [])]
    const same = Object.keys(EN).filter((key) => table[key] === EN[key])
    expect(same.toSorted()).toEqual(shared.toSorted())
    const half = Object.keys(table).filter((key) =>
      spoken(table[key] ?? '', lang).some(({ text }) => ENGLISH_WORD.test(text)),
    )
    expect(half).toEqual([])
  })

  test('is in its own script', () => {
    const script = { ar: /\p{sc=Arabic}/u, zh: /\p{sc=Han}/u, ru: /\p{sc=Cyrillic}/u }[lang]
    if (script === undefined) return
    const foreign = Object.entries(table).filter(([, text]) => !script.test(text))
    expect(foreign.map(([key]) => key).toSorted()).toEqual([...(SHARED['*'] ?? [])].toSorted())
  })
})

test('every name that a screen or the desk can need is there in every language', () => {
  const needed = [
    ...OFFICES.flatMap((id) => [`office.${id}`, `the.${id}`, `roadmap.${id}`]),
    ...ABOUT.map((id) => `about.${id}`),
    ...CATEGORIES.map((id) => `category.${id}`),
    ...TAXONOMY.map(([id]) => `leaf.${id}.label`),
    ...CHANNELS.map((id) => `channel.${id}`),
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
  for (const [lang, table] of TABLES) {
    expect(
      needed.filter((key) => !Object.hasOwn(table, key)),
      lang,
    ).toEqual([])
  }
  expect(STEPS).toContain('account')
})
