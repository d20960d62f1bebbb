import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import type { BotAnswer } from '../fixtures/teams-cloud.ts'
import { button, buttonsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { surfaceOf, toAccount } from './filer.ts'

const words = wordsFor('en')
const accountAnswers = { account: 'A contract was split.', when: '', where: '', name: 'Amal' }

let database: FreshDatabase
let whole: Whole
let officer: OfficerAtDesk
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { accountInline: true })
  officer = await officerAtDesk(whole, 'investigations-1')
})
afterAll(async () => {
  await whole.stop()
  await database.drop()
})

const casesHeld = async () => (await officer.queue()).rows.length

function sending(who: Person, where: 'dialog' | 'chat', data: object): () => Promise<BotAnswer> {
  return where === 'dialog'
    ? () => who.invoke('task/submit', { data })
    : () => who.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data } })
}

/** What the person reads; the sealed place in the buttons is a new one each time. */
function readable({ status, body }: BotAnswer): string {
  return `${status} ${textOf(body.task?.value.card.content ?? body.value)}`
}

describe.each(['dialog', 'chat'] as const)('T-84 case 80 in the %s', (where) => {
  test('the same invoke twice, a double click and a retry after fifteen seconds make one case, and every answer is the same', async () => {
    const amal = person(whole.cloud, { id: `once-${where}` })
    const form = await toAccount(amal, await amal.install(), where)
    const send = sending(amal, where, { ...button(form, 'send').data, ...accountAnswers })
    const before = await casesHeld()
    const answers = await Promise.all(Array.from({ length: 20 }, send))
    whole.clock.forward(16_000)
    answers.push(await send())
    expect(new Set(answers.map(readable)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    expect(await casesHeld()).toBe(before + 1)
    const list = await surfaceOf(amal, where).back(amal.lastCard())
    expect(buttonsOf(list).filter(({ data }) => data.aside.verb === 'case')).toHaveLength(1)
  })

  test('T-134 she did not hear that it arrived, changes a word and sends again: it is added to what she sent', async () => {
    const amal = person(whole.cloud, { id: `edits-${where}` })
    const form = await toAccount(amal, await amal.install(), where)
    const { data } = button(form, 'send')
    const known = new Set((await officer.queue()).rows.map(({ id }) => id))
    const first = await sending(amal, where, { ...data, ...accountAnswers })()
    const changed = { ...accountAnswers, account: 'A contract was split, twice.', when: 'in May' }
    const send = sending(amal, where, { ...data, ...changed })
    const answers = await Promise.all([send(), send(), send()])
    expect(new Set(answers.map(readable)).size).toBe(1)
    expect(readable(answers[0] as BotAnswer)).toContain(words.say('added.to_sent'))
    expect(readable(await sending(amal, where, { ...data, ...accountAnswers })())).toBe(
      readable(first),
    )
    const made = (await officer.queue()).rows.filter(({ id }) => !known.has(id))
    expect(made).toHaveLength(1)
    const read = await officer.read(await officer.open(made[0]?.id ?? ''))
    expect(read.letters.map((letter) => letter.words)).toEqual([
      accountAnswers.account,
      accountAnswers.name,
      'A contract was split, twice.\n\nWhen: in May',
    ])
    expect(read.troubles).toEqual([])
  })

  test('T-134 another name under the same nonce is said to the office, and nothing is added twice', async () => {
    const amal = person(whole.cloud, { id: `renames-${where}` })
    const form = await toAccount(amal, await amal.install(), where)
    const { data } = button(form, 'send')
    const known = new Set((await officer.queue()).rows.map(({ id }) => id))
    await sending(amal, where, { ...data, ...accountAnswers })()
    const send = sending(amal, where, { ...data, ...accountAnswers, name: 'Amal Haddad' })
    await send()
    await send()
    const made = (await officer.queue()).rows.filter(({ id }) => !known.has(id))
    expect(made).toHaveLength(1)
    const read = await officer.read(await officer.open(made[0]?.id ?? ''))
    expect(read.letters.map((letter) => letter.words)).toEqual([
      accountAnswers.account,
      accountAnswers.name,
      'Amal Haddad',
    ])
  })

  test('T-134 once the day is over other words are refused and stay, and whatever was sent is said to have arrived', async () => {
    const amal = person(whole.cloud, { id: `late-${where}` })
    const form = await toAccount(amal, await amal.install(), where)
    const { data } = button(form, 'send')
    const before = await casesHeld()
    await sending(amal, where, { ...data, ...accountAnswers })()
    const day = dayIn('UTC', whole.clock.now())
    await whole.composed.store.jobs.detachNonces(plusDays(day, 2))
    for (const account of [accountAnswers.account, 'A contract was split, twice.']) {
      const { body } = await sending(amal, where, { ...data, ...accountAnswers, account })()
      expect(body.task?.value ?? body.value).toBe(refusal('SENT_BEFORE', words))
    }
    expect(await casesHeld()).toBe(before + 1)
  })

  test('going back and on again keeps the nonce: pressed from both views it is still one case', async () => {
    const amal = person(whole.cloud, { id: `back-${where}` })
    const { press } = surfaceOf(amal, where)
    const form = await toAccount(amal, await amal.install(), where)
    const again = await press(await press(form, 'back'), 'continue')
    const before = await casesHeld()
    await Promise.all(
      [form, again].map((card) =>
        sending(amal, where, { ...button(card, 'send').data, ...accountAnswers })(),
      ),
    )
    expect(await casesHeld()).toBe(before + 1)
  })

  test('one addition pressed by an impatient hand is there once', async () => {
    const amal = person(whole.cloud, { id: `adds-${where}` })
    const { press, back } = surfaceOf(amal, where)
    const form = await toAccount(amal, await amal.install(), where)
    const known = new Set((await officer.queue()).rows.map(({ id }) => id))
    await press(form, 'send', undefined, accountAnswers)
    const id = (await officer.queue()).rows.find((row) => !known.has(row.id))?.id ?? ''
    const card = await press(await press(await back(amal.lastCard()), 'case', id), 'add', id)
    const data = { ...button(card, 'send_addition').data, text: 'And another.' }
    const answers = await Promise.all(Array.from({ length: 8 }, sending(amal, where, data)))
    expect(new Set(answers.map(readable)).size).toBe(1)
    const read = await officer.read(await officer.open(id))
    expect(read.letters.map(({ words }) => words)).toEqual([
      accountAnswers.account,
      accountAnswers.name,
      'And another.',
    ])
    expect(read.troubles).toEqual([])
  })
})

test('people who send at the same moment make a case each, and each finds her own', async () => {
  const people = Array.from({ length: 6 }, (_, at) => person(whole.cloud, { id: `many-${at}` }))
  const before = await casesHeld()
  await Promise.all(
    people.map(async (who) => {
      const form = await toAccount(who, await who.install(), 'dialog')
      await who.submit(form, 'send', undefined, accountAnswers)
    }),
  )
  expect(await casesHeld()).toBe(before + people.length)
  for (const who of people) {
    const list = await who.open(who.lastCard(), 'conversation')
    expect(buttonsOf(list).filter(({ data }) => data.aside.verb === 'case')).toHaveLength(1)
  }
})

test('one person who tells six things from one card at the same moment has six cases behind it', async () => {
  const amal = person(whole.cloud, { id: 'six' })
  const first = await amal.install()
  const forms = []
  for (let at = 0; at < 6; at += 1) forms.push(await toAccount(amal, first, 'dialog'))
  const answers = await Promise.all(
    forms.map((form) =>
      sending(amal, 'dialog', { ...button(form, 'send').data, ...accountAnswers })(),
    ),
  )
  expect(answers.map(({ body }) => body.task.type)).toEqual(Array(6).fill('continue'))
  const list = await amal.open(first, 'conversation')
  expect(buttonsOf(list).filter(({ data }) => data.aside.verb === 'case')).toHaveLength(6)
})

test('two officers who answer at once: one is stored, the other is told and keeps her words', async () => {
  const colleague = await officerAtDesk(whole, 'investigations-2')
  // Of some cases of this file the first letter is no sealed one: nobody answers those.
  const opened = await Promise.all((await officer.queue()).rows.map(({ id }) => officer.open(id)))
  const tries = await Promise.allSettled(opened.map((one) => officer.seal(one, 'answer', 'Mine.')))
  const wireCase = opened[tries.findIndex(({ status }) => status === 'fulfilled')]
  if (wireCase === undefined) throw new Error('no case can be answered')
  const posts = await Promise.all(
    [officer, colleague].map(async (who) =>
      who.post(`/api/cases/${wireCase.id}/answer`, {
        letter: await who.seal(await who.open(wireCase.id), 'answer', 'Mine.'),
      }),
    ),
  )
  expect(posts.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(posts.find(({ status }) => status === 409)?.text).toBe('{"code":"CASE_CHANGED"}')
  const after = await officer.open(wireCase.id)
  expect(after.letters.filter(({ kind }) => kind === 'answer')).toHaveLength(1)
})
