import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkWaiting } from '#cli/check-waiting.ts'
import { day, plusDays } from '#domain/case/day.ts'
import { erasureDay } from '#domain/case/erasure.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { release } from '#jobs/daily-release.ts'
import { nullLog } from '#log.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { eraseTakenBack } from '../fixtures/erasing.ts'
import { bytes, filing, officerA, officerB } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { fileInDelayedInbox, MONDAY_OF_FILING, TUESDAY, WEDNESDAY } from '../fixtures/waiting.ts'

const ON = day('2026-11-20')
let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

async function ofCard() {
  const given = filing({ readers: [officerA, officerB] })
  await db.store.intake.file(given)
  const [lookup = bytes(1)] = given.receipt.lookups
  return { id: given.id, lookup }
}

const erasureOf = async (lookup: Uint8Array<ArrayBuffer>) =>
  (await db.store.reporters.heads([lookup]))[0]?.erasure ?? null
const count = async (table: string) => {
  const [row] = await looking(db.superuser, (sql) =>
    sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table}`),
  )
  return row?.n ?? 0
}
const atDesk = (id: Parameters<typeof db.store.desk.open>[1]) => db.store.desk.open(officerA, id)

test('T-135 what is taken back is locked at once for everybody, and its bytes are there until the second day', async () => {
  const { desk, reporters, jobs } = db.store
  const { id, lookup } = await ofCard()
  const rows = [await count('envelope'), await count('shred'), await count('pending_ledger_line')]
  expect(await reporters.takeBack(lookup, ON, 'withdrawn')).toBe(true)
  for (const officer of [officerA, officerB]) {
    expect(await desk.open(officer, id)).toBeNull()
    expect((await desk.queue(officer)).map((row) => row.id)).not.toContain(id)
    const acknowledges = () => ({ event: byOfficer('acknowledged', '2026-11-20') })
    await expect(desk.change(officer, id, acknowledges)).rejects.toMatchObject({
      code: 'CASE_UNKNOWN',
    })
  }
  expect(await reporters.find([lookup])).toEqual([])
  const [locked, ...more] = await reporters.heads([lookup])
  expect([locked?.id, locked?.erasure?.on, locked?.letters, locked?.readers, more]).toEqual([
    id,
    '2026-11-22',
    [],
    [],
    [],
  ])
  const settled = { ...byReporter('settled', '2026-11-20'), reason: 'resolved_person_confirms' }
  await expect(reporters.settle(lookup, settled as never)).rejects.toMatchObject({
    code: 'CASE_UNKNOWN',
  })
  for (const office of ['ethics', 'hr'] as const) {
    expect(await jobs.takenBack(office, plusDays(ON, 1))).toEqual([])
  }
  const [erasure = ''] = await jobs.takenBack('ethics', erasureDay(ON))
  expect(await jobs.eraseTakenBack(erasure, plusDays(ON, 1))).toBe(false)
  expect([
    await count('envelope'),
    await count('shred'),
    await count('pending_ledger_line'),
  ]).toEqual(rows)
  expect(await jobs.eraseTakenBack(erasure, erasureDay(ON))).toBe(true)
  expect([await count('envelope'), await count('shred')]).toEqual([
    (rows[0] ?? 0) - 1,
    (rows[1] ?? 0) + 1,
  ])
  expect(await reporters.heads([lookup])).toEqual([])
  expect(await count('erasure')).toBe(0)
})

test('T-135 until then its person undoes it, and it is as it was; nobody else can, and no old undoing does', async () => {
  const { reporters, jobs } = db.store
  const { id, lookup } = await ofCard()
  const other = await ofCard()
  const before = await atDesk(id)
  await reporters.takeBack(lookup, ON, 'withdrawn')
  const first = await erasureOf(lookup)
  if (first === null) throw new Error('an erasure')
  expect(await reporters.undoTakeBack(other.lookup, first, ON)).toBe(false)
  expect(await reporters.undoTakeBack(lookup, first, ON)).toBe(true)
  expect(await reporters.undoTakeBack(lookup, first, ON)).toBe(false)
  expect(await atDesk(id)).toEqual(before)
  expect((await reporters.find([lookup])).map((one) => one.id)).toEqual([id])
  expect(await eraseTakenBack(jobs, ON)).toBe(0)
  await reporters.takeBack(lookup, ON, 'withdrawn')
  expect((await erasureOf(lookup))?.id).not.toBe(first.id)
  expect(await reporters.undoTakeBack(lookup, first, ON)).toBe(false)
  expect(await eraseTakenBack(jobs, ON)).toBe(1)
})

test('T-135 `check` says what should have been erased by now and was not', async () => {
  const { reporters, delayedInbox, jobs, releases } = db.store
  for (const office of OFFICES) {
    for (const id of await jobs.takenBack(office, day('2026-12-30'))) {
      await jobs.eraseTakenBack(id, day('2026-12-30'))
    }
  }
  const { lookup } = await ofCard()
  await reporters.takeBack(lookup, ON, 'withdrawn')
  const waits = await fileInDelayedInbox(db)
  await delayedInbox.takeBack(waits.lookup, ON, 'withdrawn')
  const unerased = async (days: number) =>
    (await releases.trouble(plusDays(erasureDay(ON), days))).unerased
  expect([await unerased(-1), await unerased(0), await unerased(1)]).toEqual([0, 0, 2])
  const services = {
    clock: { now: () => new Date('2026-11-24T20:00:00Z') },
    policy: { offices: { ethics: { zone: 'UTC' } } },
  }
  const lines = async () =>
    JSON.stringify(await checkWaiting({ store: db.store, services } as never))
  expect(await lines()).toContain('2 of what persons took back should have been erased')
  expect(await eraseTakenBack(jobs, ON)).toBe(2)
  expect(await lines()).not.toContain('should have been erased')
})

test('T-106 what waits of it is not released while it is locked, and is after it was undone', async () => {
  const { delayedInbox, releases } = db.store
  const [unseen, seen] = [await fileInDelayedInbox(db), await fileInDelayedInbox(db)]
  const undo = async (lookup: Uint8Array<ArrayBuffer>) => {
    const erasure = (await delayedInbox.locked(lookup))?.erasure
    return erasure ? delayedInbox.undoTakeBack(lookup, erasure, TUESDAY) : null
  }
  await delayedInbox.takeBack(unseen.lookup, TUESDAY, 'withdrawn')
  expect(await releases.release('ethics', TUESDAY)).toBe(1)
  expect(await atDesk(unseen.filing.id)).toBeNull()
  expect((await releases.trouble(day('2026-12-24'))).overdue).toBe(0)
  await seen.add(2, TUESDAY)
  await delayedInbox.takeBack(seen.lookup, TUESDAY, 'withdrawn')
  expect(await releases.release('ethics', WEDNESDAY)).toBe(0)
  expect(await undo(unseen.lookup)).toBe(true)
  expect(await undo(seen.lookup)).toBe(true)
  expect(await releases.release('ethics', WEDNESDAY)).toBe(2)
  expect((await atDesk(unseen.filing.id))?.letters).toHaveLength(1)
  expect((await atDesk(seen.filing.id))?.letters).toHaveLength(2)
})

test('T-111 what was taken back and undone is shown with the next morning’s release, and by no run in between', async () => {
  const { delayedInbox, releases } = db.store
  const THURSDAY = plusDays(WEDNESDAY, 1)
  const [unseen, seen] = [await fileInDelayedInbox(db), await fileInDelayedInbox(db)]
  await delayedInbox.takeBack(unseen.lookup, TUESDAY, 'withdrawn')
  await releases.release('ethics', TUESDAY)
  await seen.add(2, TUESDAY)
  await delayedInbox.takeBack(seen.lookup, TUESDAY, 'withdrawn')
  expect(await releases.release('ethics', WEDNESDAY)).toBe(0)
  for (const { lookup } of [unseen, seen]) {
    const erasure = (await delayedInbox.locked(lookup))?.erasure
    expect(erasure && (await delayedInbox.undoTakeBack(lookup, erasure, WEDNESDAY))).toBe(true)
  }
  await seen.add(3, WEDNESDAY)
  expect(await releases.release('ethics', WEDNESDAY)).toBe(0)
  expect(await atDesk(unseen.filing.id)).toBeNull()
  expect((await atDesk(seen.filing.id))?.letters).toHaveLength(1)
  expect((await releases.trouble(THURSDAY)).overdue).toBe(0)
  expect(await releases.release('ethics', THURSDAY)).toBe(3)
  expect((await atDesk(unseen.filing.id))?.letters).toHaveLength(1)
  expect((await atDesk(seen.filing.id))?.letters).toHaveLength(3)
})

test('T-135 the release erases what is due, and not what the ombudsman closed and its person took back after', async () => {
  const { delayedInbox, releases, jobs } = db.store
  const zone = { zone: 'UTC' }
  const offices = { ethics: zone, ombudsman: zone, investigations: zone, hr: zone }
  const policy = { offices: offices as unknown as Policy['offices'], releaseAt: '07:00' }
  const releaseOn = (on: string) =>
    release({
      clock: { now: () => new Date(`${on}T08:00:00Z`) },
      log: nullLog,
      policy,
      releases,
      jobs,
    })
  const person = await fileInDelayedInbox(db, { office: 'ombudsman' })
  await releaseOn(TUESDAY)
  await db.store.desk.change(officerA, person.filing.id, () => ({
    event: byOfficer('closed', TUESDAY, 'informally_resolved'),
  }))
  await delayedInbox.takeBack(person.lookup, TUESDAY, 'withdrawn')
  await releaseOn(WEDNESDAY)
  expect((await delayedInbox.locked(person.lookup))?.erasure?.on).toBe(erasureDay(TUESDAY))
  await releaseOn(erasureDay(TUESDAY))
  expect(await delayedInbox.locked(person.lookup)).toBeNull()
})

test('T-111 after the day’s end no row says at what minute something was taken back, or that undone', async () => {
  const { delayedInbox, releases, jobs } = db.store
  const people = [await fileInDelayedInbox(db), await fileInDelayedInbox(db)]
  await releases.release('ethics', TUESDAY)
  for (const { lookup } of people) {
    await delayedInbox.takeBack(lookup, MONDAY_OF_FILING, 'withdrawn')
  }
  const [, undone] = people
  const erasure = undone && (await delayedInbox.locked(undone.lookup))?.erasure
  if (undone && erasure) await delayedInbox.undoTakeBack(undone.lookup, erasure, TUESDAY)
  const transactions = async () => {
    const ids = `{${people.map(({ filing: { id } }) => id).join(',')}}`
    const rows = await looking(
      db.superuser,
      (sql) => sql<{ xid: string }[]>`
        select xmin::text as xid from reader where case_id = any (${ids}::text[])
        union select xmin::text from "case" where id = any (${ids}::text[])
        union select xmin::text from erasure`,
    )
    return rows.length
  }
  expect(await transactions()).toBeGreaterThan(1)
  await jobs.settleExclusions()
  expect(await transactions()).toBe(1)
})
