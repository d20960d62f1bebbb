import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hintsIn } from '#page/identity-hints/find-hints.ts'

const hintList = (text: string) => hintsIn(text).map(({ what }) => what)

test.each([
  ['my supervisor in Amman asked me to sign', 'my supervisor in Amman'],
  ['our former line manager knows', 'our former line manager'],
  ['C’est ma cheffe qui décide', 'ma cheffe'],
  ['mi jefa en Bogotá lo sabe', 'mi jefa en Bogotá'],
  ['طلب مني المشرف أن أوقّع', 'المشرف'],
  ['قال مديري ذلك', 'مديري'],
  ['мой начальник требует', 'мой начальник'],
  ['我的主管要求我签字', '我的主管'],
  ['I saw that Samira Haddad took it', 'Samira Haddad'],
  ['Then Dr Haddad came', 'Dr Haddad'],
  ['It was on 12.10.2026 in the hall', '12.10.2026'],
  ['Es war in Nairobi', 'Nairobi'],
])('what could tell who wrote it is noticed as she wrote it: %s', (text, what) => {
  expect(hintList(text)).toContain(what)
})

test.each([
  ['write to samira.h@example.invalid please', 'samira.h@example.invalid'],
  ['call +41 79 123 45 67 at night', '+41 79 123 45 67'],
  ['my number is ٠٧٩١٢٣٤٥٦٧', '٠٧٩١٢٣٤٥٦٧'],
  ['staff number 10023344', '10023344'],
])('a way to reach a person is another kind, and comes first: %s', (text, what) => {
  expect(hintsIn(`My supervisor. ${text}`)[0]).toEqual({ kind: 'contact', what })
})

test.each([
  'They sign for hours that nobody worked. It has gone on for two months.',
  'Les heures ne sont pas travaillées. Personne ne dit rien.',
  'Они подписывают часы. Никто не работает.',
  'In 2026 about 300 hours were signed, and 12 people knew.',
  '',
])('an ordinary sentence is left in peace: %s', (text) => {
  expect(hintsIn(text)).toEqual([])
})

test('nothing is said twice, and never more than three things', () => {
  const many = 'my boss, my boss, a@b.invalid, c@d.invalid, e@f.invalid, Nairobi, Geneva, Amman'
  expect(hintsIn(many)).toHaveLength(3)
  expect(new Set(hintList(many)).size).toBe(3)
})

const LONG = 100_000
/** What makes a careless pattern try again and again. */
const ADVERSARIAL = [
  '@',
  'a',
  'a@',
  'a.',
  '1',
  '1 ',
  '1-',
  '+1(',
  'A',
  'Aa ',
  'my ',
  'mymy',
  '١.',
  '\u0301',
  '我的',
  '...@',
  '1.1.1',
]

/** A pattern that tries again and again would not come back at all: nothing here is measured. */
test('T-95 100 kB made to slow a pattern down come back like any other text', () => {
  for (const piece of ADVERSARIAL) {
    for (const end of ['', '!', '@', 'x.y', '\u0000']) {
      const text = piece.repeat(Math.ceil(LONG / piece.length)).slice(0, LONG) + end
      expect(hintsIn(text).length, piece).toBeLessThanOrEqual(3)
    }
  }
})

test('whatever is typed, nothing is thrown, and only her own words are shown back', () => {
  void fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      for (const { what } of hintsIn(text)) expect(text).toContain(what.split('@')[0])
    }),
  )
})
