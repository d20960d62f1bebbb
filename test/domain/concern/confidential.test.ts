import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Confidential } from '#domain/concern/confidential.ts'

const CANARY = 'heron-canary-41'

test('what a person wrote does not print, however it is asked', () => {
  const words = new Confidential(CANARY)
  const shown = [
    JSON.stringify({ words }),
    `${words}`,
    String(words),
    JSON.stringify({ ...words }),
    inspect({ words }, { showHidden: true, depth: 9 }),
    new Error(`failed with ${words}`).stack ?? '',
    Object.prototype.toString.call(words),
  ].join('\n')
  expect(shown).not.toContain(CANARY)
  expect(words.reveal()).toBe(CANARY)
})

test('length counts as a person counts, and blank is only white space', () => {
  expect(new Confidential('👩🏽a').length).toBe(3)
  expect(new Confidential(' \n\t').blank).toBe(true)
  expect(new Confidential(' ا ').blank).toBe(false)
})
