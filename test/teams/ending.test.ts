import { afterEach, beforeEach, expect, test } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import {
  button,
  buttonsOf,
  inputsOf,
  type Person,
  person,
  textOf,
} from '../fixtures/teams-person.ts'

let made: TestServices
let cloud: Cloud
let amal: Person
beforeEach(async () => {
  made = await testServices({ accountInline: true })
  cloud = await startCloud(made)
  amal = person(cloud)
})
afterEach(() => cloud.stop())

// biome-ignore lint/suspicious/noExplicitAny: cards are looked at as the wire has them
type Card = any

/** Tells something under these taps, with the safe answer to everything that is asked. */
async function newCase(taps: readonly string[], about = ''): Promise<CaseId> {
  const [first = '', ...rest] = taps
  let card: Card = await amal.open(await amal.install(), 'tap', first)
  for (const tap of rest) card = await amal.submit(card, 'tap', tap)
  while (!inputsOf(card).some(({ id }) => id === 'account')) {
    card = await amal.submit(card, 'continue', undefined, answers(card, about))
  }
  await amal.submit(card, 'send', undefined, { account: 'words' })
  const [id] = [...made.store.cases.keys()].slice(-1)
  return id as CaseId
}

function answers(card: Card, about: string) {
  return Object.fromEntries(
    inputsOf(card).map((input) => {
      if (input.id === 'about') return [input.id, about]
      return [input.id, input.isMultiSelect ? '' : input.choices[0].value]
    }),
  )
}

async function caseOf(id: CaseId): Promise<Card> {
  return amal.submit(await amal.open(amal.lastCard(), 'conversation'), 'case', id)
}

const verbs = (card: Card): string[] => buttonsOf(card).map(({ data }) => data.aside.verb)

test('at the ombudsman’s Yes first shows what it erases and when, and then locks it', async () => {
  const id = await newCase(['happened', 'people', 'tension'])
  expect(made.store.caseOf(id).filing.office).toBe('ombudsman')
  await made.write(id, 'answer', 'Shall we talk?')
  const conversation = await caseOf(id)
  expect(verbs(conversation)).not.toContain('settle_now')
  const ask = await amal.submit(conversation, 'settle', id)
  const text = textOf(ask)
  expect(text).toContain('They are erased, with the key, on Wednesday 25 November.')
  expect(text).toContain('They keep the locked text until Friday 25 December.')
  const locked = 'Nobody can open it now. It is erased on Wednesday 25 November.'
  const done = await amal.submit(ask, 'settle_now', id)
  expect(textOf(done)).toContain(locked)
  expect(made.store.caseOf(id).erasure).not.toBeNull()
  expect(textOf(await amal.submit(ask, 'settle_now', id))).toContain(locked)
})

test('nothing is asked before we answered, and No leads to writing', async () => {
  const id = await newCase(['ask', 'gift'])
  expect(textOf(await caseOf(id))).not.toContain('Is this settled for you?')
  await made.write(id, 'answer', 'Do not take it.')
  const conversation = await caseOf(id)
  const yes = button(conversation, 'settle_now')
  const no = button(conversation, 'add')
  expect([yes.type, no.type]).toEqual(['Action.Submit', 'Action.Submit'])
  const drawn = conversation.body.filter((item: Card) =>
    ['settle_now', 'add'].includes(item.selectAction?.data?.aside?.verb),
  )
  const [one, other] = drawn.map(({ style, minHeight }: Card) => ({ style, minHeight }))
  expect(drawn).toHaveLength(2)
  expect(one).toEqual(other)
  const form = await amal.submit(conversation, 'add', id)
  expect(inputsOf(form).map(({ id: field }) => field)).toEqual(['text'])
})

test('a danger can be taken back, with the numbers in sight', async () => {
  const id = await newCase(['danger', 'other'])
  const ask = await amal.submit(await amal.submit(await caseOf(id), 'more', id), 'withdraw', id)
  const { emergency, security, counsellor } = made.services.policy.contacts
  for (const { number } of [emergency, security, counsellor]) expect(textOf(ask)).toContain(number)
  expect(textOf(ask)).toContain('Taking it back does not stop anybody who was alerted.')
  const done = textOf(await amal.submit(ask, 'withdraw_now', id))
  expect(done).toContain('Nobody can open it now. It is erased on ')
  expect(made.store.caseOf(id).erasure).not.toBeNull()
})

test('T-135 what is taken back is in her list with its day, opens for nobody, and she undoes it there', async () => {
  const id = await newCase(['ask', 'gift'])
  const ask = await amal.submit(await amal.submit(await caseOf(id), 'more', id), 'withdraw', id)
  const words = wordsFor('en')
  const date = words.date(plusDays(dayIn('Europe/Zurich', made.clock.now()), 2))
  expect(textOf(ask)).toContain(`It is erased on ${date}. Until then you can undo this here.`)
  await amal.submit(ask, 'withdraw_now', id)
  const list = await amal.open(amal.lastCard(), 'conversation')
  expect(textOf(list)).toContain(words.say('take_back.locked', { date }))
  const locked = await amal.submit(list, 'case', id)
  expect(textOf(locked)).toContain(words.say('take_back.locked', { date }))
  for (const press of [1, 2]) {
    const undone = await amal.submit(locked, 'undo_take_back', id)
    expect([press, textOf(undone)]).toEqual([
      press,
      expect.stringContaining(words.say('take_back.undone')),
    ])
  }
  expect(made.store.caseOf(id).erasure).toBeNull()
  expect(textOf(await caseOf(id))).toContain('Your conversation with')
})

test('T-84 a screen that is a day old takes nothing back, and says so kindly', async () => {
  const id = await newCase(['ask', 'gift'])
  const ask = await amal.submit(await amal.submit(await caseOf(id), 'more', id), 'withdraw', id)
  made.clock.forward(25 * 3_600_000)
  const refused = JSON.stringify(await amal.submit(ask, 'withdraw_now', id))
  expect(refused).toContain(wordsFor('en').say('refusal.TOKEN_REFUSED'))
  expect(made.store.cases.has(id)).toBe(true)
})

test('T-08 a press reads the letters of the case whose letters it shows or adds to, and of no other', async () => {
  const id = await newCase(['ask', 'gift'])
  await newCase(['ask', 'gift'])
  await made.write(id, 'answer', 'Do not take it.')
  const { reporters } = made.services
  const { find } = reporters
  const wholes: (string | undefined)[] = []
  Object.assign(reporters, {
    find: (lookups: readonly Uint8Array[], one?: string) => {
      wholes.push(one)
      return find(lookups, one)
    },
  })
  const read = async (press: Promise<Card>) => {
    wholes.length = 0
    const card = await press
    return { card, wholes: [...new Set(wholes)] }
  }
  const list = await read(amal.open(amal.lastCard(), 'conversation'))
  const conversation = await read(amal.submit(list.card, 'case', id))
  const more = await read(amal.submit(conversation.card, 'more', id))
  const form = await read(amal.submit(conversation.card, 'add', id))
  const added = await read(amal.submit(form.card, 'send_addition', undefined, { text: 'more' }))
  const ask = await read(amal.submit(more.card, 'withdraw', id))
  const settled = await read(amal.submit(conversation.card, 'settle_now', id))
  const back = await read(amal.submit(ask.card, 'withdraw_now', id))
  const steps = { list, conversation, more, form, added, ask, settled, back }
  expect(Object.fromEntries(Object.entries(steps).map(([k, v]) => [k, v.wholes]))).toEqual({
    ...{ list: [], conversation: [id], more: [], form: [], added: [id] },
    ...{ ask: [], settled: [id], back: [id] },
  })
  expect(made.store.caseOf(id).erasure).not.toBeNull()
})

test('T-116 what is pressed here leaves no card but the first one in the chat', async () => {
  const id = await newCase(['ask', 'gift'])
  const sent = cloud.sent.length
  const more = await amal.submit(await caseOf(id), 'more', id)
  await amal.submit(await amal.submit(more, 'keep_out', id), 'keep_out_now', id, {
    kept_out: 'ethics-1',
  })
  await amal.submit(await amal.submit(more, 'withdraw', id), 'withdraw_now', id)
  expect(cloud.sent.slice(sent)).toEqual([])
})

test('T-106 a log line never says that somebody was to be kept out, not even when it fails', async () => {
  const id = await newCase(['ask', 'gift'])
  const ask = await amal.submit(await amal.submit(await caseOf(id), 'more', id), 'keep_out', id)
  made.store.away = true
  const refused = await amal.submit(ask, 'keep_out_now', id, { kept_out: 'ethics-1' })
  expect(JSON.stringify(refused)).toContain(wordsFor('en').say('refusal.unfinished'))
  expect(made.log.join()).toContain('DATABASE_AWAY')
  expect(made.log.join()).not.toMatch(/keep|ethics-1/)
})

test('T-106 a screen to keep somebody out that is a day old writes no line that no other press writes', async () => {
  const id = await newCase(['ask', 'gift'])
  const conversation = await caseOf(id)
  const ask = await amal.submit(await amal.submit(conversation, 'more', id), 'keep_out', id)
  made.clock.forward(25 * 3_600_000)
  await amal.submit(conversation, 'more', id)
  const refused = await amal.submit(ask, 'keep_out_now', id, { kept_out: 'ethics-1' })
  expect(JSON.stringify(refused)).toContain(wordsFor('en').say('refusal.TOKEN_REFUSED'))
  expect(made.log).toEqual([])
})

test.each(LANGUAGES.map(({ id }) => id))('every screen of it is there in %s', async (lang) => {
  const here = person(cloud, { locale: lang, id: `somebody-${lang}` })
  amal = here
  const id = await newCase(['ask', 'gift'])
  await made.write(id, 'answer', 'x')
  const conversation = await caseOf(id)
  const more = await amal.submit(conversation, 'more', id)
  const settle = await amal.submit(more, 'settle', id)
  const keepOut = await amal.submit(more, 'keep_out', id)
  const answer = await amal.submit(keepOut, 'keep_out_now', id, { kept_out: 'ethics-2' })
  const alone = await amal.submit(more, 'keep_out', id)
  const settled = await amal.submit(settle, 'settle_now', id)
  const takeBack = await amal.submit(more, 'withdraw', id)
  const gone = await amal.submit(takeBack, 'withdraw_now', id)
  const undone = await amal.submit(gone, 'undo_take_back', id)
  for (const card of [
    conversation,
    more,
    settle,
    keepOut,
    answer,
    alone,
    settled,
    takeBack,
    gone,
    undone,
  ]) {
    const text = textOf(card)
    expect(card.lang).toBe(lang)
    expect(text).not.toMatch(/\b(settle|take_back|keep_out|before|more)\.[a-z_]+/)
    if (lang !== 'en') expect(text).not.toMatch(/\b(the|you|what|office)\b/i)
    expect(JSON.stringify(card).length).toBeLessThan(28 * 1024)
  }
})
