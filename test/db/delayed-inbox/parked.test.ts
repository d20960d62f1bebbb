import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkWaiting } from '#cli/check-waiting.ts'
import { day, plusDays } from '#domain/case/day.ts'
import { officerA } from '../../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { fileInDelayedInbox, MONDAY_OF_FILING, TUESDAY, WEDNESDAY } from '../../fixtures/waiting.ts'

let db: TestDatabase
const log: string[] = []
beforeAll(async () => {
  db = await freshStore({ log })
})
afterAll(() => db.end())

const release = (before = TUESDAY) => db.store.releases.release('ethics', before)
const read = async (): Promise<number> => (await db.store.desk.queue(officerA)).length
const lines = () =>
  looking(
    db.superuser,
    (sql) => sql`select act, actor, officer, ref from ledger where act = 'undeliverable'`,
  )

/** What no release can store: as it was sent in a way that nobody thought of. */
const poison = (n: number, size = 1_000) =>
  looking(
    db.superuser,
    (sql) => sql`
      insert into delayed_inbox (id, office, day, lookup, case_id, n, act, body)
      select sha256(('id' || g)::bytea), 'ethics', ${MONDAY_OF_FILING}::date, sha256(('l' || g)::bytea), 'c' || g, 1,
        'received', convert_to(repeat('x', ${size}), 'UTF8')
      from generate_series(1, ${n}::int) as g`,
  )

const findingsOn = async (today = TUESDAY) => {
  const clock = { now: () => new Date(`${today}T12:00:00Z`) }
  const policy = { offices: { ethics: { zone: 'UTC' } } }
  const findings = await checkWaiting({ store: db.store, services: { clock, policy } } as never)
  // The last line is of the day's end.
  return findings.slice(0, -1).map(({ level, what }) => `${level} ${what.split(' ')[0]}`)
}

test('T-137 what cannot be released is put aside after two tries, and stands in nobody’s way', async () => {
  await poison(100)
  const honest = await fileInDelayedInbox(db)
  expect(await findingsOn()).toEqual(['ok Nothing', 'warn What'])
  expect(await release()).toBe(1)
  expect(await read()).toBe(1)
  expect(await honest.find()).toMatchObject({ waiting: [] })
  const warned = log.length
  expect(await findingsOn()).toEqual(['ok Nothing'])
  await release()
  const after = log.length
  expect(after).toBeGreaterThan(warned)
  for (let n = 0; n < 5; n += 1) await release()
  expect(log.length).toBe(after)
  expect(await findingsOn()).toEqual(['fail 100'])
  expect(await db.store.releases.trouble(TUESDAY)).toMatchObject({
    parked: 100,
    overdue: 0,
    settled: TUESDAY,
    waits: true,
    unchained: 0,
  })
})

test('T-137 it is tried once a day, because a newer program may know it, and what is no act at all is gone after a week', async () => {
  await fileInDelayedInbox(db)
  expect(await release(WEDNESDAY)).toBe(1)
  const before = log.length
  await release(WEDNESDAY)
  expect(log.length).toBe(before)
  const stay = async () => {
    expect((await db.store.releases.trouble(TUESDAY)).parked).toBe(100)
    expect(await lines()).toHaveLength(0)
  }
  // Neither of two clocks says alone that the week is over.
  await release(day('2999-01-01'))
  await stay()
  await looking(db.superuser, (sql) => sql`update delayed_inbox set parked_on = '2020-01-01'`)
  await release(day('2020-01-07'))
  await stay()
  await release(plusDays(TUESDAY, 7))
  expect(await db.store.releases.trouble(TUESDAY)).toMatchObject({ parked: 0, waits: false })
  const rows = await lines()
  expect(rows).toHaveLength(100)
  for (const line of rows) expect(line).toMatchObject({ actor: 'duty', officer: null, ref: null })
  expect(await findingsOn(plusDays(TUESDAY, 7))).toEqual(['ok Nothing'])
})

test('T-137 a database that is away is no reason to put anything aside', async () => {
  const own = await freshStore()
  try {
    await fileInDelayedInbox(own)
    await looking(
      own.superuser,
      (sql) => sql`
        create function away() returns trigger language plpgsql as $$
        begin raise exception using errcode = '53300'; end $$`,
    )
    await looking(
      own.superuser,
      (sql) =>
        sql`create trigger away before insert on "case" for each row execute function away()`,
    )
    for (let n = 0; n < 3; n += 1) await own.store.releases.release('ethics', TUESDAY)
    expect(await own.store.releases.trouble(TUESDAY)).toMatchObject({ parked: 0 })
    await looking(own.superuser, (sql) => sql`drop trigger away on "case"`)
    expect(await own.store.releases.release('ethics', TUESDAY)).toBe(1)
  } finally {
    await own.end()
  }
})

test('T-137 however much waits, it is written anew in an order that tells nothing', async () => {
  await poison(90, 1_000_000)
  await fileInDelayedInbox(db)
  await release()
  const rows = await looking(
    db.superuser,
    (sql) => sql`
      select encode(id, 'hex') as id, xmin::text as x, octet_length(body) as size
      from delayed_inbox order by id`,
  )
  expect(rows.length).toBeGreaterThanOrEqual(90)
  // Each transaction is one stretch of the ids, which are chance, and whoever looks meanwhile waits for one.
  const parts = [...Map.groupBy(rows, ({ x }) => x).values()]
  expect(parts.length).toBeGreaterThan(10)
  expect(rows.map(({ x }) => x)).toEqual(parts.flatMap((part) => part.map(({ x }) => x)))
  for (const part of parts) {
    const bytes = part.reduce((sum, { size }) => sum + Number(size), 0)
    expect(bytes - Number(part.at(-1)?.['size'])).toBeLessThan(4 * 1024 * 1024)
  }
})

test('T-111 that somebody was at it is a warning of `check` and no line of the log, and the next turn makes up for it', async () => {
  const later = plusDays(WEDNESDAY, 30)
  await fileInDelayedInbox(db)
  const last = await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`lock table delayed_inbox in row exclusive mode`
      await release(later)
      return tx`select day::text from table_rewrite`
    }),
  )
  expect(last[0]?.['day']).not.toBe(later)
  // Nor a line of the log: it would say when somebody was on the page.
  expect(log.join('\n')).not.toContain('not_settled')
  expect(await findingsOn(later)).toContain('warn What')
  await release(later)
  expect(await db.store.releases.trouble(TUESDAY)).toMatchObject({ settled: later })
})
