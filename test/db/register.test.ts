import { afterAll, beforeAll, expect, test } from 'vitest'
import { chain } from '#crypto/directory.ts'
import { day } from '#domain/case/day.ts'
import { bytes, officerA } from '../fixtures/filing.ts'
import { freshStore, MONDAY, type TestDatabase } from '../fixtures/store.ts'
import { looking, somebodyWaits } from '../fixtures/superuser.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const issuer = 'https://sign-in.invalid'
const tomorrow = new Date(MONDAY.getTime() + 86_400_000)

test('somebody of the register signs in, and out', async () => {
  const offices = [
    { office: 'ethics', role: 'lead' },
    { office: 'hr', role: 'officer' },
  ] as const
  const on = day('2026-11-01')
  await db.store.people.upsert({ id: officerA, issuer, subject: 'sub-a', offices }, on)
  const known = { id: officerA, subject: 'sub-a', offices: ['ethics', 'hr'] }
  expect(await db.store.sessions.personOf(issuer, 'sub-a')).toEqual(known)
  expect(await db.store.sessions.personOf(issuer, 'sub-b')).toBeNull()
  expect(await db.store.sessions.personOf('https://other.invalid', 'sub-a')).toBeNull()
  const token = bytes(32)
  await db.store.sessions.start(token, { issuer, subject: 'sub-a' }, tomorrow)
  expect(await db.store.sessions.find(token, MONDAY)).toEqual(known)
  expect(await db.store.sessions.find(token, tomorrow)).toBeNull()
  expect(await db.store.sessions.find(bytes(32), MONDAY)).toBeNull()
  await db.store.sessions.end(token)
  expect(await db.store.sessions.find(token, MONDAY)).toBeNull()
})

test('T-10 whoever works here no more is out with the next request', async () => {
  const person = { id: 'leaver' as typeof officerA, issuer, subject: 'sub-l' }
  const offices = [{ office: 'ethics', role: 'officer' }] as const
  await db.store.people.upsert({ ...person, offices }, day('2026-11-01'))
  const token = bytes(32)
  await db.store.sessions.start(token, person, tomorrow)
  await db.store.people.upsert({ ...person, offices: [] }, day('2026-11-09'))
  expect(await db.store.sessions.find(token, MONDAY)).toBeNull()
  await db.store.people.upsert({ ...person, offices }, day('2026-11-09'))
  expect(await db.store.sessions.find(token, MONDAY)).toMatchObject({ offices: ['ethics'] })
})

test('T-10 whoever signed in by an account is out once another account is let in instead, and only then', async () => {
  const person = { id: 'mover' as typeof officerA, issuer, subject: 'sub-m' }
  const offices = [{ office: 'ethics', role: 'officer' }] as const
  const token = bytes(32)
  const admit = (over: object) =>
    db.store.people.upsert({ ...person, offices, ...over }, day('2026-11-01'))
  await admit({})
  await db.store.sessions.start(token, person, tomorrow)
  await admit({})
  expect(await db.store.sessions.find(token, MONDAY)).not.toBeNull()
  const { officerAddresses } = db.store
  const pairing = async (code: Uint8Array<ArrayBuffer>) => {
    await officerAddresses.offer(code, person.id, tomorrow)
    return code
  }
  const chat = await pairing(bytes(32))
  expect(await officerAddresses.pair(chat, bytes(64), MONDAY, day('2026-11-01'))).toBe(true)
  const code = await pairing(bytes(32))
  await admit({})
  expect(await officerAddresses.of(person.id)).not.toBeNull()
  await admit({ subject: 'sub-n' })
  expect(await db.store.sessions.find(token, MONDAY)).toBeNull()
  expect(await officerAddresses.of(person.id)).toBeNull()
  expect(await officerAddresses.pair(code, bytes(64), MONDAY, day('2026-11-01'))).toBe(false)
})

test('T-10 who signs in by an account in the moment in which another is let in instead is out too', async () => {
  const person = { id: 'racer' as typeof officerA, issuer, subject: 'sub-r' }
  const offices = [{ office: 'ethics', role: 'officer' }] as const
  const admit = (subject: string) =>
    db.store.people.upsert({ ...person, subject, offices }, day('2026-11-01'))
  await admit('sub-r')
  for (let turn = 0; turn < 20; turn++) {
    const [before, after] = [`sub-r${turn === 0 ? '' : turn}`, `sub-r${turn + 1}`]
    const tokens = Array.from({ length: 6 }, () => bytes(32))
    const begun = tokens.map((token) =>
      db.store.sessions.start(token, { issuer, subject: before }, tomorrow),
    )
    await Promise.all([...begun.slice(0, 3), admit(after), ...begun.slice(3)])
    for (const token of tokens) expect(await db.store.sessions.find(token, MONDAY)).toBeNull()
  }
  expect(await db.store.sessions.start(bytes(32), person, tomorrow)).toBe(false)
})

test('T-10 a code that an account is given while another is let in instead pairs nothing', async () => {
  const person = { id: 'pairer' as typeof officerA, issuer, subject: 'sub-p' }
  const offices = [{ office: 'ethics', role: 'officer' }] as const
  const { officerAddresses, people, sessions } = db.store
  const on = day('2026-11-01')
  await people.upsert({ ...person, offices }, on)
  const [token, chat, code] = [bytes(32), bytes(32), bytes(32)]
  await sessions.start(token, person, tomorrow)
  await officerAddresses.offer(chat, person.id, tomorrow)
  await officerAddresses.pair(chat, bytes(64), MONDAY, on)
  const acts = await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock_shared(20871006)`
      const admitted = people.upsert({ ...person, subject: 'sub-q', offices }, on)
      await somebodyWaits(db.superuser)
      expect(await sessions.find(token, MONDAY)).not.toBeNull()
      const offered = officerAddresses.offer(code, person.id, tomorrow)
      await somebodyWaits(db.superuser, 'Lock')
      return [admitted, offered]
    }),
  )
  await Promise.all(acts)
  expect(await sessions.find(token, MONDAY)).toBeNull()
  expect(await officerAddresses.waiting(person.id, MONDAY)).toBe(false)
  expect(await officerAddresses.pair(code, bytes(64), MONDAY, on)).toBe(false)
})

test('the directory is a chain, and the same snapshot again is not another link', async () => {
  const snapshot = (roster: string) => ({
    root: 'root',
    roster,
    signature: 'signature',
    certificates: ['one "quoted"', 'two\nlines'],
  })
  expect(await db.store.directory.latest()).toBeNull()
  await db.store.directory.publish(snapshot('{"version":1}'))
  const first = await db.store.directory.latest()
  expect(first).toMatchObject({ ...snapshot('{"version":1}'), previous: null })
  await db.store.directory.publish(snapshot('{"version":1}'))
  expect(await db.store.directory.latest()).toEqual(first)
  await Promise.all(['2', '3'].map((n) => db.store.directory.publish(snapshot(n))))
  const all = await db.store.directory.every()
  expect(all.map(({ roster }) => roster).toSorted()).toEqual(['2', '3', '{"version":1}'])
  for (const [at, link] of all.entries()) {
    expect(link.previous).toBe(all[at - 1]?.hash ?? null)
    expect(link).toMatchObject(await chain(link.previous, snapshot(link.roster)))
  }
})

test('what was published is read once, whoever asks for it, until something newer is there', async () => {
  const { directory } = db.store
  const snapshot = { root: 'root', signature: 'signature', certificates: ['one'] }
  await directory.publish({ ...snapshot, roster: 'before' })
  const [latest, every] = [await directory.latest(), await directory.every()]
  const [again, all] = await Promise.all([directory.latest(), directory.every()])
  expect(again).toBe(latest)
  expect(all).toBe(every)
  await directory.publish({ ...snapshot, roster: 'after' })
  expect(await directory.latest()).toMatchObject({ roster: 'after', previous: latest?.hash })
  expect(await directory.every()).toHaveLength(every.length + 1)
})

test("a database is the demo's or production's, for ever", async () => {
  expect(await db.store.environmentMarker.read()).toBeNull()
  await db.store.environmentMarker.claim('demo')
  await db.store.environmentMarker.claim('demo')
  expect(await db.store.environmentMarker.read()).toBe('demo')
  await expect(db.store.environmentMarker.claim('production')).rejects.toMatchObject({
    code: 'DEMO_REFUSED',
  })
})

test('the policy that was shown is found by its hash', async () => {
  const shown = { hash: 'hash', text: 'texts', policy: { page: false } }
  await db.store.policies.keep(shown)
  await db.store.policies.keep({ ...shown, text: 'other texts' })
  expect(await db.store.policies.find('hash')).toBe('texts')
  expect(await db.store.policies.find('none')).toBeNull()
})

test('that the page was open stays known, whatever policy is shown afterwards', async () => {
  const { policies } = db.store
  expect(await policies.openedPage()).toBe(false)
  await policies.keep({ hash: 'open', text: 'page: true', policy: { page: true } })
  await policies.keep({ hash: 'closed again', text: 'page: false', policy: { page: false } })
  expect(await policies.openedPage()).toBe(true)
})

test('that somebody served herself is a fact of a quarter', async () => {
  await db.store.intake.countSelfServed('service', day('2026-12-31'))
})
