import { describe, expect, test } from 'vitest'
import { isGreeting } from '#dialogs/greeting.ts'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'

const SAID: Readonly<Record<string, readonly string[]>> = {
  English: ['hi', ' Hello! ', 'Good morning,', 'HELP'],
  French: ['Bonjour', 'bonsoir !', 'Salut', 'De\u0301but'],
  Spanish: ['¡Hola!', 'Buenos días', 'buenos dias.', '¡Hola, buenos días!'],
  Arabic: [
    'السلام عليكم',
    'السَّلامُ عليكم ورحمة الله وبركاته',
    'مرحباً',
    'مرحبًا،',
    'أهلاً وسهلاً',
    'صباح الخير',
  ],
  Chinese: ['你好', '您好！', '早上好。', '在吗？'],
  Russian: ['Здравствуйте.', 'ПРИВЕТ', 'Добрый день!', 'доброе  утро'],
}

describe.each(Object.entries(SAID))('whoever says hello in %s', (_language, all) => {
  test.each(all)('begins a conversation with %s', (text) => expect(isGreeting(text)).toBe(true))
})

test.each(LANGUAGES)('the command that Teams offers begins a conversation in $name', ({ id }) => {
  expect(isGreeting(wordsFor(id).say('manifest.start'))).toBe(true)
})

test.each([
  'hi, my boss takes money',
  'hello there is a fire',
  'help me he is outside my door',
  '你好，我的上司受贿',
  'здравствуйте меня преследуют',
  'السلام عليكم، مديري يهددني',
  '',
  ' ',
  '…',
  'h'.repeat(100_000),
  null,
  42,
  { toString: () => 'hi' },
])('T-95 anything more than a greeting is none', (text) => expect(isGreeting(text)).toBe(false))
