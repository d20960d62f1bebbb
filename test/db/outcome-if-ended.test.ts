import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PromisedTerms } from '#domain/case/case-status.ts'
import { day, dayIn, plusDays } from '#domain/case/day.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import { ACTS, type CaseEvent } from '#domain/case/event.ts'
import { ofAnyDay, ofItsDay } from '../fixtures/any-day.ts'
import { eraseTakenBack } from '../fixtures/erasing.ts'
import { filing, officerA, officerB } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { fileInDelayedInbox, TUESDAY } from '../fixtures/waiting.ts'

const HOUR = 3_600_000
const RECEIVED = new Date('2026-03-20T09:00:00Z')
const ZONE = 'Europe/Zurich'
const FIRST = dayIn(ZONE, RECEIVED)
let db: TestDatabase
beforeAll(async () => {
  db = await freshStore({ clock: { now: () => new Date() } })
})
afterAll(() => db.end())

type Drawn = { readonly act: CaseEvent['act']; readonly wait: number; readonly atHour: boolean }
const acts = fc.array(
  fc.record({
    act: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('asked', 'added', 'answered', 'settled', 'reopened'),
      },
      { weight: 1, arbitrary: fc.constantFrom(...ACTS) },
    ),
    // What waited on the page is written behind what the office did on a later day.
    wait: fc.integer({ min: -30, max: 100 }),
    atHour: fc.boolean(),
  }),
  { maxLength: 9 },
)
const WAITING: readonly CaseEvent['act'][] = ['added', 'named', 'consented', 'declined', 'settled']
const waits = fc.array(
  fc.record({ act: fc.constantFrom(...WAITING), wait: fc.nat(60), atHour: fc.constant(false) }),
  { maxLength: 2 },
)
const clocks = fc.constantFrom<Pick<PromisedTerms, 'replyDays' | 'replyHours' | 'receivedAt'>>(
  { replyDays: 7, replyHours: null, receivedAt: null },
  { replyDays: 2, replyHours: 48, receivedAt: RECEIVED },
)

/** Each some hours after the one before it. */
function history(drawn: readonly Drawn[], from: Date): { events: CaseEvent[]; last: Date } {
  let now = from
  const events = drawn.map(({ act, wait, atHour }): CaseEvent => {
    now = new Date(Math.max(RECEIVED.getTime(), now.getTime() + wait * HOUR))
    const corrects = act === 'corrected' ? plusDays(FIRST, -1) : null
    const at = atHour ? now : null
    return { act, by: 'officer', on: dayIn(ZONE, now), at, reason: null, corrects }
  })
  return { events, last: now }
}

test('T-151 the database counts how a case ended that is taken back as everything else counts it, whatever was done and whatever waits', async () => {
  const person = await fileInDelayedInbox(db, { readers: [officerA, officerB] })
  const { id } = person.filing
  await db.store.releases.release('ethics', TUESDAY)
  await looking(db.superuser, async (sql) => {
    await sql`set session_replication_role = replica`
    await fc.assert(
      fc.asyncProperty(
        clocks,
        acts,
        waits,
        fc.nat(80),
        fc.boolean(),
        async (clock, before, open, wait, atHour) => {
          const terms = { ...clock, receivedOn: FIRST, zone: ZONE }
          const done = history(before, RECEIVED)
          const waiting = history(open, done.last)
          const ended = history([{ act: 'withdrawn', wait, atHour }], waiting.last).events[0]
          if (ended === undefined) throw new TypeError('no end')
          await sql`delete from event where case_id = ${id}`
          await sql`delete from delayed_inbox`
          await sql`update "case" set received_on = ${FIRST}, received_at = ${clock.receivedAt},
          reply_days = ${clock.replyDays}, reply_hours = ${clock.replyHours}, zone = ${ZONE}, channel = 'teams_card' where id = ${id}`
          for (const [n, { act, on, at, corrects }] of done.events.entries()) {
            await sql`insert into event (case_id, n, day, at, act, actor, corrects, recorded)
            values (${id}, ${n + 1}, ${on}, ${at}, ${act}, 'officer', ${corrects}, ${on})`
          }
          for (const [n, { act, on }] of waiting.events.entries()) {
            await sql`insert into delayed_inbox (id, office, day, lookup, n, act, body)
            values (${Buffer.from([n])}, 'ethics', ${on}, ${Buffer.from(person.lookup)}, ${n + 2}, ${act}, '{}')`
          }
          const [row] =
            await sql`select outcome_if_ended(${id}, ${ended.on}::date, ${ended.at}) as outcome`
          const all = [...done.events, ...waiting.events, ended]
          const { respondedOn, outcome } = computeCaseStatus(terms, all)
          const late = respondedOn === null && outcome === 'late'
          expect(row?.['outcome'], JSON.stringify([clock, all])).toBe(
            late ? 'ended_late' : (outcome ?? 'none'),
          )
        },
      ),
      { numRuns: 300 },
    )
  })
}, 120_000)

test('T-151 settled in time on the page and taken back before the release: no answer was late', async () => {
  await ofAnyDay(db.url)
  const due = day('2026-11-16')
  const person = await fileInDelayedInbox(db, { readers: [officerA, officerB] })
  await db.store.releases.release('ethics', TUESDAY)
  await person.settle(due)
  await db.store.delayedInbox.takeBack(person.lookup, plusDays(due, 1), 'withdrawn')
  expect(await eraseTakenBack(db.store.jobs, plusDays(due, 1))).toBe(1)
  expect(await counted(person.filing.id)).toEqual([['none'], ['withdrawn']])
})

test('T-151 an answer promised within hours and late by two of them is late when the case is taken back', async () => {
  const receivedAt = new Date(Date.now() - 50 * HOUR)
  const terms = {
    receivedOn: dayIn(ZONE, receivedAt),
    receivedAt,
    replyDays: 2,
    replyHours: 48,
    zone: ZONE,
  }
  await ofAnyDay(db.url)
  const given = filing({ terms, readers: [officerA, officerB] })
  await db.store.intake.file(given)
  await ofItsDay(db.url)
  const lookup = given.receipt.lookups[0] ?? new Uint8Array()
  await db.store.reporters.takeBack(lookup, dayIn(ZONE, new Date()), 'withdrawn')
  await ofAnyDay(db.url)
  expect(await eraseTakenBack(db.store.jobs, dayIn(ZONE, new Date()))).toBe(1)
  expect(await counted(given.id)).toEqual([
    ['ended_late', 'none'],
    ['withdrawn', 'withdrawn.late'],
  ])
})

/** What stays of what was taken back, in the count and in the ledger. */
async function counted(gone: string): Promise<unknown[]> {
  return looking(db.superuser, async (sql) => {
    expect(await sql`select from "case" where id = ${gone}`).toHaveLength(0)
    const shreds = await sql`select outcome from shred order by 1`
    const lines = await sql`select act from ledger where act like 'withdrawn%' order by 1`
    return [shreds.map(({ outcome }) => outcome), lines.map(({ act }) => act)]
  })
}
