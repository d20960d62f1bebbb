import { expect, test } from 'vitest'
import { makeOfficerKey, unlock } from '#crypto/keys.ts'
import { day } from '#domain/case/day.ts'
import {
  type CaseId,
  type MessageId,
  newMessageId,
  type OfficerId,
  type Reference,
  systemChance,
} from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { discloseName, refuseName } from '#officer/decide-name-request.ts'
import { disclosureOf, storedAct } from '../fixtures/acts.ts'
import { CUSTODIANS, officerServices } from '../fixtures/officer-services.ts'
import { keyPacket } from '../fixtures/sealed.ts'

const [custodian] = CUSTODIANS
if (custodian === undefined) throw new TypeError('a custodian')

const packets = (...readers: string[]) =>
  readers.map((reader) => ({ role: 'released', reader, bytes: keyPacket() }) as const)

test('T-106 T-145 a disclosure begun before a reader was kept out is refused, and no ledger tells of it', async () => {
  const { services, custody, state } = officerServices()
  const key = await makeOfficerKey('custodian', undefined, new Date('2026-11-01'))
  const own = await unlock(key.privateKey, '')
  const keeper = { ...custodian, fingerprint: key.fingerprint, key }
  state.custodians = [keeper]
  const asked = storedAct()
  const signed = await disclosureOf(asked, own)
  const request = newMessageId(systemChance)
  custody.requests.set(request, {
    id: request,
    reference: 'K7Q-3MF' as Reference,
    office: 'ethics',
    zone: 'Europe/Zurich',
    askedOn: day('2026-11-20'),
    reason: 'protection',
    officer: 'ethics-2' as OfficerId,
    ...{ case: asked.case as CaseId, message: asked.answers as MessageId, asked },
    ...{ half: keyPacket(), hashes: [], sealed: [] },
    readers: ['ethics-1'] as OfficerId[],
    keptBy: [custodian.id],
  })
  const disclose = (...to: string[]) =>
    discloseName(services, keeper, request, packets(...to), signed)
  await expect(disclose('ethics-1', 'ethics-2')).rejects.toMatchObject({ code: 'KEY_REFUSED' })
  expect([custody.decided, custody.ledger]).toEqual([[], []])
  for (const tried of [['hr-1'], ['ethics-1', 'hr-1'], ['ethics-2']]) {
    await expect(disclose(...tried)).rejects.toMatchObject({ code: 'KEY_REFUSED' })
  }
  expect(custody.ledger).toHaveLength(3)
  for (const other of [
    { case: 'o'.repeat(22) },
    { before: 'o'.repeat(43) },
    { answers: 'o'.repeat(22) },
  ]) {
    const act = await disclosureOf(asked, own, other)
    await expect(
      discloseName(services, keeper, request, packets('ethics-1'), act),
    ).rejects.toMatchObject({ code: 'before' in other ? 'CASE_CHANGED' : 'SIGNATURE_REFUSED' })
  }
  const stranger = await unlock(
    (await makeOfficerKey('x', undefined, new Date('2026-11-01'))).privateKey,
    '',
  )
  const forged = await disclosureOf(asked, stranger)
  await expect(
    discloseName(services, keeper, request, packets('ethics-1'), forged),
  ).rejects.toMatchObject({ code: 'SIGNATURE_REFUSED' })
  const stored = custody.decide.bind(custody)
  custody.decide = async (by, of, decide) => {
    const half = await custody.open(by, of)
    if (half !== null) decide(half)
    throw new AppError('KEY_REFUSED')
  }
  await expect(disclose('ethics-1')).rejects.toMatchObject({ code: 'KEY_REFUSED' })
  custody.decide = stored
  await disclose('ethics-1')
  expect(custody.decided).toHaveLength(1)
  await expect(disclose('ethics-1')).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
  await expect(refuseName(services, keeper, request)).rejects.toMatchObject({
    code: 'CASE_UNKNOWN',
  })
  expect(custody.ledger).toHaveLength(3)
})
