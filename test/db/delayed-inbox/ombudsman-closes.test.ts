import { afterAll, beforeAll, expect, test } from 'vitest'
import { plusDays } from '#domain/case/day.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { release } from '#jobs/daily-release.ts'
import { nullLog } from '#log.ts'
import { byOfficer } from '../../fixtures/acts.ts'
import { filing, officerA } from '../../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import {
  fileInDelayedInbox,
  TUESDAY,
  type WaitingReporter,
  WEDNESDAY,
} from '../../fixtures/waiting.ts'

const THURSDAY = plusDays(WEDNESDAY, 1)

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const zone = { zone: 'UTC' }
const offices = { ethics: zone, ombudsman: zone, investigations: zone, hr: zone }
const policy = { offices: offices as unknown as Policy['offices'], releaseAt: '07:00' }

function releaseOn(day: string): Promise<void> {
  const { releases, jobs } = db.store
  const clock = { now: () => new Date(`${day}T08:00:00Z`) }
  return release({ clock, log: nullLog, policy, releases, jobs })
}

const closes = ({ id }: { id: WaitingReporter['filing']['id'] }) =>
  db.store.desk.change(officerA, id, () => ({
    event: byOfficer('closed', TUESDAY, 'informally_resolved'),
  }))
const atDesk = ({ id }: { id: WaitingReporter['filing']['id'] }) => db.store.desk.open(officerA, id)
const atOmbudsman = async () => {
  const person = await fileInDelayedInbox(db, { office: 'ombudsman' })
  await releaseOn(TUESDAY)
  return person
}

test('a letter that waits opens what the ombudsman closed: nobody’s letter is erased unread', async () => {
  const person = await atOmbudsman()
  expect(await person.add(2, TUESDAY)).toBe('added')
  await closes(person.filing)
  await releaseOn(TUESDAY)
  expect(await person.find()).not.toBeNull()
  await releaseOn(WEDNESDAY)
  const caseRecord = await atDesk(person.filing)
  expect(caseRecord?.status.closedOn).toBeNull()
  expect(caseRecord?.letters.map(({ seq }) => seq)).toEqual([1, 2])
  expect((await person.find())?.letters).toHaveLength(2)
})

test('T-111 what the ombudsman closed is gone with the release after the one that shows it; from a card, after the closing', async () => {
  const person = await atOmbudsman()
  const card = filing({ office: 'ombudsman' })
  await db.store.intake.file(card)
  const elsewhere = await fileInDelayedInbox(db)
  await releaseOn(TUESDAY)
  for (const one of [person.filing, card, elsewhere.filing]) await closes(one)
  const shreds = () =>
    looking(db.superuser, (sql) => sql`select office, day::text, letters, reason from shred`)
  const before = (await shreds()).length
  await releaseOn(WEDNESDAY)
  expect(await atDesk(card)).toBeNull()
  // Shown to its person this morning: what was written with the closing can be read for a day.
  expect((await person.find())?.status.closedOn).toBe(TUESDAY)
  await releaseOn(THURSDAY)
  expect(await atDesk(person.filing)).toBeNull()
  expect(await person.find()).toBeNull()
  expect(await atDesk(elsewhere.filing)).not.toBeNull()
  const gone = { office: 'ombudsman', day: WEDNESDAY, letters: 1, reason: 'settled' }
  expect((await shreds()).slice(before)).toEqual([gone, { ...gone, day: THURSDAY }])
  await releaseOn(THURSDAY)
  expect(await shreds()).toHaveLength(before + 2)
})

test('what a crash left closed and not erased is erased by the next turn, however late', async () => {
  const person = await atOmbudsman()
  await closes(person.filing)
  const { jobs } = db.store
  const crashing = { ...jobs, shred: async () => Promise.reject(new Error('killed')) }
  const clock = { now: () => new Date(`${THURSDAY}T08:00:00Z`) }
  const turn = { clock, log: nullLog, policy, releases: db.store.releases, jobs: crashing }
  await expect(release(turn)).rejects.toThrow('killed')
  expect(await atDesk(person.filing)).not.toBeNull()
  await releaseOn('2026-12-24')
  expect(await atDesk(person.filing)).toBeNull()
})

test('T-106 until the release the officer sees the same of a closed case, whether a letter waits or not', async () => {
  const [silentOne, writing] = [await atOmbudsman(), await atOmbudsman()]
  await writing.add(2, TUESDAY)
  const seen = []
  for (const one of [silentOne, writing]) {
    const { status, letters } = await closes(one.filing)
    const again = await closes(one.filing).catch((thrown: unknown) => thrown)
    await releaseOn(TUESDAY)
    const caseRecord = await atDesk(one.filing)
    seen.push({
      status,
      letters: letters.map(({ seq, dir }) => [seq, dir]),
      again: again instanceof Error ? again.message : 'closed',
      found: caseRecord && [
        caseRecord.status,
        caseRecord.letters.length,
        caseRecord.events.map(({ act }) => act),
      ],
    })
  }
  expect(seen[0]?.found).not.toBeNull()
  expect(seen[0]).toEqual(seen[1])
})

test('a letter that comes to wait while it is being erased keeps it', async () => {
  const person = await atOmbudsman()
  await person.add(2, TUESDAY)
  await closes(person.filing)
  // Named a moment ago, when nothing waited.
  const { jobs } = db.store
  expect(await jobs.shred(person.filing.id, WEDNESDAY)).toBe(false)
  await releaseOn(WEDNESDAY)
  // Open again in the meantime.
  expect(await jobs.shred(person.filing.id, WEDNESDAY)).toBe(false)
  expect(await atDesk(person.filing)).not.toBeNull()
})
