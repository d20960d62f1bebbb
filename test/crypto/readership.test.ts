import { generateKey } from 'openpgp'
import { beforeAll, expect, test } from 'vitest'
import type { Clock } from '#clock.ts'
import { type MadeKey, makeRootKey } from '#crypto/keys.ts'
import type { ReadershipTerms } from '#crypto/proven-rosters.ts'
import { readership } from '#crypto/readership.ts'
import { signedDays } from '#crypto/signed-days.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import type { Directory } from '#domain/case/roster.ts'
import {
  CREATED,
  clock,
  directoryOf,
  officerKey,
  type RosterEntry,
  rosterOf,
  TODAY,
} from './people.ts'

let root: MadeKey
let keys: readonly MadeKey[]
let named: readonly RosterEntry[]

beforeAll(async () => {
  root = await makeRootKey('The organisation’s root', undefined, CREATED)
  keys = await Promise.all(['e1', 'e2', 'h1', 'h2'].map(officerKey))
  const [e1, e2, h1, h2] = keys as [MadeKey, MadeKey, MadeKey, MadeKey]
  named = [
    ['e1', 'ethics', e1],
    ['e2', 'ethics', e2],
    ['h1', 'hr', h1],
    ['h2', 'hr', h2],
  ]
})

const terms = (change: Partial<ReadershipTerms> = {}): ReadershipTerms => ({
  rootFingerprint: root.fingerprint,
  leastVersion: 1,
  leastReaders: () => 2,
  clock,
  demo: false,
  zone: 'Europe/Vienna',
  ...change,
})
const published = (people = named, version = 7) =>
  directoryOf(
    root,
    rosterOf(people, { version }),
    people.map(([, , key]) => key.certificate),
  )
const serving = (directory: Directory | null) => async () => directory
const ids = (officers: readonly { readonly id: string }[]) => officers.map(({ id }) => id)

test('an office is read by the officers whom the roster names for it', async () => {
  const readers = readership(serving(await published()), terms())
  const ethics = await readers.of('ethics')
  expect(ids(ethics)).toEqual(['e1', 'e2'])
  expect(ethics.map(({ fingerprint }) => fingerprint)).toEqual(
    keys.slice(0, 2).map(({ fingerprint }) => fingerprint),
  )
  expect(await readers.healthy()).toEqual(['ethics', 'hr'])
  expect((await readers.roster()).version).toBe(7)
})

test('T-108 a certified key moved to another office’s row changes nothing', async () => {
  const good = await published()
  const moved = { ...good, certificates: good.certificates.toReversed() }
  expect(ids(await readership(serving(moved), terms()).of('ethics'))).toEqual(['e1', 'e2'])
})

test('T-108 an officer’s certificate replaced by another’s, or by a ghost’s, stops the intake', async () => {
  const good = await published()
  const ghost = await officerKey('e1')
  for (const put of [ghost.certificate, good.certificates[2] ?? '']) {
    const lying = { ...good, certificates: good.certificates.with(0, put) }
    const readers = readership(serving(lying), terms())
    await expect(readers.of('ethics')).rejects.toMatchObject({ code: 'ROSTER_REFUSED' })
    expect(await readers.healthy()).toEqual([])
  }
})

test('T-108 a lie told after a good roster was read is refused too', async () => {
  const good = await published()
  let served = good
  const readers = readership(async () => served, terms())
  expect(ids(await readers.of('ethics'))).toEqual(['e1', 'e2'])
  served = { ...good, certificates: good.certificates.slice(1) }
  await expect(readers.of('ethics')).rejects.toMatchObject({ code: 'ROSTER_REFUSED' })
  served = good
  expect(await readers.healthy()).toEqual(['ethics', 'hr'])
})

test('T-109 a removed officer served again by an older roster stays out', async () => {
  const before = await published(named, 7)
  const after = await published(named.slice(1), 8)
  let served = after
  const readers = readership(async () => served, terms({ leastReaders: () => 1 }))
  expect(ids(await readers.of('ethics'))).toEqual(['e2'])
  served = before
  await expect(readers.of('ethics')).rejects.toMatchObject({
    code: 'ROSTER_REFUSED',
    ids: { why: 'older_than_known' },
  })
})

test('T-109 a roster that was good this morning stops when its last day is over', async () => {
  const moving = { now: clock.now() }
  const ticking: Clock = { now: () => moving.now }
  const readers = readership(serving(await published()), terms({ clock: ticking }))
  moving.now = new Date(`${plusDays(TODAY, 30)}T22:59:00Z`)
  expect(await readers.healthy()).toEqual(['ethics', 'hr'])
  moving.now = new Date(`${plusDays(TODAY, 30)}T23:00:00Z`)
  expect(await readers.healthy()).toEqual([])
})

test('T-24 an officer whose key has expired does not count, and below the least nothing is taken', async () => {
  const year = { keyExpirationTime: 86_400 * 30, date: CREATED }
  const made = await generateKey({
    userIDs: { name: 'x' },
    type: 'ecc',
    curve: 'curve25519Legacy',
    format: 'object',
    ...year,
  })
  const expired = {
    privateKey: '',
    certificate: made.publicKey.armor(),
    fingerprint: made.publicKey.getFingerprint().toUpperCase(),
  } as MadeKey
  const people = [...named.slice(1), ['e3', 'ethics', expired] as const]
  const directory = await published(people)
  const closed = readership(serving(directory), terms())
  await expect(closed.of('ethics')).rejects.toMatchObject({
    code: 'NO_READER',
    ids: { office: 'ethics' },
  })
  expect(await closed.healthy()).toEqual(['hr'])
  expect(ids(await closed.usable('ethics'))).toEqual(['e2'])
  const small = readership(serving(directory), terms({ leastReaders: () => 1 }))
  expect(ids(await small.of('ethics'))).toEqual(['e2'])
})

test('T-21 no roster at all, or a database that does not answer, never takes anything in', async () => {
  await expect(readership(serving(null), terms()).of('ethics')).rejects.toMatchObject({
    code: 'ROSTER_REFUSED',
  })
  const away = readership(() => Promise.reject(new Error('away')), terms())
  expect(await away.healthy()).toEqual([])
  // A policy that asks for nobody still needs somebody.
  const nobody = readership(serving(await published()), terms({ leastReaders: () => 0 }))
  await expect(nobody.of('ombudsman')).rejects.toMatchObject({ code: 'NO_READER' })
})

test('custodians are the roster’s, with a key that can be used today', async () => {
  const keeper = await officerKey('keeper')
  const other = await officerKey('other')
  const custodians = [
    { id: 'k1', label: 'Custodian 1', fingerprint: keeper.fingerprint },
    { id: 'k2', label: 'Custodian 2', fingerprint: other.fingerprint },
  ]
  const certificates = [...keys, keeper, other].map(({ certificate }) => certificate)
  const directory = await directoryOf(root, rosterOf(named, { custodians }), certificates)
  const readers = readership(serving(directory), terms())
  expect(ids(await readers.custodians())).toEqual(['k1', 'k2'])
  expect((await readers.custodians())[0]).toMatchObject({ certificate: keeper.certificate })
  expect(ids(await readers.of('ethics'))).toEqual(['e1', 'e2'])
  expect(await readership(serving(await published()), terms()).custodians()).toEqual([])
  const away = readership(serving(null), terms()).custodians()
  await expect(away).rejects.toMatchObject({ code: 'ROSTER_REFUSED' })
})

test('a custodian whose key has ended keeps no new name', async () => {
  const { privateKey: _, publicKey } = await generateKey({
    userIDs: [{ name: 'ended' }],
    type: 'ecc',
    curve: 'curve25519Legacy',
    date: CREATED,
    keyExpirationTime: 24 * 60 * 60,
    format: 'object',
  })
  const fingerprint = publicKey.getFingerprint().toUpperCase()
  const custodians = [{ id: 'k1', label: 'Custodian 1', fingerprint }]
  const certificates = [...keys.map(({ certificate }) => certificate), publicKey.armor()]
  const directory = await directoryOf(root, rosterOf(named, { custodians }), certificates)
  expect(await readership(serving(directory), terms()).custodians()).toEqual([])
})

test('A3 a roster and a key end by the latest day that was signed or shown by a clock, and begin by the server’s', async () => {
  const signed = signedDays()
  const days = (count: number) => new Date(clock.now().getTime() + count * 86_400_000)
  let device = clock.now()
  const seen: string[] = []
  const latest = {
    now: () => signed.notBefore(device),
    saw: (issued: Day) => {
      seen.push(issued)
      signed.saw(issued, device)
    },
  }
  const directory = await published()
  const made = () => readership(serving(directory), terms({ latest }))
  expect(ids(await made().of('ethics'))).toEqual(['e1', 'e2'])
  expect(new Set(seen)).toEqual(new Set([(await made().roster()).issued]))
  // A day that no clock has reached moves nothing; one that was signed does, whatever the server says later.
  signed.saw(plusDays(TODAY, 60), device)
  expect(ids(await made().of('ethics'))).toEqual(['e1', 'e2'])
  device = days(60)
  await expect(made().of('ethics')).rejects.toMatchObject({ code: 'ROSTER_REFUSED' })
  signed.saw(plusDays(TODAY, 60), device)
  device = clock.now()
  await expect(made().of('ethics')).rejects.toMatchObject({ ids: { why: 'expired' } })
  expect((await made().known()).version).toBe(7)
})
