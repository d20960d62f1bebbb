import { afterAll, beforeAll, expect, test } from 'vitest'
import { byOfficer } from '../fixtures/acts.ts'
import { filing, officerA, officerB } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const lines = () =>
  looking(db.superuser, (sql) => sql`select officer, act, ref, at, day from ledger order by n`)

test('the ledger says what officers fetched, did and were refused, in an unbroken chain', async () => {
  const given = filing()
  await db.store.intake.file(given)
  await db.store.desk.open(officerA, given.id)
  await db.store.desk.change(officerB, given.id, () => ({
    event: byOfficer('acknowledged', '2026-11-09'),
  }))
  await db.store.desk.refused(officerA, 'answered', null)
  await db.store.desk.refused(officerA, 'Words a person wrote', null)
  expect((await lines()).map(({ officer, act }) => ({ officer, act }))).toEqual([
    { officer: officerA, act: 'fetched' },
    { officer: officerB, act: 'acknowledged' },
    { officer: officerA, act: 'refused.answered' },
    { officer: officerA, act: 'refused.other' },
  ])
  expect(await db.store.ledger.verify()).toMatchObject({ sound: true, lines: 4 })
})

test('lines of many officers at once still follow each other', async () => {
  await Promise.all(
    Array.from({ length: 20 }, () => db.store.desk.refused(officerA, 'answered', null)),
  )
  expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
})

test('the ledger names no case: its reference needs the key that is shredded with the case', async () => {
  const given = filing()
  await db.store.intake.file(given)
  await db.store.desk.open(officerA, given.id)
  const all = JSON.stringify(await lines())
  expect(all).not.toContain(given.id)
  expect(all).not.toContain(given.reference)
})

test.each([
  ['changed', "update ledger set act = 'fetched' where n = 3", 3],
  ['taken out', 'delete from ledger where n = 2', 2],
  ['put in another order', 'update ledger set n = case n when 2 then 90002 else n end', 2],
])('T-100 a line that was %s is named by its number', async (_, statement, broken) => {
  const verdict = await looking(db.superuser, (sql) =>
    sql
      .begin(async (tx) => {
        await tx`set local session_replication_role = replica`
        await tx.unsafe(statement)
      })
      .then(() => db.store.ledger.verify()),
  )
  expect(verdict).toEqual({ sound: false, brokenAt: broken })
})
