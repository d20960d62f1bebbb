import { afterEach, describe, expect, test } from 'vitest'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { inputsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'
import { toAccount } from '../journeys/filer.ts'

const CANARY = 'heron-canary-77 رأيت ما حدث'

let cloud: Cloud
let made: TestServices
afterEach(() => cloud.stop())

async function meet(locale: string, change = {}): Promise<Person> {
  made = await testServices(change)
  cloud = await startCloud(made)
  return person(cloud, { locale })
}

const answers = { account: CANARY, when: 'in March', where: '', name: 'Amal H.' }

describe.each(['en-GB', 'ar-EG'])('a concern told in %s', (locale) => {
  test.each(['dialog', 'chat'] as const)('in the %s is sealed and filed once', async (where) => {
    const amal = await meet(locale, { accountInline: true })
    const card = await toAccount(amal, await amal.install(), where)
    expect(inputsOf(card).map(({ id }) => id)).toEqual([
      'account',
      'when',
      'where',
      'name',
      'notify',
    ])
    expect(card.rtl).toBe(locale.startsWith('ar'))
    const press = where === 'dialog' ? amal.submit : amal.execute
    const done = await press(card, 'send', undefined, answers)
    expect(textOf(done)).not.toContain('canary')
    expect(made.store.cases.size).toBe(1)
    const [memoryCase] = [...made.store.cases.values()]
    expect(memoryCase?.filing).toMatchObject({
      leaf: 'misconduct.fraud_corruption',
      office: 'investigations',
      channel: 'teams_card',
      identity: 'named',
      passOn: false,
    })
    expect(memoryCase?.letters.map(({ kind }) => kind)).toEqual(['concern', 'identity'])
  })

  test('by name asks for the name, and until it is there nothing is filed', async () => {
    const amal = await meet(locale, { accountInline: true })
    const card = await toAccount(amal, await amal.install(), 'dialog')
    const heard = await amal.submit(card, 'send', undefined, { ...answers, name: ' ' })
    expect(heard.task.value).toBe(refusal('NAME_EMPTY', wordsFor(locale)))
    expect(made.store.cases.size).toBe(0)
  })

  test('leads back to the conversation, where the answer is read and something is added', async () => {
    const amal = await meet(locale, { accountInline: true })
    await amal.submit(
      await toAccount(amal, await amal.install(), 'dialog'),
      'send',
      undefined,
      answers,
    )
    const [id] = [...made.store.cases.keys()]
    await made.write(id as never, 'question', 'Which contract?\nAnd **when**?')

    const list = await amal.open(amal.lastCard(), 'conversation')
    let card = await amal.submit(list, 'case', id)
    expect(textOf(card)).toContain('Which contract?')
    expect(textOf(card)).not.toContain('canary')
    card = await amal.submit(card, 'add', id)
    card = await amal.submit(card, 'send_addition', id, { text: 'The one of May.' })
    expect(made.store.caseOf(id as never).events.map(({ act }) => act)).toEqual([
      'received',
      'asked',
      'added',
    ])
    await made.write(id as never, 'answer', 'Thank you, we look at it.')

    const inline = await amal.execute(await amal.execute(amal.lastCard(), 'here'), 'conversation')
    const read = textOf(await amal.execute(inline, 'case', id))
    for (const line of ['Which contract?', 'And **when**?', 'Thank you,']) {
      expect(read).toContain(line)
    }
    expect(read).not.toMatch(/canary|The one of May/)
    const window = await amal.open(amal.lastCard(), 'conversation')
    expect(textOf(await amal.submit(window, 'case', id))).toContain('The one of May.')
  })
})

test('every way in the chat ends in the neutral first card, with the same way back', async () => {
  const amal = await meet('en-GB')
  const first = await amal.install()
  let card = await amal.execute(first, 'here')
  card = await amal.execute(card, 'tap', 'happened')
  expect(await amal.execute(card, 'leave')).toEqual(first)
  const list = await amal.execute(await amal.execute(first, 'here'), 'conversation')
  expect(await amal.execute(list, 'leave')).toEqual(first)
})

test('leaving a dialog closes it', async () => {
  const amal = await meet('en-GB')
  const card = await amal.open(await amal.install(), 'tap', 'ask')
  const { data } = card.body.find(
    (item: { selectAction?: { data: { aside: { verb: string } } } }) =>
      item.selectAction?.data.aside.verb === 'leave',
  ).selectAction
  const answer = await amal.invoke('task/submit', { data })
  expect([answer.status, answer.text]).toEqual([200, ''])
})

test('where words are not allowed in the chat, the step is offered in the window instead', async () => {
  const amal = await meet('en-GB', { accountInline: false })
  const card = await toAccount(amal, await amal.install(), 'chat')
  expect(inputsOf(card)).toEqual([])
  const inWindow = await amal.open(card, 'open')
  expect(inputsOf(inWindow)[0]?.id).toBe('account')
  await amal.submit(inWindow, 'send', undefined, answers)
  expect(made.store.cases.size).toBe(1)
})

test('another language keeps the way back', async () => {
  const amal = await meet('en-GB')
  const first = await amal.install()
  const arabic = await amal.execute(await amal.execute(first, 'languages'), 'language', 'ar')
  expect(arabic).toMatchObject({ rtl: true, lang: 'ar' })
  const shares = (card: unknown) => new Set(JSON.stringify(card).match(/"share":"[^"]+"/g))
  expect(shares(arabic)).toEqual(shares(first))
  expect(shares(first).size).toBe(1)
})

test('somebody in danger sees numbers first, and thoughts of self-harm meet no field', async () => {
  const amal = await meet('en-GB')
  const numbers = await amal.open(await amal.install(), 'tap', 'danger')
  expect(textOf(numbers)).toContain('+000 0000 0001')
  const selfHarm = await amal.submit(numbers, 'tap', 'self')
  expect(inputsOf(selfHarm)).toEqual([])
  expect(textOf(selfHarm)).toContain('+000 0000 0004')
})

test('information that somebody served herself is a number and makes no case', async () => {
  const amal = await meet('en-GB')
  let card = await amal.open(await amal.install(), 'tap', 'service')
  card = await amal.submit(card, 'tap', 'information')
  await amal.submit(card, 'served')
  expect(made.store.served).toEqual(['service 2026-11-23'])
  expect(made.store.cases.size).toBe(0)
})
