import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { bytes, officerA, officerB } from '../../fixtures/filing.ts'
import { freshStore, type Held, openAt } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { fileInDelayedInbox, MONDAY_OF_FILING, TUESDAY } from '../../fixtures/waiting.ts'

let held: Held
beforeAll(async () => {
  held = await freshStore()
  // Long enough for whoever polls to see each case come by itself.
  await looking(held.superuser, (sql) =>
    sql.unsafe(`
      create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.1); return new; end $$;
      create trigger slow before insert on "case" for each row execute function slow()`),
  )
})
afterAll(() => held.end())

/** How many cases an officer saw while the work was done, each number once, in order. */
async function seenDuring(work: () => Promise<unknown>): Promise<readonly number[]> {
  const seen = new Set<number>()
  let over = false
  const look = async () => void seen.add((await held.store.desk.queue(officerA)).length)
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
  for (let n = 0; n < 4; n += 1) await fileInDelayedInbox(held)
  await fileInDelayedInbox(held, { readers: [officerB], exclusions: [bytes(32)] })
  const count = { released: 0 }
  const seen = await seenDuring(async () => {
    count.released = await held.store.releases.release('ethics', TUESDAY)
  })
  expect(count.released).toBe(5)
  expect([0, 4]).toEqual(expect.arrayContaining([...seen]))
})

test('T-137 one that cannot be stored keeps the others from nothing, and is a try of its own', async () => {
  for (let n = 0; n < 3; n += 1) await fileInDelayedInbox(held)
  await looking(
    held.superuser,
    (sql) => sql`
      insert into delayed_inbox (id, office, day, lookup, case_id, n, act, body)
      values (${Buffer.alloc(16, 1)}, 'ethics', ${MONDAY_OF_FILING}::date, ${Buffer.alloc(32, 1)}, 'c', 1, 'received', '\\x00')`,
  )
  const release = () => held.store.releases.release('ethics', TUESDAY)
  expect([4, 7]).toEqual(expect.arrayContaining([...(await seenDuring(release))]))
  const tries = () =>
    looking(held.superuser, (sql) => sql`select failures from delayed_inbox where case_id = 'c'`)
  expect(await tries()).toEqual([{ failures: 1 }])
  await release()
  expect(await held.store.releases.trouble(TUESDAY)).toMatchObject({ parked: 1 })
})

test('T-112 of two servers one releases, and what a person did to what she filed comes behind it', async () => {
  const people = [await fileInDelayedInbox(held), await fileInDelayedInbox(held)]
  for (const each of people) expect(await each.add(2)).toBe('added')
  const other = await openAt(held.url)
  const both = [held.store, other].map(({ releases }) => releases.release('ethics', TUESDAY))
  const [one = 0, two = 0] = await Promise.all(both)
  expect(one + two).toBe(4)
  await other.close()
  expect(await held.store.releases.release('ethics', day('2026-11-10'))).toBe(0)
})
