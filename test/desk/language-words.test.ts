import { expect, test } from 'vitest'
import { languageWords } from '#desk/model/labels.ts'

test('letters that are no language tag empty no list at the desk', () => {
  expect(languageWords('fr')).toBe('French')
  for (const lang of ['x!', 'not a language', '--', 'é'.repeat(35)]) {
    expect(languageWords(lang)).toBe('unknown language')
  }
})
