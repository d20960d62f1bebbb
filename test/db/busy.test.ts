import { setTimeout as wait } from 'node:timers/promises'
import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toAppError } from '#db/error-mapping.ts'
import { asking, type Pool, pool } from '#db/pool.ts'
import { pageFiling } from '../fixtures/page-filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { fileInDelayedInbox, TUESDAY } from '../fixtures/waiting.ts'

const BUSY = { code: 'BUSY' }
let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
  await looking(db.superuser, (sql) =>
    sql`create sequence done; grant usage, select on sequence done to public`.simple(),
  )
})
afterAll(() => db.end())

const count = () =>
  looking(db.superuser, async (sql) => {
    const [row] = await sql<{ n: number }[]>`
      select case when is_called then last_value else 0 end::int as n from done`
    return row?.n
  })

/** Each connection of a pool is in a transaction while this acts. */
async function whileFull(some: Pool, most: number, act: () => Promise<unknown>): Promise<void> {
  const over = Promise.withResolvers<void>()
  const taken = Array.from({ length: most }, () => Promise.withResolvers<void>())
  const holders = taken.map(({ resolve }) =>
    some.begin(async (tx: TransactionSql) => {
      await tx`select 1`
      resolve()
      await over.promise
    }),
  )
  try {
    await Promise.all(taken.map(({ promise }) => promise))
    await act()
  } finally {
    over.resolve()
    await Promise.all(holders)
  }
}

test.each(['25P03', '40001', '40P01', '55P03', '57014'])(
  'T-149 what the database ended at a limit or for somebody else (%s) is not told as a database that is away',
  (state) => {
    const thrown = toAppError(Object.assign(new Error('words'), { code: state }))
    expect([thrown.code, thrown.ids]).toEqual(['BUSY', { state }])
  },
)

test('T-149 a statement at its limit is told as ended, and not sooner as silence', async () => {
  const some = pool(db.superuser, 'aside_register', 1)
  await expect(asking(some`select nextval('done'), pg_sleep(60)`)).rejects.toMatchObject({
    code: 'BUSY',
    ids: { state: '57014' },
  })
  await some.end({ timeout: 1 })
})

test('T-149 whoever waits for a connection of a full pool hears that it is busy, and what waited never runs', async () => {
  const some = pool(db.superuser, 'aside_register', 2)
  const before = await count()
  await whileFull(some, 2, async () => {
    await Promise.all([
      expect(asking(some`select nextval('done')`)).rejects.toMatchObject(BUSY),
      expect(asking(some.begin((tx) => tx`select nextval('done')`))).rejects.toMatchObject(BUSY),
    ])
  })
  await asking(some`select 1`)
  await asking(some.begin((tx) => tx`select 1`))
  expect(await count()).toBe(before)
  await some.end({ timeout: 1 })
})

test('whoever gets a connection in time is answered, and a pool without a limit waits as long as it takes', async () => {
  const some = pool(db.superuser, 'aside_register', 1)
  const patient = pool(db.superuser, 'aside_reporter', 1, 0)
  const answers: Promise<unknown>[] = []
  await Promise.all([
    whileFull(some, 1, async () => {
      answers.push(asking(some`select 1`))
      await wait(1_000)
    }),
    whileFull(patient, 1, async () => {
      answers.push(Promise.resolve(patient`select 1`))
      await wait(3_500)
    }),
  ])
  expect(await Promise.all(answers)).toHaveLength(2)
  await Promise.all([some.end({ timeout: 1 }), patient.end({ timeout: 1 })])
})

test('T-149 a roster is published also where dropping what waits takes longer than another statement may', async () => {
  const { directory } = db.store
  await looking(db.superuser, (sql) =>
    sql
      .unsafe(`
      create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(6.2); return null; end $$;
      create trigger slow after insert on directory for each statement execute function slow()`)
      .simple(),
  )
  const roster = '{"officers":[],"custodians":[]}'
  await directory.publish({ root: 'root', roster, signature: 'slow', certificates: [] })
  await looking(db.superuser, (sql) => sql`drop trigger slow on directory`)
  expect(await directory.latest()).toMatchObject({ signature: 'slow' })
})

test('T-149 the database is not called away while all connections of a part of the server are in use', async () => {
  const { directory, health } = db.store
  await expect.poll(() => health.database()).toBe(true)
  const one = { root: 'root', roster: '{"officers":[],"custodians":[]}', signature: 'signature' }
  const published = await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(20871003)`
      const all = Array.from({ length: 4 }, () =>
        directory.publish({ ...one, certificates: [] }).catch(({ code }: { code: string }) => code),
      )
      await expect(directory.latest()).rejects.toMatchObject(BUSY)
      expect(await health.database()).toBe(true)
      return [Promise.all(all)]
    }),
  )
  expect((await Promise.all(published)).flat()).toHaveLength(4)
})

test('T-149 a roster that meets another one being published is refused as busy, and is not published', async () => {
  const { directory } = db.store
  const one = { root: 'root', roster: '{"officers":[],"custodians":[]}', signature: 'another' }
  const before = await directory.latest()
  await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(20871003)`
      await expect(directory.publish({ ...one, certificates: [] })).rejects.toMatchObject(BUSY)
    }),
  )
  expect(await directory.latest()).toEqual(before)
})

test('whoever fills the connections of the page keeps no concern from its office', async () => {
  await fileInDelayedInbox(db)
  const flood = Array.from({ length: 8 }, () => pageFiling())
  const { delayedInbox, releases } = db.store
  await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      for (const { lookup } of flood)
        await tx`select pg_advisory_xact_lock(hashtextextended(encode(${lookup}, 'hex'), 0))`
      const filings = flood.map(({ filing }) =>
        delayedInbox.file(filing, null).catch(() => 'locked'),
      )
      const [released] = await Promise.all([
        releases.release('ethics', TUESDAY),
        expect(delayedInbox.file(pageFiling().filing, null)).rejects.toMatchObject(BUSY),
      ])
      expect(released).toBe(1)
      expect(new Set(await Promise.all(filings))).toEqual(new Set(['locked']))
    }),
  )
})
