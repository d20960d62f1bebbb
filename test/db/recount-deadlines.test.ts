import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import type { PromisedTerms } from '#domain/case/case-status.ts'
import { type Day, day, plusDays } from '#domain/case/day.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { Act, CaseEvent } from '#domain/case/event.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, sealedLetter } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const OFFICERS_ACTS: readonly Act[] = ['acknowledged', 'asked', 'answered', 'noted', 'closed']

/** What happened, with the days that passed before each. */
const history = fc.array(
  fc.record({
    act: fc.constantFrom<Act | 'added'>(...OFFICERS_ACTS, 'added', 'added'),
    after: fc.integer({ min: 0, max: 9 }),
  }),
  { maxLength: 10 },
)
const promise = fc.record({
  receivedOn: fc.integer({ min: 0, max: 700 }).map((n) => plusDays(day('2026-01-01'), n)),
  replyDays: fc.constantFrom(7, 10, 30),
  replyHours: fc.constantFrom(null, null, 48),
  zone: fc.constantFrom('Europe/Paris', 'Pacific/Auckland', 'America/New_York'),
})

test('T-102 whatever happens to a case, what the row says of its clock is what its events say', async () => {
  await fc.assert(
    fc.asyncProperty(promise, history, async (promisedTerms, happens) => {
      const receivedAt =
        promisedTerms.replyHours === null ? null : new Date(`${promisedTerms.receivedOn}T08:00:00Z`)
      const terms: PromisedTerms = { ...promisedTerms, receivedAt }
      const given = filing({ terms, readers: [officerA] })
      await db.store.intake.file(given)
      let today = promisedTerms.receivedOn
      let letters = 1
      for (const { act, after } of happens) {
        today = plusDays(today, after)
        if (act !== 'added') await acted(given.id, act, today)
        else if (await added(given, today, letters + 1)) letters += 1
      }
      const caseRecord = await db.store.desk.open(officerA, given.id)
      if (caseRecord === null) throw new Error('a case')
      expect(caseRecord.status).toEqual(computeCaseStatus(caseRecord.terms, caseRecord.events))
      expect(caseRecord.terms).toEqual(terms)
      const [back] = await db.store.reporters.find(given.receipt.lookups)
      expect(back?.status).toEqual(caseRecord.status)
    }),
    { numRuns: 40 },
  )
})

function acted(id: ReturnType<typeof filing>['id'], act: Act, on: Day) {
  const event: CaseEvent = byOfficer(act, on, act === 'asked' ? 'facts_missing' : null)
  return db.store.desk.change(officerA, id, () => ({ event }))
}

async function added(given: ReturnType<typeof filing>, on: Day, seq: number): Promise<boolean> {
  const [lookup] = given.receipt.lookups
  if (lookup === undefined) throw new Error('a lookup')
  const place = { case: given.id, dir: 'r>o', seq, kind: 'addition', on } as const
  const letter = sealedLetter({ ...place, officers: [officerA], reporter: true })
  const event = byReporter('added', on)
  return (await db.store.reporters.add(lookup, { nonce: bytes(32), letter, event })) === 'added'
}

test('every act of two officers at once is counted', async () => {
  const given = filing()
  await db.store.intake.file(given)
  await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      db.store.desk.change(n % 2 === 0 ? officerA : officerB, given.id, () => ({
        event: byOfficer(n === 5 ? 'acknowledged' : 'noted', '2026-11-10'),
      })),
    ),
  )
  const caseRecord = await db.store.desk.open(officerA, given.id)
  expect(caseRecord?.events).toHaveLength(7)
  expect(caseRecord?.status.acknowledgedOn).toBe('2026-11-10')
})

test('T-102 clocks that an older program counted otherwise are counted anew once, when the tables are brought up to date', async () => {
  const given = filing({ readers: [officerA] })
  await db.store.intake.file(given)
  await acted(given.id, 'asked', plusDays(given.terms.receivedOn, 2))
  const right = (await db.store.desk.open(officerA, given.id))?.status
  const moved = () =>
    looking(
      db.superuser,
      (sql) => sql`update "case" set due_on = due_on - 1, paused_days = -1 where id = ${given.id}`,
    )
  await moved()
  expect(await db.store.jobs.movedClocks()).toContain(given.id)
  // A start of the same program mends nothing that somebody moved.
  await migrate(db.url)
  expect(await db.store.jobs.movedClocks()).toContain(given.id)
  await looking(db.superuser, (sql) => sql`delete from drizzle.clock_rules`)
  await migrate(db.url)
  expect(await db.store.jobs.movedClocks()).toEqual([])
  expect((await db.store.desk.open(officerA, given.id))?.status).toEqual(right)
})
