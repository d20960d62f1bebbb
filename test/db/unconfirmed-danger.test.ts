import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { byOfficer } from '../fixtures/acts.ts'
import { lookForDanger, minutesPass } from '../fixtures/danger.ts'
import { bytes, filing, officerA } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

const ON = day('2026-11-09')
const DANGER = { category: 'safety', leaf: 'safety.immediate_danger', triageHours: 1 } as const
const YEAR = 365 * 24 * 60
let db: TestDatabase

beforeAll(async () => {
  db = await freshStore()
  const known = { id: officerA, issuer: 'https://sign-in.invalid', subject: officerA }
  const offices = [{ office: 'ethics', role: 'officer' }] as const
  await db.store.people.upsert({ ...known, offices }, ON)
  const code = bytes(32)
  const now = new Date('2026-11-09T08:00:00Z')
  await db.store.officerAddresses.offer(code, officerA, new Date(now.getTime() + 60_000))
  await db.store.officerAddresses.pair(code, bytes(64), now, ON)
})
afterAll(() => db.end())
beforeEach(() =>
  looking(db.superuser, async (sql) => {
    await sql`delete from pgboss.job where name = 'escalate'`
    // The dangers of the tests before: what nobody confirmed is told whatever its columns say.
    await sql`set session_replication_role = replica`
    await sql`update "case" set received_at = null, closed_on = ${ON}`
  }),
)

async function danger(channel: 'teams_card' | 'web_page' = 'teams_card') {
  const terms = { ...filing().terms, receivedAt: new Date() }
  const made = filing({ ...DANGER, channel, terms, readers: [officerA] })
  await db.store.intake.file(made)
  await looking(db.superuser, async (sql) => {
    await sql`set session_replication_role = replica`
    await sql`update "case" set received_at = now() where id = ${made.id}`
    await sql`delete from outbox`
  })
  return made
}

/** Looks so many minutes after the look before. @returns how many messages wait for each reader then */
async function look(minutes: number): Promise<number> {
  await lookForDanger(db.superuser, db.store.notifications, minutes)
  const rows = await looking(db.superuser, (sql) => sql`delete from outbox returning urgent`)
  expect(rows.every(({ urgent }) => urgent === true)).toBe(true)
  return rows.length
}

/** Looks at these minutes after it came in. @returns at which its readers were told */
async function notifiedAt(minutes: readonly number[]): Promise<number[]> {
  const counts: number[] = []
  let last = 0
  for (const minute of minutes) {
    const here = await look(minute - last)
    // Told together: one message.
    expect(here).toBeLessThanOrEqual(1)
    if (here > 0) counts.push(minute)
    last = minute
  }
  return counts
}

/** Each five minutes of the clock, as the queue does, and at once when the server is back. */
const everyFive = (from = 0, to = 0) =>
  Array.from({ length: 150 }, (_, minute) => minute + 1).filter(
    (minute) => (minute < from || minute >= to) && (minute === to || minute % 5 === 3),
  )

test.each(['teams_card', 'web_page'] as const)(
  'that came by %s is told to all its readers again after the hour, four times, and no more',
  async (channel) => {
    const made = await danger(channel)
    expect(await notifiedAt(everyFive())).toEqual([63, 78, 93, 108])
    const confirmed = await danger(channel)
    for (const { id } of [made, confirmed]) {
      await looking(db.superuser, (sql) => sql`update "case" set closed_on = null where id = ${id}`)
      await db.store.desk.change(officerA, id, () => ({ event: byOfficer('acknowledged', ON) }))
    }
    expect(await notifiedAt(everyFive())).toEqual([])
  },
)

test.each(['acknowledged_on', 'closed_on'])(
  'T-102 that somebody confirmed it is asked of what was done: a column ends no alarm (%s)',
  async (column) => {
    const made = await danger()
    await looking(db.superuser, async (sql) => {
      await sql.unsafe(`update "case" set ${column} = '${ON}' where id = '${made.id}'`)
    })
    expect(await notifiedAt(everyFive())).toEqual([63, 78, 93, 108])
  },
)

test.each([
  ['the hour, and all that comes after it', 50, 110, [110]],
  ['the hour alone', 57, 77, [77, 93, 108]],
  ['the last time', 100, 125, [63, 78, 93, 125]],
  ['an hour before', 0, 40, [63, 78, 93, 108]],
] as const)(
  'is told as soon as there is a server again that was away over %s',
  async (_, from, to, when) => {
    await danger()
    expect(await notifiedAt(everyFive(from, to))).toEqual(when)
  },
)

test('is told also where nobody remembers when it was looked last', async () => {
  await danger()
  await minutesPass(db.superuser, 24 * 60)
  expect(await look(0)).toBe(1)
})

test('is told four times however unevenly it is looked, by one server or by several', async () => {
  // Seconds early and seconds late, on both sides of each full quarter of an hour.
  const uneven = Array.from(
    { length: 30 },
    (_, at) => at * 5 + ([0.9, -0.01, 0.01, -0.8][at % 4] ?? 0),
  )
  await danger()
  expect(await notifiedAt(uneven.slice(1))).toHaveLength(4)
})

test.each([30, YEAR])(
  'is told as ever after one look for which every clock was %i minutes ahead',
  async (minutes) => {
    await look(5)
    await minutesPass(db.superuser, -minutes)
    await danger()
    const counts = await notifiedAt(everyFive())
    expect(counts).toEqual([63, 78, 93, 108])
  },
)

test('that came in while the clock of the database was ahead is told each quarter of an hour, until somebody confirms', async () => {
  const made = await danger()
  await minutesPass(db.superuser, -YEAR)
  expect((await notifiedAt(everyFive())).length).toBeGreaterThanOrEqual(9)
  await db.store.desk.change(officerA, made.id, () => ({ event: byOfficer('acknowledged', ON) }))
  expect(await notifiedAt(everyFive())).toEqual([])
})
