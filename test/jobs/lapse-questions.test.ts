import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { closeDay } from '#jobs/close-day.ts'
import { lapse } from '#jobs/lapse-questions.ts'
import { nullLog } from '#log.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, sealedLetter } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { fileInDelayedInbox } from '../fixtures/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const at = (instant: string) => ({
  clock: { now: () => new Date(instant) },
  log: nullLog,
  policy: { releaseAt: '07:00' },
  jobs: db.store.jobs,
})

async function asked(zone: string) {
  const terms = {
    receivedOn: day('2026-11-09'),
    receivedAt: null,
    replyDays: 7,
    replyHours: null,
    zone,
  }
  const given = filing({ terms })
  await db.store.intake.file(given)
  await db.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('asked', '2026-11-10', 'facts_missing'),
  }))
  return given
}

const stateOf = async (given: { id: CaseId } | { filing: { id: CaseId } }) =>
  (await db.store.desk.open(officerA, 'id' in given ? given.id : given.filing.id))?.status.state

test('a question lapses after its fourteen days in the zone of the office, once, and the person can wake it', async () => {
  const here = await asked('Europe/Paris')
  const east = await asked('Pacific/Auckland')
  await lapse(at('2026-11-24T10:30:00Z'))
  expect(await stateOf(here)).toBe('waiting')
  expect(await stateOf(east)).toBe('waiting')
  // Fifteen days later it is already morning in Auckland, and still evening in Paris.
  expect(await lapse(at('2026-11-24T22:30:00Z'))).toBe(1)
  expect(await stateOf(east)).toBe('lapsed')
  expect(await stateOf(here)).toBe('waiting')
  // Not before the release of the fifteenth day.
  expect(await lapse(at('2026-11-24T23:30:00Z'))).toBe(0)
  expect(await lapse(at('2026-11-25T06:07:00Z'))).toBe(1)
  expect(await lapse(at('2026-11-26T06:07:00Z'))).toBe(0)
  const [lookup] = here.receipt.lookups
  if (lookup === undefined) throw new Error('a lookup')
  const letter = sealedLetter({
    case: here.id,
    dir: 'r>o',
    seq: 2,
    kind: 'addition',
    on: day('2026-11-26'),
    officers: [officerA, officerB],
  })
  const event = byReporter('added', '2026-11-26')
  await db.store.reporters.add(lookup, { nonce: bytes(32), letter, event })
  expect(await stateOf(here)).toBe('acknowledged')
  expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
})

test("once a day is over everywhere, the day's acts of reporters join the ledger in no order of theirs", async () => {
  const waiting = () =>
    looking(db.superuser, async (sql) => {
      const [row] =
        await sql`select count(*)::int as n from pending_ledger_line where day < '2026-11-11'`
      return row?.['n']
    })
  expect(await waiting()).toBe(2)
  await closeDay(at('2026-11-10T11:00:00Z'))
  expect(await waiting()).toBe(2)
  await closeDay(at('2026-11-10T12:00:01Z'))
  expect(await waiting()).toBe(0)
  expect(await db.store.releases.trouble(day('2026-11-10'))).toMatchObject({
    dayEnd: '2026-11-10',
  })
  await closeDay(at('2026-11-10T12:00:02Z'))
  const lines = await looking(
    db.superuser,
    (sql) => sql`select act, at, officer from ledger where actor = 'reporter'`,
  )
  expect([...lines]).toEqual([
    { act: 'received', at: null, officer: null },
    { act: 'received', at: null, officer: null },
  ])
  expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
})

test('the minute of a danger is forgotten once somebody has taken it on', async () => {
  const terms = {
    receivedOn: day('2026-11-09'),
    receivedAt: new Date('2026-11-09T08:00:00Z'),
    replyDays: 7,
    replyHours: null,
    zone: 'Europe/Paris',
  }
  const hours = filing({ terms: { ...terms, replyHours: 48 } })
  const danger = filing({ category: 'safety', leaf: 'safety.threat', terms, triageHours: 1 })
  const instantOf = async (given: typeof danger) =>
    (await db.store.desk.open(officerA, given.id))?.terms.receivedAt
  for (const given of [hours, danger]) await db.store.intake.file(given)
  await closeDay(at('2026-11-12T12:00:00Z'))
  expect(await instantOf(danger)).toEqual(terms.receivedAt)
  for (const given of [hours, danger]) {
    await db.store.desk.change(officerA, given.id, () => ({
      event: byOfficer('acknowledged', '2026-11-09'),
    }))
  }
  await closeDay(at('2026-11-12T12:00:00Z'))
  expect(await instantOf(danger)).toBeNull()
  expect(await instantOf(hours)).toEqual(terms.receivedAt)
  const events = await looking(
    db.superuser,
    (sql) => sql`
    select at from event where case_id = ${danger.id} and act = 'received'`,
  )
  expect(events[0]?.['at']).toBeNull()
})

test('a session that is over is swept', async () => {
  const offices = [{ office: 'ethics', role: 'lead' }] as const
  const person = { id: officerA, issuer: 'https://sign-in.invalid', subject: 'a', offices }
  await db.store.people.upsert(person, day('2026-11-01'))
  await db.store.sessions.start(bytes(32), person, new Date('2026-11-09T09:00:00Z'))
  const now = new Date('2026-11-09T10:00:00Z')
  expect(await db.store.jobs.sweepSessions(now)).toBe(1)
})

test('T-102 a Yes of the fourteenth day is heard: its case does not lapse before it is released, however late', async () => {
  const person = await fileInDelayedInbox(db)
  await db.store.releases.release('ethics', day('2026-11-10'))
  const request = sealedLetter({
    case: person.filing.id,
    dir: 'o>r',
    seq: 1,
    kind: 'consent',
    on: day('2026-11-10'),
    officers: [officerA, officerB],
    reporter: true,
  })
  await db.store.desk.change(officerA, person.filing.id, () => ({
    event: byOfficer('consent_asked', '2026-11-10', 'consent_needed'),
    letter: request,
  }))
  const silentOne = await asked('Europe/Paris')
  expect(await person.answer(request.id, true, 2, day('2026-11-24'))).toBe('recorded')
  // Until the release both look the same; and where it could not be done yet, the letter is waited for.
  await lapse(at('2026-11-24T23:07:00Z'))
  expect(await stateOf(silentOne)).toBe('waiting')
  await lapse(at('2026-11-25T06:07:00Z'))
  expect(await stateOf(silentOne)).toBe('lapsed')
  expect(await stateOf(person)).toBe('waiting')
  await db.store.releases.release('ethics', day('2026-11-25'))
  await lapse(at('2026-11-25T07:07:00Z'))
  expect(await stateOf(person)).toBe('acknowledged')
  expect((await person.find())?.consents).toMatchObject([{ agreed: true }])
})

test('T-102 a letter of the fifteenth day keeps no case from its lapse, and wakes it', async () => {
  const person = await fileInDelayedInbox(db)
  await db.store.releases.release('ethics', day('2026-11-10'))
  await db.store.desk.change(officerA, person.filing.id, () => ({
    event: byOfficer('asked', '2026-11-10', 'facts_missing'),
  }))
  await person.add(2, day('2026-11-25'))
  await lapse(at('2026-11-25T06:07:00Z'))
  expect(await stateOf(person)).toBe('lapsed')
  await db.store.releases.release('ethics', day('2026-11-26'))
  expect(await stateOf(person)).toBe('acknowledged')
})
