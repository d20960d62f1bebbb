import { expect, test } from 'vitest'
import ar from '../../dialogs/locales/ar.json' with { type: 'json' }
import ru from '../../dialogs/locales/ru.json' with { type: 'json' }
import zh from '../../dialogs/locales/zh.json' with { type: 'json' }

/** Keys of the sentences in which something stands that should not. */
function where(table: Readonly<Record<string, string>>, wrong: RegExp): readonly string[] {
  return Object.keys(table).filter((key) => wrong.test(table[key] ?? ''))
}

test('Russian bends no office, no date and no list: none stands behind a preposition', () => {
  const preposition =
    /(?<!\p{L})(без|в|во|для|до|за|из|к|ко|на|над|о|об|от|перед|по|под|при|с|со|у|через)[ \u00a0]\{(date|office|from|to|languages)\}/iu
  expect(where(ru, preposition)).toEqual([])
})

test('Russian names each office by its own name, so that it can begin a sentence', () => {
  const offices = Object.entries(ru).filter(([key]) => /^(the|office|about)\./.test(key))
  for (const [key, name] of offices) expect(name, key).toMatch(/^\p{Lu}/u)
})

test('Russian says вы without a capital and never ты', () => {
  expect(where(ru, /(?<=[^.?:…»]\s)(Вы|Вас|Вам|Ваш\p{L}*)(?!\p{L})/u)).toEqual([])
  expect(where(ru, /(?<!\p{L})(ты|тебя|тебе|тво[йеяю])(?!\p{L})/iu)).toEqual([])
})

test('Russian keeps a dash and a number on the line of the word they belong to', () => {
  expect(where(ru, / [—–-] |# (?=\p{L})/u)).toEqual([])
})

test('Chinese says 您 and never 你 to the one person who reads', () => {
  expect(where(zh, /你(?!们)/)).toEqual([])
})

test('Chinese puts no space between its words, nor beside a name or a number', () => {
  expect(where(zh, /\p{sc=Han}[ \u00a0]|[ \u00a0]\p{sc=Han}/u)).toEqual([])
})

test('Arabic speaks to her in the plural, and keeps the ombudsman apart from everybody else', () => {
  expect(where(ar, /(?<!\p{L})(اكتب|اضغط|اختر|انظر|أخبرنا|حاول|اتصل|اقرأ)(?!\p{L})/u)).toEqual([])
  expect(where(ar, /(?<!\p{L})(ال)?أمين(?! المظالم)(?!\p{L})/u)).toEqual([])
})
