import { describe, expect, test } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { day } from '#domain/case/day.ts'
import { OFFICES } from '#domain/concern/office.ts'

const FRIDAY = day('2026-11-27')

/** What is seen, without the marks that only steer direction and line breaks. */
function seen(text: string): string {
  return text.replaceAll(/[\u2068\u2069]/g, '').replaceAll('\u00a0', ' ')
}

function say(lang: string, key: string, values: Record<string, string | number>): string {
  return seen(wordsFor(lang).say(key, values))
}

test.each([
  ['en', 'Friday 27 November'],
  ['fr', 'vendredi 27 novembre'],
  ['es', 'viernes, 27 de noviembre'],
  ['ar', 'الجمعة، 27 نوفمبر'],
  ['zh', '11月27日星期五'],
  ['ru', 'пятница, 27 ноября'],
])('in %s the day is said as %s', (lang, text) => {
  expect(wordsFor(lang).date(FRIDAY)).toBe(text)
})

test.each([
  ['en', 'A person answers you by Friday 27 November.'],
  ['ar', 'سيجيبكم شخص في موعد أقصاه الجمعة، 27 نوفمبر.'],
  ['zh', '最迟11月27日星期五，会有专人答复您。'],
  ['ru', 'Вам ответит человек. Срок ответа: пятница, 27 ноября.'],
])('in %s the promise of a day is a whole sentence', (lang, text) => {
  expect(say(lang, 'before.answer_by', { date: wordsFor(lang).date(FRIDAY) })).toBe(text)
})

describe('Russian counts people, letters and days as Russian does', () => {
  test.each([
    [1, 'может 1 человек', 'От нас 1 письмо.', '1 день'],
    [2, 'могут 2 человека', 'От нас 2 письма.', '2 дня'],
    [5, 'могут 5 человек', 'От нас 5 писем.', '5 дней'],
    [11, 'могут 11 человек', 'От нас 11 писем.', '11 дней'],
    [21, 'может 21 человек', 'От нас 21 письмо.', '21 день'],
    [22, 'могут 22 человека', 'От нас 22 письма.', '22 дня'],
  ])('%i', (n, people, letters, days) => {
    const office = wordsFor('ru').say('the.ethics')
    expect(say('ru', 'before.readers', { n, office })).toBe(`${office}: открыть это ${people}.`)
    expect(say('ru', 'conversations.letters', { n, state: '' }).trim()).toBe(letters)
    expect(say('ru', 'protects_me.erasing_how', { days: n })).toContain(` ${days}.`)
  })
})

test('no letters yet is a sentence of its own, not a nought', () => {
  for (const { id } of LANGUAGES) {
    expect(say(id, 'conversations.letters', { n: 0, state: '' })).not.toMatch(/[0٠]/)
  }
})

describe('Arabic counts in its six ways', () => {
  test.each([
    [0, 'لا رسائل منا بعد.'],
    [1, 'رسالة واحدة منا.'],
    [2, 'رسالتان منا.'],
    [3, '3 رسائل منا.'],
    [11, '11 رسالة منا.'],
    [100, '100 رسالة منا.'],
  ])('%i letters', (n, text) => {
    expect(say('ar', 'conversations.letters', { n, state: '' }).trim()).toBe(text)
  })

  test.each([
    [1, 'يوم واحد'],
    [2, 'يومين'],
    [3, '3 أيام'],
    [11, '11 يوماً'],
    [100, '100 يوم'],
  ])('%i days', (n, text) => {
    expect(say('ar', 'protects_me.erasing_how', { days: n })).toContain(`مدة ${text} بعد`)
  })
})

test('Chinese has one way to count, and no space beside it', () => {
  const office = wordsFor('zh').say('the.hr')
  for (const n of [1, 2, 21]) {
    expect(say('zh', 'before.readers', { n, office })).toBe(`人力资源部有${n}人可以打开。`)
  }
})

test('Chinese puts no space between its own words, and marks them with its own marks', () => {
  const words = wordsFor('zh')
  const answer = words.say('before.answer_by', { date: words.date(FRIDAY) })
  for (const text of [
    words.say('before.looked_at', { hours: 24, answer }),
    words.say('conversations.letters', { n: 2, state: words.say('state.late') }),
    words.say('before.office_reads', { languages: words.list(['英语', '法语', '俄语']) }),
  ]) {
    expect(text).not.toMatch(/\s|[,;:?!]/)
  }
})

test('an office is named in Russian so that no sentence has to bend it', () => {
  const words = wordsFor('ru')
  for (const office of OFFICES) {
    const name = words.say(`the.${office}`)
    expect(seen(words.say('before.changed.head', { from: name, to: name }))).toContain(
      `это получит ${seen(name)}.`,
    )
    expect(seen(words.say('done.answer_by', { office: name, date: 'x' }))).toMatch(
      new RegExp(`^${seen(name)}: `),
    )
  }
})

test.each([
  ['en', 'A, B and C'],
  ['fr', 'A, B et C'],
  ['es', 'A, B y C'],
  ['zh', 'A、B和C'],
  ['ru', 'A, B и C'],
])('in %s a list is joined as %s', (lang, text) => {
  expect(wordsFor(lang).list(['A', 'B', 'C'])).toBe(text)
})
