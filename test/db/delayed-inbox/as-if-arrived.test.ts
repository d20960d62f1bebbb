import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Day, plusDays } from '#domain/case/day.ts'
import type { Act } from '#domain/case/event.ts'
import { byOfficer, byReporter } from '../../fixtures/acts.ts'
import { bytes, officerA } from '../../fixtures/filing.ts'
import { pageFiling } from '../../fixtures/page-filing.ts'
import { freshStore, type TestDatabase } from '../../fixtures/store.ts'
import {
  fileInDelayedInbox,
  MONDAY_OF_FILING,
  type WaitingReporter,
  waitingReporter,
} from '../../fixtures/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const OFFICERS_ACTS = ['acknowledged', 'asked', 'answered', 'closed'] as const
type Step = {
  readonly act: (typeof OFFICERS_ACTS)[number] | 'add' | 'settle' | 'release'
  after: number
}

const steps = fc.array(
  fc.record({
    act: fc.constantFrom<Step['act']>('add', 'add', 'settle', 'release', ...OFFICERS_ACTS),
    after: fc.integer({ min: 0, max: 4 }),
  }),
  { maxLength: 9 },
)

/** Two people who do the same: one whose letters wait, and one who is there at once, as by another channel. */
async function bothFile(): Promise<{ waits: WaitingReporter; atOnce: WaitingReporter }> {
  const waits = await fileInDelayedInbox(db)
  const given = pageFiling()
  await db.store.intake.file(given.filing)
  return { waits, atOnce: waitingReporter(db, given) }
}

async function actOfReporter(
  person: WaitingReporter,
  atOnce: boolean,
  act: 'add' | 'settle',
  seq: number,
  on: Day,
) {
  const { lookup } = person
  const port = atOnce ? db.store.reporters : db.store.delayedInbox
  if (act === 'settle') return port.settle(lookup, byReporter('settled', on))
  const letter = person.letter(seq, 'addition', { on })
  return port.add(lookup, { nonce: bytes(32), letter, event: byReporter('added', on) })
}

function officers(person: WaitingReporter, act: Act, on: Day) {
  const event = byOfficer(act, on, act === 'asked' ? 'facts_missing' : null)
  return db.store.desk.change(officerA, person.filing.id, () => ({ event }))
}

async function metBy(person: WaitingReporter) {
  const delayedCase = await person.find()
  const letters = delayedCase?.letters.map(({ head }) => [head.dir, head.seq, head.kind, head.on])
  return { status: delayedCase?.status, readers: delayedCase?.readers, letters }
}

test('to her it is as if everything had arrived, whenever it is released', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { waits, atOnce } = await bothFile()
      let on = MONDAY_OF_FILING
      let seq = 1
      for (const { act, after } of all) {
        on = plusDays(on, after)
        if (act === 'add' || act === 'settle') {
          const one = await actOfReporter(waits, false, act, seq + 1, on)
          expect(one).toBe(await actOfReporter(atOnce, true, act, seq + 1, on))
          if (one === 'added') seq += 1
        } else {
          // An officer acts on what he sees, and he sees what is released.
          await db.store.releases.release('ethics', plusDays(on, 1))
          if (act !== 'release') {
            for (const person of [waits, atOnce]) await officers(person, act, on)
          }
        }
        expect(await metBy(waits)).toEqual(await metBy(atOnce))
      }
      await db.store.releases.release('ethics', plusDays(on, 1))
      expect(await metBy(waits)).toEqual(await metBy(atOnce))
      expect((await waits.find())?.waiting).toEqual([])
    }),
    { numRuns: 12 },
  )
})

test('a letter and a question of one day: nothing says which came first, and the clock runs for her', async () => {
  const wrote = await fileInDelayedInbox(db)
  const answered = await fileInDelayedInbox(db)
  await db.store.releases.release('ethics', plusDays(MONDAY_OF_FILING, 1))
  const on = plusDays(MONDAY_OF_FILING, 2)
  await wrote.add(2, on)
  for (const person of [wrote, answered]) await officers(person, 'asked', on)
  await answered.add(2, on)
  const met = await metBy(wrote)
  expect(met.status).toMatchObject({ state: 'acknowledged', pausedOn: null })
  expect(await metBy(answered)).toEqual(met)
  await db.store.releases.release('ethics', plusDays(on, 1))
  for (const person of [wrote, answered]) expect(await metBy(person)).toEqual(met)
})

test('T-102 what an office does before the release moves no clock past what she wrote the day before', async () => {
  const [asks, closes, answers] = [
    await fileInDelayedInbox(db),
    await fileInDelayedInbox(db),
    await fileInDelayedInbox(db),
  ]
  const on = (days: number) => plusDays(MONDAY_OF_FILING, days)
  await db.store.releases.release('ethics', on(1))
  // Of the second day in the morning, before the release.
  for (const person of [asks, answers]) await person.add(2, on(1))
  await officers(asks, 'asked', on(2))
  await officers(answers, 'answered', on(2))
  await officers(closes, 'asked', on(2))
  await db.store.releases.release('ethics', on(2))
  await closes.add(2, on(12))
  const promised = (await closes.find())?.status.dueOn
  await officers(closes, 'closed', on(12))
  const met = await Promise.all([asks, closes, answers].map(metBy))
  await db.store.releases.release('ethics', on(13))
  expect((await asks.find())?.status).toMatchObject({
    pausedDays: 0,
    pausedOn: on(2),
    dueOn: on(7),
  })
  expect((await closes.find())?.status).toMatchObject({
    closedOn: null,
    pausedDays: 10,
    dueOn: promised,
  })
  expect(promised).toBe(on(17))
  expect((await answers.find())?.status).toMatchObject({ outcome: 'on_time', dueOn: on(8) })
  expect(await Promise.all([asks, answers].map(metBy))).toEqual([met[0], met[2]])
  expect(await db.store.jobs.movedClocks()).toEqual([])
})

test('looked for again and again while it is released, it is never in neither place nor in both', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => fileInDelayedInbox(db)))
  for (const person of people) await person.add(2)
  let over = false
  const looking = async (person: WaitingReporter) => {
    while (!over) {
      const delayedCase = await person.find()
      expect(delayedCase?.letters.map(({ head }) => head.seq)).toEqual([1, 2])
    }
  }
  const looks = people.slice(0, 3).map(looking)
  await db.store.releases.release('ethics', plusDays(MONDAY_OF_FILING, 1))
  over = true
  await Promise.all(looks)
})

test('added, settled or taken back while it is released, it is done once and nothing waits for ever', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => fileInDelayedInbox(db)))
  const before = plusDays(MONDAY_OF_FILING, 1)
  const act = async (person: WaitingReporter, at: number) => {
    if (at % 3 === 0)
      return db.store.delayedInbox.takeBack(person.lookup, MONDAY_OF_FILING, 'withdrawn')
    return at % 3 === 1 ? person.add(2) : person.settle()
  }
  const [, ...done] = await Promise.all([
    db.store.releases.release('ethics', before),
    ...people.map(act),
  ])
  expect(done).toEqual(people.map((_, at) => [true, 'added', 'settled'][at % 3]))
  await db.store.releases.release('ethics', before)
  for (const [at, person] of people.entries()) {
    const delayedCase = await person.find()
    if (at % 3 === 0) expect(delayedCase).toBeNull()
    else expect(delayedCase?.waiting).toEqual([])
    if (at % 3 === 1) expect(delayedCase?.letters.length).toBe(2)
    if (at % 3 === 2) expect(delayedCase?.status.state).toBe('closed')
  }
})
