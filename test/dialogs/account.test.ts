import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAddition } from '#dialogs/addition.ts'
import { readAccount } from '#dialogs/read-account.ts'
import { codeOf } from '#errors.ts'

function refused(read: () => unknown): string {
  try {
    read()
  } catch (thrown) {
    return codeOf(thrown)
  }
  return 'taken'
}

test('the account is taken exactly as it was written', () => {
  const typed = '  منذ شهرين\r\n[x](http://evil.invalid) <at>you</at> 👩🏽 e\u0301 \u202eabc '
  const account = readAccount({ account: typed, when: 'in May', where: '', name: null }, 500)
  expect(account.account.reveal()).toBe(typed)
  expect(account.when?.reveal()).toBe('in May')
  expect(account.where).toBeNull()
  expect(account.name).toBeNull()
})

test('nothing written is told apart from too much', () => {
  expect(refused(() => readAccount({ account: '' }, 500))).toBe('ACCOUNT_EMPTY')
  expect(refused(() => readAccount({ account: ' \n\t ' }, 500))).toBe('ACCOUNT_EMPTY')
  expect(refused(() => readAccount({ account: 'a'.repeat(500) }, 500))).toBe('taken')
  expect(refused(() => readAccount({ account: 'a'.repeat(501) }, 500))).toBe('ACCOUNT_TOO_LONG')
  expect(refused(() => readAddition({ text: 'a'.repeat(100_000) }, 500))).toBe('ACCOUNT_TOO_LONG')
  const lines = { account: 'a', where: 'b'.repeat(201) }
  expect(refused(() => readAccount(lines, 500))).toBe('ACCOUNT_TOO_LONG')
})

test('length is counted in signs, not in bytes or halves of pairs', () => {
  expect(refused(() => readAccount({ account: '👩'.repeat(500) }, 500))).toBe('taken')
  expect(refused(() => readAccount({ account: '👩'.repeat(501) }, 500))).toBe('ACCOUNT_TOO_LONG')
})

test('broken letters become the sign for one, so that they can be sealed and shown', () => {
  const account = readAccount({ account: 'a\ud800b\u0000c' }, 500)
  expect(account.account.reveal()).toBe('a\ufffdb\ufffdc')
})

test('anything that was not asked for is refused whole', () => {
  for (const answers of [
    null,
    'text',
    [],
    {},
    { account: 7 },
    { account: ['a'] },
    { account: { a: 1 } },
    { account: 'a', office: 'hr' },
    { account: 'a', keptOut: [] },
    JSON.parse('{"account":"a","__proto__":{"x":1}}'),
    { account: 'a', constructor: 'x' },
  ]) {
    expect(refused(() => readAccount(answers, 500))).toBe('ANSWERS_INVALID')
    expect(refused(() => readAddition(answers, 500))).toBe('ANSWERS_INVALID')
  }
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

test('whatever comes back, the refusal is a code and never quotes it', () => {
  void fc.assert(
    fc.property(fc.anything(), fc.string({ minLength: 12 }), (shape, canary) => {
      for (const answers of [
        shape,
        { account: canary.repeat(99) },
        { account: 'a', [canary]: 1 },
      ]) {
        try {
          readAccount(answers, 500)
        } catch (thrown) {
          expect(['ACCOUNT_EMPTY', 'ACCOUNT_TOO_LONG', 'ANSWERS_INVALID']).toContain(codeOf(thrown))
          expect(JSON.stringify(thrown) + String(thrown)).not.toContain(canary)
        }
      }
    }),
  )
})
