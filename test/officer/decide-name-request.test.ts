import { expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { newMessageId, type OfficerId, type Reference, systemChance } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { discloseName, refuseName } from '#officer/decide-name-request.ts'
import { CUSTODIANS, officerServices } from '../fixtures/officer-services.ts'
import { keyPacket } from '../fixtures/sealed.ts'

const [custodian] = CUSTODIANS
if (custodian === undefined) throw new TypeError('a custodian')

const packets = (...readers: string[]) =>
  readers.map((reader) => ({ role: 'released', reader, bytes: keyPacket() }) as const)

test('T-106 a disclosure begun before a reader was kept out is refused, and no ledger tells of it', async () => {
  const { services, custody } = officerServices()
  const request = newMessageId(systemChance)
  custody.requests.set(request, {
    id: request,
    reference: 'K7Q-3MF' as Reference,
    office: 'ethics',
    zone: 'Europe/Zurich',
    askedOn: day('2026-11-20'),
    reason: 'protection',
    officer: 'ethics-2' as OfficerId,
    half: keyPacket(),
    readers: ['ethics-1'] as OfficerId[],
    keptBy: [custodian.id],
  })
  const disclose = (...to: string[]) => discloseName(services, custodian, request, packets(...to))
  await expect(disclose('ethics-1', 'ethics-2')).rejects.toMatchObject({ code: 'KEY_REFUSED' })
  expect([custody.decided, custody.ledger]).toEqual([[], []])
  for (const tried of [['hr-1'], ['ethics-1', 'hr-1'], ['ethics-2']]) {
    await expect(disclose(...tried)).rejects.toMatchObject({ code: 'KEY_REFUSED' })
  }
  expect(custody.ledger).toHaveLength(3)
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
  await expect(refuseName(services, custodian, request)).rejects.toMatchObject({
    code: 'CASE_UNKNOWN',
  })
  expect(custody.ledger).toHaveLength(3)
})
