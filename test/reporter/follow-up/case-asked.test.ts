import { expect, test } from 'vitest'
import { base64url } from '#domain/case/ids.ts'
import { caseAsked } from '#reporter/follow-up/own-case.ts'

test('what a button carries is an id of a case, or none: the database is not asked for what it cannot hold', () => {
  const id = base64url(new Uint8Array(16).fill(7))
  const asked = (value?: string) => caseAsked({ pressed: { verb: 'add', value } })
  expect(asked(id)).toBe(id)
  for (const odd of [undefined, '', '\0', `${id}\0`, `${id} `, id.slice(1), 'x'.repeat(10_000)]) {
    expect(asked(odd)).toBe('')
  }
})
