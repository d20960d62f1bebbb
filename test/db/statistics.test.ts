import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#db/database.ts'
import { jobStore } from '#db/job-store.ts'
import { pool } from '#db/pool.ts'
import { day } from '#domain/case/day.ts'
import type { StatisticFact } from '#domain/concern/statistic.ts'
import { bytes, filing } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { dump, looking, refusedWith } from '../fixtures/superuser.ts'

const ON = day('2026-11-09')
const PEOPLE: readonly (readonly StatisticFact[])[] = [
  ['place_headquarters', 'gender_woman', 'staff_executive'],
  ['gender_man', 'place_external', 'staff_non_staff'],
  ['staff_general_service', 'gender_woman'],
]

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const count = (facts: readonly StatisticFact[], nonce = bytes(32)) =>
  db.store.intake.countAgreed({ nonce, category: 'misconduct', facts, on: ON })

/** What the day's end does. */
async function dayIsOver(): Promise<void> {
  const duty = pool(db.url, 'aside_duty', 1)
  const duties = jobStore(database(duty))
  await duties.detachNonces(day('2026-11-10'))
  await duties.chainWaiting(day('2026-11-10'))
  await duties.settleStatistics()
  await duty.end()
}

test('T-123 what is counted has a quarter, a category and one fact, and no case, day or person', async () => {
  const columns = await looking(
    db.superuser,
    (sql) => sql`
      select column_name as name from information_schema.columns
      where table_name = 'statistic' order by ordinal_position`,
  )
  expect(columns.map(({ name }) => name)).toEqual(['quarter', 'category', 'fact', 'is_rewritten'])
  const nonce = bytes(32)
  expect(await count(['gender_woman', 'place_external'], nonce)).toBe('counted')
  const { 'public.statistic': rows = [] } = await dump(db.superuser)
  expect(rows.map(({ row }) => row).toSorted()).toEqual([
    '(2026-Q4,misconduct,gender_woman,f)',
    '(2026-Q4,misconduct,place_external,f)',
  ])
})

test('T-123 the only person who was counted does not keep the transaction beside that of her case', async () => {
  const own = await freshStore()
  try {
    await own.store.intake.file(filing())
    const [facts = []] = PEOPLE
    const agreed = { nonce: bytes(32), category: 'misconduct', facts, on: ON } as const
    expect(await own.store.intake.countAgreed(agreed)).toBe('counted')
    await own.store.intake.file(filing())
    const last = Math.max(
      ...((await dump(own.superuser))['public."case"']?.map(({ xmin }) => Number(xmin)) ?? []),
    )
    expect(last).toBeGreaterThan(0)
    expect(await own.store.jobs.settleStatistics()).toBe(facts.length)
    const xmins = async () =>
      (await dump(own.superuser))['public.statistic']?.map(({ xmin }) => Number(xmin)) ?? []
    const settled = await xmins()
    expect(settled.length).toBe(facts.length)
    for (const xmin of settled) expect(xmin).toBeGreaterThan(last)
    expect(await own.store.jobs.settleStatistics()).toBe(0)
    expect(await xmins()).toEqual(settled)
  } finally {
    await own.end()
  }
})

test('the same press twice, and twenty times at once, counts once', async () => {
  const before = (await dump(db.superuser))['public.statistic']?.length ?? 0
  const nonce = bytes(32)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => count(['staff_professional'], nonce)),
  )
  expect(answers.filter((answer) => answer === 'counted')).toHaveLength(1)
  expect((await dump(db.superuser))['public.statistic']).toHaveLength(before + 1)
})

test('T-134 once the day is over no fact leads to another of the same person, to her nonce or to a case', async () => {
  for (const facts of PEOPLE) {
    await db.store.intake.file(filing())
    await count(facts)
  }
  await db.store.intake.countSelfServed('service', ON)
  await dayIsOver()
  const { 'public.statistic': rows = [], ...others } = await dump(db.superuser)
  expect(rows.length).toBeGreaterThan(8)
  expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1)
  const facts = rows.map(({ row }) => row ?? '')
  expect(facts).toEqual(facts.toSorted())
  const settled = rows[0]?.['xmin']
  for (const rest of Object.values(others)) {
    expect(rest.filter(({ xmin }) => xmin === settled)).toEqual([])
  }
})

test('a day with one new person writes everybody’s rows anew, and a day with none writes nothing', async () => {
  await dayIsOver()
  const xmins = async () =>
    new Set((await dump(db.superuser))['public.statistic']?.map(({ xmin }) => xmin))
  const before = await xmins()
  await dayIsOver()
  expect(await xmins()).toEqual(before)
  await count(['place_country_office', 'gender_man'])
  await dayIsOver()
  const after = await xmins()
  expect(after.size).toBe(1)
  expect(after).not.toEqual(before)
})

test('a quarter that is over is not written anew: the duty does not grow with what was ever counted', async () => {
  const quarters = async () => {
    const { 'public.statistic': rows = [] } = await dump(db.superuser)
    return Object.groupBy(rows, ({ row }) => (row?.startsWith('(2026-Q4') ? 'before' : 'now'))
  }
  const { before = [] } = await quarters()
  expect(before.length).toBeGreaterThan(0)
  const on = day('2027-01-04')
  const agreed = { nonce: bytes(32), category: 'misconduct', facts: ['gender_man'], on } as const
  await db.store.intake.countAgreed(agreed)
  await db.store.intake.countSelfServed('service', on)
  await dayIsOver()
  const after = await quarters()
  expect(after.before).toEqual(before)
  expect(new Set(after.now?.map(({ xmin }) => xmin)).size).toBe(1)
})

test('nobody but the one duty takes a row out or looks at who was counted', async () => {
  for (const role of ['aside_intake', 'aside_reporter', 'aside_desk', 'aside_register']) {
    expect(await refusedWith(db.superuser, 'select from statistic', role)).toBe('42501')
    expect(await refusedWith(db.superuser, 'delete from statistic', role)).toBe('42501')
  }
  expect(await refusedWith(db.superuser, 'delete from statistic', 'aside_duty')).toBe('42501')
  expect(await refusedWith(db.superuser, 'select rewrite_statistics()', 'aside_desk')).toBe('42501')
})
