import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Concern } from '#domain/concern/concern.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
import type { CardHolder, Services } from '#ports.ts'
import { add } from '#reporter/add-message.ts'
import { listConversations } from '#reporter/conversation.ts'
import { submit } from '#reporter/file-concern.ts'
import { keepOut, namedReaders } from '#reporter/keep-out.ts'
import { settle } from '#reporter/settle-case.ts'
import { takeBack, undoTakeBack } from '#reporter/take-back.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'

const amina: CardHolder = { share: new Uint8Array(16).fill(3), tenant: 't', person: 'amina' }
const thief: CardHolder = { ...amina, person: 'somebody else' }

const concern: Concern = {
  channel: 'teams_card',
  leaf: 'advice.gifts_honours',
  taps: ['ask', 'gift'],
  about: [],
  keptOut: [],
  identity: 'not_told',
  passOn: false,
  language: 'en',
  account: new Confidential('a watch in a box'),
  when: null,
  where: null,
  name: null,
}

async function newCase(): Promise<TestServices & { readonly id: string }> {
  const made = await testServices()
  const press = made.services.cards.press(amina)
  const nonce = new Uint8Array(32).fill(1)
  await submit(made.services, concern, { office: 'ethics', readers: 2 }, press, nonce)
  const [own] = await listConversations(made.services, amina)
  return { ...made, id: own?.id ?? '' }
}

const BOTH = ['ethics-1', 'ethics-2'] as OfficerId[]

test('T-85 nobody but her settles it, takes it back or keeps somebody out', async () => {
  const { services, store, id } = await newCase()
  const before = structuredClone([...store.cases.keys()])
  for (const [holder, which] of [
    [thief, id],
    [amina, 'A'.repeat(22)],
  ] as const) {
    const unknown = { code: 'CASE_UNKNOWN' }
    await expect(settle(services, holder, which)).rejects.toMatchObject(unknown)
    await expect(takeBack(services, holder, which)).rejects.toMatchObject(unknown)
    await expect(
      keepOut(services, holder, which, ['ethics-2'] as OfficerId[]),
    ).rejects.toMatchObject(unknown)
  }
  expect([...store.cases.keys()]).toEqual(before)
  expect(store.caseOf(id as never).readers).toEqual(BOTH)
})

test('settled is her word for it, with her day and no minute', async () => {
  const { services, store, id } = await newCase()
  expect(await settle(services, amina, id)).toBe('settled')
  expect(await settle(services, amina, id)).toBe('already')
  expect(store.caseOf(id as never).events.at(-1)).toEqual({
    act: 'settled',
    by: 'reporter',
    on: '2026-11-23',
    at: null,
    reason: 'resolved_person_confirms',
    corrects: null,
    signedAct: expect.objectContaining({ act: 'settled', by: 'server', number: 1 }),
  })
})

test('T-11 whomever she keeps out, in whatever order: somebody who can be sealed to stays, and only those are', async () => {
  const anyTurns = fc.array(fc.subarray([...BOTH, 'hr-1' as OfficerId]), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(anyTurns, async (turns) => {
      const { services, store, id } = await newCase()
      const out = new Set<OfficerId>()
      for (const chosen of turns) {
        const left = await keepOut(services, amina, id, chosen)
        const staying = BOTH.filter((one) => !out.has(one) && !chosen.includes(one))
        expect(left).toBe(staying.length === 0 ? 'nobody_left' : staying.length)
        if (left !== 'nobody_left') for (const one of chosen) out.add(one)
      }
      const [reportersCase] = await listConversations(services, amina)
      if (reportersCase === undefined) throw new TypeError('it is there')
      const staying = BOTH.filter((one) => !out.has(one))
      expect((await namedReaders(services, reportersCase)).map((one) => one.id)).toEqual(staying)
      await add(services, amina, id, new Confidential('more'), new Uint8Array(32).fill(9), 'en')
      const letters = store.caseOf(id as never).letters
      const readers = letters.map(({ keys }) => keys.filter(({ role }) => role === 'officer'))
      for (const keys of readers) expect(keys.map(({ reader }) => reader)).toEqual(staying)
    }),
    { numRuns: 12 },
  )
})

test('T-150 somebody whom no roster knows is not kept out: names that are made up leave no marks', async () => {
  const { services, store, id } = await newCase()
  const refused = { code: 'ANSWERS_INVALID' }
  const chosen = ['ethics-2', 'nobody'] as OfficerId[]
  await expect(keepOut(services, amina, id, chosen)).rejects.toMatchObject(refused)
  expect(store.caseOf(id as never).readers).toEqual(BOTH)
})

test('a reader whose key cannot be used any more is not counted as one who stays', async () => {
  const { services, id } = await newCase()
  const usable: Services['readership']['usable'] = async (office) =>
    (await services.readership.usable(office)).filter((one) => one.id !== 'ethics-1')
  const later = { ...services, readership: { ...services.readership, usable } }
  expect(await keepOut(later, amina, id, ['ethics-2'] as OfficerId[])).toBe('nobody_left')
  expect(await keepOut(later, amina, id, ['ethics-1'] as OfficerId[])).toBe(1)
})

test('promise 3: that somebody is kept out is said again, also when whoever stayed has left since', async () => {
  const { services, id } = await newCase()
  const chosen = ['ethics-1'] as OfficerId[]
  expect(await keepOut(services, amina, id, chosen)).toBe(1)
  const usable: Services['readership']['usable'] = async () => []
  const later = { ...services, readership: { ...services.readership, usable } }
  expect(await keepOut(later, amina, id, chosen)).toBe(0)
  expect(await keepOut(later, amina, id, ['ethics-2'] as OfficerId[])).toBe('nobody_left')
})

test('T-135 in Teams neither taking back nor keeping out waits for a roster that can be named', async () => {
  const { services, id } = await newCase()
  const snapshot = async () => Promise.reject(new AppError('ROSTER_REFUSED'))
  const without = { ...services, readership: { ...services.readership, snapshot } }
  expect(await keepOut(without, amina, id, ['ethics-1' as OfficerId])).toBe(1)
  expect((await takeBack(without, amina, id)).id).toBe(id)
  expect((await undoTakeBack(without, amina, id)).id).toBe(id)
})

test('T-85 nobody but her undoes it, and what is locked opens for nobody', async () => {
  const { services, id } = await newCase()
  await takeBack(services, amina, id)
  const unknown = { code: 'CASE_UNKNOWN' }
  await expect(undoTakeBack(services, thief, id)).rejects.toMatchObject(unknown)
  await expect(takeBack(services, amina, id)).rejects.toMatchObject(unknown)
  await expect(settle(services, amina, id)).rejects.toMatchObject(unknown)
  expect((await undoTakeBack(services, amina, id)).erasure.on).toBe('2026-11-25')
  expect(await settle(services, amina, id)).toBe('settled')
  await expect(undoTakeBack(services, amina, id)).rejects.toMatchObject(unknown)
})
