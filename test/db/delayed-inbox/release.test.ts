import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Day, day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { bytes, filing, officerA, officerB } from '../../fixtures/filing.ts'
import type { GivenPageFiling } from '../../fixtures/page-filing.ts'
import { pageFiling } from '../../fixtures/page-filing.ts'
import { exclusions, freshStore, openAt, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import {
  fileInDelayedInbox,
  MONDAY_OF_FILING,
  TUESDAY,
  WEDNESDAY,
  waitingReporter,
} from '../../fixtures/waiting.ts'

let db: TestDatabase
const log: string[] = []
beforeEach(async () => {
  log.length = 0
  db = await freshStore({ log })
})
afterEach(() => db.end())

const release = (before: Day = TUESDAY) => db.store.releases.release('ethics', before)

async function file(many: number): Promise<readonly GivenPageFiling[]> {
  const given = Array.from({ length: many }, () => pageFiling())
  for (const one of given) await db.store.delayedInbox.file(one.filing, null)
  return given
}

async function queueOf(officer: OfficerId): Promise<readonly string[]> {
  return (await db.store.desk.queue(officer)).map(({ id }) => id)
}

/** Every case with all that belongs to it: a case without its parts counts as none. */
async function whole(): Promise<{ cases: number; letters: number; waiting: number }> {
  const [row] = await looking(
    db.superuser,
    (sql) => sql`
      select count(distinct c.id)::int as cases, count(distinct m.id)::int as letters,
        (select count(*)::int from delayed_inbox) as waiting
      from "case" c
        join message m on m.case_id = c.id join envelope e on e.message_id = m.id
        join message_key k on k.message_id = m.id join receipt r on r.case_id = c.id
        join reader o on o.case_id = c.id join event v on v.case_id = c.id
        join case_key y on y.case_id = c.id join consent n on n.case_id = c.id`,
  )
  return row as never
}

test('what came before the day becomes visible, what came on it waits, and other offices wait for theirs', async () => {
  const monday = await fileInDelayedInbox(db)
  const tuesday = await fileInDelayedInbox(db, {
    terms: { ...filing().terms, receivedOn: TUESDAY },
  })
  const elsewhere = await fileInDelayedInbox(db, { office: 'hr' })
  expect(await release()).toBe(1)
  expect(await queueOf(officerA)).toEqual([monday.filing.id])
  expect(await release()).toBe(0)
  expect(await release(WEDNESDAY)).toBe(1)
  expect((await queueOf(officerA)).toSorted()).toEqual(
    [monday.filing.id, tuesday.filing.id].toSorted(),
  )
  expect((await elsewhere.find())?.waiting.length).toBe(1)
})

test('a case that is released has the day it came on, and its clock from there', async () => {
  const person = await fileInDelayedInbox(db)
  const before = await person.find()
  await release(day('2026-11-20'))
  const caseRecord = await db.store.desk.open(officerA, person.filing.id)
  expect(caseRecord?.terms).toEqual({ ...person.filing.terms, receivedAt: null })
  expect(caseRecord?.status.dueOn).toBe('2026-11-16')
  expect(caseRecord?.reference).toBe(person.filing.reference)
  expect({ ...(await person.find()), waiting: before?.waiting }).toEqual(before)
})

test('what one person did comes in its order', async () => {
  const person = await fileInDelayedInbox(db)
  for (const seq of [2, 3, 4]) await person.add(seq)
  await person.settle()
  expect(await release()).toBe(5)
  const caseRecord = await db.store.desk.open(officerA, person.filing.id)
  expect(caseRecord?.letters.map(({ id, seq }) => [id, seq])).toEqual(
    (await person.find())?.letters.map(({ head }) => [head.id, head.seq]),
  )
  expect(caseRecord?.events.map(({ act }) => act)).toEqual([
    'received',
    ...['added', 'added', 'added', 'settled'],
  ])
})

test('T-112 two instances that release at once release everything once', async () => {
  const given = await file(30)
  for (const one of given) await waitingReporter(db, one).add(2)
  const other = await openAt(db.url)
  const [mine = 0, theirs = 0] = await Promise.all([
    release(),
    other.releases.release('ethics', TUESDAY),
  ])
  await other.close()
  // Whoever meets what the other has under way may leave the rest of that person to the next turn.
  expect(mine + theirs + (await release())).toBe(60)
  expect(await whole()).toMatchObject({ cases: 30, letters: 60, waiting: 0 })
  expect(log).toEqual([])
})

test('killed in the middle of a release, nothing is lost and nothing is there twice', {
  timeout: 120_000,
}, async () => {
  const given = await file(60)
  for (const one of given) await waitingReporter(db, one).add(2)
  const script = join(import.meta.dirname, '..', '..', 'fixtures', 'releasing.ts')
  const child = spawn(process.execPath, [script, db.url], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  await new Promise<void>((begun) => {
    createInterface({ input: child.stdout }).once('line', () => begun())
  })
  await looking(db.superuser, async (sql) => {
    while ((await sql`select from "case"`).length < 10) await wait(5)
  })
  child.kill('SIGKILL')
  await ended
  const left = await whole()
  expect(left.waiting).toBeGreaterThan(0)
  const [row] = await looking(db.superuser, (sql) => sql`select count(*)::int as n from message`)
  expect(row?.['n'] + left.waiting).toBe(120)
  await release()
  expect(await whole()).toMatchObject({ cases: 60, letters: 120, waiting: 0 })
})

test('T-111 cases lie in no order of their coming, and neither nonces nor what still waits tell one', async () => {
  const given = await file(40)
  const today = pageFiling({ terms: { ...filing().terms, receivedOn: TUESDAY } })
  await db.store.delayedInbox.file(today.filing, null)
  await release()
  const order = await looking(db.superuser, (sql) => sql`select id from "case" order by ctid`)
  const came = given.map((one) => one.filing.id as string)
  const lies = order.map((row) => row['id'])
  expect(lies.toSorted()).toEqual(came.toSorted())
  expect(lies).not.toEqual(came)
  expect(lies).not.toEqual(came.toReversed())
  const transactions = await looking(
    db.superuser,
    (sql) => sql`select xmin::text as x, 'spent' as what from idempotency_key where day < ${TUESDAY}
      union all select xmin::text, 'delayed_inbox' from delayed_inbox`,
  )
  const of = (what: string) =>
    new Set(transactions.filter((row) => row['what'] === what).map((row) => row['x']))
  expect(of('spent').size).toBe(1)
  expect(of('delayed_inbox').size).toBe(1)
  expect((await db.store.delayedInbox.find(today.lookup))?.waiting.length).toBe(1)
})

test('what cannot be stored stays, is logged by a code only, and holds up nobody else', async () => {
  const [one, other, third] = await file(3)
  if (one === undefined || other === undefined || third === undefined) throw new TypeError('three')
  // Another case with this id: somebody made her browser say it.
  await db.store.intake.file(filing({ id: one.filing.id }))
  await waitingReporter(db, one).add(2)
  expect(await release()).toBe(2)
  expect((await waitingReporter(db, other).find())?.waiting).toEqual([])
  expect((await whole()).waiting).toBe(2)
  expect(log).toEqual(['not_released {"code":"STORE_REFUSED"}'])
  expect(await release()).toBe(0)
})

test('a reference that another case took while it waited is replaced', async () => {
  const person = await fileInDelayedInbox(db)
  await db.store.intake.file(filing({ reference: person.filing.reference }))
  expect(await release()).toBe(1)
  const delayedCase = await person.find()
  expect(delayedCase?.waiting).toEqual([])
  expect(delayedCase?.reference).not.toBe(person.filing.reference)
})

test('case 54, T-137 seven hundred concerns in a day are one message an officer, and no row is written anew for each of them', {
  timeout: 120_000,
}, async () => {
  for (const id of [officerA, officerB]) await pair(id)
  const given = Array.from({ length: 700 }, () => pageFiling())
  for (let at = 0; at < given.length; at += 8) {
    await Promise.all(
      given.slice(at, at + 8).map((one) => db.store.delayedInbox.file(one.filing, null)),
    )
  }
  const outbox = () =>
    looking(
      db.superuser,
      (sql) => sql`
        select day::text, urgent, sum(cardinality(causes))::int as cases, max(cardinality(causes)) as "mostOfRow"
        from outbox group by day, urgent, address`,
    )
  expect(await outbox()).toEqual([])
  expect(await release()).toBe(700)
  const rows = { day: MONDAY_OF_FILING, urgent: false, cases: 700, mostOfRow: 32 }
  expect([...(await outbox())]).toEqual([rows, rows])
  // A look at the queue is a page; counted are all.
  const counted = await db.store.desk.countOpen(officerA)
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(700)
})

test('T-106 kept out while it waited, an officer is told of nothing and sees nothing, and nothing says so', async () => {
  for (const id of [officerA, officerB]) await pair(id)
  const person = await fileInDelayedInbox(db)
  const tag = await exclusions.tag(person.filing.id, officerB)
  await db.store.delayedInbox.keepOut(person.lookup, [{ officer: officerB, tag }])
  expect(await release()).toBe(1)
  const outbox = () => looking(db.superuser, (sql) => sql`select count(*)::int as n from outbox`)
  expect((await outbox())[0]?.['n']).toBe(1)
  expect(await queueOf(officerA)).toEqual([person.filing.id])
  expect(await queueOf(officerB)).toEqual([])
  expect(log).toEqual([])
  const acts = await looking(db.superuser, (sql) => sql`select act from pending_ledger_line`)
  expect(acts.map(({ act }) => act)).toEqual(['received'])
  const readers = await looking(db.superuser, (sql) => sql`select officer from reader`)
  expect(readers.map(({ officer }) => officer)).toEqual([officerA])
})

async function pair(id: OfficerId): Promise<void> {
  const known = { id, issuer: 'https://sign-in.invalid', subject: id }
  await db.store.people.upsert(
    { ...known, offices: [{ office: 'ethics', role: 'officer' }] },
    MONDAY_OF_FILING,
  )
  const code = bytes(32)
  const now = new Date('2026-11-09T08:00:00Z')
  await db.store.officerAddresses.offer(code, id, new Date(now.getTime() + 60_000))
  await db.store.officerAddresses.pair(code, bytes(64), now, MONDAY_OF_FILING)
}
