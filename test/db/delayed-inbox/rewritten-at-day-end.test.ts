import { afterAll, beforeAll, expect, test } from 'vitest'
import { byOfficer } from '../../fixtures/acts.ts'
import { officerA, officerB, officerC } from '../../fixtures/filing.ts'
import { exclusions, freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { fileInDelayedInbox, TUESDAY, WEDNESDAY } from '../../fixtures/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const look = (query: string) => looking(db.superuser, (sql) => sql.unsafe(query))

async function transaction(): Promise<number> {
  const [row] = await look('select pg_current_xact_id()::text as id')
  return Number(row?.['id'])
}

/** Tables with a row that one of these transactions wrote, or held. */
async function touchedBetween(first: number, last: number): Promise<string[]> {
  const tables = await look(`
    select format('%I', relname) as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`)
  const order: string[] = []
  for (const { name } of tables) {
    const rows = await look(`
      select from ${name} where xmin::text::bigint between ${first} and ${last}
        or xmax::text::bigint between ${first} and ${last}`)
    if (rows.length > 0) order.push(String(name))
  }
  return order
}

const person = async () => {
  const given = await fileInDelayedInbox(db, { readers: [officerA, officerB, officerC] })
  await db.store.releases.release('ethics', TUESDAY)
  return given
}
const out = async (id: Parameters<typeof exclusions.tag>[0]) => [
  { officer: officerC, tag: await exclusions.tag(id, officerC) },
]

/** What the day's end does, of which this is about. */
async function dayIsOver(): Promise<void> {
  const { jobs } = db.store
  await jobs.chainWaiting(WEDNESDAY)
  await jobs.detachNonces(WEDNESDAY)
  await jobs.settleExclusions()
  await jobs.settleDelayedInbox(WEDNESDAY)
}

test('T-111 once the day is over no row says when somebody was kept out, or when an act was refused', async () => {
  const [reporter, closed, other] = [await person(), await person(), await person()]
  await db.store.desk.change(officerA, closed.filing.id, () => ({
    event: byOfficer('closed', TUESDAY, 'informally_resolved'),
  }))
  const first = await transaction()
  expect(await db.store.delayedInbox.keepOut(reporter.lookup, await out(reporter.filing.id))).toBe(
    2,
  )
  expect(await closed.settle(TUESDAY)).toBe('already')
  expect(await closed.add(2, TUESDAY)).toBe('closed')
  expect(await other.add(1, TUESDAY)).toBe('changed')
  const last = await transaction()
  expect(await touchedBetween(first, last)).toEqual(['"case"', 'exclusion'])
  await dayIsOver()
  expect(await touchedBetween(first, last)).toEqual([])
  const opened = await db.store.desk.open(officerA, reporter.filing.id)
  expect(opened?.readers).not.toContain(officerC)
  const [row] = await look(
    `select count(*)::int as n from exclusion where case_id = '${reporter.filing.id}'`,
  )
  expect(row?.['n']).toBe(1)
})

test('T-111 a day on which nobody did anything writes no case and no exclusion anew', async () => {
  const all = () =>
    look(
      `select xmin::text, ctid::text from "case" union all select xmin::text, ctid::text from exclusion`,
    )
  await dayIsOver()
  const before = await all()
  expect(await db.store.jobs.settleExclusions()).toBe(0)
  expect(await all()).toEqual(before)
})

test('what somebody is at is not waited for, and is written anew with the next turn', async () => {
  const reporter = await person()
  await db.store.delayedInbox.keepOut(reporter.lookup, await out(reporter.filing.id))
  await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`select from "case" where id = ${reporter.filing.id} for update`
      await db.store.jobs.settleExclusions()
    }),
  )
  expect(await db.store.jobs.settleExclusions()).toBe(1)
})

test('a danger that nobody took on keeps its minute, and stops no other case', async () => {
  const danger = await fileInDelayedInbox(db, {
    category: 'safety',
    leaf: 'safety.immediate_danger',
    triageHours: 1,
    readers: [officerA, officerB, officerC],
  })
  const reporter = await person()
  for (const one of [danger, reporter]) {
    await db.store.delayedInbox.keepOut(one.lookup, await out(one.filing.id))
  }
  expect(await db.store.jobs.settleExclusions()).toBeGreaterThan(0)
})

test('a case that somebody read once is written anew too, and stops no other', async () => {
  const [read, other] = [await person(), await person()]
  await look(`
    update reader set until = '${TUESDAY}'
    where case_id = '${read.filing.id}' and officer = '${officerB}'`)
  for (const one of [read, other]) {
    await db.store.delayedInbox.keepOut(one.lookup, await out(one.filing.id))
  }
  expect(await db.store.jobs.settleExclusions()).toBe(2)
})
