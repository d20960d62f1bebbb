import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { nullLog } from '#log.ts'
import { sendNotifications } from '#notifications/send.ts'
import type { Filing } from '#ports.ts'
import { byReporter } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, officerC, sealedLetter } from '../fixtures/filing.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, somebodyWaits } from '../fixtures/superuser.ts'
import { fileInDelayedInbox, TUESDAY } from '../fixtures/waiting.ts'

const ON = day('2026-11-09')
const NOW = new Date('2026-11-09T09:00:00Z')
const PAGE = { channel: 'web_page', leaf: null } as const
const DANGER = { category: 'safety', leaf: 'safety.immediate_danger', triageHours: 1 } as const
let db: TestDatabase
const addresses = new Map<string, OfficerId>()
const hex = (of: Uint8Array) => Buffer.from(of).toString('hex')

beforeAll(async () => {
  db = await freshStore()
  for (const id of [officerA, officerB, officerC]) {
    const offices = [{ office: 'ethics', role: 'officer' }] as const
    await db.store.people.upsert({ id, issuer: 'idp', subject: id, offices }, ON)
    const [code, address] = [bytes(32), bytes(64)]
    addresses.set(hex(address), id)
    await db.store.officerAddresses.offer(code, id, new Date(NOW.getTime() + 60_000))
    await db.store.officerAddresses.pair(code, address, NOW, ON)
  }
})
afterAll(() => db.end())
beforeEach(() => looking(db.superuser, (sql) => sql`delete from outbox`))

/** Who would be told with the next full hour, or at once. */
async function recipients(): Promise<OfficerId[]> {
  const { notifications } = db.store
  const due = [...(await notifications.due(false, NOW)), ...(await notifications.due(true, NOW))]
  const who = due.map(({ address }) => addresses.get(hex(address)) ?? ('nobody' as OfficerId))
  return [...new Set(who)].toSorted()
}

async function filed(over: Partial<Filing> = {}): Promise<Filing> {
  const made = filing({ readers: [officerA, officerB], ...over })
  await db.store.intake.file(made)
  return made
}

async function keepOut({ id, receipt }: Filing, officer: OfficerId): Promise<void> {
  const lookup = receipt.lookups[0] ?? bytes(1)
  const out = [{ officer, tag: await exclusions.tag(id, officer) }]
  await db.store.reporters.keepOut(lookup, out)
}

test.each([
  ['from a card', {}],
  ['with a danger', DANGER],
  ['from the page', PAGE],
] as const)('T-106 who is kept out before the full hour is not told: %s', async (_, over) => {
  const made = await filed(over)
  expect(await recipients()).toEqual([officerA, officerB])
  await keepOut(made, officerB)
  expect(await recipients()).toEqual([officerA])
})

test('T-106 kept out on the page once it is released, and before the full hour: not told', async () => {
  const person = await fileInDelayedInbox(db, { readers: [officerA, officerB] })
  await db.store.releases.release('ethics', TUESDAY)
  expect(await recipients()).toEqual([officerA, officerB])
  const out = [{ officer: officerB, tag: await exclusions.tag(person.filing.id, officerB) }]
  await db.store.delayedInbox.keepOut(person.lookup, out)
  expect(await recipients()).toEqual([officerA])
})

test.each([
  ['a card', {}],
  ['the page', PAGE],
] as const)(
  'T-106 who is kept out of one case is still told of the other, from %s',
  async (_, over) => {
    const [one, other] = [await filed(over), await filed(over)]
    await keepOut(one, officerB)
    expect(await recipients()).toEqual([officerA, officerB])
    await keepOut(other, officerB)
    expect(await recipients()).toEqual([officerA])
  },
)

test('T-106 of a letter, a date, and a danger that nobody confirmed, whoever is kept out then is not told', async () => {
  const made = await filed()
  const danger = await filed({ ...DANGER, terms: { ...filing().terms, receivedAt: NOW } })
  const emptied = () => looking(db.superuser, (sql) => sql`delete from outbox`)
  const reminded: (() => Promise<unknown>)[] = [
    async () =>
      db.store.reporters.add(made.receipt.lookups[0] ?? bytes(1), {
        nonce: bytes(32),
        letter: sealedLetter({
          case: made.id,
          dir: 'r>o',
          seq: 2,
          kind: 'addition',
          on: ON,
          officers: [officerA, officerB],
          reporter: true,
        }),
        event: byReporter('added', ON),
      }),
    () =>
      db.store.notifications.queueDeadlines(['Europe/Zurich', made.terms.zone], day('2026-11-16')),
    () =>
      looking(db.superuser, async (sql) => {
        await sql`set role aside_duty`
        await sql`select notify_unconfirmed_danger('-infinity', 'infinity', ${ON}::date)`
      }),
  ]
  for (const again of reminded) {
    await emptied()
    await again()
    expect(await recipients()).toEqual([officerA, officerB])
  }
  await keepOut(danger, officerB)
  await keepOut(made, officerB)
  expect(await recipients()).toEqual([officerA])
})

test('T-106 the last address is not told of a case from which somebody is kept out before the hour', async () => {
  const made = await filed()
  await looking(db.superuser, (sql) => sql`delete from outbox`)
  await db.store.notifications.notifyLastAddress(officerC, day('2026-12-20'), day('2026-12-24'))
  expect(await recipients()).toEqual([officerC])
  await looking(db.superuser, (sql) => sql`update "case" set due_on = null where id <> ${made.id}`)
  await looking(db.superuser, async (sql) => {
    await sql`delete from outbox`
    await sql`delete from daily_notification`
  })
  await db.store.notifications.notifyLastAddress(officerC, day('2026-12-20'), day('2026-12-24'))
  await keepOut(made, officerB)
  expect(await recipients()).toEqual([])
})

test('of what is taken back before the full hour nobody is told, and of the rest they are', async () => {
  const [one, other] = [await filed(), await filed({ readers: [officerC] })]
  await db.store.reporters.takeBack(one.receipt.lookups[0] ?? bytes(1), ON, 'withdrawn')
  expect(await recipients()).toEqual([officerC])
  await db.store.reporters.takeBack(other.receipt.lookups[0] ?? bytes(1), ON, 'withdrawn')
  expect(await recipients()).toEqual([])
})

test('T-106 who reads what was taken back is told when that is undone, and not before', async () => {
  const made = await filed()
  const [lookup = bytes(1)] = made.receipt.lookups
  await db.store.reporters.takeBack(lookup, ON, 'withdrawn')
  expect(await recipients()).toEqual([])
  await db.store.notifications.notifyLastAddress(officerC, day('2026-12-20'), day('2026-12-24'))
  expect(await recipients()).toEqual([])
  const [locked] = await db.store.reporters.heads([lookup])
  if (!locked?.erasure) throw new Error('an erasure')
  expect(await db.store.reporters.undoTakeBack(lookup, locked.erasure, ON)).toBe(true)
  expect(await recipients()).toEqual([officerA, officerB])
})

const DUTIES: readonly (readonly [string, string])[] = [
  ['a date', `notify_due_dates(array['Europe/Paris'], '2026-11-16')`],
  [
    'a danger that nobody confirmed',
    `notify_unconfirmed_danger('-infinity', 'infinity', '2026-11-09')`,
  ],
  ['a silent office', `notify_last_address('${officerC}', '2026-12-20', '2026-12-24')`],
]
test.each(DUTIES)(
  'T-106 kept out, or taken back, in the moment in which a duty tells of %s: not told',
  async (_, tells) => {
    const made = await filed({ ...DANGER, terms: { ...filing().terms, receivedAt: NOW } })
    const [lookup = bytes(1)] = made.receipt.lookups
    const others = `due_on = null, due_at = null, received_at = null, acknowledged_on = received_on`
    await looking(db.superuser, async (sql) => {
      await sql`set session_replication_role = replica`
      await sql.unsafe(
        `update "case" set ${others}, closed_on = received_on where id <> '${made.id}'`,
      )
    })
    const meanwhile = async (act: () => Promise<unknown>, left: readonly OfficerId[]) => {
      await looking(db.superuser, async (sql) => {
        await sql`delete from outbox`
        await sql`delete from daily_notification`
        const done = await sql.begin(async (tx) => {
          await tx`set local role aside_duty`
          await tx.unsafe(`select ${tells}`)
          const acting = act()
          await Promise.race([acting, somebodyWaits(db.superuser)])
          return [acting]
        })
        await Promise.all(done)
      })
      expect(await recipients()).toEqual(left)
    }
    const last = tells.includes('last_address')
    await meanwhile(() => keepOut(made, officerB), last ? [] : [officerA])
    await meanwhile(() => db.store.reporters.takeBack(lookup, ON, 'withdrawn'), [])
  },
)

test('T-106 who is kept out while messages are being sent is not told either', async () => {
  const made = await filed()
  const sent: string[] = []
  await sendNotifications(
    {
      clock: { now: () => NOW },
      log: nullLog,
      addresses: {
        open: async (sealed) => addresses.get(hex(sealed)) ?? null,
      },
      notifications: {
        ...db.store.notifications,
        due: async (urgent, now) => {
          const due = await db.store.notifications.due(urgent, now)
          await keepOut(made, officerB)
          return due
        },
      },
      serverSecret: { isCurrent: async () => true },
      notificationChannel: {
        send: async (address) => {
          sent.push(address)
          return { is: 'sent' }
        },
      },
    },
    'hourly',
  )
  expect(sent).toEqual([officerA])
})

test('T-115 no login but the keeper can say of which case a notification tells', async () => {
  await filed()
  await filed()
  const rows = await looking(db.superuser, (sql) => sql`select unnest(causes) as cause from outbox`)
  const causes = rows.map(({ cause }) => hex(cause))
  expect(causes).toHaveLength(4)
  expect(new Set(causes).size).toBe(4)
})
