import { expect, test, vi } from 'vitest'
import { commitments } from '#crypto/commitments.ts'
import { sealer } from '#crypto/seal.ts'
import { type CaseId, newCaseId, systemChance } from '#domain/case/ids.ts'
import type { LetterTextV2 } from '#domain/case/message-v2.ts'
import type { Concern } from '#domain/concern/concern.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { Letter, ReportersCase, Services } from '#ports.ts'
import { submit } from '#reporter/file-concern.ts'
import { sealNext } from '#reporter/seal-own.ts'
import { testServices } from '../fixtures/services.ts'

const NAME = new Confidential('Amal H.')
const CONCERN: Concern = {
  channel: 'teams_card',
  leaf: 'misconduct.nepotism',
  taps: ['happened', 'rules', 'favour'],
  about: [],
  keptOut: [],
  identity: 'named',
  passOn: false,
  language: 'en',
  account: new Confidential('The nephew.'),
  when: null,
  where: null,
  name: NAME,
}
const holder = { share: new Uint8Array(16).fill(3), tenant: 'a-tenant', person: 'a-person' }

type LetterV2 = Extract<Letter, { v: 2 }> & Pick<LetterTextV2, 'first'>

/** Letters as they go into the seal. */
async function sealedBy(act: (services: Services) => Promise<unknown>): Promise<LetterV2[]> {
  const { services } = await testServices()
  const seal = vi.fn(services.sealer.seal)
  await act({ ...services, sealer: { ...services.sealer, seal } })
  return seal.mock.calls.map(([letter]) => letter as LetterV2)
}

const file = (services: Services, change: Partial<Concern> = {}) =>
  submit(
    services,
    { ...CONCERN, ...change },
    { office: 'investigations', readers: 2 },
    services.cards.press(holder),
    new Uint8Array(32).fill(1),
  )
const filed = (change: Partial<Concern> = {}) => sealedBy((services) => file(services, change))

test('T-139 T-143 the first letters of a card are of version 2, and say who reads and which list was known', async () => {
  const expected: object[] = []
  const [account, name] = await sealedBy(async (services) => {
    const officers = await services.readership.usable('investigations')
    const { root, hash } = await services.readership.snapshot(null)
    const readers = officers.map(({ fingerprint }) => fingerprint).toSorted()
    expected.push({ v: 2, channel: 'card', readers, root, directory: hash })
    await file(services)
  })
  for (const letter of [account, name]) expect(letter).toMatchObject(expected[0] ?? {})
  expect(account?.seen).toEqual({ 'r>o': null, 'o>r': null })
  expect(name?.seen).toEqual({ 'r>o': { seq: 1, hash: name?.prev }, 'o>r': null })
})

test('T-140 the first letter commits to the name by a salt that only the name has, and to what was promised', async () => {
  const [account, name] = await filed()
  const salt = String(name?.form['salt'])
  expect(account?.first?.name).toBe(await commitments.name(salt, NAME))
  expect(JSON.stringify(account?.form)).not.toContain(salt)
  expect(account?.first?.promise).toMatchObject({ received: '2026-11-23', due: '2026-11-30' })
  expect(name).not.toHaveProperty('first')
  const again = await filed()
  expect(again[0]?.first?.name).not.toBe(account?.first?.name)
  const [unnamed, ...others] = await filed({ identity: 'not_told', name: null })
  expect([unnamed?.first?.name, others]).toEqual([null, []])
})

test('T-111 what a person adds on the page names no answer of its own day, and on a card every one', async () => {
  const id = newCaseId(systemChance) as CaseId
  const data = (of: number) => new Uint8Array(8).fill(of)
  const letters = [
    { head: { dir: 'r>o', seq: 1, on: '2026-11-20' }, data: data(1) },
    { head: { dir: 'o>r', seq: 1, on: '2026-11-21' }, data: data(2) },
    { head: { dir: 'o>r', seq: 2, on: '2026-11-23' }, data: data(3) },
  ]
  const addedTo = async (channel: ReportersCase['channel']) => {
    const reportersCase = { id, office: 'investigations', letters, ...(channel && { channel }) }
    let added: Letter | undefined
    await testServices().then(async ({ services }) => {
      const readers = await services.readership.usable('investigations')
      const own = { reportersCase, key: {}, readers } as unknown as Parameters<typeof sealNext>[1]
      const message = {
        ...{ kind: 'addition', text: NAME, form: {}, language: 'en' },
        on: '2026-11-23',
      } as Parameters<typeof sealNext>[2]
      await sealNext(services, own, message, async (letter) => {
        added = letter
        return { data: data(9), keys: [] }
      })
    })
    return added as LetterV2
  }
  const earlier = { seq: 1, hash: await sealer.hash(data(2)) }
  const newest = { seq: 2, hash: await sealer.hash(data(3)) }
  for (const channel of ['web_page', 'teams_card'] as const) {
    expect((await addedTo(channel)).seen).toMatchObject({ 'r>o': { seq: 1 }, 'o>r': earlier })
  }
  expect((await addedTo(undefined)).seen).toMatchObject({ 'r>o': { seq: 1 }, 'o>r': newest })
})
