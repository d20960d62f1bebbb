import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayIn, plusDays } from '#domain/case/day.ts'
import type { Filing } from '#ports.ts'
import { byOfficer, byReporter, storedAct } from '../../fixtures/acts.ts'
import { ofAnyDay, ofItsDay } from '../../fixtures/any-day.ts'
import { eraseTakenBack } from '../../fixtures/erasing.ts'
import { officerA, sealedLetter } from '../../fixtures/filing.ts'
import { freshStore, openAt, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import {
  fileInDelayedInbox,
  MONDAY_OF_FILING,
  TUESDAY,
  type WaitingReporter,
  WEDNESDAY,
} from '../../fixtures/waiting.ts'

/* What an office does is shown to people on the page once a day, by the release that shows it what they did. */

let db: TestDatabase
/** The first day that no release has shown. */
let unreleased = MONDAY_OF_FILING
beforeAll(async () => {
  const fresh = await freshStore()
  await fresh.store.close()
  db = { ...fresh, store: await openAt(fresh.url, undefined, [], () => unreleased) }
})
afterAll(async () => {
  await db.store.close()
  await db.drop()
})

async function release(before = unreleased): Promise<void> {
  unreleased = before
  for (const office of ['ethics', 'investigations'] as const) {
    await db.store.releases.release(office, before)
  }
}

async function atTheDesk(over: Partial<Filing> = {}): Promise<WaitingReporter> {
  const person = await fileInDelayedInbox(db, over)
  await release(TUESDAY)
  return person
}

/** An answer, or a request for consent, of Tuesday. */
async function officers(
  person: WaitingReporter,
  act: 'answered' | 'consent_asked' | 'closed' | 'acknowledged',
  seq = 1,
) {
  const { id, readers } = person.filing
  const kind = act === 'answered' ? 'answer' : 'consent'
  const letter = sealedLetter({
    ...{ case: id, dir: 'o>r', seq, kind, on: TUESDAY, officers: readers, reporter: true },
  })
  const reason =
    act === 'closed' ? 'advice_given' : act === 'consent_asked' ? 'consent_needed' : null
  const event = byOfficer(act, TUESDAY, reason)
  const isLetter = act === 'answered' || act === 'consent_asked'
  await db.store.desk.change(officerA, id, () => (isLetter ? { event, letter } : { event }))
  return letter
}

async function shownOf(person: WaitingReporter) {
  const caseNow = await person.find()
  const heads = await db.store.delayedInbox.heads(person.lookup)
  expect(heads?.letters.map(({ head }) => head)).toEqual(caseNow?.letters.map(({ head }) => head))
  expect(heads?.status).toEqual(caseNow?.status)
  return {
    letters: caseNow?.letters.map(({ head }) => `${head.dir} ${head.seq}`),
    status: caseNow?.status,
  }
}

test('T-111 an answer of today, and that somebody has it, are shown with the release of tomorrow', async () => {
  const person = await atTheDesk()
  const before = await shownOf(person)
  await officers(person, 'acknowledged')
  await officers(person, 'answered')
  expect(await shownOf(person)).toEqual(before)
  await release(WEDNESDAY)
  const { letters, status } = await shownOf(person)
  expect(letters).toEqual(['r>o 1', 'o>r 1'])
  // The clock counts the day on which the officer signed.
  expect(status).toMatchObject({
    state: 'answered',
    acknowledgedOn: TUESDAY,
    respondedOn: TUESDAY,
    outcome: 'on_time',
  })
})

test('T-111 danger is shown at once, both ways', async () => {
  const person = await fileInDelayedInbox(db, { category: 'safety', triageHours: 1 })
  unreleased = TUESDAY
  await officers(person, 'acknowledged')
  await officers(person, 'answered')
  const { letters, status } = await shownOf(person)
  expect(letters).toEqual(['r>o 1', 'o>r 1'])
  expect(status).toMatchObject({ acknowledgedOn: TUESDAY, state: 'answered' })
})

test('what she writes after a closing that she was not shown yet opens the case again', async () => {
  const person = await atTheDesk()
  await officers(person, 'closed')
  expect(await person.add(2, TUESDAY)).toBe('added')
  await release(WEDNESDAY)
  expect((await shownOf(person)).status).toMatchObject({ closedOn: null })
})

test('a request that was replaced by one that she was not shown is answered, and that is no consent', async () => {
  const person = await atTheDesk()
  const first = await officers(person, 'consent_asked', 1)
  const wednesday = { on: WEDNESDAY }
  await release(WEDNESDAY)
  const second = sealedLetter({
    ...{ case: person.filing.id, dir: 'o>r', seq: 2, kind: 'consent', ...wednesday },
    ...{ officers: person.filing.readers, reporter: true },
  })
  const event = byOfficer('consent_asked', WEDNESDAY, 'consent_needed')
  await db.store.desk.change(officerA, person.filing.id, () => ({ event, letter: second }))
  expect((await shownOf(person)).letters).toEqual(['r>o 1', 'o>r 1'])
  await expect(person.answer(second.id, true, 2, WEDNESDAY)).rejects.toMatchObject({
    code: 'CASE_UNKNOWN',
  })
  expect(await person.answer(first.id, true, 2, WEDNESDAY)).toBe('recorded')
  await release(plusDays(WEDNESDAY, 1))
  const caseNow = await person.find()
  expect(caseNow?.consents).toEqual([])
  expect(caseNow?.letters.map(({ head }) => head.id)).toContain(second.id)
})

test.each([
  ['on the day of the closing', ['closed', 'settle'], TUESDAY],
  ['before the closing', ['settle', 'closed'], TUESDAY],
  ['on the day before the closing', ['settle', 'closed'], WEDNESDAY],
  ['behind a letter, on the day before the closing', ['add', 'settle', 'closed'], WEDNESDAY],
] as const)(
  'she settles %s, which she was not shown: what she did is kept, and her case stays closed',
  async (_, order, closing) => {
    const person = await atTheDesk()
    const signedAct = storedAct({
      act: 'settled',
      by: 'reporter',
      case: person.filing.id,
      day: TUESDAY,
    })
    for (const act of order) {
      if (act === 'add') expect(await person.add(2, TUESDAY)).toBe('added')
      if (act === 'settle') {
        const event = { ...byReporter('settled', TUESDAY), signedAct }
        expect(await db.store.delayedInbox.settle(person.lookup, event)).toBe('settled')
      }
      if (act === 'closed') {
        const event = byOfficer('closed', closing, 'out_of_mandate')
        await db.store.desk.change(officerA, person.filing.id, () => ({ event }))
      }
    }
    for (const before of [WEDNESDAY, plusDays(WEDNESDAY, 1)]) {
      const closed = { state: 'closed', closedOn: TUESDAY }
      expect((await shownOf(person)).status).toMatchObject(closed)
      await release(before)
      expect((await shownOf(person)).status).toMatchObject(closed)
      const record = await db.store.desk.open(officerA, person.filing.id)
      expect(record?.status).toMatchObject(closed)
      expect(record?.events.at(-1)).toMatchObject({ act: 'settled', on: TUESDAY, signedAct })
    }
    const stored = await looking(
      db.superuser,
      (sql) => sql`select (select count(*)::int from delayed_inbox) as waits,
      (select count(*)::int from pending_ledger_line where act = 'settled' and ref = ledger_ref(${person.filing.id})) as lines`,
    )
    expect(stored[0]).toEqual({ waits: 0, lines: 1 })
    expect(await db.store.jobs.movedClocks()).toEqual([])
  },
)

test('T-111 a server whose clock is ahead shows nothing of a day that is not over by the database’s', async () => {
  const person = await atTheDesk()
  const tomorrow = plusDays(dayIn('Europe/Paris', new Date()), 1)
  await db.store.desk.change(officerA, person.filing.id, () => ({
    event: { ...byOfficer('acknowledged', tomorrow), at: null },
  }))
  await ofItsDay(db.url)
  unreleased = plusDays(tomorrow, 3000)
  expect((await shownOf(person)).status).toMatchObject({ acknowledgedOn: null })
  await ofAnyDay(db.url)
  expect((await shownOf(person)).status).toMatchObject({ acknowledgedOn: tomorrow })
})

test.each(['settles', 'takes back'] as const)(
  'T-151 a case that ended late says so in one line of the ledger, also where she %s it behind its closing',
  async (how) => {
    const person = await atTheDesk()
    const { id } = person.filing
    const late = plusDays(unreleased, 30)
    const event = byOfficer('closed', late, 'out_of_mandate')
    await db.store.desk.change(officerA, id, () => ({ event }))
    const refOf = (sql: Sql) => sql<{ ref: string }[]>`select ledger_ref(${id}) as ref`
    const [{ ref = '' } = {}] = await looking(db.superuser, refOf)
    if (how === 'settles') {
      expect(await db.store.delayedInbox.settle(person.lookup, byReporter('settled', late))).toBe(
        'settled',
      )
      await release(plusDays(late, 1))
    } else {
      expect(await db.store.delayedInbox.takeBack(person.lookup, late, 'withdrawn')).toBe(true)
      expect(await eraseTakenBack(db.store.jobs, late)).toBe(1)
    }
    await db.store.jobs.chainWaiting(plusDays(late, 9))
    const acts = await looking(
      db.superuser,
      (sql) => sql<{ act: string }[]>`
    select act from ledger where ref = ${ref} and act ~ '^(closed|settled|withdrawn)' order by n`,
    )
    expect(acts.map(({ act }) => act)).toEqual([
      'closed.late',
      how === 'settles' ? 'settled' : 'withdrawn',
    ])
  },
)
