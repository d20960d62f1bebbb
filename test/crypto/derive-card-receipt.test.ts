import { beforeAll, expect, test } from 'vitest'
import { framed } from '#bytes.ts'
import { cardReceipts } from '#crypto/derive-card-receipt.ts'
import { hkdf } from '#crypto/hkdf.ts'
import { sealer } from '#crypto/seal.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { newCaseId, systemChance } from '#domain/case/ids.ts'
import { CASES_PER_CARD, type NewReceipt } from '#domain/case/receipt.ts'
import type { CardHolder, ReportersCase } from '#ports.ts'
import { headOf, letterOf, to } from './people.ts'

const secret = systemChance(32)
const receipts = cardReceipts(serverKeys(secret), systemChance)
const holder: CardHolder = {
  share: new Uint8Array(systemChance(16)),
  tenant: 'tenant-1',
  person: 'person-1',
}
const ID = newCaseId(systemChance)
let receipt: NewReceipt
let fingerprint: string
let certificate: string

beforeAll(async () => {
  const pressed = await receipts.press(holder).press(ID)
  receipt = pressed.receipt
  fingerprint = pressed.key.fingerprint
  certificate = pressed.key.certificate
})

/** The row as the store would give it back; what the receipt does not look at stays empty. */
function row(change: Partial<NewReceipt> = {}): ReportersCase {
  const { lookups, lockedKey, serverShare, bind, secretEpoch } = { ...receipt, ...change }
  const reportersCase = {
    id: ID,
    lookup: lookups[0],
    letters: [],
    readers: [],
  }
  const receiptRow = { lockedKey, serverShare, bind, secretEpoch, reporterCertificate: certificate }
  return { ...reportersCase, ...receiptRow } as unknown as ReportersCase
}

const text = (bytes: readonly Uint8Array[]) =>
  bytes.map((each) => Buffer.from(each).toString('hex'))

test('the card, the row and the server’s secret together lead back to the case and open it', async () => {
  expect(text(await receipts.lookups(holder)).slice(-CASES_PER_CARD)).toEqual(text(receipt.lookups))
  expect(new Set(text(receipt.lookups)).size).toBe(CASES_PER_CARD)
  expect((await receipts.open(holder, row()))?.fingerprint).toBe(fingerprint)
})

test('a key that is served with another case opens nothing', async () => {
  const moved = { ...row(), id: newCaseId(systemChance) }
  await expect(receipts.open(holder, moved)).rejects.toMatchObject({ code: 'ENVELOPE_BROKEN' })
})

test('a forwarded or copied card opens nothing for somebody else', async () => {
  for (const other of [{ person: 'person-2' }, { tenant: 'tenant-2' }]) {
    expect(await receipts.open({ ...holder, ...other }, row())).toBeNull()
  }
  // Parts that run into each other must not make the same person.
  const shifted = { ...holder, tenant: 'tenant-1p', person: 'erson-1' }
  expect(await receipts.open(shifted, row())).toBeNull()
})

test('T-105 the card’s share and a copy of the database, without the server’s secret, find and open nothing', async () => {
  const thief = cardReceipts(serverKeys(systemChance(32)), systemChance)
  const known = new Set(text(receipt.lookups))
  expect(text(await thief.lookups(holder)).filter((each) => known.has(each))).toEqual([])
  expect(await thief.open(holder, row())).toBeNull()
  const epoch = await serverKeys(systemChance(32)).epoch()
  expect(await thief.open(holder, row({ secretEpoch: epoch }))).toBeNull()
})

test('T-105 even a thief who made himself the person cannot unlock the key', async () => {
  const keys = serverKeys(systemChance(32))
  const thief = cardReceipts(keys, systemChance)
  const { receipt: own } = await thief.press(holder).press(ID)
  const forged = row({ bind: own.bind, secretEpoch: own.secretEpoch })
  await expect(thief.open(holder, forged)).rejects.toMatchObject({ code: 'ENVELOPE_BROKEN' })
})

test('T-105 without the row’s share nothing opens: deleting it ends the way back', async () => {
  expect(await receipts.open(holder, row({ serverShare: null }))).toBeNull()
  const other = new Uint8Array(systemChance(16))
  await expect(receipts.open(holder, row({ serverShare: other }))).rejects.toMatchObject({
    code: 'ENVELOPE_BROKEN',
  })
})

test('a new secret keeps the old way back while the old secret is kept, and not longer', async () => {
  const next = systemChance(32)
  const rotated = cardReceipts(serverKeys(next, secret), systemChance)
  const lookups = text(await rotated.lookups(holder))
  expect(lookups).toEqual(expect.arrayContaining(text(receipt.lookups)))
  expect((await rotated.open(holder, row()))?.fingerprint).toBe(fingerprint)
  const pressed = await rotated.press(holder).press(ID)
  // What is told now comes behind what was told under the old secret.
  expect(text(pressed.receipt.lookups)).toEqual(lookups.slice(-CASES_PER_CARD))
  const forgotten = cardReceipts(serverKeys(next), systemChance)
  expect(await forgotten.open(holder, row())).toBeNull()
})

test('whoever reads a card’s share fills no place of the person whose card it is', async () => {
  const own = new Set(text(receipt.lookups))
  for (const other of [{ person: 'person-2' }, { tenant: 'tenant-2' }]) {
    const { receipt: foreign } = await receipts.press({ ...holder, ...other }).press(ID)
    expect(foreign.lookups).toHaveLength(CASES_PER_CARD)
    expect(text(foreign.lookups).filter((place) => own.has(place))).toEqual([])
  }
})

test('a case from before the person counted is found by its card, before the later ones', async () => {
  const share = await serverKeys(secret).key('card-receipt/share')
  const all = await hkdf(framed(holder.share, share), 'card-receipt/lookups', CASES_PER_CARD * 32)
  const first = Buffer.from(all.slice(0, 32)).toString('hex')
  const lookups = text(await receipts.lookups(holder))
  expect(lookups.indexOf(first)).toBeGreaterThanOrEqual(0)
  expect(lookups.indexOf(first)).toBeLessThan(lookups.indexOf(text(receipt.lookups)[0] ?? ''))
})

test('two cases of one card have keys that share nothing', async () => {
  const { receipt: second, key } = await receipts.press(holder).press(ID)
  expect(key.fingerprint).not.toBe(fingerprint)
  expect(text([second.lockedKey, second.serverShare ?? new Uint8Array()])).not.toEqual(
    text([receipt.lockedKey, receipt.serverShare ?? new Uint8Array()]),
  )
  const sealed = await sealer.seal({ ...letterOf('x'), ...headOf() }, to({ certificate }), key)
  expect(sealed.keys).toHaveLength(1)
})
