import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { bytes, filing, officerA, officerB } from '../../fixtures/filing.ts'
import { exclusions, freshStore, openAt, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { fileInDelayedInbox, MONDAY_OF_FILING, TUESDAY, WEDNESDAY } from '../../fixtures/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
  // Long enough for whoever polls to see each case come by itself.
  await looking(db.superuser, (sql) =>
    sql.unsafe(`
      create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.1); return new; end $$;
      create trigger slow before insert on "case" for each row execute function slow()`),
  )
})
afterAll(() => db.end())

/** How many cases an officer saw while the work was done, each number once, in order. */
async function seenDuring(work: () => Promise<unknown>): Promise<readonly number[]> {
  const seen = new Set<number>()
  let over = false
  const look = async () => void seen.add((await db.store.desk.queue(officerA)).length)
  const polled = (async () => {
    for (; !over; await wait(5)) await look()
  })()
  await work()
  over = true
  await polled
  await look()
  return [...seen]
}

test('T-106 filings become visible at one moment: no gap tells of one that somebody may not see', async () => {
  for (let n = 0; n < 4; n += 1) await fileInDelayedInbox(db)
  await fileInDelayedInbox(db, { readers: [officerB], exclusions: [bytes(32)] })
  const count = { released: 0 }
  const seen = await seenDuring(async () => {
    count.released = await db.store.releases.release('ethics', TUESDAY)
  })
  expect(count.released).toBe(5)
  expect([0, 4]).toEqual(expect.arrayContaining([...seen]))
})

test('T-137 one that cannot be stored keeps the others from nothing, and is a try of its own', async () => {
  for (let n = 0; n < 3; n += 1) await fileInDelayedInbox(db)
  await looking(
    db.superuser,
    (sql) => sql`
      insert into delayed_inbox (id, office, day, lookup, case_id, n, act, body)
      values (${Buffer.alloc(16, 1)}, 'ethics', ${MONDAY_OF_FILING}::date, ${Buffer.alloc(32, 1)}, 'c', 1, 'received', '\\x00')`,
  )
  const release = () => db.store.releases.release('ethics', TUESDAY)
  expect([4, 7]).toEqual(expect.arrayContaining([...(await seenDuring(release))]))
  const tries = () =>
    looking(db.superuser, (sql) => sql`select failures from delayed_inbox where case_id = 'c'`)
  expect(await tries()).toEqual([{ failures: 1 }])
  await release()
  expect(await db.store.releases.trouble(TUESDAY)).toMatchObject({ parked: 1 })
})

test('T-112 of two servers one releases, and what a person did to what she filed comes behind it', async () => {
  const people = [await fileInDelayedInbox(db), await fileInDelayedInbox(db)]
  for (const each of people) expect(await each.add(2)).toBe('added')
  const other = await openAt(db.url)
  const both = [db.store, other].map(({ releases }) => releases.release('ethics', TUESDAY))
  const [one = 0, two = 0] = await Promise.all(both)
  expect(one + two).toBe(4)
  await other.close()
  expect(await db.store.releases.release('ethics', day('2026-11-10'))).toBe(0)
})

/** As soon as the release stores its first case. */
const begun = () =>
  looking(db.superuser, async (sql) => {
    for (;;) {
      const sleeps = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'`
      if (sleeps.length > 0) return
      await wait(5)
    }
  })
const seen = async () => (await db.store.desk.queue(officerA)).length

test('T-106 whoever is at her own case while it is released parts no others, and has it in the next run', async () => {
  const before = await seen()
  const locked = []
  for (let n = 0; n < 7; n += 1) locked.push(await fileInDelayedInbox(db))
  for (let n = 0; n < 4; n += 1) await fileInDelayedInbox(db)
  const lookups = locked.map(({ lookup }) => Buffer.from(lookup).toString('hex'))
  await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`select from delayed_inbox where encode(lookup, 'hex') in ${tx(lookups)} for update`
      const during = await seenDuring(() => db.store.releases.release('ethics', WEDNESDAY))
      expect([before, before + 4]).toEqual(expect.arrayContaining([...during]))
      expect(await seen()).toBe(before + 4)
    }),
  )
  const during = await seenDuring(() => db.store.releases.release('ethics', WEDNESDAY))
  expect([before + 4, before + 11]).toEqual(expect.arrayContaining([...during]))
  expect(await seen()).toBe(before + 11)
})

test('T-106 however many cannot be stored, they part no others: each fails alone', async () => {
  // Concerns sent under the ids of cases that are there already, by whoever has those.
  for (let n = 0; n < 7; n += 1) {
    const stored = filing()
    await db.store.intake.file(stored)
    await fileInDelayedInbox(db, { id: stored.id })
  }
  for (let n = 0; n < 4; n += 1) await fileInDelayedInbox(db)
  const before = await seen()
  const during = await seenDuring(() => db.store.releases.release('ethics', WEDNESDAY))
  expect([before, before + 4]).toEqual(expect.arrayContaining([...during]))
  expect(await seen()).toBe(before + 4)
  const failures = await looking(
    db.superuser,
    (sql) =>
      sql`select failures from delayed_inbox where failures > 0 and day = ${MONDAY_OF_FILING}::date and parked_on is null`,
  )
  expect(failures.length).toBe(7)
})

test('T-106 a reference that was taken meanwhile parts no others', async () => {
  const stored = filing()
  await db.store.intake.file(stored)
  await fileInDelayedInbox(db, { reference: stored.reference })
  for (let n = 0; n < 3; n += 1) await fileInDelayedInbox(db)
  const before = await seen()
  const during = await seenDuring(() => db.store.releases.release('ethics', WEDNESDAY))
  expect([before, before + 4]).toEqual(expect.arrayContaining([...during]))
})

test('T-137 whoever acts on what is being released waits for none of it, and what she did counts', async () => {
  const people = []
  for (let n = 0; n < 4; n += 1) people.push(await fileInDelayedInbox(db))
  const [settles, adds, erases, keepsOut] = people
  if (!settles || !adds || !erases || !keepsOut) throw new TypeError('four')
  const slow = (seconds: number) =>
    looking(db.superuser, (sql) =>
      sql.unsafe(`
        create or replace function slow() returns trigger language plpgsql as $$
        begin perform pg_sleep(${seconds}); return new; end $$`),
    )
  await slow(2)
  const releasing = db.store.releases.release('ethics', WEDNESDAY)
  await begun()
  expect(await settles.settle()).toBe('settled')
  expect(await adds.add(2)).toBe('added')
  const { delayedInbox } = db.store
  expect(await delayedInbox.takeBack(erases.lookup, MONDAY_OF_FILING, 'withdrawn')).toBe(true)
  const tag = await exclusions.tag(keepsOut.filing.id, officerB)
  expect(await delayedInbox.keepOut(keepsOut.lookup, [{ officer: officerB, tag }])).toBe(1)
  await slow(0)
  await releasing
  await db.store.releases.release('ethics', WEDNESDAY)
  expect((await settles.find())?.status.closedOn).toBe(MONDAY_OF_FILING)
  expect((await adds.find())?.letters).toHaveLength(2)
  expect(await erases.find()).toBeNull()
  for (const each of [settles, adds, keepsOut]) expect((await each.find())?.waiting).toEqual([])
  const keptFrom = await looking(
    db.superuser,
    (sql) =>
      sql`select from reader where case_id = ${keepsOut.filing.id} and officer = ${officerB}`,
  )
  expect(keptFrom).toHaveLength(0)
})
