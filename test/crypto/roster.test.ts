import { readPrivateKey } from 'openpgp'
import { beforeAll, expect, test } from 'vitest'
import { DEMO_ROOT, type MadeKey, makeRootKey } from '#crypto/keys.ts'
import { type RosterTerms, readRoster, signRoster } from '#crypto/roster.ts'
import { plusDays } from '#domain/case/day.ts'
import type { Directory, RosterText } from '#domain/case/roster.ts'
import { CREATED, directoryOf, officerKey, type RosterEntry, rosterOf, TODAY } from './people.ts'

let root: MadeKey
let one: MadeKey
let two: MadeKey
let named: readonly RosterEntry[]

beforeAll(async () => {
  root = await makeRootKey('The organisation’s root', undefined, CREATED)
  one = await officerKey('one')
  two = await officerKey('two')
  named = [
    ['ethics-1', 'ethics', one],
    ['hr-1', 'hr', two],
  ]
})

const terms = (change: Partial<RosterTerms> = {}): RosterTerms => ({
  rootFingerprint: root.fingerprint,
  today: TODAY,
  leastVersion: 7,
  demo: false,
  ...change,
})
const certificates = () => [one.certificate, two.certificate]
const good = (change: Partial<RosterText> = {}) =>
  directoryOf(root, rosterOf(named, change), certificates())
const refused = (why: string) => ({ code: 'ROSTER_REFUSED', ids: { why } })

test('a roster that the pinned root signed is read', async () => {
  const roster = await readRoster(await good(), terms())
  expect(roster.version).toBe(7)
  expect(roster.officers.map(({ id, office }) => [id, office])).toEqual([
    ['ethics-1', 'ethics'],
    ['hr-1', 'hr'],
  ])
  expect(roster.hash).toMatch(/^[\w-]{43}$/)
})

test('T-109 an expired roster, one not yet issued, one too long-lived and an older version are refused', async () => {
  const last = await good()
  await expect(readRoster(last, terms({ today: plusDays(TODAY, 30) }))).resolves.toBeDefined()
  const cases: readonly (readonly [Promise<Directory>, Partial<RosterTerms>, string])[] = [
    [good(), { today: plusDays(TODAY, 31) }, 'expired'],
    [good(), { today: plusDays(TODAY, -2) }, 'not_yet_issued'],
    [good({ expires: plusDays(TODAY, 36) }), {}, 'life'],
    [good({ expires: plusDays(TODAY, -1) }), {}, 'life'],
    [good({ version: 6 }), {}, 'older_than_known'],
  ]
  for (const [directory, change, why] of cases) {
    await expect(readRoster(await directory, terms(change)), why).rejects.toMatchObject(
      refused(why),
    )
  }
})

test('T-110 a changed word, a swapped name or another root’s signature is refused', async () => {
  const directory = await good()
  const swapped = directory.roster
    .replace(one.fingerprint, 'X')
    .replace(two.fingerprint, one.fingerprint)
    .replace('X', two.fingerprint)
  expect(swapped).not.toBe(directory.roster)
  const ghost = await makeRootKey('The organisation’s root', undefined, CREATED)
  const byGhost = await signRoster(rosterOf(named), ghost.privateKey)
  const byOfficer = await signRoster(rosterOf(named), one.privateKey)
  for (const lie of [
    { roster: swapped },
    { roster: `${directory.roster} ` },
    { signature: byGhost.signature },
    { signature: byOfficer.signature },
    { signature: '' },
  ]) {
    await expect(readRoster({ ...directory, ...lie }, terms())).rejects.toMatchObject(
      refused('signature'),
    )
  }
  const replaced = await directoryOf(ghost, rosterOf(named), certificates())
  await expect(readRoster(replaced, terms())).rejects.toMatchObject(refused('root_not_pinned'))
})

test('nobody is named twice, no key is named twice, and T-119 no officer is a custodian', async () => {
  const again = (id: string, key: MadeKey): RosterText =>
    rosterOf([...named, [id, 'ombudsman', key]])
  const three = await officerKey('three')
  const custodian = (id: string, { fingerprint }: MadeKey) => ({
    id,
    label: 'Custodian',
    fingerprint,
  })
  const cases: readonly (readonly [RosterText, string])[] = [
    [again('hr-1', three), 'person_twice'],
    [again('ombudsman-1', one), 'key_twice'],
    [rosterOf(named, { custodians: [custodian('hr-1', three)] }), 'person_twice'],
    [rosterOf(named, { custodians: [custodian('keeper', one)] }), 'key_twice'],
    [
      rosterOf(named, {
        recovery: [{ office: 'hr', fingerprint: one.fingerprint, holders: ['a'] }],
      }),
      'key_twice',
    ],
  ]
  for (const [text, why] of cases) {
    const directory = await directoryOf(root, text, [...certificates(), three.certificate])
    await expect(readRoster(directory, terms()), why).rejects.toMatchObject(refused(why))
  }
})

test('T-119 a custodian whose certificate carries an officer’s encryption key is refused', async () => {
  const { privateKey } = one
  const officer = await readPrivateKey({ armoredKey: privateKey })
  const keeper = await readPrivateKey({ armoredKey: (await officerKey('keeper')).privateKey })
  const borrowed = officer.getSubkeys()[0]
  if (borrowed === undefined) throw new TypeError('no subkey')
  keeper.subkeys.push(borrowed)
  const fingerprint = keeper.getFingerprint().toUpperCase()
  const text = rosterOf(named, { custodians: [{ id: 'keeper', label: 'Custodian', fingerprint }] })
  const directory = await directoryOf(root, text, [...certificates(), keeper.toPublic().armor()])
  await expect(readRoster(directory, terms())).rejects.toMatchObject(refused('key_twice'))
})

test('a certificate that is named must be there once; one that is not named is ignored', async () => {
  const three = await officerKey('three')
  const text = rosterOf(named)
  const missing = await directoryOf(root, text, [one.certificate])
  await expect(readRoster(missing, terms())).rejects.toMatchObject(refused('certificate_missing'))
  const asPrivate = await directoryOf(root, text, [one.certificate, two.privateKey])
  await expect(readRoster(asPrivate, terms())).rejects.toMatchObject(refused('certificate_missing'))
  const twice = await directoryOf(root, text, [...certificates(), one.certificate])
  await expect(readRoster(twice, terms())).rejects.toMatchObject(refused('certificate_twice'))
  const more = await directoryOf(root, text, [three.certificate, 'garbage', ...certificates()])
  const roster = await readRoster(more, terms())
  expect(roster.officers.map(({ fingerprint }) => fingerprint)).not.toContain(three.fingerprint)
})

test('T-128 the demo’s root is refused in production, and production’s in the demo', async () => {
  const demoRoot = await makeRootKey(DEMO_ROOT, undefined, CREATED)
  const demo = await directoryOf(demoRoot, rosterOf(named), certificates())
  const pinned = { rootFingerprint: demoRoot.fingerprint }
  await expect(readRoster(demo, terms({ ...pinned, demo: true }))).resolves.toBeDefined()
  await expect(readRoster(demo, terms(pinned))).rejects.toMatchObject(refused('demo_root'))
  await expect(readRoster(await good(), terms({ demo: true }))).rejects.toMatchObject(
    refused('not_demo_root'),
  )
})
