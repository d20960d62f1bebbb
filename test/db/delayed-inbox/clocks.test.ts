import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { database } from '#db/database.ts'
import { jobStore } from '#db/job-store.ts'
import { pool } from '#db/pool.ts'
import type { PromisedTerms } from '#domain/case/case-status.ts'
import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import type { Filing } from '#ports.ts'
import { byOfficer } from '../../fixtures/acts.ts'
import { ofAnyDay, ofItsDay } from '../../fixtures/any-day.ts'
import { eraseTakenBack } from '../../fixtures/erasing.ts'
import { filing, officerA } from '../../fixtures/filing.ts'
import { ZONE } from '../../fixtures/noon.ts'
import { freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { asIfWaited } from '../../fixtures/waited.ts'
import { fileInDelayedInbox } from '../../fixtures/waiting.ts'

async function gone(lookup: Uint8Array): Promise<void> {
  await db.store.delayedInbox.takeBack(lookup, today(), 'withdrawn')
  await ofAnyDay(db.url)
  expect(await eraseTakenBack(db.store.jobs, today())).toBe(1)
  await ofItsDay(db.url)
}

const APART = { code: 'CLOCKS_APART' }
const MINUTE = 60_000
const today = () => dayIn(ZONE, new Date())
const on = (receivedOn: Day, more: Partial<PromisedTerms> = {}): Pick<Filing, 'terms'> => ({
  terms: { receivedOn, receivedAt: null, replyDays: 7, replyHours: null, zone: ZONE, ...more },
})

let db: TestDatabase
const log: string[] = []
beforeAll(async () => {
  db = await freshStore({ log, clock: { now: () => new Date() } })
  await ofItsDay(db.url)
})
afterAll(() => db.end())
beforeEach(() => {
  log.length = 0
})

const release = (before: Day) => db.store.releases.release('ethics', before)
const open = (id: Filing['id']) => db.store.desk.open(officerA, id)

describe('T-137 nothing that was acknowledged is lost, however long no server ran and whatever a clock said', () => {
  test.each([1, 31, 32, 400])('what waited %i days is released with its own days', async (days) => {
    const came = plusDays(today(), -days)
    await asIfWaited(db.superuser, async () => {
      const person = await fileInDelayedInbox(db, on(came))
      await person.add(2, came)
      await person.settle(came)
      expect(await release(today())).toBe(3)
      const caseRecord = await open(person.filing.id)
      expect(caseRecord?.terms.receivedOn).toBe(came)
      expect(caseRecord?.events.map(({ act, on }) => [act, on])).toEqual([
        ['received', came],
        ['added', came],
        ['settled', came],
      ])
    })
    expect(log).toEqual([])
    expect(await db.store.releases.trouble(today())).toMatchObject({ parked: 0, waits: false })
  })

  test('what she wrote before a release that came a year late opens again what was closed meanwhile', async () => {
    const person = await fileInDelayedInbox(db, on(today()))
    await release(plusDays(today(), 1))
    await asIfWaited(db.superuser, () => person.add(2, plusDays(today(), -365)))
    const event = { ...byOfficer('closed', today()), at: null }
    await db.store.desk.change(officerA, person.filing.id, () => ({ event }))
    expect(await release(plusDays(today(), 1))).toBe(1)
    expect((await open(person.filing.id))?.status.closedOn).toBeNull()
  })

  test('what a clock once let in for a day to come is released when that day is over, and not before', async () => {
    const ahead = plusDays(today(), 3)
    await asIfWaited(db.superuser, async () => {
      const person = await fileInDelayedInbox(db, on(ahead))
      expect(await release(plusDays(ahead, 1))).toBe(0)
      await ofAnyDay(db.url)
      expect(await release(plusDays(ahead, 1))).toBe(1)
      await ofItsDay(db.url)
      expect((await open(person.filing.id))?.terms.receivedOn).toBe(ahead)
    })
  })

  test('what failed while a clock was ahead is tried as soon as it is right again', async () => {
    const person = await fileInDelayedInbox(db, on(today()))
    await looking(
      db.superuser,
      (sql) => sql`update delayed_inbox set failures = 2, parked_on = ${plusDays(today(), 300)},
        tried_on = ${plusDays(today(), 300)}`,
    )
    expect(await release(plusDays(today(), 1))).toBe(1)
    expect(await open(person.filing.id)).not.toBeNull()
  })

  test('what failed for another reason than its bytes is put aside, counted with what waits behind it, and stays', async () => {
    const person = await fileInDelayedInbox(db, on(today()))
    await person.add(2, today())
    await db.store.intake.file(filing({ id: person.filing.id, ...on(today()) }))
    for (const days of [1, 2, 3]) await release(plusDays(today(), days))
    await looking(
      db.superuser,
      (sql) => sql`update delayed_inbox set parked_on = '2020-01-01'
      where parked_on is not null`,
    )
    await release(plusDays(today(), 100))
    expect(await db.store.releases.trouble(today())).toMatchObject({ parked: 2, waits: true })
    await gone(person.lookup)
  })

  test('a duty that says whatever day it likes drops nothing that is an act', async () => {
    const person = await fileInDelayedInbox(db, on(today()))
    const dropped = await looking(
      db.url,
      async (sql) => {
        const [row] = await sql`select id from delayed_inbox`
        for (const day of ['2020-01-01', '2020-01-02']) {
          await sql`select record_release_failure(${row?.['id']}, ${day}::date)`
        }
        return sql`select drop_parked('2999-01-01') as n`
      },
      'aside_duty',
    )
    expect(dropped[0]?.['n']).toBe(0)
    expect(await person.find()).not.toBeNull()
    await gone(person.lookup)
  })

  test('its files stay as long as its letter waits', async () => {
    const person = await fileInDelayedInbox(db, on(today()))
    const letter = person.filing.letters[0]?.id as string
    await looking(
      db.superuser,
      (sql) => sql`insert into upload (id, day, size, case_id, message_id, file_id)
        values (${'u'.repeat(22)}, ${plusDays(today(), -30)}, 1, ${person.filing.id}, ${letter}, ${'f'.repeat(22)})`,
    )
    const sweep = () =>
      looking(db.url, (sql) => sql`select sweep_uploads(${today()}) as n`, 'aside_duty')
    expect((await sweep())[0]?.['n']).toBe(0)
    await gone(person.lookup)
  })
})

describe('T-137 what another clock puts on another day is refused before anybody is told that it arrived', () => {
  const days = [-1, 1, 3].map((days) => [days] as const)
  test.each(days)('a concern that is %i days off: nothing of it is kept', async (off) => {
    const day = plusDays(today(), off)
    await expect(fileInDelayedInbox(db, on(day))).rejects.toMatchObject(APART)
    await expect(db.store.intake.file(filing(on(day)))).rejects.toMatchObject(APART)
    expect(await db.store.releases.trouble(today())).toMatchObject({ waits: false })
  })

  test('nor what is added to one, or settles it, before its release or after', async () => {
    const person = await fileInDelayedInbox(db, on(today()))
    for (const released of [false, true]) {
      if (released) await release(plusDays(today(), 1))
      for (const [off] of days) {
        const day = plusDays(today(), off)
        await expect(person.add(2, day)).rejects.toMatchObject(APART)
        await expect(person.settle(day)).rejects.toMatchObject(APART)
      }
      expect((await person.find())?.letters).toHaveLength(1)
    }
    expect(await person.add(2, today())).toBe('added')
    expect(await release(plusDays(today(), 1))).toBe(1)
  })

  test('whoever lets things in writes no case of a day before that did not wait', async () => {
    const { filing: waited } = await fileInDelayedInbox(db, on(today()))
    for (const off of [-1, -30]) {
      const terms = on(plusDays(today(), off))
      await expect(
        db.store.intake.file(filing({ ...terms, channel: 'web_page' })),
      ).rejects.toMatchObject(APART)
      const same = filing({ ...terms, channel: 'web_page', id: waited.id })
      await expect(db.store.intake.file(same)).rejects.toMatchObject(APART)
    }
    expect(await release(plusDays(today(), 1))).toBe(1)
  })
})

describe('T-137 somebody in danger is taken in whatever minute a clock says', () => {
  test.each([0, 11, -11, 50, -50, 600, -600])('%i minutes off', async (minutes) => {
    const at = new Date(Date.now() + minutes * MINUTE)
    const danger = {
      category: 'safety',
      triageHours: 1,
      ...on(dayIn(ZONE, at), { receivedAt: at }),
    } as const
    const page = await fileInDelayedInbox(db, danger)
    const card = filing(danger)
    await db.store.intake.file(card)
    for (const id of [page.filing.id, card.id]) {
      const caseRecord = await open(id)
      const off = Date.now() - (caseRecord?.terms.receivedAt?.getTime() ?? 0)
      expect(Math.abs(off)).toBeLessThan(10 * MINUTE)
    }
  })

  test('by clocks that are days apart nobody is, and it is said', async () => {
    const at = new Date(Date.now() + 3 * 24 * 60 * MINUTE)
    const danger = {
      category: 'safety',
      triageHours: 1,
      ...on(dayIn(ZONE, at), { receivedAt: at }),
    } as const
    await expect(fileInDelayedInbox(db, danger)).rejects.toMatchObject(APART)
  })
})

describe('T-111 the day of an office further east ends no day further west', () => {
  const monday = '2026-11-09' as Day
  async function duty<T>(act: (duties: ReturnType<typeof jobStore>) => Promise<T>): Promise<T> {
    const own = pool(db.url, 'aside_duty', 1)
    try {
      return await act(jobStore(database(own)))
    } finally {
      await own.end()
    }
  }

  test('what the price of the day follows from stays until that day is over everywhere', async () => {
    await looking(
      db.superuser,
      (sql) => sql`insert into daily_count (day, what, n)
        select ${monday}::date - g, 'kib', g from generate_series(0, 4) as g`,
    )
    await duty((duties) => duties.settleCounts(monday))
    const left = await looking(
      db.superuser,
      (sql) => sql`select n from daily_count where day <= ${monday} and what = 'kib' order by n`,
    )
    expect(left.map(({ n }) => n)).toEqual([0, 1, 2])
  })

  test('the same words pressed again there are still known for the same', async () => {
    const content = new Uint8Array(32).fill(1)
    const caseRef = new Uint8Array(32).fill(2)
    const given = filing({ ...on(today()), sent: { content, caseRef } })
    await db.store.intake.file(given)
    await fileInDelayedInbox(db, on(today()))
    const sent = () => db.store.intake.sent(given.nonce)
    expect(await release(plusDays(today(), 1))).toBe(1)
    expect(await sent()).toEqual({ content, caseRef })
    await looking(db.superuser, async (sql) => {
      await sql`set session_replication_role = replica`
      await sql`update idempotency_key set day = day - 2`
    })
    await duty((duties) => duties.detachNonces(today()))
    expect(await sent()).toBeNull()
  })
})
