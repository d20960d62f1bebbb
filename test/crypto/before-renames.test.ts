import { expect, test } from 'vitest'
import { PAGE_PROOF } from '#crypto/constants.ts'
import { cardReceipts } from '#crypto/derive-card-receipt.ts'
import { idempotencyMarks } from '#crypto/idempotency-marks.ts'
import { lookupToken, recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { systemChance } from '#domain/case/ids.ts'
import type { ReportersCase } from '#ports.ts'
import { tokens } from '#teams/card-token.ts'
import before from './before-renames.json' with { type: 'json' }

/*
 * What the program of 84ea5179, the commit before the first rename, made of fixed secrets: its bytes are taken today as
 * they were then.
 */
const keys = serverKeys(new Uint8Array(32).fill(5))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const fromHex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const caseOf = (receipt: typeof before.card | typeof before.phrase) =>
  ({
    lockedKey: fromHex(receipt.lockedKey),
    serverShare: receipt.serverShare === null ? null : fromHex(receipt.serverShare),
    bind: receipt.bind === null ? null : fromHex(receipt.bind),
    secretEpoch: receipt.secretEpoch,
  }) as unknown as ReportersCase

test('a recovery phrase from before the renames is read, finds its case and opens it', async () => {
  const { phrase } = before
  const secret = new Uint8Array(16).fill(7)
  expect(recoveryPhrase.read(phrase.code.join('-'))).toEqual(secret)
  expect(recoveryPhrase.read(phrase.words.join(' '))).toEqual(secret)
  expect(hex(await lookupToken(secret))).toBe(phrase.shown)
  expect([hex(await recoveryPhrase.lookup(secret))]).toEqual(phrase.lookups)
  const key = await recoveryPhrase.open(secret, caseOf(phrase))
  expect(key?.fingerprint).toBe(phrase.fingerprint)
})

test('a card from before the renames finds its case, opens it, and its buttons lead on', async () => {
  const { card, token } = before
  const holder = { share: new Uint8Array(16).fill(3), tenant: 'tenant-1', person: 'person-1' }
  const receipts = cardReceipts(keys, systemChance)
  expect((await receipts.lookups(holder)).map(hex)).toContain(card.lookups[0])
  expect((await receipts.open(holder, caseOf(card)))?.fingerprint).toBe(card.fingerprint)
  const user = { tenant: 't', person: 'p', conversation: 'c', name: 'Amal Haddad', guest: false }
  const opened = tokens(await keys.both('card-token'), systemChance).open(
    token.sealed,
    'A'.repeat(22),
    user,
    new Date('2026-11-23T10:00:00Z'),
  )
  expect(opened).toMatchObject(token.place)
})

test('what the page may do once, its links and its proofs are known by what they were known by', async () => {
  const { page } = before
  const marks = idempotencyMarks(keys)
  expect(hex(await marks.nonce('a', 'b'))).toBe(page.nonce)
  expect(hex(await marks.link('a', 'b'))).toBe(page.link)
  expect(hex(await marks.hash('A'.repeat(43)))).toBe(page.linkHash)
  expect(hex(await keys.key(PAGE_PROOF))).toBe(page.proofKey)
})
