import { afterEach, beforeEach, expect, test } from 'vitest'
import { noGuests } from '#dialogs/first-card.ts'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { altered } from '../fixtures/altered.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, PARTNER, startCloud } from '../fixtures/teams-cloud.ts'
import {
  button,
  buttonsOf,
  inputsOf,
  type Person,
  person,
  textOf,
} from '../fixtures/teams-person.ts'

const HOUR = 3_600_000
const say = (code: Parameters<typeof refusal>[0]) => refusal(code, wordsFor('en'))

let made: TestServices
let cloud: Cloud
let amal: Person
beforeEach(async () => {
  made = await testServices({ accountInline: true })
  cloud = await startCloud(made)
  amal = person(cloud)
})
afterEach(() => cloud.stop())

/** To the account of a leaf that asks nothing but who she is. */
async function toAccount(who: Person, first: unknown) {
  let card = await who.open(first, 'tap', 'ask')
  card = await who.submit(card, 'tap', 'gift')
  card = await who.submit(card, 'continue')
  while (!inputsOf(card).some(({ id }) => id === 'account')) {
    card = await who.submit(card, 'continue', undefined, choices(card))
  }
  return card
}

function choices(card: unknown) {
  return Object.fromEntries(inputsOf(card).map((input) => [input.id, input.choices[0].value]))
}

async function tellOne(who: Person, first: unknown): Promise<CaseId> {
  const before = new Set(made.store.cases.keys())
  await who.submit(await toAccount(who, first), 'send', undefined, { account: 'a gift' })
  const [id] = [...made.store.cases.keys()].filter((known) => !before.has(known))
  return id as CaseId
}

test('T-84 the same invoke twice, a double click and a late retry make one case and get one answer', async () => {
  made.store.slow = 50
  const card = await toAccount(amal, await amal.install())
  const data = { ...button(card, 'send').data, account: 'a gift' }
  const press = () => amal.invoke('task/submit', { data })
  const [one, two, three] = await Promise.all([press(), press(), press()])
  made.clock.forward(16_000)
  const late = await press()
  const done = [one, two, three, late].map(({ body }) => textOf(body.task.value.card.content))
  expect(new Set(done).size).toBe(1)
  expect(done[0]).toContain('30 November')
  expect(made.store.cases.size).toBe(1)
})

test('promise 3: Send after taking back never says that it is kept, with the same words or others', async () => {
  const first = await amal.install()
  const form = await toAccount(amal, first)
  await amal.submit(form, 'send', undefined, { account: 'a gift' })
  const [id] = [...made.store.cases.keys()]
  const list = await amal.open(first, 'conversation')
  const more = await amal.submit(await amal.submit(list, 'case', id), 'more', id)
  await amal.submit(await amal.submit(more, 'withdraw', id), 'withdraw_now', id)
  expect(made.store.caseOf(id as CaseId).erasure).not.toBeNull()
  for (const account of ['a gift', 'a gift and a dinner']) {
    const answer = await amal.submit(form, 'send', undefined, { account })
    expect(answer).toEqual({ task: { type: 'message', value: say('TAKEN_BACK') } })
  }
  expect(made.store.cases.size).toBe(1)
})

test('T-155 promise 3: once it arrived no refusal of the same screen says that nothing was sent', async () => {
  const form = await toAccount(amal, await amal.install())
  await amal.submit(form, 'send', undefined, { account: 'a gift' })
  const [id] = [...made.store.cases.keys()]
  made.store.caseOf(id as CaseId).events.push({
    act: 'closed',
    by: 'officer',
    on: '2026-11-23' as never,
    at: null,
    reason: 'advice_given',
    corrects: null,
  })
  for (const account of ['a gift and a dinner', ' ', 'x'.repeat(50_000)]) {
    const answer = await amal.submit(form, 'send', undefined, { account })
    expect(answer).toEqual({ task: { type: 'message', value: say('SENT_BEFORE') } })
  }
})

test('T-83 what cannot be read of a card takes no words away: a sentence says it, and they stay', async () => {
  const card = await toAccount(amal, await amal.install())
  const { aside } = button(card, 'send').data
  for (const edited of [{ ...aside, of_another_version: 1 }, { ...aside, verb: 'posted' }, null]) {
    const data = { aside: edited, account: 'a gift' }
    const { body } = await amal.invoke('task/submit', { data })
    expect(body).toEqual({ task: { type: 'message', value: say('TOKEN_REFUSED') } })
    const bare = await amal.invoke('task/submit', { data: { aside: edited } })
    expect(bare.body.task.type).toBe('continue')
  }
})

test('T-84 something added twice is added once', async () => {
  const first = await amal.install()
  const id = await tellOne(amal, first)
  const list = await amal.open(first, 'conversation')
  const form = await amal.submit(await amal.submit(list, 'case', id), 'add', id)
  const data = { ...button(form, 'send_addition').data, text: 'more' }
  await Promise.all([amal.invoke('task/submit', { data }), amal.invoke('task/submit', { data })])
  await amal.invoke('task/submit', { data })
  expect(made.store.caseOf(id).letters.map(({ kind }) => kind)).toEqual(['concern', 'addition'])
})

test('T-84 a card from before the case was closed refuses kindly', async () => {
  const first = await amal.install()
  const id = await tellOne(amal, first)
  const form = await amal.submit(
    await amal.submit(await amal.open(first, 'conversation'), 'case', id),
    'add',
    id,
  )
  made.store.caseOf(id).events.push({
    act: 'closed',
    by: 'officer',
    on: '2026-11-23' as never,
    at: null,
    reason: 'advice_given',
    corrects: null,
  })
  const answer = await amal.submit(form, 'send_addition', id, { text: 'more' })
  expect(answer).toEqual({ task: { type: 'message', value: say('CASE_CLOSED') } })
})

test('case 82 an old card leads to the first one, in the language and with the way back it had', async () => {
  const first = await amal.install()
  const arabic = await amal.execute(await amal.execute(first, 'languages'), 'language', 'ar')
  let card = await amal.execute(await amal.execute(arabic, 'here'), 'tap', 'happened')
  made.clock.forward(25 * HOUR)
  expect(await amal.execute(card, 'tap', 'money')).toEqual(arabic)
  card = await amal.open(first, 'tap', 'happened')
  expect(inputsOf(card)).toEqual([])
})

test('case 82 an old Send never takes the words away with it', async () => {
  const card = await toAccount(amal, await amal.install())
  made.clock.forward(25 * HOUR)
  const answer = await amal.submit(card, 'send', undefined, { account: 'a gift' })
  expect(answer).toEqual({ task: { type: 'message', value: say('TOKEN_REFUSED') } })
  expect(made.store.cases.size).toBe(0)
})

test('T-85 a card in another hand shows what it shows to somebody who never told anything', async () => {
  const first = await amal.install()
  const id = await tellOne(amal, first)
  const others = [
    person(cloud, { id: 'eve' }),
    person(cloud, { id: 'eve', conversation: `a:${amal.id}` }),
  ]
  const empty = textOf(await others[0]?.open(await others[0].install(), 'conversation'))
  for (const eve of others) {
    expect(textOf(await eve.open(first, 'conversation'))).toBe(empty)
    const guess = { aside: { verb: 'case', value: id, share: shareOf(first), lang: 'en' } }
    const mine = await eve.invoke('task/fetch', { data: guess })
    const none = await eve.invoke('task/fetch', {
      data: { aside: { ...guess.aside, value: 'A'.repeat(22) } },
    })
    expect(mine.text).toBe(none.text)
    expect(mine.body.task.value).toBe(say('CASE_UNKNOWN'))
  }
})

test('T-85 the same person id in another tenant finds nothing', async () => {
  const first = await amal.install()
  await tellOne(amal, first)
  const twin = person(cloud, { tenant: PARTNER })
  const empty = textOf(await twin.open(await twin.install(), 'conversation'))
  expect(textOf(await twin.open(first, 'conversation'))).toBe(empty)
  expect(textOf(await amal.open(first, 'conversation'))).not.toBe(empty)
})

test('T-83 what is edited in a card is refused or leads to the first one', async () => {
  const card = await toAccount(amal, await amal.install())
  const { aside } = button(card, 'send').data
  const edits = [
    { ...aside, verb: 'shred' },
    { ...aside, office: 'hr' },
    { ...aside, case: 'A'.repeat(22) },
    { ...aside, token: altered(aside.token) },
    { ...aside, token: aside.token.slice(0, -8) },
    { ...aside, share: 'A'.repeat(22) },
    { ...aside, token: undefined },
    { verb: 'send' },
    null,
    'send',
    [aside],
  ]
  for (const edited of edits) {
    const answer = await amal.invoke('task/submit', { data: { aside: edited, account: 'x' } })
    expect(answer.status).toBe(200)
    expect(['continue', 'message']).toContain(answer.body.task.type)
  }
  expect(made.store.cases.size).toBe(0)
})

test('T-83 a tap that was not offered, and an officer who was not, move nobody', async () => {
  const card = await amal.open(await amal.install(), 'tap', 'happened')
  const { aside } = button(card, 'tap', 'money').data
  for (const value of ['gift', 'fraud', '__proto__', 'constructor', 'toString']) {
    const answer = await amal.invoke('task/submit', { data: { aside: { ...aside, value } } })
    expect(textOf(answer.body.task.value.card.content)).toBe(textOf(card))
  }
  let keepOut = await amal.submit(await amal.submit(card, 'tap', 'money'), 'tap', 'fraud')
  const stays = await amal.submit(keepOut, 'continue', undefined, { about: 'board', kept_out: '' })
  expect(stays.task).toEqual({ type: 'message', value: say('ANSWERS_INVALID') })
  keepOut = await amal.submit(keepOut, 'continue', undefined, { about: '', kept_out: 'hr-1' })
  expect(keepOut.task.type).toBe('message')
})

test('T-63 names of prototypes are only names', async () => {
  const card = await toAccount(amal, await amal.install())
  const { aside } = button(card, 'send').data
  const own = JSON.stringify(aside)
  for (const data of [
    `{"aside":${own},"account":"x","__proto__":{"polluted":true}}`,
    `{"__proto__":{"aside":${own}},"account":"x"}`,
    `{"constructor":{"prototype":{"polluted":true}},"aside":${own},"account":"x","__proto__":"y"}`,
  ]) {
    const activity = JSON.stringify(amal.activity({ type: 'invoke', name: 'task/submit' }))
    const body = `${activity.slice(0, -1)},"value":{"data":${data}},"__proto__":{"polluted":true}}`
    expect((await cloud.post(body)).status).toBe(200)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  }
})

test.each(['refused', 'welcome'] as const)('T-82 guests are %s as policy says', async (guests) => {
  await cloud.stop()
  made = await testServices({ guests })
  cloud = await startCloud(made)
  for (const from of [{ userRole: 'guest' }, { userPrincipalName: 'a_x.invalid#EXT#@y.invalid' }]) {
    const guest = person(cloud, { id: 'guest', from })
    const answer = await guest.invoke('task/fetch', { data: { aside: { verb: 'conversation' } } })
    expect(answer.body.task.type).toBe(guests === 'welcome' ? 'continue' : 'message')
    await guest.say('hello')
    const { text } = JSON.parse(cloud.sent.at(-1)?.body ?? '')
    const refused = noGuests(wordsFor('en'))
    expect(text).toBe(guests === 'refused' ? refused : undefined)
    if (guests === 'refused') expect(answer.body.task.value).toBe(refused)
  }
})

/** What keeps the direction of a line, and parts braces that a renderer would make a date of. */
const INVISIBLE = /[\u2060\u2068\u2069]/g

test('T-87 what an officer wrote is shown as it was written, and nothing in it works', async () => {
  const first = await amal.install()
  const id = await tellOne(amal, first)
  const written = '[press](https://evil.invalid) <at>all</at> **bold** {{DATE(2026-01-01)}}'
  await made.write(id, 'answer', written)
  const card = await amal.submit(await amal.open(first, 'conversation'), 'case', id)
  const holders: unknown[] = []
  JSON.stringify(card, (_, value) => {
    const text = String(value?.text).replaceAll(INVISIBLE, '')
    if (text === written) holders.push(value.type)
    return value
  })
  expect(holders).toEqual(['TextRun'])
  expect(JSON.stringify(card)).not.toMatch(/OpenUrl|entities/)
})

test('case 89 a long conversation is read in parts, newest first, and nothing of it is lost', async () => {
  const first = await amal.install()
  const id = await tellOne(amal, first)
  const answers = ['ا'.repeat(9_000), 'line\n'.repeat(900), '字'.repeat(6_000), 'the newest']
  for (const text of answers) await made.write(id, 'answer', text)
  let card = await amal.submit(await amal.open(first, 'conversation'), 'case', id)
  expect(textOf(card)).toContain('the newest')
  const read: string[] = []
  for (let pages = 0; pages < 20; pages += 1) {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(28 * 1024)
    read.push(textOf(card))
    const earlier = buttonsOf(card).find(({ data }) =>
      data.aside.value?.startsWith(`${id}.${pages + 1}`),
    )
    if (earlier === undefined) break
    card = await amal.submit(card, 'case', earlier.data.aside.value)
  }
  const all = read.join('')
  expect(read.length).toBeGreaterThan(2)
  for (const [letter, count] of [
    ['ا', 9_000],
    ['字', 6_000],
    ['line', 900],
  ] as const) {
    expect(all.split(letter).length - 1).toBeGreaterThanOrEqual(count)
  }
})

test('case 89 a card that leads to many cases stays small', async () => {
  const first = await amal.install()
  for (let count = 0; count < 20; count += 1) await tellOne(amal, first)
  let list = await amal.open(first, 'conversation')
  const seen = new Set<string>()
  for (let page = 1; page < 10; page += 1) {
    expect(Buffer.byteLength(JSON.stringify(list))).toBeLessThanOrEqual(28 * 1024)
    for (const { data } of buttonsOf(list)) {
      if (data.aside.verb === 'case') seen.add(data.aside.value)
    }
    const earlier = buttonsOf(list).some(
      ({ data }) => data.aside.verb === 'conversation' && data.aside.value === `${page}`,
    )
    if (!earlier) break
    list = await amal.submit(list, 'conversation', `${page}`)
  }
  expect(seen).toEqual(new Set(made.store.cases.keys()))
})

function shareOf(card: unknown): string {
  return buttonsOf(card)[0]?.data.aside.share
}
