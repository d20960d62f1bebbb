import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#db/open-store.ts'
import { byOfficer } from '../fixtures/acts.ts'
import { filing, officerA } from '../fixtures/filing.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { countRoundTrips, type RoundTripCounter } from '../fixtures/round-trips.ts'
import { openAt } from '../fixtures/store.ts'

let database: FreshDatabase
let counted: RoundTripCounter
let store: Store
beforeAll(async () => {
  database = await freshDatabase()
  counted = await countRoundTrips(database.url)
  store = await openAt(counted.url)
})
afterAll(async () => {
  await store?.close()
  await counted?.stop()
  await database?.drop()
})

/** Once before it is counted: a connection that is new asks more. */
async function tripsOf(act: () => Promise<unknown>): Promise<number> {
  await act()
  counted.taken()
  await act()
  return counted.taken()
}

test('a filing is one statement and one commit: the database is asked once', async () => {
  expect(await tripsOf(() => store.intake.file(filing()))).toBe(1)
})

test('a queue is asked for in a number of questions that does not grow with it', async () => {
  const few = await tripsOf(() => store.desk.queue(officerA))
  for (let more = 0; more < 20; more += 1) await store.intake.file(filing())
  expect(await tripsOf(() => store.desk.queue(officerA))).toBe(few)
  expect(few).toBeLessThanOrEqual(6)
})

test('an act of an officer asks no more often than this', async () => {
  const given = filing()
  await store.intake.file(given)
  const opened = await tripsOf(() => store.desk.open(officerA, given.id))
  const acted = await tripsOf(() =>
    store.desk.change(officerA, given.id, () => ({
      event: byOfficer('acknowledged', '2026-11-09'),
    })),
  )
  expect(opened).toBeLessThanOrEqual(16)
  expect(acted).toBeLessThanOrEqual(28)
})
