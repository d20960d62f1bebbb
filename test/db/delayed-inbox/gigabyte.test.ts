import { expect, test } from 'vitest'
import { freshStore } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { fileInDelayedInbox, TUESDAY, WEDNESDAY } from '../../fixtures/waiting.ts'

const ROWS = 1_024
const MEBIBYTE = 1_048_576

test('T-137 a gigabyte that waits for a later day keeps no concern from its release, and is written anew in the order of its ids', async () => {
  const db = await freshStore()
  const look = (text: string) => looking(db.superuser, (sql) => sql.unsafe(text))
  await look(`
    insert into delayed_inbox (id, office, day, lookup, case_id, n, act, body)
    select sha256(('id' || g)::bytea), 'ethics', '${WEDNESDAY}', sha256(('l' || g)::bytea), 'c' || g, 1,
      'received', decode(repeat('78', ${MEBIBYTE}), 'hex')
    from generate_series(1, ${ROWS}) as g`)
  const honest = await fileInDelayedInbox(db)
  expect(await db.store.releases.release('ethics', TUESDAY)).toBe(1)
  expect(await honest.find()).toMatchObject({ waiting: [] })
  const [row] = await look(`
    select count(*) as rows, sum(octet_length(body)) as bytes, count(distinct x) as parts,
      count(*) filter (where x is distinct from before) as stretches
    from (
      select body, xmin::text as x, lag(xmin::text) over (order by id) as before from delayed_inbox
    ) as waiting`)
  expect(row).toMatchObject({ rows: String(ROWS), bytes: String(ROWS * MEBIBYTE) })
  // Each transaction is one stretch of the ids, which are chance.
  expect(Number(row?.['parts'])).toBe(ROWS / 4)
  expect(row?.['stretches']).toBe(row?.['parts'])
  await db.end()
}, 300_000)
