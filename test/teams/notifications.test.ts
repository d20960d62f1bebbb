import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wordsFor } from '#dialogs/words.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import { offerCode } from '#notifications/subscribe.ts'
import { createBot } from '#teams/bot.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { person, textOf } from '../fixtures/teams-person.ts'

const OFFICER = { id: 'ethics-1' as OfficerId } as Officer
const words = wordsFor('en')
let made: TestServices
let cloud: Cloud
beforeEach(async () => {
  made = await testServices()
  cloud = await startCloud(made)
})
afterEach(() => cloud.stop())

const lastText = () => JSON.parse(cloud.sent.at(-1)?.body ?? '{}').text
const isTold = async () =>
  (await made.services.officerAddresses.of(OFFICER.id))?.since !== undefined
const code = async () => (await offerCode(made.services, OFFICER)).code

describe('an officer pairs her chat with the code of her desk', () => {
  test.each([
    ['as it stands there', (shown: string) => `aside ${shown}`],
    [
      'in small letters, with a space',
      (shown: string) => ` Aside ${shown.toLowerCase().replace('-', ' ')} `,
    ],
    [
      'with what looks alike',
      (shown: string) => `aside ${shown.replaceAll('0', 'O').replaceAll('1', 'l')}`,
    ],
  ])('%s, and is answered with a sentence that says nothing', async (_, typed) => {
    await person(cloud).say(typed(await code()))
    expect(lastText()).toBe(words.say('paired'))
    expect(await isTold()).toBe(true)
  })

  test('once, and not after ten minutes', async () => {
    const shown = await code()
    made.clock.forward(10 * 60_000)
    const amal = person(cloud)
    await amal.say(`aside ${shown}`)
    expect(textOf(amal.lastCard())).toContain(words.say('not_here.title'))
    const fresh = await code()
    await amal.say(`aside ${fresh}`)
    await made.services.officerAddresses.end(OFFICER.id)
    await amal.say(`aside ${fresh}`)
    expect(textOf(amal.lastCard())).toContain(words.say('not_here.title'))
    expect(await isTold()).toBe(false)
  })

  test.each(['BUSY', 'DATABASE_AWAY'] as const)(
    'and is told to write it again when it could not be judged (%s), as often as it takes, and the code is as good',
    async (refusal) => {
      const shown = await code()
      const amal = person(cloud)
      const { officerAddresses } = made.services
      const { pair } = officerAddresses
      Object.assign(officerAddresses, { pair: () => Promise.reject(new AppError(refusal)) })
      for (let tried = 0; tried < 7; tried += 1) {
        await amal.say(`aside ${shown}`)
        expect(lastText()).toBe(words.say('paired.later'))
      }
      Object.assign(officerAddresses, { pair })
      await amal.say(`aside ${shown}`)
      expect(lastText()).toBe(words.say('paired'))
    },
  )

  test('and no try that was not judged gives a wrong one back', async () => {
    const amal = person(cloud)
    const { officerAddresses } = made.services
    const { pair } = officerAddresses
    for (let tried = 0; tried < 5; tried += 1) {
      await amal.say('aside AAAAA-AAAAA')
      if (tried === 4) break
      Object.assign(officerAddresses, { pair: () => Promise.reject(new AppError('BUSY')) })
      await amal.say('aside AAAAA-AAAAA')
      Object.assign(officerAddresses, { pair })
    }
    await amal.say(`aside ${await code()}`)
    expect(await isTold()).toBe(false)
  })

  test('and a newer code takes the place of an older one', async () => {
    const older = await code()
    await code()
    await person(cloud).say(`aside ${older}`)
    expect(await isTold()).toBe(false)
  })

  test.each(['', 'x', '-', '!'])(
    'and nothing beside it: %j after it makes it a message',
    async (more) => {
      const shown = await code()
      const amal = person(cloud)
      await amal.say(more === '' ? `please aside ${shown}` : `aside ${shown} ${more}`)
      expect(textOf(amal.lastCard())).toContain(words.say('not_here.title'))
      expect(await isTold()).toBe(false)
    },
  )

  test('five wrong ones, and the right one is not looked at any more for a while', async () => {
    const amal = person(cloud)
    for (let tried = 0; tried < 5; tried += 1) await amal.say('aside AAAAA-AAAAA')
    await amal.say(`aside ${await code()}`)
    expect(await isTold()).toBe(false)
    made.clock.forward(11 * 60_000)
    await amal.say(`aside ${await code()}`)
    expect(await isTold()).toBe(true)
  })

  test('where others listen no code is taken', async () => {
    const group = { conversation: { id: '19:group', conversationType: 'groupChat', isGroup: true } }
    const amal = person(cloud)
    await cloud.post(amal.activity({ type: 'message', text: `aside ${await code()}`, ...group }))
    expect(await isTold()).toBe(false)
  })
})

test('whoever takes the bot away is told no more, as an officer and as a person; an upgrade takes nothing', async () => {
  const amal = person(cloud)
  const first = await amal.install()
  await amal.say(`aside ${await code()}`)
  await amal.submit(await amal.open(first, 'conversation'), 'remind')
  await amal.submit(
    await amal.submit(await amal.open(first, 'conversation'), 'remind'),
    'remind_now',
    '8',
  )
  const ids = await made.services.addresses.person(...whoIs(amal))
  await cloud.post(amal.activity({ type: 'installationUpdate', action: 'remove-upgrade' }))
  expect((await made.services.officerAddresses.of(OFFICER.id))?.lostOn).toBeNull()
  expect(await made.services.reminders.until(ids)).not.toBeNull()
  const other = person(cloud, { id: 'cccccccc-0000-4000-8000-000000000002' })
  await cloud.post(other.activity({ type: 'installationUpdate', action: 'remove' }))
  expect((await made.services.officerAddresses.of(OFFICER.id))?.lostOn).toBeNull()
  await cloud.post(amal.activity({ type: 'installationUpdate', action: 'remove' }))
  expect((await made.services.officerAddresses.of(OFFICER.id))?.lostOn).toBe('2026-11-23')
  expect(await made.services.reminders.until(ids)).toBeNull()
})

function whoIs(who: ReturnType<typeof person>): [string, string] {
  const { conversation, from } = who.activity({}) as {
    conversation: { tenantId: string }
    from: { aadObjectId: string }
  }
  return [conversation.tenantId, from.aadObjectId]
}

describe('case 86 what Teams answers to a notice', () => {
  let address = ''
  beforeEach(async () => {
    cloud.bot.onInstalled = (met) => {
      address = met
    }
    await person(cloud, { locale: 'fr-CH' }).install()
    cloud.sent.length = 0
  })

  test('T-86 is heard, and the notice is one constant sentence in her language', async () => {
    expect(await cloud.bot.send(address)).toEqual({ is: 'sent' })
    expect(await cloud.bot.send(address)).toEqual({ is: 'sent' })
    const [first, second] = cloud.sent.map(({ body }) => JSON.parse(body))
    expect(first.text).toBe(wordsFor('fr').say('notice.new'))
    expect(first.attachments ?? []).toEqual([])
    expect(second).toEqual(first)
  })

  test('T-86 and never in a language that the organisation does not offer', async () => {
    await cloud.stop()
    made = await testServices({ languages: ['en', 'ar'] })
    cloud = await startCloud(made)
    const met = JSON.stringify({ ...JSON.parse(address), serviceUrl: cloud.serviceUrl })
    expect(await cloud.bot.send(met)).toEqual({ is: 'sent' })
    const [sent] = cloud.sent.map(({ body }) => JSON.parse(body))
    expect(sent.text).toBe(words.say('notice.new'))
  })

  test.each([403, 404])('%i: it is gone', async (status) => {
    cloud.connector = status
    expect(await cloud.bot.send(address)).toEqual({ is: 'gone' })
    expect(cloud.sent.length).toBe(1)
  })

  test.each([400, 401, 412, 500, 502, 503, 504])(
    '%i: later, and it is asked once',
    async (status) => {
      cloud.connector = status
      expect(await cloud.bot.send(address)).toEqual({ is: 'later', afterSeconds: null })
      expect(cloud.sent.length).toBe(1)
    },
  )

  test('429: not before it says', async () => {
    cloud.connector = 429
    expect(await cloud.bot.send(address)).toEqual({ is: 'later', afterSeconds: 1 })
    expect(cloud.sent.length).toBe(1)
  })

  test('nothing at all, because the network is away: later', async () => {
    const nowhere = JSON.stringify({ ...JSON.parse(address), serviceUrl: 'http://127.0.0.1:1/' })
    expect(await cloud.bot.send(nowhere)).toEqual({ is: 'later', afterSeconds: null })
  })

  test('an address elsewhere, or none of ours, is not written to', async () => {
    const elsewhere = address.replace(cloud.serviceUrl, 'https://evil.invalid/')
    expect(await cloud.bot.send(elsewhere)).toEqual({ is: 'gone' })
    expect(await cloud.bot.send('{}')).toEqual({ is: 'gone' })
    const demo = createBot({
      services: made.services,
      facts: made.facts,
      tokenKeys: [new Uint8Array(32)],
      nonceKey: new Uint8Array(32),
      credentials: null,
      gate: { appId: '', tenants: [] },
      demo: true,
    })
    const microsoft = address.replace(cloud.serviceUrl, 'https://smba.trafficmanager.net/amer/')
    expect(await demo.send(microsoft)).toEqual({ is: 'gone' })
    expect(cloud.sent).toEqual([])
  })
})
