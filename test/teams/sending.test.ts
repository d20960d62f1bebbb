import { expect, test } from 'vitest'
import { START } from '#dialogs/journey.ts'
import { newCaseId, systemChance } from '#domain/case/ids.ts'
import { idempotencyKeys } from '#teams/idempotency.ts'
import { knownBy } from '#teams/sending.ts'

const keyOf = idempotencyKeys(new Uint8Array(32).fill(2))
const fields = { account: 'a gift', when: '', name: 'Amal' }
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('T-134 a Send is known again by its nonce: the same words, other words, another name, and its case', () => {
  const id = newCaseId(systemChance)
  const first = knownBy(keyOf, 'n', START, fields)
  const sent = { content: first.content, caseRef: first.caseRef(id) }
  const again = knownBy(keyOf, 'n', START, fields)
  expect(hex(again.nonce)).toBe(hex(first.nonce))
  expect(again.changed(sent)).toEqual({ words: false, name: false })
  expect(again.caseOf(sent)).toBe(id)
  const other = knownBy(keyOf, 'n', START, { ...fields, account: 'two gifts' })
  expect(hex(other.nonce)).toBe(hex(first.nonce))
  expect(other.changed(sent)).toEqual({ words: true, name: false })
  expect(other.caseOf(sent)).toBe(id)
  const named = knownBy(keyOf, 'n', START, { ...fields, name: 'Amal H.' })
  expect(named.changed(sent)).toEqual({ words: false, name: true })
})

test('T-134 other choices are another telling: who is kept out of it reads nothing that is added to the first', () => {
  const journey = { ...START, keptOut: ['ethics-1'] }
  expect(hex(knownBy(keyOf, 'n', journey, fields).nonce)).not.toBe(
    hex(knownBy(keyOf, 'n', START, fields).nonce),
  )
  // Who would read it is looked at anew before each Send, and is no choice of hers.
  const promised = { ...START, promised: { office: 'ethics', readers: 2 } as const }
  expect(hex(knownBy(keyOf, 'n', promised, fields).nonce)).toBe(
    hex(knownBy(keyOf, 'n', START, fields).nonce),
  )
})

test('T-134 what is stored leads to no case without the nonce and the key', () => {
  const id = newCaseId(systemChance)
  const { content, caseRef } = knownBy(keyOf, 'n', START, fields)
  const sent = { content, caseRef: caseRef(id) }
  expect(knownBy(keyOf, 'm', START, fields).caseOf(sent)).not.toBe(id)
  const stranger = idempotencyKeys(new Uint8Array(32).fill(3))
  expect(knownBy(stranger, 'n', START, fields).caseOf(sent)).not.toBe(id)
  expect(Buffer.from(id, 'base64url').equals(sent.caseRef)).toBe(false)
})
