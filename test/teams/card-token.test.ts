import fc from 'fast-check'
import { expect, test } from 'vitest'
import { START } from '#dialogs/journey.ts'
import { systemChance } from '#domain/case/ids.ts'
import { type FlowState, TOKEN_LIFE_MS, tokens } from '#teams/card-token.ts'
import type { ChannelUser } from '#teams/inbound.ts'

const KEY = new Uint8Array(32).fill(1)
const NOW = new Date('2026-11-23T09:00:00Z')
const SHARE = 'A'.repeat(22)
const AMAL: ChannelUser = {
  tenant: 't',
  person: 'p',
  conversation: 'c',
  name: 'Amal Haddad',
  guest: false,
}
const place: FlowState = {
  at: 'telling',
  journey: { ...START, step: 'account', leaf: 'misconduct.fraud_corruption', keptOut: ['hr-1'] },
  nonce: 'B'.repeat(22),
}
const made = tokens([KEY], systemChance)

test('a place opens again for the same person, in the same conversation, on the same card', async () => {
  const token = made.seal(place, SHARE, AMAL, NOW)
  expect(made.open(token, SHARE, AMAL, NOW)).toEqual(place)
  const renamed = { ...AMAL, name: 'Amal H.' }
  expect(made.open(token, SHARE, renamed, NOW)).toEqual(place)
})

test('T-83 it opens for nobody else, nowhere else, not later, and not changed in any letter', async () => {
  const token = made.seal(place, SHARE, AMAL, NOW)
  for (const change of [{ tenant: 'x' }, { person: 'x' }, { conversation: 'x' }]) {
    expect(made.open(token, SHARE, { ...AMAL, ...change }, NOW)).toBeNull()
  }
  // What belongs to one field must not slide into the next.
  expect(made.open(token, SHARE, { ...AMAL, tenant: 'tp', person: '' }, NOW)).toBeNull()
  expect(made.open(token, 'B'.repeat(22), AMAL, NOW)).toBeNull()
  const later = new Date(NOW.getTime() + TOKEN_LIFE_MS)
  expect(made.open(token, SHARE, AMAL, later)).toBeNull()
  for (let at = 0; at < token.length; at += 7) {
    const letter = token[at] === 'A' ? 'B' : 'A'
    const changed = token.slice(0, at) + letter + token.slice(at + 1)
    expect(made.open(changed, SHARE, AMAL, NOW)).toBeNull()
  }
})

test('anything else is no place, and no error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (text) => {
      expect(made.open(text, SHARE, AMAL, NOW)).toBeNull()
    }),
  )
})

test('a key that was rotated out still opens, and seals nothing new', async () => {
  const token = made.seal(place, SHARE, AMAL, NOW)
  const rotated = tokens([new Uint8Array(32).fill(2), KEY], systemChance)
  expect(await rotated.open(token, SHARE, AMAL, NOW)).toEqual(place)
  const fresh = await rotated.seal(place, SHARE, AMAL, NOW)
  expect(made.open(fresh, SHARE, AMAL, NOW)).toBeNull()
})

test('from outside every place of telling looks alike, and is about a kilobyte at most', async () => {
  const begin: FlowState = { at: 'telling', journey: START, nonce: null }
  const lengths = await Promise.all(
    [place, begin].map(async (one) => made.seal(one, SHARE, AMAL, NOW).length),
  )
  expect(new Set(lengths).size).toBe(1)
  expect(lengths[0]).toBeLessThan(1_024)
  const token = made.seal(place, SHARE, AMAL, NOW)
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('fraud')
})
