import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { first, privateOnly, typedInChat } from '#dialogs/first-card.ts'
import { wordsFor } from '#dialogs/words.ts'
import { CATEGORIES } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { firstCard } from '#teams/draw.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { buttonsOf, inputsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'

const CANARY = 'heron-canary-116'
/** What is added later is sealed to her too, and may be read again: in a dialog, never in the chat. */
const ADDED = 'egret-canary-116'
/** Twice as likely as all others: the ways that lead to the end. */
const ONWARD = ['tap', 'continue', 'send', 'conversation', 'case', 'add', 'send_addition', 'here']

let made: TestServices
let cloud: Cloud
beforeEach(async () => {
  made = await testServices({ accountInline: true })
  cloud = await startCloud(made)
})
afterEach(() => cloud.stop())

const shareless = (json: string) => json.replaceAll(/"share":"[\w-]{22}"/g, '"share":""')

/** The cards that may stand in a chat, in a language. There are two. */
async function neutralCards(lang: string): Promise<string[]> {
  const facts = await made.facts(wordsFor(lang), null)
  return [first(facts), typedInChat(facts)].map((dialog) =>
    shareless(JSON.stringify(firstCard(dialog, facts, ''))),
  )
}

async function expectOnlyNeutral(lang: string): Promise<void> {
  const neutral = await neutralCards(lang)
  for (const { method, body } of cloud.sent) {
    expect(method).toBe('POST')
    const { attachments, text, ...envelope } = JSON.parse(body)
    expect(JSON.stringify(envelope)).not.toContain(CANARY)
    if (text !== undefined) expect(text).toBe(privateOnly(wordsFor(lang)))
    for (const { content } of attachments ?? []) {
      expect(neutral).toContain(shareless(JSON.stringify(content)))
    }
  }
}

/** Fills every field of a card: words with the canary, choices by the test's own chance. */
function filled(card: unknown, chance: (most: number) => number): Record<string, string> {
  return Object.fromEntries(
    inputsOf(card).map((input) => [
      input.id,
      input.type === 'Input.Text'
        ? `${input.id === 'text' ? ADDED : CANARY} ${input.id}`
        : (input.choices[chance(input.choices.length)]?.value ?? ''),
    ]),
  )
}

describe.each(['en', 'ar'])('walking at random in %s', (lang) => {
  test('T-116 no way of pressing puts a typed word into an answer, or anything but a neutral card into the chat', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), async (steps) => {
        const amal = person(cloud, { locale: lang, id: `p-${Math.random()}` })
        let card = await amal.install()
        let chat = true
        for (const step of steps) {
          const all = buttonsOf(card)
          const onward = all.filter(({ data }) => ONWARD.includes(data.aside.verb))
          const buttons = step % 8 === 0 || onward.length === 0 ? all : onward
          const pressed = buttons[step % buttons.length]
          if (pressed === undefined) break
          const { verb, value } = pressed.data.aside
          const fields = filled(card, (most) => step % most)
          const opens = pressed.type === 'Action.Submit' && chat
          const data = { ...pressed.data, ...fields }
          const answer = opens
            ? await amal.invoke('task/fetch', { data })
            : chat
              ? await amal.invoke('adaptiveCard/action', { action: { verb, data } })
              : await amal.invoke('task/submit', { data })
          expect([verb, value, answer.status]).toEqual([verb, value, 200])
          expect(answer.text).not.toContain(CANARY)
          if (chat && !opens) expect(answer.text).not.toContain(ADDED)
          expect(Buffer.byteLength(answer.text)).toBeLessThan(29 * 1024)
          if (opens) chat = false
          const next = chat ? answer.body.value : answer.body?.task?.value?.card?.content
          if (next === undefined) {
            chat = true
            card = amal.lastCard()
          } else if (typeof next === 'object') card = next
        }
      }),
      { numRuns: 4, seed: 116 },
    )
    await expectOnlyNeutral(lang)
    expect(cloud.sent.every(({ body }) => !body.includes(ADDED))).toBe(true)
    const memoryCases = [...made.store.cases.values()]
    expect(memoryCases.length).toBeGreaterThan(0)
    expect(made.log.join('\n')).not.toContain(CANARY)
  })

  test('T-86 a card in the chat names no office, no category, no person and no day', async () => {
    const words = wordsFor(lang)
    const cards = await neutralCards(lang)
    const named = OFFICES.map((office) => words.say(`office.${office}`))
    const facts = await made.facts(words, 'Amal Haddad')
    for (const card of cards) {
      const read = textOf(JSON.parse(card))
      for (const secret of [...named, words.date(facts.todayIn('ethics')), '2026', 'Amal']) {
        expect(read).not.toContain(secret)
      }
      for (const category of CATEGORIES) expect(card).not.toContain(`${category}.`)
    }
  })

  test('T-118 nothing in the chat can be clicked into a browser', async () => {
    for (const card of await neutralCards(lang)) {
      expect(card.replaceAll('adaptivecards.io', '')).not.toMatch(
        /OpenUrl|https?:\/\/(?!\/schemas)|\]\(|www\.|refresh/,
      )
    }
  })
})

test('T-116 what is refused, or cannot be stored, comes back without the words and keeps the view', async () => {
  const amal = person(cloud)
  const card = await toAccount(amal)
  const refusals = [
    { account: '   ', when: CANARY },
    { account: CANARY.repeat(2_000) },
    { account: CANARY, name: CANARY.repeat(20) },
    { account: CANARY, foreign: CANARY },
  ]
  for (const fields of refusals) {
    const answer = await pressed(amal, card, fields)
    expect(answer.body.task.type).toBe('message')
    expect(answer.text).not.toContain(CANARY)
  }
  made.store.away = true
  const away = await pressed(amal, card, { account: CANARY })
  expect(away.body.task.type).toBe('message')
  expect(away.text).not.toContain(CANARY)
  made.store.away = false
  expect((await pressed(amal, card, { account: CANARY })).body.task.type).toBe('continue')
  expect(made.store.cases.size).toBe(1)
  expect(made.log.join('\n')).not.toContain(CANARY)
})

test('case 84 whatever is typed, sent or done in the chat has the same fixed answer', async () => {
  const amal = person(cloud)
  const more = [
    {},
    { attachments: [{ contentType: 'image/png', contentUrl: `https://x.invalid/${CANARY}` }] },
    { attachments: [{ contentType: 'text/html', content: `<p>${CANARY}</p>` }] },
    { entities: [{ type: 'mention', text: `<at>${CANARY}</at>` }] },
    { value: { aside: { verb: 'send' }, account: CANARY } },
    { deliveryMode: 'expectReplies' },
  ]
  for (const change of more) {
    const answer = await amal.say(CANARY, change)
    expect([answer.status, answer.text]).toEqual([200, ''])
  }
  expect(cloud.sent.length).toBe(more.length)
  expect(cloud.sent.every(({ body }) => !body.includes(CANARY))).toBe(true)
  const [, answer] = await neutralCards('en')
  for (const { body } of cloud.sent) {
    expect(shareless(JSON.stringify(JSON.parse(body).attachments[0].content))).toBe(answer)
  }
  expect(made.store.cases.size).toBe(0)
  expect(made.log).toEqual([])
})

test('cases 84 and 85 edits, deletions, reactions and typing have no answer and leave nothing', async () => {
  const amal = person(cloud)
  for (const type of [
    'messageUpdate',
    'messageDelete',
    'messageReaction',
    'typing',
    'event',
    'endOfConversation',
  ]) {
    const answer = await cloud.post(amal.activity({ type, text: CANARY, name: CANARY }))
    expect([answer.status, answer.text]).toEqual([200, ''])
  }
  expect(cloud.sent).toEqual([])
  expect(made.log).toEqual([])
})

test('T-88 what we never offered is not there', async () => {
  const amal = person(cloud)
  for (const name of [
    'composeExtension/query',
    'composeExtension/fetchTask',
    'composeExtension/submitAction',
    'composeExtension/queryLink',
    'composeExtension/anonymousQueryLink',
    'signin/verifyState',
    'signin/tokenExchange',
    'fileConsent/invoke',
    'message/submitAction',
    'tab/fetch',
    'config/fetch',
    'actionableMessage/executeAction',
    '__proto__',
  ]) {
    const answer = await amal.invoke(name, { data: { aside: { verb: 'send' }, account: CANARY } })
    expect([name, answer.status, answer.text]).toEqual([name, 501, ''])
  }
  expect(cloud.sent).toEqual([])
  expect(made.store.cases.size).toBe(0)
})

test('T-82 where others listen the bot only says that it talks in private', async () => {
  for (const conversationType of ['groupChat', 'channel', undefined]) {
    const amal = person(cloud)
    const conversation = { id: 'g:1', conversationType, isGroup: true, tenantId: undefined }
    await amal.say(CANARY, { conversation })
    const answer = await amal.invoke(
      'task/fetch',
      { data: { aside: { verb: 'conversation' } } },
      { conversation },
    )
    expect(answer.body.task).toEqual({ type: 'message', value: privateOnly(wordsFor('en')) })
    await cloud.post(amal.activity({ type: 'installationUpdate', action: 'add', conversation }))
  }
  expect(cloud.sent.map(({ body }) => JSON.parse(body).text)).toEqual(
    Array(3).fill(privateOnly(wordsFor('en'))),
  )
})

async function toAccount(amal: Person) {
  let card = await amal.open(await amal.install(), 'tap', 'ask')
  card = await amal.submit(card, 'tap', 'gift')
  card = await amal.submit(card, 'continue')
  card = await amal.submit(card, 'continue', undefined, { identity: 'not_told' })
  while (inputsOf(card).every(({ type }) => type !== 'Input.Text')) {
    card = await amal.submit(
      card,
      'continue',
      undefined,
      filled(card, () => 0),
    )
  }
  return card
}

async function pressed(amal: Person, card: unknown, fields: Record<string, string>) {
  const send = buttonsOf(card).find(({ data }) => data.aside.verb === 'send')
  return amal.invoke('task/submit', { data: { ...send?.data, ...fields } })
}
