import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { byReporter } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, sealedLetter } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

const ON = day('2026-11-09')
const LATER = day('2026-11-10')
let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

test('T-119 an officer who became a custodian is told of no old case, and counts for nobody in danger', async () => {
  const { people, officerAddresses, intake, notifications, reporters } = db.store
  const who = { issuer: 'idp', subject: officerA }
  const offices = [{ office: 'ethics', role: 'officer' }] as const
  await people.upsert({ id: officerA, ...who, offices }, ON)
  await people.upsert({ id: officerB, issuer: 'idp', subject: officerB, offices }, ON)
  const [code, now] = [bytes(32), new Date('2026-11-09T08:00:00Z')]
  await officerAddresses.offer(code, officerA, new Date('2026-11-09T08:05:00Z'))
  await officerAddresses.pair(code, bytes(64), now, ON)
  const given = filing()
  await intake.file(given)
  expect(await officerAddresses.canNotify([officerA, officerB], ON, null)).toBe(true)
  expect(await notifications.due(false, now)).toHaveLength(1)

  await people.upsert({ id: officerA, ...who, offices: [] }, LATER)
  await people.keepsNames({ id: officerA, ...who }, LATER)
  await looking(db.superuser, (sql) => sql`delete from outbox`)
  const place = { case: given.id, dir: 'r>o', seq: 2, kind: 'addition', on: LATER } as const
  const letter = sealedLetter({ ...place, officers: given.readers, reporter: true })
  const event = byReporter('added', LATER)
  const [lookup = bytes(32)] = given.receipt.lookups
  expect(await reporters.add(lookup, { nonce: bytes(32), letter, event })).toBe('added')
  expect(await notifications.due(false, now)).toEqual([])
  expect(await officerAddresses.canNotify([officerA, officerB], LATER, given.id)).toBe(false)
})
