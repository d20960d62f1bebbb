import { expect, test } from 'vitest'
import { colourOf, isLost, WHITE } from '#metadata/strip/office/contrast.ts'

test.each([
  ['ffffff', 'ffffff', true],
  ['fff', '#fefefe', true],
  ['e7e6e6', 'ffffff', true],
  ['ffff00', 'ffffff', true],
  ['bfbfbf', 'ffffff', false],
  ['000000', '000000', true],
  ['101010', '000000', true],
  ['7f7f7f', '858585', true],
  ['ff0000', '7f7f7f', false],
  ['ffffff', '4472c4', false],
])('T-147 words in %s on %s are lost: %s', (words, ground, lost) => {
  const [front, back] = [colourOf(words), colourOf(ground)]
  expect(front && back && isLost(front, back)).toBe(lost)
})

test('T-147 what lets the ground through is lost', () => {
  expect(isLost({ red: 0, green: 0, blue: 0, alpha: 0.05 }, WHITE)).toBe(true)
  expect(isLost({ red: 0, green: 0, blue: 0, alpha: 0.5 }, WHITE)).toBe(false)
  expect(colourOf('auto')).toBeUndefined()
})
