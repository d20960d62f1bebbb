import type postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { database, type Transaction } from '#db/database.ts'
import { countOpen, queuePage } from '#db/queue/queue-page.ts'
import { day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { cursorOf, type Pile, type QueueCursor, ROWS_A_PAGE } from '#domain/case/pile.ts'
import { fill } from '../../bench/cases.ts'
import { byOfficer } from '../fixtures/acts.ts'
import { filing } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

const OFFICER = 'hr-1' as OfficerId
const OF_HR = 4_000

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
  // A quarter of them at each office, each read by three people there.
  await fill(db, { cases: 4 * OF_HR, open: 4 * OF_HR })
  // As long as no roster is published she is of every office, and what the others have would be passed by.
  await asOwner(async (sql) => {
    await sql`set session_replication_role = replica`
    await sql`delete from "case" where office <> 'hr'`
  })
}, 120_000)
afterAll(() => db.end())

const asOwner = (act: (sql: postgres.Sql) => Promise<unknown>) => looking(db.superuser, act)

async function pages(officer: OfficerId, piles: readonly Pile[], most = 1_000) {
  const places: QueueCursor[] = []
  let after: QueueCursor | null = null
  while (places.length < most) {
    const listed = await db.store.desk.queue(officer, piles, after)
    places.push(...listed.slice(0, ROWS_A_PAGE).map(cursorOf))
    after = places.at(-1) ?? null
    if (listed.length <= ROWS_A_PAGE) break
  }
  return places
}

test('a look reads a page of each pile and counts a thousand, however many cases are open', async () => {
  const touched = (look: (tx: Transaction) => Promise<unknown>) =>
    looking(
      db.url,
      (sql) =>
        database(sql).transaction(async (tx) => {
          await tx.execute(`select set_config('aside.officer', '${OFFICER}', true)`)
          await look(tx)
          const [row] = await tx.execute<{ n: number }>(
            `select (seq_tup_read + idx_tup_fetch)::int as n from pg_stat_xact_user_tables where relname = 'case'`,
          )
          return row?.n ?? -1
        }),
      'aside_desk',
    )
  const [far] = (await pages(OFFICER, ['clock'], 1_000)).slice(-1)
  expect(await touched((tx) => queuePage(tx, ['danger', 'clock'], null))).toBeLessThanOrEqual(402)
  expect(await touched((tx) => queuePage(tx, ['clock'], far ?? null))).toBeLessThanOrEqual(402)
  expect(await touched(countOpen)).toBeLessThanOrEqual(1_000)
})

test('the pages hold every case once, what is due first before the rest', async () => {
  const places = await pages(OFFICER, ['clock'], OF_HR)
  expect(new Set(places.map(({ id }) => id)).size).toBe(OF_HR)
  const days = places.map(({ dueOn }) => dueOn ?? '9')
  expect(days).toEqual(days.toSorted())
})

test('case 54: nothing due, no danger and nothing aside is hidden by what came later', async () => {
  const office = { office: 'hr', readers: [OFFICER] } as const
  const old = filing({ ...office, terms: { ...filing().terms, receivedOn: day('2020-01-01') } })
  const danger = filing({ ...office, category: 'safety', leaf: 'safety.threat', triageHours: 1 })
  const answered = filing(office)
  for (const each of [old, danger, answered]) await db.store.intake.file(each)
  await db.store.desk.change(OFFICER, answered.id, () => ({
    event: byOfficer('answered', '2026-11-10'),
  }))
  const first = await db.store.desk.queue(OFFICER, ['danger', 'clock'])
  expect(first.filter((each) => each.danger).map(({ id }) => id)).toEqual([danger.id])
  expect(first.find((each) => !each.danger)?.id).toBe(old.id)
  const last = (await pages(OFFICER, ['clock'], OF_HR + 3)).at(-1)
  expect(last).toMatchObject({ id: answered.id, dueOn: null })
})

test('T-01 pages, places and counts are the same with cases that she may not read, and without them', async () => {
  const hers = 'hr-9' as OfficerId
  await asOwner(
    (sql) => sql`insert into reader (case_id, officer, since, reason, office)
      select id, ${hers}, received_on, 'filed', office from "case"
      where office = 'hr' and id like '%7' and closed_on is null`,
  )
  const look = async () => ({
    places: await pages(hers, ['danger', 'clock', 'spam']),
    counts: await db.store.desk.countOpen(hers),
  })
  const among = await look()
  expect(among.places.length).toBeGreaterThan(ROWS_A_PAGE)
  await asOwner(async (sql) => {
    await sql`set session_replication_role = replica`
    await sql`delete from "case" c where not exists (
      select from reader r where r.case_id = c.id and r.officer = ${hers})`
  })
  expect(await look()).toEqual(among)
})
