import { readPrivateKey, reformatKey } from 'openpgp'
import { beforeAll, describe, expect, test } from 'vitest'
import { type MadeKey, makeRootKey } from '#crypto/keys.ts'
import { readership } from '#crypto/readership.ts'
import { readRoster } from '#crypto/roster.ts'
import { rosterHistory } from '#crypto/roster-history.ts'
import type { Directory, RosterText } from '#domain/case/roster.ts'
import {
  CREATED,
  clock,
  directoryOf,
  officerKey,
  type RosterEntry,
  rosterOf,
  rosterV2Of,
  TODAY,
} from './people.ts'

let root: MadeKey
let keys: readonly MadeKey[]
let people: readonly RosterEntry[]
beforeAll(async () => {
  root = await makeRootKey('The organisation’s root', undefined, CREATED)
  keys = await Promise.all(['e1', 'e2', 'c1'].map(officerKey))
  const [e1, e2] = keys as [MadeKey, MadeKey, MadeKey]
  people = [
    ['e1', 'ethics', e1],
    ['e2', 'ethics', e2],
  ]
})

const terms = () => ({
  rootFingerprint: root.fingerprint,
  today: TODAY,
  leastVersion: 1,
  demo: false,
})
const refused = (why: string) => ({ code: 'ROSTER_REFUSED', ids: { why } })
const certificates = () => keys.map(({ certificate }) => certificate)

type Change = Partial<RosterText>
/** Published one after the other; each of version 2, or of version 1. */
async function published(
  ...changes: readonly (Change & { readonly named?: readonly RosterEntry[] })[]
) {
  const all: Directory[] = []
  for (const { named = people, ...change } of changes) {
    const previous = all.at(-1)?.hash ?? null
    const text =
      change.v === 1 ? rosterOf(named, change) : await rosterV2Of(named, previous, change)
    all.push(await directoryOf(root, text, certificates(), previous))
  }
  return all
}
const faultOf = async (every: readonly Directory[]) => (await rosterHistory(terms())(every)).fault

/** The certificate of somebody, with other bytes and another expiry. */
async function renewed(key: MadeKey): Promise<string> {
  const privateKey = await readPrivateKey({ armoredKey: key.privateKey })
  const change = { userIDs: { name: 'e1' }, keyExpirationTime: 86_400 * 4_000, date: CREATED }
  return (await reformatKey({ privateKey, ...change })).publicKey
}

describe('a roster of version 2', () => {
  test('is read like one of version 1', async () => {
    const [directory] = await published({})
    const roster = await readRoster(directory as Directory, terms())
    expect(roster.officers.map(({ id }) => id)).toEqual(['e1', 'e2'])
  })

  test('T-143 names the bytes of each certificate: another one of the same key is refused', async () => {
    const [directory] = (await published({})) as [Directory]
    const other = await renewed(keys[0] as MadeKey)
    const lying = { ...directory, certificates: directory.certificates.with(0, other) }
    await expect(readRoster(lying, terms())).rejects.toMatchObject(refused('certificate_changed'))
    const [before] = (await published({ v: 1 })) as [Directory]
    const lyingBefore = { ...before, certificates: before.certificates.with(0, other) }
    expect((await readRoster(lyingBefore, terms())).version).toBe(7)
  })

  test('T-109 names the snapshot before it: behind another one it is refused', async () => {
    const [first, second] = (await published({}, { version: 8 })) as [Directory, Directory]
    expect((await readRoster(second, terms())).version).toBe(8)
    for (const previous of [null, first.hash.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A'))]) {
      const moved = readRoster({ ...second, previous }, terms())
      await expect(moved).rejects.toMatchObject(refused('previous'))
    }
  })

  test('has every field of its version, and version 1 none of them', async () => {
    const whole = await rosterV2Of(people, null)
    const { previous: _, ...without } = whole
    const [first, ...others] = whole.officers
    const { certificate: _none, ...unnamed } = first as (typeof whole.officers)[number]
    const wrong: unknown[] = [
      without,
      { ...whole, officers: [unnamed, ...others] },
      { ...whole, leastFormat: undefined },
      { ...whole, freshness: 'short' },
      { ...rosterOf(people), previous: null },
      { ...whole, v: 1 },
      { ...whole, v: 3 },
    ]
    const [directory] = (await published({})) as [Directory]
    for (const text of wrong) {
      const signed = await signedAnyhow(directory, text)
      await expect(readRoster(signed, terms())).rejects.toMatchObject(refused('text'))
    }
  })
})

/** Signed by the root, though no program of ours signs it. */
async function signedAnyhow(directory: Directory, text: unknown): Promise<Directory> {
  const { createMessage, sign } = await import('openpgp')
  const roster = JSON.stringify(text)
  const signature = await sign({
    message: await createMessage({ binary: new TextEncoder().encode(roster) }),
    signingKeys: await readPrivateKey({ armoredKey: root.privateKey }),
    detached: true,
  })
  return { ...directory, roster, signature }
}

describe('the chain of rosters', () => {
  test('of version 1, of version 2 and of one after the other is whole', async () => {
    for (const forms of [
      [1, 1],
      [1, 2, 2],
      [2, 2],
    ] as const) {
      const every = await published(...forms.map((v, at) => ({ v, version: 7 + at })))
      expect(await rosterHistory(terms())(every)).toMatchObject({ fault: null, isWhole: true })
    }
  })

  test('T-109 an older form, a lower version, a gap and an exchanged order are faults', async () => {
    expect(await faultOf(await published({}, { v: 1, version: 8 }))).toBe('older_form')
    expect(await faultOf(await published({}, { version: 6 }))).toBe('older_version')
    const [one, two, three] = (await published({}, { version: 8 }, { version: 9 })) as [
      Directory,
      Directory,
      Directory,
    ]
    expect(await faultOf([one, three])).toBe('unlinked')
    expect(await faultOf([two, one, three])).toBe('unlinked')
    expect(await faultOf([two, three])).toBe('unlinked')
  })

  test('T-108 one that another root signed is a fault, and no fault before a replaced root', async () => {
    const other = await makeRootKey('Another root', undefined, CREATED)
    const first = await directoryOf(other, rosterOf(people), certificates())
    const second = await directoryOf(
      root,
      await rosterV2Of(people, first.hash),
      certificates(),
      first.hash,
    )
    expect(await rosterHistory(terms())([first, second])).toMatchObject({
      fault: null,
      isWhole: false,
    })
    const third = await directoryOf(other, rosterOf(people), certificates(), second.hash)
    expect(await faultOf([first, second, third])).toBe('unproven')
  })

  test('T-119 who was ever an officer is never a custodian in version 2, nor the other way round', async () => {
    const [, , c1] = keys as [MadeKey, MadeKey, MadeKey]
    const custodian = { id: 'c1', label: 'A custodian', fingerprint: c1.fingerprint as string }
    const officer: RosterEntry = ['c2', 'ethics', c1]
    const asOfficer = { named: [...people, officer] }
    const withCustodian = async (previous: string | null, version: number) => {
      const text = await rosterV2Of([...people, officer], previous, {
        version,
        custodians: [custodian],
      })
      const officers = text.officers.filter(({ id }) => id !== 'c2')
      return directoryOf(root, { ...text, officers }, certificates(), previous)
    }
    const [first] = (await published({ v: 1, ...asOfficer })) as [Directory]
    const turned = await withCustodian(first.hash, 8)
    expect(await faultOf([first, turned])).toBe('changed_role')
    const [before] = (await published({ v: 1, custodians: [custodian] })) as [Directory]
    const text = await rosterV2Of([...people, officer], before.hash, { version: 8 })
    const back = await directoryOf(root, text, certificates(), before.hash)
    expect(await faultOf([before, back])).toBe('changed_role')
    // Of before: it was published when nobody asked.
    const old = await published(
      { v: 1, ...asOfficer },
      { v: 1, version: 8, custodians: [custodian] },
    )
    expect(await faultOf(old)).toBeNull()
  })
})

describe('who seals by a roster', () => {
  const readersOf = (every: readonly Directory[], newest = every.at(-1) as Directory) =>
    readership(
      async () => newest,
      { ...terms(), leastReaders: () => 2, clock, zone: 'Europe/Vienna' },
      async () => every,
    )

  test('T-109 after a restart, too, refuses an older roster that is served as the newest', async () => {
    const every = await published({}, { version: 8 })
    expect(await readersOf(every).of('ethics')).toHaveLength(2)
    const again = readersOf(every, every[0])
    await expect(again.of('ethics')).rejects.toMatchObject(refused('older_than_known'))
    const put = await published({}, { version: 8 }, { version: 7 })
    await expect(readersOf(put).of('ethics')).rejects.toMatchObject(refused('older_version'))
  })

  test('T-109 seals nothing by a chain that is broken, and reads', async () => {
    const every = await published({}, { version: 8 })
    const readers = readersOf(every.slice(1))
    await expect(readers.of('ethics')).rejects.toMatchObject(refused('unlinked'))
    expect((await readers.known()).version).toBe(8)
  })

  test('T-111 a letter of the page names no snapshot of its own day, and one of a card the newest', async () => {
    const every = await published(
      { issued: '2026-11-10', expires: '2026-12-10' },
      { version: 8, issued: '2026-11-20' },
      { version: 9, issued: TODAY },
    )
    const readers = readersOf(every)
    const named = async (before: string | null) => {
      const { root: by, hash } = await readers.snapshot(before as typeof TODAY | null)
      expect(by).toBe(root.fingerprint)
      return every.findIndex((one) => one.hash === hash)
    }
    expect(await named(null)).toBe(2)
    expect(await named('2026-11-24')).toBe(2)
    expect(await named(TODAY)).toBe(1)
    expect(await named('2026-11-20')).toBe(0)
    expect(await named('2026-11-01')).toBe(0)
  })
})
