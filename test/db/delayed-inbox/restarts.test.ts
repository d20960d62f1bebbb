import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { freshStore } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { fileInDelayedInbox, MONDAY_OF_FILING, WEDNESDAY } from '../../fixtures/waiting.ts'

test('T-137 whoever takes back one of many that she filed in each attempt of a release makes it begin anew twice at most', async () => {
  const db = await freshStore()
  const mine = []
  for (let n = 0; n < 4; n += 1) mine.push(await fileInDelayedInbox(db))
  for (let n = 0; n < 3; n += 1) await fileInDelayedInbox(db)
  // Counted where no undoing reaches it. With the last that an attempt stores it waits until one was taken back.
  await looking(db.superuser, (sql) =>
    sql.unsafe(`
      create sequence stored;
      create function count_it() returns trigger language plpgsql security definer as $$
      declare
        n bigint := nextval('stored');
        k int := (select i from generate_series(0, 3) i where n = (select sum(7 - j) from generate_series(0, i) j));
      begin
        for tries in 1..100 loop
          exit when k is null or (select count(*) from delayed_inbox) < 7 - k;
          perform pg_sleep(0.05);
        end loop;
        return new;
      end $$;
      create trigger count_it before insert on "case" for each row execute function count_it()`),
  )
  const count = async () => {
    const [row] = await looking(
      db.superuser,
      (sql) => sql`select case when is_called then last_value else 0 end::int as n from stored`,
    )
    return Number(row?.['n'])
  }
  let over = false
  const taking = (async () => {
    let stored = 0
    for (const [taken, person] of mine.entries()) {
      // The last of this attempt is being stored: all others were read.
      stored += 7 - taken
      while (!over && (await count()) < stored) await wait(5)
      if (over) return
      await db.store.delayedInbox
        .takeBack(person.lookup, MONDAY_OF_FILING, 'withdrawn')
        .catch(() => false)
    }
  })()
  const released = await db.store.releases.release('ethics', WEDNESDAY)
  over = true
  await taking
  // What she took back is gone; the rest is there, and was stored three times at most.
  expect(released).toBe(5)
  expect(await count()).toBeLessThanOrEqual(7 + 6 + 5)
  await db.end()
}, 120_000)
