import { afterAll, beforeAll, expect, test } from 'vitest'
import { figuresOf } from '#cli/figures.ts'
import { database } from '#db/database.ts'
import { pool } from '#db/pool.ts'
import { type Figures, figures } from '#db/queue/figures.ts'
import { day, plusDays } from '#domain/case/day.ts'
import { byOfficer } from '../fixtures/acts.ts'
import { eraseTakenBack } from '../fixtures/erasing.ts'
import { filing, officerA, officerB, officerC } from '../fixtures/filing.ts'
import { shredded } from '../fixtures/shredded.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { fileInDelayedInbox, TUESDAY } from '../fixtures/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const TODAY = day('2026-11-20')

async function newCase() {
  const given = filing({ readers: [officerA, officerB] })
  await db.store.intake.file(given)
  const due = plusDays(given.terms.receivedOn, given.terms.replyDays)
  const [lookup] = given.receipt.lookups
  if (lookup === undefined) throw new Error('a lookup')
  return { id: given.id, lookup, inTime: due, late: plusDays(due, 1) }
}

async function counted(): Promise<Omit<Figures, 'office'>> {
  const sql = pool(db.url, 'aside_duty', 1)
  try {
    const officeFigures = (await figures(database(sql), TODAY)).find(
      ({ office }) => office === 'ethics',
    )
    const { office: _, ...rest } = officeFigures ?? NOTHING
    return rest
  } finally {
    await sql.end()
  }
}

const NOTHING = {
  office: 'ethics',
  onTime: 0,
  answeredLate: 0,
  endedLate: 0,
  openLate: 0,
  notCounted: 0,
} as const

async function more(before: Omit<Figures, 'office'>): Promise<Partial<Figures>> {
  const now = Object.entries(await counted())
  return Object.fromEntries(now.filter(([name, n]) => n !== before[name as keyof typeof before]))
}

test('T-151 what is late stays late in every number when it is closed, withdrawn or shredded', async () => {
  const { desk, reporters, jobs } = db.store
  const [closed, withdrawn, gone] = [await newCase(), await newCase(), await newCase()]
  const before = await counted()
  expect(before).toMatchObject({ openLate: 3, endedLate: 0, notCounted: 0 })
  await desk.change(officerA, closed.id, () => ({
    event: byOfficer('closed', closed.late, 'noted'),
  }))
  await reporters.takeBack(withdrawn.lookup, withdrawn.late, 'withdrawn')
  await eraseTakenBack(jobs, withdrawn.late)
  await desk.change(officerA, gone.id, () => ({
    event: byOfficer('closed', gone.late, 'informally_resolved'),
  }))
  await shredded(db.superuser, gone.id, TODAY)
  expect(await more(before)).toEqual({ openLate: 0, endedLate: 3 })

  // At the desk: of what this officer may read. What is shredded leads to nobody, so it is in no officer's count.
  expect(await desk.endedLate(officerA, day('2026-01-01'))).toBe(1)
  expect(await desk.endedLate(officerB, day('2026-01-01'))).toBe(1)
  expect(await desk.endedLate(officerA, plusDays(closed.late, 1))).toBe(0)
  expect(await desk.endedLate(officerC, day('2026-01-01'))).toBe(0)

  await jobs.chainWaiting(TODAY)
  const lines = await looking(
    db.superuser,
    (sql) =>
      sql`select act, count(*)::int as n from ledger where act like '%.late' group by act order by act`,
  )
  expect([...lines]).toEqual([
    { act: 'closed.late', n: 2 },
    { act: 'withdrawn.late', n: 1 },
  ])
  expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
})

test('T-151 what ended before its day is in no rate, and its count is printed', async () => {
  const { desk, reporters, jobs } = db.store
  const [closed, withdrawn, answered] = [await newCase(), await newCase(), await newCase()]
  const before = await counted()
  await desk.change(officerA, closed.id, () => ({
    event: byOfficer('closed', closed.inTime, 'noted'),
  }))
  await reporters.takeBack(withdrawn.lookup, withdrawn.inTime, 'withdrawn')
  await eraseTakenBack(jobs, withdrawn.inTime)
  await desk.change(officerA, answered.id, () => ({
    event: byOfficer('answered', answered.inTime),
  }))
  await shredded(db.superuser, answered.id, TODAY, 'retention')
  const { openLate, notCounted, onTime } = await counted()
  expect(openLate).toBe(before.openLate - 3)
  expect(notCounted).toBe(before.notCounted + 2)
  expect(onTime).toBe(before.onTime + 1)
  // Asked in time, and answered when the question had long lapsed.
  const lapsed = await newCase()
  const then = await counted()
  await desk.change(officerA, lapsed.id, () => ({
    event: byOfficer('asked', lapsed.inTime, 'facts_missing'),
  }))
  await desk.change(officerA, lapsed.id, () => ({
    event: byOfficer('answered', plusDays(lapsed.inTime, 159)),
  }))
  expect(await counted()).toEqual({
    ...then,
    openLate: then.openLate - 1,
    notCounted: then.notCounted + 1,
  })
  expect(
    figuresOf({
      office: 'ethics',
      onTime: 199,
      answeredLate: 0,
      endedLate: 1,
      openLate: 0,
      notCounted: 2,
    }),
  ).toBe(
    [
      'ethics, 99 % of 200 in time',
      '  199 answered in time',
      '  1 late: 0 answered late, 1 ended without an answer, 0 open',
      '  2 not counted: ended without an answer before the day on which one was due, or answered behind a question that had lapsed',
    ].join('\n'),
  )
})

test('T-151 what she settled in time on the page is not answered late by an office that could not see it yet', async () => {
  const person = await fileInDelayedInbox(db)
  await db.store.releases.release('ethics', TUESDAY)
  const [due, after] = [day('2026-11-16'), day('2026-11-17')]
  await person.settle(due)
  const before = await counted()
  await db.store.desk.change(officerA, person.filing.id, () => ({
    event: byOfficer('answered', after),
  }))
  await db.store.releases.release('ethics', after)
  expect((await person.find())?.status).toMatchObject({
    outcome: null,
    respondedOn: null,
    closedOn: due,
  })
  expect(await more(before)).toEqual({
    openLate: before.openLate - 1,
    notCounted: before.notCounted + 1,
  })
  expect(await db.store.jobs.movedClocks()).toEqual([])
})

test('T-151 a question asked some hours late, on the very day, takes no open case out of the figures', async () => {
  const { intake, desk, jobs } = db.store
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 10, hour))
  const terms = {
    receivedOn: day('2026-11-08'),
    receivedAt: new Date('2026-11-08T09:00:00Z'),
    replyDays: 2,
    replyHours: 48,
    zone: 'UTC',
  }
  const hourly = async () => {
    const given = filing({ terms, readers: [officerA, officerB] })
    await intake.file(given)
    return given.id
  }
  const before = await counted()
  const asked = { inTime: await hourly(), late: await hourly() }
  expect(await more(before)).toEqual({ openLate: before.openLate + 2 })
  for (const [id, hour] of [
    [asked.inTime, 8],
    [asked.late, 11],
  ] as const) {
    const event = byOfficer('asked', day('2026-11-10'), 'facts_missing')
    await desk.change(officerA, id, () => ({ event: { ...event, at: at(hour) } }))
  }
  expect(await more(before)).toEqual({ openLate: before.openLate + 1 })
  expect(await jobs.movedClocks()).toEqual([])
})
