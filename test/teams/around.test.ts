import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { CASES_PER_CARD } from '#domain/case/receipt.ts'
import { AppError } from '#errors.ts'
import { createBot } from '#teams/bot.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { APP, type Cloud, startCloud, TENANT } from '../fixtures/teams-cloud.ts'
import { buttonsOf, inputsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'

let made: TestServices
let cloud: Cloud
beforeEach(async () => {
  made = await testServices()
  cloud = await startCloud(made)
})
afterEach(() => cloud.stop())

test('meeting the bot is answered once, though Teams says it twice', async () => {
  const amal = person(cloud)
  const members = [{ id: '28:bot' }, { id: `29:${amal.id}` }]
  await cloud.post(amal.activity({ type: 'conversationUpdate', membersAdded: members }))
  await cloud.post(amal.activity({ type: 'installationUpdate', action: 'add' }))
  expect(cloud.sent.length).toBe(1)
  await cloud.post(amal.activity({ type: 'installationUpdate', action: 'remove' }))
  await cloud.post(amal.activity({ type: 'conversationUpdate', membersRemoved: members }))
  expect(cloud.sent.length).toBe(1)
})

test('a new version of the app greets nobody: it comes to everybody’s phone on the same day', async () => {
  const amal = person(cloud)
  await amal.install()
  made.clock.forward(120_000)
  for (const action of ['add-upgrade', 'remove-upgrade', 'upgrade', 'added']) {
    await cloud.post(amal.activity({ type: 'installationUpdate', action }))
  }
  expect(cloud.sent.length).toBe(1)
})

test('a greeting is answered with the first card, anything more with where not to write', async () => {
  const amal = person(cloud, { locale: 'ar' })
  const words = wordsFor('ar')
  for (const text of ['مرحبا', 'hi']) {
    await amal.say(text)
    expect(textOf(amal.lastCard())).toContain(words.say('first.chat'))
    expect(textOf(amal.lastCard())).not.toContain(words.say('not_here.title'))
  }
  await amal.say('مرحبا، مديري يأخذ المال')
  expect(textOf(amal.lastCard())).toContain(words.say('not_here.title'))
})

test('each first card has a way back of its own', async () => {
  const amal = person(cloud)
  await amal.say('hello')
  await amal.say('hello')
  const shares = cloud.sent.map(({ body }) => body.match(/"share":"([\w-]{22})"/)?.[1])
  expect(new Set(shares).size).toBe(2)
})

test('the first card can be sent again to somebody who met the bot', async () => {
  const known: string[] = []
  cloud.bot.onInstalled = (reference) => known.push(reference)
  await person(cloud, { locale: 'ar-EG' }).install()
  await cloud.bot.sendFirst(known[0] ?? '')
  const [first, again] = cloud.sent
  expect(again?.path).toBe(first?.path.replace(/\/[^/]+$/, ''))
  const content = (body = '{}') => textOf(JSON.parse(body).attachments[0].content)
  expect(content(again?.body)).toBe(content(first?.body))
  expect(known[0]).not.toMatch(/[\w-]{22}"\}$/)
  const elsewhere = (known[0] ?? '').replace(cloud.serviceUrl, 'https://evil.invalid/')
  await expect(cloud.bot.sendFirst(elsewhere)).rejects.toThrow(AppError)
  await expect(cloud.bot.sendFirst('{}')).rejects.toThrow(AppError)
  expect(cloud.sent.length).toBe(2)
})

test.each([400, 401, 403, 404, 412, 413, 429, 500, 502, 503])(
  'case 86 that Teams answers %i to what we send breaks nothing',
  async (status) => {
    cloud.connector = status
    const amal = person(cloud)
    const answer = await amal.say('hello')
    expect([answer.status, answer.text]).toEqual([200, ''])
    expect(made.log.join('\n')).toContain('"event":"teams_failed"')
    cloud.connector = 200
    await amal.say('hello')
    expect(amal.lastCard().type).toBe('AdaptiveCard')
  },
)

test('case 86 a restart in the middle of a dialog, and a new token key, lose nothing', async () => {
  const amal = person(cloud)
  const card = await amal.open(await amal.install(), 'tap', 'happened')
  await cloud.stop()
  cloud = await startCloud(made, {
    tokenKeys: [new Uint8Array(32).fill(9), new Uint8Array(32).fill(1)],
  })
  const again = person(cloud)
  expect(textOf(await again.submit(card, 'tap', 'money'))).toContain(
    wordsFor('en').say('tree.happened.money.question'),
  )
})

describe('case 88 the language', () => {
  test.each([
    ['ar-EG', 'ar'],
    ['AR', 'ar'],
    ['en-GB', 'en'],
    ['pt', 'es'],
    ['zh-Hant', 'zh'],
    ['uk', 'en'],
    ['x'.repeat(200), 'en'],
    ['__proto__', 'en'],
    ['', 'en'],
  ])('of a client that says %s is %s', async (locale, lang) => {
    expect((await person(cloud, { locale }).install()).lang).toBe(lang)
  })

  test('is one that the organisation offers, whatever her client or an old card asks for', async () => {
    await cloud.stop()
    made = await testServices({ languages: ['en', 'fr'] })
    cloud = await startCloud(made)
    const first = await person(cloud, { locale: 'ru-RU' }).install()
    expect(first.lang).toBe('en')
    const amal = person(cloud, { locale: 'fr-SN' })
    await amal.say('bonjour')
    expect(amal.lastCard().lang).toBe('fr')
    const old = JSON.parse(JSON.stringify(first).replaceAll('"lang":"en"', '"lang":"ar"'))
    expect((await amal.execute(old, 'who_does_what')).lang).toBe('en')
  })

  test('she chose stays hers in the dialog, whatever her client says later', async () => {
    const amal = person(cloud, { locale: 'en-GB' })
    const names = await amal.execute(await amal.install(), 'languages')
    const arabic = await amal.execute(names, 'language', 'ar')
    const card = await amal.open(arabic, 'tap', 'happened')
    expect(card.lang).toBe('ar')
    expect((await amal.submit(card, 'tap', 'money')).lang).toBe('ar')
  })
})

test('when nothing can be read, a sentence says so and the log has a code', async () => {
  await cloud.stop()
  cloud = await startCloud(made, {
    facts: async () => {
      throw new AppError('DATABASE_AWAY')
    },
  })
  const amal = person(cloud)
  const sentence = refusal('DATABASE_AWAY', wordsFor('en'), 'conversation')
  await amal.say('hello')
  expect(JSON.parse(cloud.sent.at(-1)?.body ?? '').text).toBe(sentence)
  const answer = await amal.invoke('task/fetch', { data: { aside: { verb: 'conversation' } } })
  expect(answer.body.task).toEqual({ type: 'message', value: sentence })
  expect(made.log.join()).toContain('DATABASE_AWAY')
})

test('what breaks unexpectedly is a sentence too, and says nothing of its cause', async () => {
  await cloud.stop()
  cloud = await startCloud(made, {
    facts: async () => {
      throw new TypeError('heron-canary-1')
    },
  })
  const answer = await person(cloud).invoke('adaptiveCard/action', {
    action: { data: { aside: { verb: 'here' } } },
  })
  expect(answer.status).toBe(200)
  expect(answer.text + made.log.join()).not.toContain('heron-canary-1')
})

describe('T-127 the demo', () => {
  test('runs without a signature, and the card it sends again has the same way back', async () => {
    await cloud.stop()
    cloud = await startCloud(made, { credentials: null, demo: true })
    const known: string[] = []
    cloud.bot.onInstalled = (reference) => known.push(reference)
    const amal = person(cloud)
    await cloud.post(amal.activity({ type: 'installationUpdate', action: 'add' }), {})
    await cloud.bot.sendFirst(known[0] ?? '')
    const [first, again] = cloud.sent.map(({ body }) => JSON.parse(body).attachments[0].content)
    expect(again).toEqual(first)
    expect(cloud.sent.every(({ authorization }) => authorization === undefined)).toBe(true)
  })
})

test('the demo goes on after sixty-four concerns: for others at once, for the same person from a new card', async () => {
  await cloud.stop()
  made = await testServices({ accountInline: true })
  const demoShare = new Uint8Array(16).fill(7)
  cloud = await startCloud(made, { credentials: null, demo: true, demoShare })
  const bare = { ...cloud, post: (activity: unknown) => cloud.post(activity, {}) }
  const [amal, nour] = [person(bare), person(bare, { id: 'nour' })]
  await amal.say('hello')
  await tellOne(amal)
  const [memoryCase] = made.store.cases.values()
  const holder = { share: demoShare, tenant: TENANT, person: amal.id }
  const [, ...free] = (await made.services.receipts.lookups(holder)).slice(-CASES_PER_CARD)
  for (const [at, lookup] of free.entries()) {
    if (memoryCase !== undefined) made.store.cases.set(`told-${at}`, { ...memoryCase, lookup })
  }
  expect(made.store.cases.size).toBe(CASES_PER_CARD)
  expect((await tellOne(amal)).task.value).toBe(refusal('RECEIPT_FULL', wordsFor('en')))
  await nour.say('hello')
  await tellOne(nour)
  expect(made.store.cases.size).toBe(CASES_PER_CARD + 1)
  await amal.say('hello')
  await tellOne(amal)
  expect(made.store.cases.size).toBe(CASES_PER_CARD + 2)
  await amal.say('hello')
  const list = await amal.open(amal.lastCard(), 'conversation')
  expect(buttonsOf(list).some(({ data }) => data.aside.verb === 'case')).toBe(false)
})

/** From the newest card of the chat to a Send. */
async function tellOne(who: Person) {
  let card = await who.open(who.lastCard(), 'tap', 'ask')
  card = await who.submit(card, 'tap', 'gift')
  card = await who.submit(card, 'continue')
  while (!inputsOf(card).some(({ id }) => id === 'account')) {
    const chosen = inputsOf(card).map((input) => [input.id, input.choices[0].value])
    card = await who.submit(card, 'continue', undefined, Object.fromEntries(chosen))
  }
  return who.submit(card, 'send', undefined, { account: 'a gift' })
}

test('T-80 and T-71 it does not start without credentials, nor as a demo with real ones', () => {
  const options = {
    services: made.services,
    facts: made.facts,
    tokenKeys: [new Uint8Array(32)],
    nonceKey: new Uint8Array(32),
    gate: { appId: APP, tenants: [TENANT] },
  }
  const credentials = { kind: 'secret', appId: APP, tenant: TENANT, password: 'x' } as const
  const start = (change: object) => () =>
    createBot({ ...options, credentials, demo: false, ...change })
  expect(start({})).not.toThrow()
  expect(start({ credentials: null })).toThrow(AppError)
  expect(start({ credentials: { ...credentials, appId: '' } })).toThrow(AppError)
  expect(start({ gate: { appId: APP, tenants: [] } })).toThrow(AppError)
  expect(start({ gate: { appId: 'another', tenants: [TENANT] } })).toThrow(AppError)
  expect(start({ demo: true })).toThrow(AppError)
})
