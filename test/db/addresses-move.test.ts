import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Filing } from '#ports.ts'
import { upload } from '../fixtures/file-rows.ts'
import { bytes, filing, officerA, officerB } from '../fixtures/filing.ts'
import { pageFiling } from '../fixtures/page-filing.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, somebodyWaits } from '../fixtures/superuser.ts'

const ON = day('2026-11-09')
const NOW = new Date('2026-11-09T09:00:00Z')
const DANGER = { category: 'safety', leaf: 'safety.immediate_danger', triageHours: 1 } as const
let db: TestDatabase
let mine: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  db = await freshStore()
  for (const id of [officerA, officerB]) {
    const offices = [{ office: 'ethics', role: 'officer' }] as const
    await db.store.people.upsert({ id, issuer: 'idp', subject: id, offices }, ON)
  }
})
afterAll(() => db.end())
beforeEach(async () => {
  await looking(db.superuser, (sql) => sql`delete from outbox`)
  await paired(officerA)
  mine = await paired(officerB)
})

/** @returns the address that was paired */
async function paired(officer: OfficerId): Promise<Uint8Array<ArrayBuffer>> {
  const [code, address] = [bytes(32), bytes(64)]
  await db.store.officerAddresses.offer(code, officer, new Date(NOW.getTime() + 60_000))
  await db.store.officerAddresses.pair(code, address, NOW, ON)
  return address
}

async function filed(over: Partial<Filing> = {}): Promise<Filing> {
  const made = filing({ readers: [officerA, officerB], ...over })
  await db.store.intake.file(made)
  return made
}

async function keepOut({ id, receipt }: Filing, officer: OfficerId): Promise<void> {
  const out = [{ officer, tag: await exclusions.tag(id, officer) }]
  await db.store.reporters.keepOut(receipt.lookups[0] ?? bytes(1), out)
}

const due = (urgent = false) => db.store.notifications.due(urgent, NOW)
const at = async (address: Uint8Array, urgent = false) =>
  (await due(urgent)).filter((one) => Buffer.from(one.address).equals(address))

test('who pairs a new chat before the hour is told there, also when somebody else is kept out then', async () => {
  const made = await filed()
  const anew = await paired(officerB)
  expect(await at(mine)).toEqual([])
  expect(await at(anew)).toHaveLength(1)
  await keepOut(made, officerA)
  expect(await due()).toHaveLength(1)
  expect(await at(anew)).toHaveLength(1)
})

test('while messages are put down for many nothing is said to be away, and a code is as good afterwards', async () => {
  const { officerAddresses } = db.store
  const code = bytes(32)
  await officerAddresses.offer(code, officerB, new Date(NOW.getTime() + 60_000))
  const pair = () => officerAddresses.pair(code, bytes(64), NOW, ON)
  const refusals = await looking(db.superuser, async (sql) =>
    sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock_shared(20871006, hashtext(o.officer)) from officer_address o`
      return Promise.all(
        [pair(), officerAddresses.end(officerA)].map((one) =>
          one.then(
            () => null,
            ({ code: refusal }: { code: string }) => refusal,
          ),
        ),
      )
    }),
  )
  expect(refusals).toEqual(['BUSY', 'BUSY'])
  // It ended a minute after NOW: whoever wrote it in time writes it again after a release of any length.
  const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
  expect(await officerAddresses.waiting(officerB, after(10))).toBe(false)
  expect(await officerAddresses.pair(bytes(32), bytes(64), NOW, ON)).toBe(false)
  expect(await officerAddresses.pair(code, bytes(64), after(9), ON)).toBe(true)
  expect(await officerAddresses.pair(code, bytes(64), after(9), ON)).toBe(false)
  await officerAddresses.end(officerA)
  expect(await officerAddresses.of(officerA)).toBeNull()
})

test('T-106 while a danger with files is stored, whoever is kept out of it pairs and ends his chat as if it were not there', async () => {
  const danger = { ...DANGER, readers: [officerA], exclusions: [bytes(32)] }
  const { filing: given } = pageFiling(danger)
  const [concern] = given.letters as readonly [SealedLetter]
  const { id } = await upload(db.store)
  const letters = [{ ...concern, attachments: [id], uploads: [id] }]
  const { officerAddresses, delayedInbox } = db.store
  await looking(db.superuser, async (sql) => {
    await sql`insert into daily_count (day, what, n) values (${ON}, 'letter_kib', 1) on conflict do nothing`
    const filings = await sql.begin(async (tx) => {
      // The filing waits here: its files are copied and its messages put down, and nothing of it is seen.
      await tx`select from daily_count where day = ${ON} and what = 'letter_kib' for update`
      const started = delayedInbox.file({ ...given, letters }, null)
      await somebodyWaits(db.superuser)
      await expect(officerAddresses.end(officerA)).rejects.toMatchObject({ code: 'BUSY' })
      const anew = await paired(officerB)
      expect(Buffer.from(anew).equals((await officerAddresses.of(officerB))?.address ?? mine)).toBe(
        true,
      )
      await officerAddresses.end(officerB)
      return [started]
    })
    expect(await Promise.all(filings)).toEqual(['filed'])
  })
  expect(await due(true)).toHaveLength(1)
})

test('T-106 who is kept out is told at no chat, however often a new one was paired', async () => {
  const made = await filed()
  const anew = await paired(officerB)
  await keepOut(made, officerB)
  expect(await at(anew)).toEqual([])
  expect(await due()).toHaveLength(1)
})

test('a danger that did not arrive is tried at the new chat at once, and nobody is said to be told until it does', async () => {
  const made = await filed(DANGER)
  const { notifications, officerAddresses } = db.store
  const reached = () => officerAddresses.canNotify([officerB], ON, made.id)
  await notifications.later(await at(mine, true), new Date(NOW.getTime() + 600_000))
  expect(await reached()).toBe(false)
  const anew = await paired(officerB)
  const waiting = await at(anew, true)
  expect(waiting).toHaveLength(1)
  expect(await reached()).toBe(false)
  await notifications.drop(waiting)
  expect(await reached()).toBe(true)
})

test('an old chat that is found dead takes nothing along that waits for the new one', async () => {
  await filed()
  const anew = await paired(officerB)
  await db.store.notifications.lose(mine, ON)
  expect(await at(anew)).toHaveLength(1)
})

test('who wants to be told no more is not told of what waited either, and others are', async () => {
  await filed()
  await filed(DANGER)
  await db.store.officerAddresses.end(officerB)
  expect([await at(mine), await at(mine, true)]).toEqual([[], []])
  expect([await due(), await due(true)].map(({ length }) => length)).toEqual([1, 1])
})

/** Begins something while a message to officer B is being put down. */
async function whileTold(act: () => Promise<unknown>): Promise<void> {
  const { id } = await filed()
  await looking(db.superuser, async (sql) => {
    await sql`delete from outbox`
    const acting = await sql.begin(async (tx) => {
      await tx`set local role aside_keeper`
      await tx`select notify_officers(array[${officerB as string}], array[${id as string}], ${ON}, false)`
      const started = act()
      await Promise.race([started, somebodyWaits(db.superuser)])
      return [started]
    })
    await Promise.all(acting)
  })
}

test('a message that is put down in the moment of a pairing goes to the new chat', async () => {
  let anew = bytes(64)
  await whileTold(async () => {
    anew = await paired(officerB)
  })
  expect([(await at(mine)).length, (await at(anew)).length]).toEqual([0, 1])
  const pairing = bytes(64)
  const filings = await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`set local role aside_register`
      await tx`update officer_address set address = ${pairing} where officer = ${officerB as string}`
      const started = filed()
      await Promise.race([started, somebodyWaits(db.superuser)])
      return [started]
    }),
  )
  await Promise.all(filings)
  expect([(await at(anew)).length, (await at(pairing)).length]).toEqual([0, 2])
})

test('a message that is put down in the moment in which somebody wants to be told no more is not told', async () => {
  await whileTold(() => db.store.officerAddresses.end(officerB))
  expect(await due()).toEqual([])
})

test('a message that is being sent in the moment of a pairing is told at the new chat too', async () => {
  const { notifications } = db.store
  await filed()
  const before = await at(mine)
  const anew = await paired(officerB)
  expect(await notifications.stillPending(before)).toEqual([])
  await notifications.later(before, new Date(NOW.getTime() + 600_000))
  await notifications.drop(before)
  expect(await at(anew)).toHaveLength(1)
  expect(await notifications.stillPending(await at(anew))).toHaveLength(1)
})

test('T-150 however many messages wait for one chat, all are tried together and given up together', async () => {
  const { notifications } = db.store
  const copies = 35_000
  await looking(
    db.superuser,
    (sql) => sql`
      insert into outbox (id, address, notification_channel, day)
      select decode(lpad(to_hex(n), 64, '0'), 'hex'), ${mine}, 'teams', ${ON}::date
      from generate_series(1, ${copies}::int) as n`,
  )
  const waiting = await at(mine)
  expect(await notifications.stillPending(waiting)).toHaveLength(copies)
  await notifications.later(waiting, new Date(NOW.getTime() + 600_000))
  expect(await at(mine)).toEqual([])
  await notifications.drop(waiting)
  expect(await looking(db.superuser, (sql) => sql`select 1 from outbox`)).toEqual([])
})
