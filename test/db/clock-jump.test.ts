import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses as sealedBy } from '#crypto/addresses.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { systemChance } from '#domain/case/ids.ts'
import { nullLog } from '#log.ts'
import { notifyLastAddress } from '#notifications/notify-last-address.ts'
import { remindOfficers, remindPeople } from '#notifications/reminders.ts'
import { sendNotifications } from '#notifications/send.ts'
import { POLICY } from '../dialogs/facts.ts'
import { ofItsDay } from '../fixtures/any-day.ts'
import { bytes, filing, officerA } from '../fixtures/filing.ts'
import { ZONE } from '../fixtures/noon.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

const DAY = 86_400_000
const YEAR = 365 * DAY
const today = dayIn(ZONE, new Date())
const until = plusDays(today, 80)
let db: TestDatabase
/** How far the clock of the server is off. */
let off = 0
const clock = { now: () => new Date(Date.now() + off) }

beforeAll(async () => {
  db = await freshStore({ clock })
  await ofItsDay(db.url)
  const known = { id: officerA, issuer: 'https://sign-in.invalid', subject: officerA }
  const offices = [{ office: 'ethics', role: 'officer' }] as const
  await db.store.people.upsert({ ...known, offices }, today)
  const code = bytes(32)
  await db.store.officerAddresses.offer(code, officerA, new Date(Date.now() + DAY))
  await db.store.officerAddresses.pair(code, bytes(64), new Date(), today)
  const terms = { receivedOn: today, receivedAt: null, replyDays: 1, replyHours: null, zone: ZONE }
  await db.store.intake.file(filing({ readers: [officerA], terms }))
  await db.store.reminders.set([bytes(32)], bytes(64), until)
})
afterAll(() => db.end())
beforeEach(async () => {
  off = 0
  await looking(db.superuser, async (sql) => {
    await sql`delete from outbox`
    await sql`delete from daily_notification`
    await sql`update reminder set sent_on = null`
  })
})

/** What is told once a day; each has something to tell. */
const DAILY = {
  'to readers, of what is due': () =>
    remindOfficers({ clock, log: nullLog, notifications: db.store.notifications }),
  'to whoever asked to be reminded': () =>
    remindPeople({ clock, notifications: db.store.notifications }),
  'to the last address': () =>
    notifyLastAddress({
      clock,
      // Due tomorrow: silent since the day after, as it were.
      policy: {
        escalateTo: officerA,
        silentDays: -1,
        offices: { ...POLICY.offices, ethics: { ...POLICY.offices.ethics, zone: ZONE } },
      },
      notifications: db.store.notifications,
    }),
}

async function outbox(): Promise<number> {
  const [row] = await looking(db.superuser, (sql) => sql`select count(*)::int as n from outbox`)
  return Number(row?.['n'])
}

describe.each(Object.entries(DAILY))('what is told once a day %s', (_, tell) => {
  test.each([
    ['a year ahead', YEAR],
    ['three days ahead', 3 * DAY],
    ['a year behind', -YEAR],
  ])(
    'is told on its day, also after an hour in which the clock of the server was %s',
    async (_, wrong) => {
      off = wrong
      await tell().catch(() => undefined)
      expect(await outbox()).toBe(0)
      off = 0
      await tell()
      expect(await outbox()).toBe(1)
      await tell()
      expect(await outbox()).toBe(1)
    },
  )

  test('and also after one in which the clock of the database was', async () => {
    await tell()
    await looking(db.superuser, async (sql) => {
      await sql`delete from outbox`
      await sql`update daily_notification set day = day + 365`
      await sql`update reminder set sent_on = sent_on + 365`
    })
    await tell()
    expect(await outbox()).toBe(1)
    await tell()
    expect(await outbox()).toBe(1)
  })
})

test('a reminder stays until its last day, whatever day the server says', async () => {
  off = YEAR
  await DAILY['to whoever asked to be reminded']().catch(() => undefined)
  const left = await looking(db.superuser, (sql) => sql`select until::text from reminder`)
  expect([...left]).toEqual([{ until }])
})

test('a message that failed while the clock was ahead is tried again when it is right', async () => {
  const recipients: string[] = []
  const send = (is: 'later' | 'sent') =>
    sendNotifications(
      {
        clock,
        log: nullLog,
        notifications: db.store.notifications,
        addresses: { ...sealedBy(serverKeys(bytes(32)), systemChance), open: async () => 'amal' },
        serverSecret: { isCurrent: async () => true },
        notificationChannel: {
          send: async () => {
            recipients.push(is)
            return is === 'later' ? { is, afterSeconds: null } : { is }
          },
        },
      },
      'hourly',
    )
  await db.store.outbox.put(bytes(64), today)
  off = YEAR
  await send('later')
  off = 0
  await send('sent')
  expect(recipients).toEqual(['later', 'sent'])
  expect(await outbox()).toBe(0)
})
