import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { button, buttonsOf, inputsOf, person, textOf } from '../fixtures/teams-person.ts'
import { toAccount } from '../journeys/filer.ts'

const words = wordsFor('en')
const says = (key: string) => words.say(key)
const verbs = (card: object) => buttonsOf(card).map(({ data }) => data.aside.verb)

let made: TestServices
let cloud: Cloud
beforeAll(async () => {
  made = await testServices()
  cloud = await startCloud(made)
})
afterAll(() => cloud.stop())

async function teller(id: string) {
  const amal = person(cloud, { id })
  const form = await toAccount(amal, await amal.install(), 'dialog', 'not_told')
  const done = await amal.submit(form, 'send', undefined, { account: 'They split the invoice.' })
  return { amal, done }
}

test('being counted is offered after telling, on a screen of its own whose every answer is "rather not"', async () => {
  const { amal, done } = await teller('one')
  const screen = await amal.submit(done, 'statistics')
  expect(textOf(screen)).toContain(says('statistics.for_ever'))
  expect(inputsOf(screen).map(({ id, value }) => [id, value])).toEqual([
    ['place', 'rather_not'],
    ['gender', 'rather_not'],
    ['staff', 'rather_not'],
  ])
  expect(button(screen, 'send_statistics').associatedInputs).toBe('auto')
  const sent = await amal.submit(screen, 'send_statistics', undefined, {
    place: 'rather_not',
    gender: 'rather_not',
    staff: 'rather_not',
  })
  expect(textOf(sent)).toContain(says('statistics.none_means'))
  expect(made.store.counted).toEqual([])
})

test('T-84 pressed twice, from two screens, it counts once, and is offered no more', async () => {
  const { amal, done } = await teller('two')
  const screens = [await amal.submit(done, 'statistics'), await amal.submit(done, 'statistics')]
  const chosen = { place: 'headquarters', gender: 'woman', staff: 'rather_not' }
  const answers = []
  for (const screen of [...screens, ...screens]) {
    answers.push(textOf(await amal.submit(screen, 'send_statistics', undefined, chosen)))
  }
  expect(answers[0]).toContain(says('statistics.counted_means'))
  for (const again of answers.slice(1)) expect(again).toContain(says('statistics.already_means'))
  expect(made.store.counted.toSorted()).toEqual([
    'misconduct gender_woman',
    'misconduct place_headquarters',
  ])
  const list = await amal.open(amal.lastCard(), 'conversation')
  const conversation = await amal.submit(list, 'case')
  expect(verbs(await amal.submit(conversation, 'more'))).not.toContain('statistics')
})

test('whoever did not, finds it once more under what else she can do', async () => {
  const { amal } = await teller('three')
  const conversation = await amal.submit(await amal.open(amal.lastCard(), 'conversation'), 'case')
  const more = await amal.submit(conversation, 'more')
  expect(verbs(more)).toContain('statistics')
  expect(textOf(await amal.submit(more, 'statistics'))).toContain(says('statistics.title'))
})

test('T-85 nobody is counted by a card that told nothing, or not about this', async () => {
  const { done } = await teller('four')
  const mallory = person(cloud, { id: 'mallory' })
  const before = made.store.counted.length
  const nothing = refusal('CASE_UNKNOWN', words)
  expect(JSON.stringify(await mallory.submit(done, 'statistics'))).toContain(nothing)
  const { data } = button(done, 'statistics')
  for (const value of ['safety', 'advice', 'x'.repeat(64)]) {
    const crafted = { ...data, aside: { ...data.aside, verb: 'send_statistics', value } }
    const answer = await person(cloud, { id: 'four' }).invoke('task/submit', {
      data: { ...crafted, gender: 'man' },
    })
    expect(answer.text).toContain(nothing)
  }
  expect(made.store.counted).toHaveLength(before)
})

test('somebody in danger is not asked to be a number', async () => {
  const amal = person(cloud, { id: 'five' })
  let card = await amal.open(await amal.install(), 'tap', 'danger')
  card = await amal.submit(card, 'tap', 'other')
  while (!verbs(card).includes('send')) {
    const asked = inputsOf(card).map(({ id }) => id)
    const answers = Object.fromEntries(
      asked.map((id) => [id, { identity: 'not_told', pass_on: 'no' }[id as string] ?? '']),
    )
    card = await amal.submit(card, 'continue', undefined, answers)
  }
  const done = await amal.submit(card, 'send', undefined, { account: 'The gate is open.' })
  expect(textOf(done)).toContain(says('done.title'))
  expect(verbs(done)).not.toContain('statistics')
})
