import { expect, test } from 'vitest'
import type { Concern } from '#domain/concern/concern.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
import type { CardHolder } from '#ports.ts'
import { add } from '#reporter/add-message.ts'
import { listConversations, readConversation } from '#reporter/conversation.ts'
import { submit } from '#reporter/file-concern.ts'
import { sayWho } from '#reporter/say-who.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'

const DAY = 86_400_000
const amina: CardHolder = { share: new Uint8Array(16).fill(3), tenant: 't', person: 'amina' }

const concern: Concern = {
  channel: 'teams_card',
  leaf: 'advice.gifts_honours',
  taps: ['ask', 'gift'],
  about: [],
  keptOut: [],
  identity: 'not_told',
  passOn: false,
  language: 'ar',
  account: new Confidential('ساعة في علبة'),
  when: null,
  where: null,
  name: null,
}

async function newCase(): Promise<TestServices & { id: string }> {
  const made = await testServices()
  const press = made.services.cards.press(amina)
  const nonce = new Uint8Array(32).fill(1)
  await submit(made.services, concern, { office: 'ethics', readers: 2 }, press, nonce)
  const [own] = await listConversations(made.services, amina)
  return { ...made, id: own?.id ?? '' }
}

test('the card leads back to its case, and the account is not shown back', async () => {
  const { services, id } = await newCase()
  const conversation = await readConversation(services, amina, id)
  expect(conversation?.letters).toMatchObject([
    { kind: 'concern', text: null, trust: 'not_sealed_to_you' },
  ])
})

test('T-85 a forwarded card shows nothing, not even that there is a case', async () => {
  const { services, id } = await newCase()
  const thief = { ...amina, person: 'somebody else' }
  const foreign = { ...amina, tenant: 'another tenant' }
  const guess = { ...amina, share: new Uint8Array(16).fill(4) }
  for (const holder of [thief, foreign, guess]) {
    expect(await listConversations(services, holder)).toEqual([])
    expect(await readConversation(services, holder, id)).toBeNull()
  }
})

test('an answer is read by the person, and her word back makes an answer due again', async () => {
  const { services, write, clock, id } = await newCase()
  await write(id as never, 'answer', 'أعدها من فضلك')
  const read = await readConversation(services, amina, id)
  expect(read?.letters[1]).toMatchObject({ kind: 'answer', trust: 'sound' })
  expect(read?.letters[1]?.text?.reveal()).toBe('أعدها من فضلك')
  clock.forward(2 * DAY)
  const after = await add(
    services,
    amina,
    id,
    new Confidential('شكراً، لكن لمن؟'),
    new Uint8Array(32).fill(2),
    'ar',
  )
  expect(after.status.dueOn).toBe('2026-12-02')
})

test('an addition is sealed to every present reader and to the person, and once only', async () => {
  const { services, store, id } = await newCase()
  const nonce = new Uint8Array(32).fill(2)
  const text = new Confidential('one thing more')
  await Promise.all([1, 2].map(() => add(services, amina, id, text, nonce, 'en')))
  const letters = store.caseOf(id as never).letters
  expect(letters).toHaveLength(2)
  expect(letters[1]?.keys.map((key) => key.reader).toSorted()).toEqual([
    'ethics-1',
    'ethics-2',
    'reporter',
  ])
})

test('an addition to somebody else’s case is refused like one to no case', async () => {
  const { services, id } = await newCase()
  const thief = { ...amina, person: 'somebody else' }
  const text = new Confidential('not mine')
  const refused = add(services, thief, id, text, new Uint8Array(32).fill(9), 'en')
  await expect(refused).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
})

test('the case itself knows on day eight that we did not keep our date', async () => {
  const { services, clock, id } = await newCase()
  clock.forward(7 * DAY)
  expect((await readConversation(services, amina, id))?.late).toBe(false)
  clock.forward(DAY)
  expect((await readConversation(services, amina, id))?.late).toBe(true)
})

test('promise 3: what was kept is acknowledged again, also when nobody could open it any more', async () => {
  const { services, store, id } = await newCase()
  const usable: typeof services.readership.usable = async () => []
  const later = { ...services, readership: { ...services.readership, usable } }
  const [once, name, never] = [2, 3, 4].map((fill) => new Uint8Array(32).fill(fill))
  if (!once || !name || !never) throw new TypeError('three of them')
  const text = new Confidential('one thing more')
  const who = { identity: 'named', name: new Confidential('Amina'), language: 'en' } as const
  await add(services, amina, id, text, once, 'en')
  await sayWho(services, amina, id, who, name)
  const lost = async () => {
    throw new AppError('FILES_FULL')
  }
  for (const again of [
    add(later, amina, id, text, once, 'en'),
    add(services, amina, id, text, once, 'en', lost),
    sayWho(later, amina, id, who, name),
  ]) {
    expect((await again).letters).toHaveLength(3)
  }
  expect(store.caseOf(id as never).letters).toHaveLength(3)
  const refused = { code: 'NO_READER' }
  await expect(add(later, amina, id, text, never, 'en')).rejects.toMatchObject(refused)
  await expect(sayWho(later, amina, id, who, never)).rejects.toMatchObject(refused)
})
