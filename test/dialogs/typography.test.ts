import { expect, test } from 'vitest'
import ar from '../../dialogs/locales/ar.json' with { type: 'json' }
import es from '../../dialogs/locales/es.json' with { type: 'json' }
import fr from '../../dialogs/locales/fr.json' with { type: 'json' }
import ru from '../../dialogs/locales/ru.json' with { type: 'json' }
import zh from '../../dialogs/locales/zh.json' with { type: 'json' }

/** Keys of the sentences in which something stands that should not. */
function where(table: Readonly<Record<string, string>>, wrong: RegExp): readonly string[] {
  return Object.keys(table).filter((key) => wrong.test(table[key] ?? ''))
}

test('French keeps its marks on the line of the word before them', () => {
  expect(where(fr, /[^\u00a0]:|(?<!\u202f)[;?!]|«(?!\u00a0)|(?<!\u00a0)»/)).toEqual([])
  expect(where(fr, /["“”]/)).toEqual([])
})

/** But where the office is a label by itself, capital and all (`office.…`). */
test('French sentences bring the article of an office: its name comes without, so that "du" and "au" are right', () => {
  const offices = Object.entries(fr).filter(([key]) => key.startsWith('the.'))
  for (const [key, name] of offices) expect(name, key).toMatch(/^(bureau|service) /)
  const bare = where(fr, /(?<!\b(le|du|au|Le) )\{(office|from|to)\}/)
  expect(bare.toSorted()).toEqual([
    'before.next_office',
    'conversations.line',
    'privacy.readers_office',
  ])
})

test('a day keeps its article in French and Spanish sentences', () => {
  const day = /\{date\}/
  const bare = [
    ...where(fr, day).filter((key) => !where(fr, /(?<!\p{L})(le|au) \{date\}/iu).includes(key)),
    ...where(es, day).filter((key) => !where(es, /(?<!\p{L})(el|del|al) \{date\}/iu).includes(key)),
  ]
  expect(new Set(bare)).toEqual(new Set(['conversations.line']))
})

test('Spanish opens each question that it closes', () => {
  const odd = Object.entries(es).filter(([, text]) => count(text, '¿') !== count(text, '?'))
  expect(odd.map(([key]) => key)).toEqual([])
  expect(where(es, /["“”]|¿\s|\s\?/)).toEqual([])
})

test('Spanish sentences join an office with its article, and never in the plural', () => {
  const offices = Object.entries(es).filter(([key]) => key.startsWith('the.'))
  for (const [key, name] of offices) expect(name, key).toMatch(/^la oficina de/)
  expect(where(es, /\b(la|las|el|del|al) \{(office|from|to)\}/)).toEqual([])
})

test('Arabic and Chinese use their own commas and question marks', () => {
  expect(where(ar, /\?|\p{sc=Arabic},|;/u)).toEqual([])
  expect(where(zh, /\p{sc=Han}[,?;:.]|[,?;:.]\p{sc=Han}/u)).toEqual([])
})

test('Russian quotes with its own marks, and no language but English with those of English', () => {
  expect(where(ru, /["“”]/)).toEqual([])
  expect(where(ar, /["“”]/)).toEqual([])
})

function count(text: string, mark: string): number {
  return text.split(mark).length - 1
}
