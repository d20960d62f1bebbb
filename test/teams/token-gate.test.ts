import { createHmac } from 'node:crypto'
import { exportSPKI, importJWK } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ofMicrosoft, ofThisMachine } from '#teams/service-url.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud, TENANT, type TokenChange } from '../fixtures/teams-cloud.ts'
import { type Person, person } from '../fixtures/teams-person.ts'

const CANARY = 'heron-canary-80'
let made: TestServices
let cloud: Cloud
let amal: Person

beforeAll(async () => {
  made = await testServices({}, new Date())
  cloud = await startCloud(made)
  amal = person(cloud)
})
afterAll(() => cloud.stop())

const hello = (change: object = {}) => amal.activity({ type: 'message', text: CANARY, ...change })

async function refused(activity: object, headers: Record<string, string>, status = 401) {
  const before = cloud.sent.length
  const answer = await cloud.post(activity, headers)
  expect([answer.status, answer.text]).toEqual([status, ''])
  expect(cloud.sent.length).toBe(before)
  expect(made.log.join('\n')).not.toContain(CANARY)
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = () => ({
  iss: 'https://api.botframework.com',
  aud: '11111111-2222-4333-8444-555555555555',
  serviceurl: cloud.serviceUrl,
  exp: Math.floor(Date.now() / 1000) + 3_600,
})

test('T-80 a token of the service is taken, and the answer goes out with our own', async () => {
  expect((await cloud.post(hello())).status).toBe(200)
  expect(cloud.sent.at(-1)?.authorization).toBe('Bearer ours')
})

const wrong: readonly (readonly [string, () => TokenChange])[] = [
  ['that expired', () => ({ expires: '-6 minutes' })],
  ['for another bot', () => ({ audience: '99999999-2222-4333-8444-555555555555' })],
  ['of another issuer', () => ({ issuer: 'https://sts.windows.net/x/' })],
  ['signed with another key under a known id', () => ({ key: cloud.keys.stranger })],
  ['under an unknown key id', () => ({ kid: 'nobody' })],
  ['of a key that is not endorsed for Teams', () => ({ kid: 'webchat' })],
  ['for another service address', () => ({ serviceUrl: 'http://127.0.0.1:9/' })],
]

test.each(wrong)('T-80 a token %s is refused', async (_, change) => {
  await refused(hello(), bearer(await cloud.token(change())))
})

test('T-80 clocks may differ by five minutes', async () => {
  expect(
    (await cloud.post(hello(), bearer(await cloud.token({ expires: '-4 minutes' })))).status,
  ).toBe(200)
})

test('T-80 no token, garbage, and a token without signature are refused', async () => {
  await refused(hello(), {})
  for (const value of [
    'Bearer',
    'Bearer x',
    'Bearer a.b.c',
    'Basic eDp5',
    `Bearer ${'a'.repeat(9_000)}`,
  ]) {
    await refused(hello(), { authorization: value })
  }
  const none = `${segment({ alg: 'none', kid: 'good' })}.${segment(claims())}.`
  await refused(hello(), bearer(none))
})

test('T-80 the public key is no shared secret: HS256 is refused', async () => {
  const key = await importJWK(cloud.keys.jwk, 'RS256')
  const pem = await exportSPKI(key as CryptoKey)
  const body = `${segment({ alg: 'HS256', kid: 'good' })}.${segment(claims())}`
  const signature = createHmac('sha256', pem).update(body).digest('base64url')
  await refused(hello(), bearer(`${body}.${signature}`))
})

test('T-80 a stranger who invents key ids does not make us ask for keys each time', async () => {
  const before = cloud.fetched.length
  for (const kid of ['a', 'b', 'c']) await refused(hello(), bearer(await cloud.token({ kid })))
  expect(cloud.fetched.length - before).toBeLessThanOrEqual(2)
})

test('T-80 one look at the keys is enough for our gate and for the check of the SDK behind it', async () => {
  const own = await startCloud(made)
  const answers = await Promise.all(
    [1, 2, 3].map(() => own.post(hello({ serviceUrl: own.serviceUrl }))),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(own.fetched).toEqual(['/openid', '/keys'])
  await own.stop()
})

describe('T-80 while Microsoft’s keys are away', () => {
  const DAY = 24 * 3_600_000
  let own: Cloud
  const turn = () => hello({ serviceUrl: own.serviceUrl })
  const events = () =>
    made.log.map((line) => JSON.parse(line)).map(({ event, code, why }) => [event, code, why])
  beforeEach(async () => {
    own = await startCloud(made)
    made.log.length = 0
  })
  afterEach(async () => {
    vi.useRealTimers()
    made.clock.forward(Date.now() - made.clock.now().getTime())
    await own.stop()
  })

  test.each(['away', 'silent'] as const)(
    'a day later, honest turns pass while a stranger asks for keys that nobody has (%s)',
    async (trouble) => {
      expect((await own.post(turn())).status).toBe(200)
      const honest = bearer(await own.token())
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1.2 * DAY })
      made.clock.forward(1.2 * DAY)
      own.issuer = trouble
      const strangers = ['a', 'b', 'c'].map(async (kid) =>
        own.post(turn(), bearer(await own.token({ kid }))),
      )
      const began = performance.now()
      for (let n = 0; n < 5; n += 1) expect((await own.post(turn(), honest)).status).toBe(200)
      // Each that waited for the issuer would wait five seconds.
      expect(performance.now() - began).toBeLessThan(20_000)
      expect((await Promise.all(strangers)).map(({ status }) => status)).toEqual([401, 401, 401])
      expect(own.fetched.length).toBeLessThanOrEqual(4)
      expect(events()).toContainEqual(['teams_keys_away', 'KEYS_AWAY', undefined])
      expect(events()).toContainEqual(['activity_refused', 'TURN_REFUSED', 'key'])
    },
  )

  test('a turn that nobody could judge is not called a refused token', async () => {
    own.issuer = 'away'
    expect((await own.post(turn())).status).toBe(503)
    expect(events()).toEqual([
      ['teams_keys_away', 'KEYS_AWAY', undefined],
      ['activity_not_judged', 'KEYS_AWAY', undefined],
    ])
    expect((await own.post(turn(), {})).status).toBe(401)
    expect(events().at(-1)).toEqual(['activity_refused', 'TURN_REFUSED', 'no_token'])
  })
})

test('T-81 answers go to the service only, whatever a signed activity says', () => {
  const good = [
    'https://smba.trafficmanager.net/amer/',
    'https://smba.trafficmanager.net/emea/aaaaaaaa-0000-4000-8000-000000000001/',
    'https://europe.botframework.com',
  ]
  const bad = [
    'http://smba.trafficmanager.net/amer/',
    'https://smba.trafficmanager.net.evil.invalid/',
    'https://evil.invalid/smba.trafficmanager.net',
    'https://smba.trafficmanager.net@evil.invalid/',
    'https://smba.trafficmanager.net:8443/',
    'https://x:y@smba.trafficmanager.net/',
    'https://evil.invalid\\@smba.trafficmanager.net/',
    'https://botframework.com.evil.invalid/',
    'https://evilbotframework.com/',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    '',
  ]
  for (const url of good) expect([url, ofMicrosoft(url)]).toEqual([url, true])
  for (const url of bad) expect([url, ofMicrosoft(url)]).toEqual([url, false])
  expect(ofThisMachine('http://localhost:56150/_connector')).toBe(true)
  expect(ofThisMachine('http://localhost.evil.invalid/')).toBe(false)
})

test('T-81 a signed activity with a foreign answer address opens no connection', async () => {
  const evil = 'http://evil.invalid/'
  await refused(hello({ serviceUrl: evil }), bearer(await cloud.token({ serviceUrl: evil })))
})

test('T-82 other channels are refused', async () => {
  for (const channelId of ['webchat', 'directline', 'emulator', 'Test', 'msteamsx']) {
    await refused(hello({ channelId }), bearer(await cloud.token()))
  }
})

test('T-82 another tenant is refused, and so is one that is named in two ways', async () => {
  const token = bearer(await cloud.token())
  const other = 'cccccccc-0000-4000-8000-000000000009'
  const named = (conversation?: string, channel?: string) =>
    hello({
      conversation: { id: 'a:1', conversationType: 'personal', tenantId: conversation },
      channelData: channel === undefined ? {} : { tenant: { id: channel } },
    })
  await refused(named(other, other), token, 403)
  await refused(named(TENANT, other), token, 403)
  await refused(named(other, TENANT), token, 403)
  await refused(named(), token, 403)
})

test('T-62 what is no activity is answered with its number only', async () => {
  const token = bearer(await cloud.token())
  const deep = `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`
  for (const body of ['{}', '[]', '"x"', 'null', deep, JSON.stringify({ type: CANARY })]) {
    const answer = await cloud.post(body, token)
    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain(CANARY)
  }
  expect(made.log.join('\n')).not.toContain(CANARY)
})
