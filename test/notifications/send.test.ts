import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses as sealedBy } from '#crypto/addresses.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { day } from '#domain/case/day.ts'
import { systemChance } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { MOST_TRIES, nextTry, sendNotifications } from '#notifications/send.ts'
import type { Delivery } from '#ports.ts'
import { bytes, officerA } from '../fixtures/filing.ts'
import { testClock } from '../fixtures/services.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

const SECRET = new Uint8Array(32).fill(3)
const addresses = sealedBy(serverKeys(SECRET), systemChance)
const HOUR = 3_600_000
const STREAM = join(import.meta.dirname, '..', 'fixtures', 'filing-stream.ts')
const HOURLY = ['hourly', 'urgent'] as const
let db: TestDatabase
let clock = testClock(new Date('2026-11-09T09:00:00Z'))
const log: string[] = []
const quietLog = { info: () => undefined, warn: (event: string) => void log.push(event) }

beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())
beforeEach(async () => {
  clock = testClock(new Date('2026-11-09T09:00:00Z'))
  log.length = 0
  await looking(db.superuser, (sql) => sql`delete from outbox`)
})

async function put(...to: string[]): Promise<void> {
  for (const address of to)
    await db.store.outbox.put(await addresses.seal(address), day('2026-11-09'))
}

/** Sends once. @returns to whom, in order */
async function send(
  answer: (address: string) => Delivery | Promise<Delivery> = () => ({ is: 'sent' }),
  how: (typeof HOURLY)[number] = 'hourly',
  notifications = db.store.notifications,
  isCurrent = true,
): Promise<string[]> {
  const recipients: string[] = []
  const notificationChannel = {
    send: async (address: string) => {
      recipients.push(address)
      return answer(address)
    },
  }
  await sendNotifications(
    {
      clock,
      log: quietLog,
      addresses,
      notifications,
      notificationChannel,
      serverSecret: { isCurrent: async () => isCurrent },
    },
    how,
  )
  return recipients.toSorted()
}

const left = async () =>
  Number((await looking(db.superuser, (sql) => sql`select count(*) from outbox`))[0]?.['count'])

test('T-86 however many notices wait for one address, it is one message', async () => {
  await put('amal', 'amal', 'boris', 'amal')
  expect(await send()).toEqual(['amal', 'boris'])
  expect(await left()).toBe(0)
  expect(await send()).toEqual([])
})

test('case 91 an address that fails stands in nobody else’s way', async () => {
  await put('amal', 'boris', 'chen', 'dora')
  const recipients = await send((address) => {
    if (address === 'amal') throw new TypeError('broken')
    if (address === 'boris') return { is: 'later', afterSeconds: null }
    return { is: 'sent' }
  })
  expect(recipients).toEqual(['amal', 'boris', 'chen', 'dora'])
  expect(await left()).toBe(2)
  expect(log).toEqual(['notice_failed'])
})

test('cases 86 and 91 what fails is tried again after a pause that doubles, and in the end given up', async () => {
  await put('amal')
  const tries: number[] = []
  for (let hour = 0; hour < 24 * 10; hour += 1) {
    if ((await send(() => ({ is: 'later', afterSeconds: null }))).length > 0) tries.push(hour)
    clock.forward(HOUR)
  }
  expect(tries.length).toBe(MOST_TRIES)
  expect(await left()).toBe(0)
  expect(log).toEqual(['notice_given_up'])
  const pauses = tries.slice(1).map((hour, at) => hour - (tries[at] ?? 0))
  expect(pauses).toEqual(pauses.toSorted((one, other) => one - other))
})

test('danger that does not arrive is tried for a day', async () => {
  await put('amal')
  await looking(db.superuser, (sql) => sql`update outbox set urgent = true`)
  let last = 0
  for (let minutes = 0; minutes < 48 * 60; minutes += 15) {
    const sent = await send(() => ({ is: 'later', afterSeconds: null }), 'urgent')
    if (sent.length > 0) last = minutes
    clock.forward(15 * 60_000)
  }
  expect(last / 60).toBeGreaterThan(23)
  expect(last / 60).toBeLessThan(26)
  expect(log).toEqual(['notice_given_up'])
})

test('case 86 where somebody is gone, what waits for her goes, and whoever met the same fate hears nothing', async () => {
  await put('amal', 'boris')
  await send((address) => ({ is: address === 'amal' ? 'gone' : 'sent' }))
  expect(await left()).toBe(0)
})

test('after too many requests it is not tried before Teams says so', async () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...HOURLY),
      fc.integer({ min: 1, max: MOST_TRIES }),
      fc.option(fc.integer({ min: 1, max: 200_000 })),
      (how, tries, seconds) => {
        const now = clock.now()
        const pause = nextTry(now, how, tries, seconds).getTime() - now.getTime()
        expect(pause).toBeGreaterThanOrEqual(Math.min((seconds ?? 0) * 1_000, 24 * HOUR))
        expect(pause).toBeLessThanOrEqual(24 * HOUR)
        expect(pause).toBeGreaterThan(0)
      },
    ),
  )
})

test('what was sealed under a secret that is gone is lost, with the reminder there, and nothing else', async () => {
  const other = sealedBy(serverKeys(new Uint8Array(32).fill(9)), systemChance)
  const [id, gone] = [bytes(32), await other.seal('amal')]
  await db.store.reminders.set([id], gone, day('2026-12-07'))
  await db.store.notifications.queueReminders(day('2026-11-09'))
  await db.store.outbox.put(await other.seal('amal'), day('2026-11-09'))
  await put('boris')
  expect(await send()).toEqual(['boris'])
  expect(await left()).toBe(0)
  expect(await db.store.reminders.until([id])).toBeNull()
})

test('T-115 what waits for persons is of one transaction, and of another after each full hour', async () => {
  const transactions = async () =>
    (await looking(db.superuser, (sql) => sql`select distinct xmin::text from outbox`)).map(
      ({ xmin }) => Number(xmin),
    )
  await put('amal', 'boris', 'chen')
  const [before = 0, ...others] = await transactions()
  expect(others).toEqual([])
  await send((address) =>
    address === 'amal' ? { is: 'sent' } : { is: 'later', afterSeconds: null },
  )
  await send(() => ({ is: 'sent' }))
  const [after = 0, ...more] = await transactions()
  expect(more).toEqual([])
  expect(after).toBeGreaterThan(before)
  expect(await left()).toBe(2)
})

describe('case 97 a server that ends between', () => {
  test('killed while concerns come in, it leaves a notice for each that is kept, and none for any other', async () => {
    const known = { id: officerA, issuer: 'https://sign-in.invalid', subject: officerA }
    const offices = [{ office: 'ethics', role: 'officer' }] as const
    await db.store.people.upsert({ ...known, offices }, day('2026-11-01'))
    const code = bytes(32)
    await db.store.officerAddresses.offer(code, officerA, new Date(clock.now().getTime() + HOUR))
    const address = await addresses.seal('officer')
    await db.store.officerAddresses.pair(code, address, clock.now(), day('2026-11-01'))
    const child = spawn(process.execPath, [STREAM, db.url], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const ended = new Promise((done) => child.once('close', done))
    let count = 0
    await new Promise<void>((enough) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        count += line.startsWith('kept') ? 1 : 0
        if (count >= 20) enough()
      })
      void ended.then(() => enough())
    })
    child.kill('SIGKILL')
    await ended
    expect(count).toBeGreaterThanOrEqual(20)
    const cases = await looking(db.superuser, (sql) => sql`select count(*) from "case"`)
    expect(await left()).toBe(Number(cases[0]?.['count']))
    expect(await send()).toEqual(['officer'])
    expect(await left()).toBe(0)
  })

  test('storing and sending leaves the notice, and the next one sends it', async () => {
    await put('amal')
    expect(await left()).toBe(1)
    expect(await send()).toEqual(['amal'])
  })

  test('sending and forgetting says it twice, never not at all', async () => {
    await put('amal')
    const dying = {
      ...db.store.notifications,
      drop: async () => {
        throw new AppError('DATABASE_AWAY')
      },
    }
    expect(await send(undefined, 'hourly', dying)).toEqual(['amal'])
    expect(await send()).toEqual(['amal'])
    expect(await send()).toEqual([])
  })
})

test('T-115 one address sealed twice is two things, and neither opens without the secret', async () => {
  const [one, other] = [await addresses.seal('amal'), await addresses.seal('amal')]
  expect(Buffer.from(one).equals(other)).toBe(false)
  expect(one.length).toBe((await addresses.seal('a much longer address '.repeat(9))).length)
  expect(await addresses.open(one)).toBe('amal')
  const rotated = sealedBy(serverKeys(new Uint8Array(32).fill(8), SECRET), systemChance)
  expect(await rotated.open(one)).toBe('amal')
  expect(await sealedBy(serverKeys(new Uint8Array(32).fill(8)), systemChance).open(one)).toBeNull()
  const bent = other.with(20, (other[20] ?? 0) ^ 1)
  expect(await addresses.open(bent)).toBeNull()
  expect(await addresses.open(new Uint8Array(3))).toBeNull()
})

test('case 86 what this server’s secret does not open waits for the server whose secret does', async () => {
  const other = sealedBy(serverKeys(new Uint8Array(32).fill(8)), systemChance)
  await db.store.outbox.put(await other.seal('amal'), day('2026-11-09'))
  expect(await send(undefined, 'hourly', db.store.notifications, false)).toEqual([])
  expect(await left()).toBe(1)
  expect(await send()).toEqual([])
  expect(await left()).toBe(0)
})
