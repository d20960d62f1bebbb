import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { admitPerson } from '#cli/person.ts'
import { publishRoster } from '#cli/roster.ts'
import { makeOfficerKey } from '#crypto/keys.ts'
import { officesTooLarge } from '#domain/case/roster.ts'
import type { FreshDatabase } from '../fixtures/postgres.ts'
import { openAt } from '../fixtures/store.ts'
import { needing } from '../fixtures/tools.ts'
import { BROUGHT, type Ceremony, ceremony } from './ceremony.ts'
import { untouchedDatabase } from './installation.ts'

const { test } = needing('gpg')
const ISSUER = 'https://sign-in.invalid'
let keyCeremony: Ceremony
let database: FreshDatabase
beforeAll(async () => {
  keyCeremony = await ceremony()
  database = await untouchedDatabase()
})
afterAll(async () => {
  keyCeremony?.[Symbol.dispose]()
  await database?.drop()
})

const publish = () => publishRoster(database.url, keyCeremony.folder, keyCeremony.root)

async function latestVersion(): Promise<number | null> {
  const store = await openAt(database.url)
  const latest = await store.directory.latest().finally(() => store.close())
  return latest === null ? null : JSON.parse(latest.roster).version
}

test('a roster that gpg signed is published into a database that nobody has touched', async () => {
  expect(await publish()).toBe(
    `Roster 1 is published: 8 officers, until ${keyCeremony.text.expires}.`,
  )
  expect(await latestVersion()).toBe(1)
})

test('a roster with one letter changed after signing is refused', async () => {
  const file = join(keyCeremony.folder, 'roster.json')
  const signed = readFileSync(file, 'utf8')
  writeFileSync(file, signed.replace('ethics-2', 'ethics-3'))
  await expect(publish()).rejects.toMatchObject({ ids: { why: 'signature' } })
  writeFileSync(file, signed)
})

test('a roster of another root than the pinned one is refused', async () => {
  const other = 'A'.repeat(40)
  await expect(publishRoster(database.url, keyCeremony.folder, other)).rejects.toMatchObject({
    ids: { why: 'root_not_pinned' },
  })
})

test('T-109 a newer roster replaces the older, which does not come back and does not stop the intake', async () => {
  keyCeremony.sign({ ...keyCeremony.text, version: 2 })
  await publish()
  expect(await latestVersion()).toBe(2)
  keyCeremony.sign(keyCeremony.text)
  await expect(publish()).rejects.toMatchObject({ ids: { why: 'older_than_known' } })
  expect(await latestVersion()).toBe(2)
})

test('other words under the same number are refused, and the same words may come again', async () => {
  const second = { ...keyCeremony.text, version: 2 }
  keyCeremony.sign({ ...second, officers: second.officers.slice(1) })
  await expect(publish()).rejects.toMatchObject({ ids: { why: 'older_than_known' } })
  keyCeremony.sign(second)
  await publish()
})

test('a file that is not there is named', async () => {
  rmSync(join(keyCeremony.folder, 'roster.json.asc'))
  await expect(publish()).rejects.toMatchObject({
    code: 'ROSTER_FILE_MISSING',
    ids: { name: 'roster.json.asc' },
  })
})

test('only somebody of the roster is let in, and one subject is one person', async () => {
  const admit = (id: string, subject: string) => admitPerson(database.url, id, ISSUER, subject)
  await expect(admit('stranger', 'sub-1')).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' })
  expect(await admit(BROUGHT, 'sub-1')).toBe(`${BROUGHT} may sign in.`)
  await expect(admit('hr-1', 'sub-1')).rejects.toMatchObject({ ids: { why: 'somebody_else' } })
  const store = await openAt(database.url)
  const person = await store.sessions.personOf(ISSUER, 'sub-1')
  expect(person).toEqual({ id: BROUGHT, subject: 'sub-1', offices: ['ethics'] })
  expect(await store.people.admitted()).toEqual({ officers: [BROUGHT], custodians: [] })
  await store.close()
})

test('T-119 a custodian is let in to disclose names, and nobody is let in as both', async () => {
  const admit = (id: string, subject: string) => admitPerson(database.url, id, ISSUER, subject)
  const refused = (why: string) => ({ code: 'PERSON_TAKEN', ids: { why } })
  await expect(admit('custodian-1', 'sub-1')).rejects.toMatchObject(refused('somebody_else'))
  expect(await admit('custodian-1', 'sub-2')).toBe('custodian-1 may sign in, to release names.')
  await expect(admit('hr-1', 'sub-2')).rejects.toMatchObject(refused('somebody_else'))

  const [officer, ...others] = keyCeremony.text.officers
  if (officer === undefined) throw new TypeError('nobody')
  const { id, label, fingerprint } = officer
  const custodians = [...keyCeremony.text.custodians, { id, label, fingerprint }]
  keyCeremony.sign({ ...keyCeremony.text, version: 9, officers: others, custodians })
  await publish()
  await expect(admit(id, 'sub-1')).rejects.toMatchObject(refused('officer_and_custodian'))
  const both = keyCeremony.text.officers.map((one) =>
    one.id === id ? { ...one, id: 'custodian-1' } : one,
  )
  keyCeremony.sign({ ...keyCeremony.text, version: 10, officers: both, custodians: [] })
  await publish()
  await expect(admit('custodian-1', 'sub-2')).rejects.toMatchObject(
    refused('officer_and_custodian'),
  )
})

test('an office of more people than a letter is sealed to is refused, and the next smaller one is taken', async () => {
  const [first] = keyCeremony.text.officers
  if (first === undefined) throw new TypeError('nobody')
  const more = await Promise.all(
    Array.from({ length: 28 }, async (_, at) => {
      const id = `many-${at}`
      const { certificate, fingerprint } = await makeOfficerKey(id)
      writeFileSync(join(keyCeremony.folder, 'certificates', `${id}.asc`), certificate)
      return { ...first, id, label: id, fingerprint }
    }),
  )
  const officers = [...keyCeremony.text.officers, ...more]
  expect(officers.filter(({ office }) => office === first.office)).toHaveLength(30)
  keyCeremony.sign({ ...keyCeremony.text, version: 11, officers })
  await expect(publish()).rejects.toMatchObject({ ids: { why: 'office_too_large' } })
  // Two custodians and the person make 32 with 29 officers.
  keyCeremony.sign({ ...keyCeremony.text, version: 11, officers: officers.slice(0, -1) })
  await publish()
  expect(await latestVersion()).toBe(11)
  expect(officesTooLarge({ officers, custodians: keyCeremony.text.custodians } as never)).toEqual([
    first.office,
  ])
})
