import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { day, plusDays } from '#domain/case/day.ts'
import { bytes, officerA, officerB } from '../fixtures/filing.ts'
import { freshStore, MONDAY, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

const ON = day('2026-11-09')
const UNTIL = day('2026-11-16')
const AT = { on: ON, now: MONDAY, most: 3 }
let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
  for (const id of [officerA, officerB]) {
    const offices = [{ office: 'ethics', role: 'officer' }] as const
    await db.store.people.upsert({ id, issuer: 'idp', subject: id, offices }, ON)
  }
  const officers = [officerA, officerB].map((id) => ({ id, office: 'ethics' }))
  const roster = JSON.stringify({ officers, custodians: [] })
  const unsigned = { root: 'root', roster, signature: 'signature', certificates: [] }
  await db.store.directory.publish(unsigned)
})
beforeEach(() =>
  looking(db.superuser, async (sql) => {
    await sql`set session_replication_role = replica`
    await sql`delete from office_link`
    await sql`delete from ledger`
  }),
)
afterAll(() => db.end())

const link = () => ({ hash: bytes(32), office: 'ethics' as const, until: UNTIL })
const rows = () =>
  looking(db.superuser, (sql) => sql`select hash, office, until::text from office_link`)
const lines = () =>
  looking(db.superuser, (sql) => sql`select officer, act, ref from ledger order by n`)

test('a link is a hash, an office and a day; the ledger says that one was given and not which', async () => {
  const one = link()
  expect(await db.store.links.give(officerA, one, AT)).toBe('given')
  expect(await rows()).toEqual([{ hash: Buffer.from(one.hash), office: 'ethics', until: UNTIL }])
  expect(await lines()).toEqual([{ officer: officerA, act: 'link_given', ref: null }])
  const whole = JSON.stringify(await looking(db.superuser, (sql) => sql`select * from ledger`))
  for (const form of ['hex', 'base64', 'base64url'] as const) {
    expect(whole).not.toContain(Buffer.from(one.hash).toString(form))
  }
  expect((await db.store.ledger.verify()).sound).toBe(true)
})

test('a press that is repeated because its answer was lost gives one link', async () => {
  const one = link()
  const given = await Promise.all([1, 2, 3].map(() => db.store.links.give(officerA, one, AT)))
  expect(given).toEqual(['given', 'given', 'given'])
  expect(await rows()).toHaveLength(1)
  expect(await lines()).toHaveLength(1)
})

test('a link that is there is not given again with another day or by another office, and stays as it was', async () => {
  const one = link()
  await db.store.links.give(officerA, one, AT)
  const later = { ...one, until: plusDays(UNTIL, 1) }
  await expect(db.store.links.give(officerA, later, AT)).rejects.toMatchObject({
    code: 'STORE_REFUSED',
    ids: { constraint: 'office_link_stays' },
  })
  expect(await rows()).toEqual([{ hash: Buffer.from(one.hash), office: 'ethics', until: UNTIL }])
  expect(await lines()).toHaveLength(1)
})

test('T-46 a day has so many links for one officer, however many are asked for at once', async () => {
  const ask = (officer: typeof officerA, on = ON) =>
    db.store.links.give(officer, { ...link(), until: plusDays(on, 7) }, { ...AT, on })
  const given = await Promise.all([1, 2, 3, 4, 5, 6].map(() => ask(officerA)))
  expect(given.filter((one) => one === 'given')).toHaveLength(3)
  expect(await rows()).toHaveLength(3)
  expect(await ask(officerB)).toBe('given')
  expect(await ask(officerA, plusDays(ON, 1))).toBe('given')
})

test.each([
  ['another office', { office: 'hr' as const }],
  ['no day ahead', { until: ON }],
  ['more than a month', { until: plusDays(ON, 31) }],
  ['bytes that are too few', { hash: bytes(31) }],
  ['bytes that are too many', { hash: bytes(33) }],
])('T-43 the database itself refuses a link of %s, and nothing is kept', async (_, change) => {
  const refused = db.store.links.give(officerA, { ...link(), ...change }, AT)
  await expect(refused).rejects.toMatchObject({ code: 'STORE_REFUSED' })
  expect(await rows()).toEqual([])
  expect(await lines()).toEqual([])
})

test('nobody at the desk can look at a link, change it or take it away', async () => {
  await db.store.links.give(officerA, link(), AT)
  for (const role of ['aside_desk', 'aside_duty', 'aside_register', 'aside_reporter']) {
    const tries = [
      'select 1 from office_link',
      'delete from office_link',
      "update office_link set office = 'hr'",
      "insert into office_link values ('x', 'hr', '2027-01-01')",
    ]
    for (const statement of tries) {
      expect([role, statement, await refusedWith(db.superuser, statement, role)]).toEqual([
        role,
        statement,
        '42501',
      ])
    }
  }
})

test('a link stays as it was given, whoever asks, until its days are over', async () => {
  await db.store.links.give(officerA, link(), AT)
  const owner = async (statement: string) => refusedWith(db.url, statement)
  expect(await owner("update office_link set until = '2030-01-01'")).toBe('AS001')
  expect(await owner('delete from office_link')).toBe('AS001')
})

test('what is over goes with the day; the rest leads to no line of the ledger and to nobody', async () => {
  const links = [link(), link(), link()]
  for (const one of links) await db.store.links.give(officerB, one, AT)
  await db.store.links.give(officerA, { ...link(), until: plusDays(ON, 1) }, AT)
  const written = () =>
    looking(db.superuser, (sql) => sql`select hash, xmin::text from office_link`)
  const before = await written()
  expect(new Set(before.map(({ xmin }) => xmin)).size).toBe(4)

  expect(await db.store.jobs.settleOfficeLinks(plusDays(ON, 1))).toBe(0)
  expect(await db.store.jobs.settleOfficeLinks(plusDays(ON, 2))).toBe(1)
  const after = await written()
  expect(new Set(after.map(({ xmin }) => xmin)).size).toBe(1)
  expect(after.map(({ hash }) => hash.toString('hex'))).toEqual(
    links.map(({ hash }) => Buffer.from(hash).toString('hex')).toSorted(),
  )
  expect(await db.store.jobs.settleOfficeLinks(plusDays(UNTIL, 1))).toBe(3)
  expect(await rows()).toEqual([])
})
