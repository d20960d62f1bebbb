import { expect, test } from 'vitest'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { Concern } from '#domain/concern/concern.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'
import { submit } from '#reporter/file-concern.ts'
import { testServices } from '../fixtures/services.ts'

const CANARY = 'heron-canary-77'

const concern: Concern = {
  channel: 'teams_card',
  leaf: 'misconduct.nepotism',
  taps: ['happened', 'rules', 'favour'],
  about: [],
  keptOut: [],
  identity: 'not_told',
  passOn: false,
  language: 'en',
  account: new Confidential(`The nephew. ${CANARY}`),
  when: null,
  where: null,
  name: null,
}

function holder() {
  return { share: new Uint8Array(16).fill(3), tenant: 'a-tenant', person: 'a-person' }
}

function nonce(of: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(32).fill(of)
}

function tell(
  services: Services,
  concernGiven: Concern,
  promised: { office: Officer['office']; readers: number },
  of = 1,
) {
  return submit(services, concernGiven, promised, services.cards.press(holder()), nonce(of))
}

const INVESTIGATIONS = { office: 'investigations', readers: 2 } as const

test('a concern becomes one case, sealed to every reader, due on day seven', async () => {
  const { services, store } = await testServices()
  const filed = await tell(services, concern, INVESTIGATIONS)
  expect(filed).toEqual({
    office: 'investigations',
    dueOn: '2026-11-30',
    readers: 2,
    danger: false,
    alerted: false,
    notified: false,
  })
  const [memoryCase] = [...store.cases.values()]
  expect(memoryCase?.letters.map((letter) => letter.kind)).toEqual(['concern'])
  expect(memoryCase?.letters[0]?.keys.map((key) => `${key.role} ${key.reader}`)).toEqual([
    'officer investigations-1',
    'officer investigations-2',
  ])
})

test('T-134 the same nonce again answers the same and makes nothing', async () => {
  const { services, store } = await testServices()
  const both = await Promise.all([
    tell(services, concern, INVESTIGATIONS),
    tell(services, concern, INVESTIGATIONS),
  ])
  expect(both[0]).toEqual(both[1])
  expect(store.cases.size).toBe(1)
})

test('T-11 somebody kept out has no key packet, is no reader, and the row does not say who he is', async () => {
  const { services, store } = await testServices()
  const restricted: Concern = { ...concern, keptOut: ['investigations-1'] }
  await tell(services, restricted, { office: 'investigations', readers: 1 })
  const [memoryCase] = [...store.cases.values()]
  expect(memoryCase?.filing.readers).toEqual(['investigations-2'])
  expect(memoryCase?.letters.flatMap((letter) => letter.keys.map((key) => key.reader))).toEqual([
    'investigations-2',
  ])
  const tag = await services.exclusions.tag(
    memoryCase?.filing.id as never,
    'investigations-1' as OfficerId,
  )
  expect(memoryCase?.filing.exclusions).toEqual([tag])
})

test('an office of which everybody is kept out is passed over', async () => {
  const { services, store } = await testServices()
  const restricted: Concern = { ...concern, keptOut: ['investigations-1', 'investigations-2'] }
  await tell(services, restricted, { office: 'ethics', readers: 2 })
  expect([...store.cases.values()][0]?.filing.office).toBe('ethics')
})

test('when every office is kept out nothing is taken', async () => {
  const { services, store } = await testServices()
  const about = ['ethics', 'ombudsman', 'investigations', 'hr'] as const
  await expect(tell(services, { ...concern, about }, INVESTIGATIONS)).rejects.toMatchObject({
    code: 'NO_OFFICE',
  })
  expect(store.cases.size).toBe(0)
})

test('what the promise screen said is what happens, or nothing does', async () => {
  const { services, store } = await testServices()
  const promised = { office: 'investigations', readers: 3 } as const
  await expect(tell(services, concern, promised)).rejects.toMatchObject({ code: 'PROMISE_CHANGED' })
  expect(store.cases.size).toBe(0)
})

test('a retry after the offices have changed still hears that it was filed', async () => {
  const { services, store } = await testServices()
  const first = await tell(services, concern, INVESTIGATIONS)
  const weak: Services = {
    ...services,
    readership: { ...services.readership, of: () => Promise.reject(new AppError('NO_READER')) },
  }
  expect(await tell(weak, concern, INVESTIGATIONS)).toEqual(first)
  expect(store.cases.size).toBe(1)
})

test('promise 3: a retry hears that it was filed when it could not be sealed any more', async () => {
  const { services, store } = await testServices()
  const first = await tell(services, concern, INVESTIGATIONS)
  const seal = () => Promise.reject(new AppError('NO_CUSTODIAN'))
  const weak: Services = { ...services, sealer: { ...services.sealer, seal } }
  expect(await tell(weak, concern, INVESTIGATIONS)).toEqual(first)
  await expect(tell(weak, concern, INVESTIGATIONS, 2)).rejects.toMatchObject({
    code: 'NO_CUSTODIAN',
  })
  expect(store.cases.size).toBe(1)
})

test('T-21 an office below its health fails closed: nothing is stored and no error carries a word', async () => {
  const { services, store } = await testServices()
  const weak: Services = {
    ...services,
    readership: {
      ...services.readership,
      of: async () => {
        throw new AppError('NO_READER', { office: 'investigations' })
      },
    },
  }
  const refused = await tell(weak, concern, INVESTIGATIONS).catch((thrown: unknown) => thrown)
  expect(refused).toBeInstanceOf(AppError)
  expect(`${JSON.stringify(refused)} ${(refused as Error).stack}`).not.toContain(CANARY)
  expect(store.cases.size).toBe(0)
})

test('a name is a letter of its own, and is in no column', async () => {
  const { services, store } = await testServices()
  const named: Concern = { ...concern, identity: 'named', name: new Confidential(CANARY) }
  await tell(services, named, INVESTIGATIONS)
  const [memoryCase] = [...store.cases.values()]
  expect(memoryCase?.letters.map(({ kind, seq }) => [kind, seq])).toEqual([
    ['concern', 1],
    ['identity', 2],
  ])
  expect(JSON.stringify(memoryCase)).not.toContain(CANARY)
})

test('the minute is kept where hours are promised or somebody is in danger, and nowhere else', async () => {
  const { services, store } = await testServices()
  const ethics = { office: 'ethics', readers: 2 } as const
  await tell(services, concern, INVESTIGATIONS, 1)
  await tell(services, { ...concern, leaf: 'disclosure.filing_help' }, ethics, 2)
  await tell(services, { ...concern, leaf: 'safety.immediate_danger' }, INVESTIGATIONS, 3)
  const minutes = [...store.cases.values()].map(({ filing }) => filing.terms.receivedAt !== null)
  expect(minutes).toEqual([false, true, true])
})

test('a leaf that shows people and numbers never becomes a case', async () => {
  const { services, store } = await testServices()
  const self: Concern = { ...concern, leaf: 'safety.self_harm' }
  await expect(tell(services, self, INVESTIGATIONS)).rejects.toMatchObject({ code: 'NO_OFFICE' })
  expect(store.cases.size).toBe(0)
})
