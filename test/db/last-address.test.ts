import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Day, day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { notifyLastAddress } from '#notifications/notify-last-address.ts'
import type { Filing } from '#ports.ts'
import { POLICY } from '../dialogs/facts.ts'
import { byOfficer } from '../fixtures/acts.ts'
import { bytes, filing, officerA } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

const last = 'hr-1' as OfficerId
let db: TestDatabase

beforeAll(async () => {
  db = await freshStore()
  const offices = [{ office: 'hr', role: 'lead' }] as const
  const known = { id: last, issuer: 'idp', subject: last, offices }
  await db.store.people.upsert(known, day('2026-11-01'))
  const [code, now] = [bytes(32), new Date('2026-11-01T08:00:00Z')]
  await db.store.officerAddresses.offer(code, last, new Date(now.getTime() + 60_000))
  await db.store.officerAddresses.pair(code, bytes(64), now, day('2026-11-01'))
})
afterAll(() => db.end())
beforeEach(() =>
  looking(db.superuser, async (sql) => {
    await sql`delete from outbox`
    await sql`delete from daily_notification`
    // Whatever the test before left is answered.
    await sql`update "case" set due_on = null`
  }),
)

/** How many messages wait for the last address after it was looked at this moment. */
async function notifiedCount(at: string, escalateTo: string | null = last): Promise<number> {
  const policy = { ...POLICY, escalateTo, silentDays: 3 }
  await notifyLastAddress({
    clock: { now: () => new Date(at) },
    policy,
    notifications: db.store.notifications,
  })
  const [row] = await looking(db.superuser, (sql) => sql`select count(*)::int as n from outbox`)
  return Number(row?.['n'])
}

/** Came on a Monday, and an answer is due on the next. */
async function late(over: Partial<Filing> = {}): Promise<Filing> {
  const terms = { ...filing().terms, receivedOn: day('2026-11-02') }
  const made = filing({ readers: [officerA], terms, ...over })
  await db.store.intake.file(made)
  await looking(db.superuser, (sql) => sql`delete from outbox`)
  return made
}

const acts = (made: Filing, act: 'acknowledged' | 'noted' | 'answered', on: Day) =>
  db.store.desk.change(officerA, made.id, () => ({ event: byOfficer(act, on) }))

describe('an answer is late, and no reader does anything', () => {
  test('for three days: then the last address is told, from seven in the morning, once a day', async () => {
    await late()
    expect(await notifiedCount('2026-11-11T12:00:00Z')).toBe(0)
    expect(await notifiedCount('2026-11-12T05:50:00Z')).toBe(0)
    expect(await notifiedCount('2026-11-12T06:50:00Z')).toBe(1)
    expect(await notifiedCount('2026-11-12T07:50:00Z')).toBe(1)
    expect(await db.store.officerAddresses.lastAddressNotifiedOn()).toBe('2026-11-12')
    await late()
    expect(await notifiedCount('2026-11-12T20:50:00Z')).toBe(0)
    expect(await notifiedCount('2026-11-13T06:50:00Z')).toBe(1)
  })

  test('since it was acknowledged: what was done before the day it was due is no answer', async () => {
    await acts(await late(), 'acknowledged', day('2026-11-04'))
    expect(await notifiedCount('2026-11-12T12:00:00Z')).toBe(1)
  })

  test('but not while somebody works on it, and again when that stops', async () => {
    const made = await late()
    await acts(made, 'noted', day('2026-11-11'))
    expect(await notifiedCount('2026-11-12T12:00:00Z')).toBe(0)
    expect(await notifiedCount('2026-11-13T12:00:00Z')).toBe(0)
    expect(await notifiedCount('2026-11-14T12:00:00Z')).toBe(1)
    await acts(made, 'answered', day('2026-11-14'))
    await looking(db.superuser, (sql) => sql`delete from outbox`)
    expect(await notifiedCount('2026-11-20T12:00:00Z')).toBe(0)
  })

  test('T-106 of a case that anybody is kept out of the last address hears nothing: it may be him', async () => {
    await late({ exclusions: [bytes(32)] })
    expect(await notifiedCount('2026-11-12T12:00:00Z')).toBe(0)
    expect(await db.store.officerAddresses.lastAddressNotifiedOn()).toBeNull()
  })

  test('decision 4 a question asked when it is late already ends nothing, nor does its lapse', async () => {
    const made = await late()
    const at = { ...byOfficer('asked', '2026-11-11') }
    await db.store.desk.change(officerA, made.id, () => ({ event: at }))
    expect(await notifiedCount('2026-11-13T12:00:00Z')).toBe(0)
    expect(await notifiedCount('2026-11-15T12:00:00Z')).toBe(1)
    const lapsed = { ...at, act: 'lapsed', by: 'duty', on: day('2026-11-26'), at: null } as const
    expect(await db.store.jobs.record(made.id, lapsed, 'waiting')).toBe(true)
    expect(await notifiedCount('2026-11-27T12:00:00Z')).toBe(2)
  })

  test('decision 4 but one that was asked in time does', async () => {
    const made = await late()
    await acts(made, 'acknowledged', day('2026-11-04'))
    await db.store.desk.change(officerA, made.id, () => ({
      event: byOfficer('asked', '2026-11-09'),
    }))
    expect(await notifiedCount('2026-11-15T12:00:00Z')).toBe(0)
  })

  test('of what is put aside it hears nothing, until it is brought back', async () => {
    const made = await late({ channel: 'web_page', leaf: null })
    const put = (act: 'set_aside' | 'brought_back', on: Day) =>
      db.store.desk.change(officerA, made.id, () => ({ event: byOfficer(act, on) }))
    await put('set_aside', day('2026-11-03'))
    expect(await notifiedCount('2026-11-12T12:00:00Z')).toBe(0)
    await put('brought_back', day('2026-11-03'))
    expect(await notifiedCount('2026-11-12T12:00:00Z')).toBe(1)
  })

  test('where the policy names nobody, nobody is told', async () => {
    await late()
    expect(await notifiedCount('2026-11-12T12:00:00Z', null)).toBe(0)
  })

  test('nobody is told who works here no more', async () => {
    await late()
    const known = { id: last, issuer: 'idp', subject: last }
    await db.store.people.upsert({ ...known, offices: [] }, day('2026-11-05'))
    expect(await notifiedCount('2026-11-12T12:00:00Z')).toBe(0)
    const offices = [{ office: 'hr', role: 'lead' }] as const
    await db.store.people.upsert({ ...known, offices }, day('2026-11-06'))
  })
})
