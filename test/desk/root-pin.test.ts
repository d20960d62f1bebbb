import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type MadeKey, makeRootKey } from '#crypto/keys.ts'
import { meetRoster, rosterForSealing, rostersForReading } from '#desk/key-worker/root-pin.ts'
import type { Directory } from '#domain/case/roster.ts'
import {
  CREATED,
  clock,
  directoryOf,
  officerKey,
  type RosterEntry,
  rosterOf,
  rosterV2Of,
  TODAY,
} from '../crypto/people.ts'

const vault = new Map<string, unknown>()
vi.mock('#desk/key-worker/vault.ts', () => ({
  get: async (name: string) => vault.get(name) ?? null,
  put: async (name: string, value: unknown) => void vault.set(name, value),
  remove: async (name: string) => void vault.delete(name),
}))

let root: MadeKey
let every: readonly [Directory, Directory, Directory]
beforeAll(async () => {
  root = await makeRootKey('The organisation’s root', undefined, CREATED)
  const [e1, e2] = await Promise.all(['e1', 'e2'].map(officerKey))
  const people = [
    ['e1', 'ethics', e1],
    ['e2', 'ethics', e2],
  ] as readonly RosterEntry[]
  const certificates = people.map(([, , key]) => key.certificate)
  const first = await directoryOf(root, rosterOf(people), certificates)
  const text = await rosterV2Of(people, first.hash)
  const second = await directoryOf(root, text, certificates, first.hash)
  const next = await rosterV2Of(people, second.hash, { version: 8 })
  every = [first, second, await directoryOf(root, next, certificates, second.hash)]
})
beforeEach(() => vault.clear())

const times = { server: clock.now(), latest: clock.now() }
const meet = (served: readonly Directory[]) => {
  const directory = served.at(-1) as Directory
  return meetRoster({ directory, every: served }, TODAY, false, times as never)
}
const upTo = (count: number) => every.slice(0, count)

test('a desk that was pinned before goes on, and remembers the newest list from then on', async () => {
  vault.set('root', { fingerprint: root.fingerprint, version: 7 })
  expect(await meet(upTo(2))).toMatchObject({ is: 'good', version: 7 })
  expect(rostersForReading().isWhole).toBe(true)
  expect(vault.get('root')).toMatchObject({ version: 7, head: every[1].hash })
})

test('T-143 a chain that was cut short behind what the desk knew is called so until a newer list comes', async () => {
  await meet(upTo(2))
  for (let visit = 0; visit < 2; visit += 1) {
    expect(await meet(upTo(1))).toMatchObject({ is: 'good' })
    expect(rostersForReading().isWhole).toBe(false)
  }
  await meet(upTo(3))
  expect(rostersForReading().isWhole).toBe(true)
  expect(await meet(upTo(2))).toMatchObject({ is: 'bad' })
})

test('T-109 the desk seals nothing by a chain that is broken', async () => {
  for (const served of [every.slice(1), every.toReversed(), [every[0], every[2]]]) {
    vault.clear()
    expect(await meet(served)).toMatchObject({ is: 'bad' })
    expect(() => rosterForSealing()).toThrow()
  }
})
