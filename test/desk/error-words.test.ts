import { expect, test } from 'vitest'
import { errorWords, type RequestKind, texts } from '#desk/texts.ts'
import { CODES } from '#errors.ts'

const PRESSES: readonly RequestKind[] = ['words', 'act', 'read']
const EVERY = [...Object.keys(CODES), 'AWAY', 'SIGNED_OUT', 'UNEXPECTED', 'LOCKED']

test('T-155 the desk speaks of a text only where one was taken along, and never says that nothing was sent or done', () => {
  for (const press of PRESSES) {
    for (const code of EVERY) {
      const sentence = errorWords(press, code)
      expect(sentence, `${press} ${code}`).not.toBe('')
      expect(/your text/i.test(sentence), `${press} ${code}: ${sentence}`).toBe(press === 'words')
      expect(sentence, `${press} ${code}`).not.toMatch(/nothing was (sent|done)/i)
    }
  }
})

test('T-155 where no answer came, or one that says nothing, what happened is said to be unknown', () => {
  for (const code of ['AWAY', 'DATABASE_AWAY', 'UNEXPECTED']) {
    expect(errorWords('words', code)).toContain('we do not know whether it arrived')
    expect(errorWords('act', code)).toContain('we do not know whether it was done')
    expect(texts.names.errors[code]).toBeUndefined()
  }
})
