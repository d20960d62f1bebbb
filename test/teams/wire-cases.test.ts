import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud, type TokenChange } from '../fixtures/teams-cloud.ts'
import { type Person, person } from '../fixtures/teams-person.ts'
import { toAccount } from '../journeys/filer.ts'

let cloud: Cloud
let made: TestServices
let amal: Person
beforeEach(async () => {
  made = await testServices({ accountInline: true })
  cloud = await startCloud(made)
  amal = person(cloud)
})
afterEach(() => cloud.stop())

test('case 83 no card is ever updated or taken away, so none can have vanished', async () => {
  const first = await amal.install()
  const form = await toAccount(amal, first, 'dialog')
  cloud.connector = 404
  await amal.submit(form, 'send', undefined, { account: 'x', name: 'A' })
  await amal.execute(await amal.execute(first, 'here'), 'conversation')
  await amal.say('hello')
  expect(made.store.cases.size).toBe(1)
  expect(cloud.sent.map(({ method }) => method)).toEqual(['POST', 'POST'])
  expect(cloud.sent.every(({ path }) => /\/v3\/conversations\/[^/]+\/activities/.test(path))).toBe(
    true,
  )
})

const TOKENS: readonly (readonly [string, TokenChange | string | null])[] = [
  ['none', null],
  ['that is garbage', 'Bearer garbage'],
  ['that is malformed', 'Bearer a.b.c'],
  ['of another scheme', 'Basic QWxhZGRpbg=='],
  ['that is empty', 'Bearer '],
  ['that has expired', { expires: '-1 hour' }],
  ['for another bot', { audience: '99999999-2222-4333-8444-555555555555' }],
  ['from another issuer', { issuer: 'https://sts.invalid' }],
  ['for another service address', { serviceUrl: 'https://elsewhere.invalid/' }],
  ['of a channel that may not speak to us', { kid: 'webchat' }],
]

test.each(TOKENS)(
  'case 87 a token %s is an empty 401 or 403, and never our mistake',
  async (_, one) => {
    const header = async () => {
      if (one === null) return {}
      return { authorization: typeof one === 'string' ? one : `Bearer ${await cloud.token(one)}` }
    }
    const activity = amal.activity({
      type: 'invoke',
      name: 'task/fetch',
      value: { data: { aside: { verb: 'conversation' } } },
    })
    const answer = await cloud.post(activity, await header())
    expect([401, 403]).toContain(answer.status)
    expect([answer.text, cloud.sent]).toEqual(['', []])
  },
)

test('case 87 another channel, another tenant and a body of a megabyte are refused, and nothing is kept', async () => {
  const activity = { type: 'message', text: 'x' }
  const tenant = 'cccccccc-0000-4000-8000-000000000009'
  for (const change of [
    { channelId: 'webchat' },
    { channelId: 'emulator' },
    { channelId: 'directline' },
    {
      conversation: { id: 'a:1', conversationType: 'personal', tenantId: tenant },
      channelData: { tenant: { id: tenant } },
    },
    { text: 'x'.repeat(1_048_577) },
  ]) {
    const { status } = await cloud.post(amal.activity({ ...activity, ...change }))
    expect(status, JSON.stringify(change).slice(0, 60)).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  }
  expect([cloud.sent, made.store.cases.size]).toEqual([[], 0])
})
