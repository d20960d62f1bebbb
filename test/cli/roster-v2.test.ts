import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { prepareRoster, publishRoster } from '#cli/roster.ts'
import { RosterText } from '#domain/case/roster.ts'
import type { FreshDatabase } from '../fixtures/postgres.ts'
import { openAt } from '../fixtures/store.ts'
import { needing } from '../fixtures/tools.ts'
import { BROUGHT, type Ceremony, ceremony, PASSPHRASE } from './ceremony.ts'
import { untouchedDatabase } from './installation.ts'

const { test } = needing('gpg')
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

/** As on a machine of the ceremony: made whole on the server, then signed where the root key is. */
async function prepared(change: Partial<RosterText>): Promise<RosterText> {
  keyCeremony.sign({ ...keyCeremony.text, ...change })
  await prepareRoster(database.url, keyCeremony.folder)
  const file = join(keyCeremony.folder, 'roster.json')
  const text = RosterText.parse(JSON.parse(readFileSync(file, 'utf8')))
  keyCeremony.sign(text)
  return text
}

async function newestHash(): Promise<string | null> {
  const store = await openAt(database.url)
  return store.directory
    .latest()
    .then((latest) => latest?.hash ?? null)
    .finally(() => store.close())
}

test('a roster of version 2 follows one of version 1, names what is published, and gpg signs it', async () => {
  await publish()
  const before = await newestHash()
  const text = await prepared({ version: 2 })
  expect(text).toMatchObject({ v: 2, version: 2, previous: before, leastFormat: null })
  for (let time = 0; time < 2; time += 1) {
    expect(await publish()).toMatch(/^Roster 2 is published: 8 officers/)
  }
})

test('T-143 the hash of a certificate is the one of what gpg exports', async () => {
  const { officers } = await prepared({ version: 3 })
  const exported = keyCeremony.gpg.run(['--export', fingerprintOf(BROUGHT)]).out
  const hash = createHash('sha256').update(exported).digest('base64url')
  expect(officers.find(({ id }) => id === BROUGHT)?.certificate).toBe(hash)
})

test('T-143 a renewed certificate is published by a new roster, and not without one', async () => {
  await prepared({ version: 3 })
  await publish()
  const { gpg, folder } = keyCeremony
  const key = fingerprintOf(BROUGHT)
  gpg.run(['--passphrase', PASSPHRASE, '--quick-set-expire', key, '3y'])
  gpg.run(['--passphrase', PASSPHRASE, '--quick-set-expire', key, '3y', '*'])
  const renewed = gpg.run(['--armor', '--export', key]).out
  writeFileSync(join(folder, 'certificates', `${BROUGHT}.asc`), renewed)
  await expect(publish()).rejects.toMatchObject({ ids: { why: 'certificate_changed' } })
  await prepared({ version: 4 })
  expect(await publish()).toMatch(/^Roster 4 is published/)
})

test('T-109 nothing of version 1 is published any more, nor what does not follow the newest', async () => {
  keyCeremony.sign({ ...keyCeremony.text, version: 5 })
  await expect(publish()).rejects.toMatchObject({ ids: { why: 'older_form' } })
  const text = await prepared({ version: 5 })
  await publish()
  keyCeremony.sign({ ...text, version: 6 })
  await expect(publish()).rejects.toMatchObject({ ids: { why: 'previous' } })
})

test('T-119 an officer does not become a custodian with the same key', async () => {
  const [officer, ...officers] = keyCeremony.text.officers
  if (officer === undefined) throw new TypeError('nobody')
  const { label, fingerprint } = officer
  const custodians = [...keyCeremony.text.custodians, { id: 'custodian-3', label, fingerprint }]
  await prepared({ version: 7, officers, custodians })
  await expect(publish()).rejects.toMatchObject({ ids: { why: 'changed_role' } })
})

test('T-141 a day from which version 1 is old is taken over, and another shape of it refused', async () => {
  const leastFormat = { format: 2, since: '2027-01-31' } as const
  expect(await prepared({ version: 8, leastFormat })).toMatchObject({ v: 2, leastFormat })
  const wrong = prepared({ version: 8, leastFormat: { format: 2, since: 'soon' } })
  await expect(wrong).rejects.toMatchObject({ ids: { why: 'text' } })
})

test('a certificate that is not in the folder is named before anything is signed', async () => {
  const stranger = { id: 'hr-9', office: 'hr', role: 'officer', label: 'x' } as const
  const officers = [...keyCeremony.text.officers, { ...stranger, fingerprint: 'A'.repeat(40) }]
  const missing = { code: 'ROSTER_REFUSED', ids: { why: 'certificate_missing' } }
  await expect(prepared({ version: 8, officers })).rejects.toMatchObject(missing)
})

test('an office of more people than a letter is sealed to is named before anything is signed', async () => {
  const [first] = keyCeremony.text.officers
  if (first === undefined) throw new TypeError('nobody')
  const officers = Array.from({ length: 30 }, (_, at) => ({ ...first, id: `many-${at}` }))
  await expect(prepared({ version: 8, officers })).rejects.toMatchObject({
    code: 'ROSTER_REFUSED',
    ids: { why: 'office_too_large' },
  })
})

function fingerprintOf(id: string): string {
  return keyCeremony.text.officers.find((officer) => officer.id === id)?.fingerprint ?? ''
}

test.each(['{"v": 1,', 'null', '[]', '"roster"'])(
  'what is no roster is refused by its name: %s',
  async (text) => {
    writeFileSync(join(keyCeremony.folder, 'roster.json'), text)
    await expect(prepareRoster(database.url, keyCeremony.folder)).rejects.toMatchObject({
      code: 'ROSTER_REFUSED',
      ids: { why: 'text' },
    })
  },
)
