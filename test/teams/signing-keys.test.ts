import { setTimeout as wait } from 'node:timers/promises'
import { exportJWK, generateKeyPair } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { jsonLog } from '#log.ts'
import { signingKeys } from '#teams/signing-keys.ts'

const HOUR = 3_600_000
/** What is done behind a turn is waited for, however busy the machine is. */
const POLL = { interval: 5, timeout: 30_000 }
const OPENID = 'https://keys.invalid/openid'
let published: object[]
beforeAll(async () => {
  const { publicKey } = await generateKeyPair('RS256')
  published = [{ ...(await exportJWK(publicKey)), kid: 'good', endorsements: ['msteams'] }]
})

/** The issuer, as far as it matters here: it answers, answers nonsense, is away, or lets us wait. */
function issuer() {
  const state = {
    now: new Date('2026-11-02T08:00:00Z'),
    answers: 'well' as 'well' | 'away' | 'never' | 'nothing' | 'error',
    keys: published,
    fetched: 0,
    log: [] as string[],
  }
  const fetchJson = (async (url: string) => {
    state.fetched += 1
    if (state.answers === 'away') throw new TypeError('fetch failed')
    if (state.answers === 'never') return new Promise(() => undefined)
    if (state.answers === 'error') return new Response('<html>', { status: 502 })
    if (state.answers === 'nothing')
      return Response.json(
        url === OPENID ? { jwks_uri: 'https://keys.invalid/keys' } : { keys: [] },
      )
    return Response.json(
      url === OPENID ? { jwks_uri: 'https://keys.invalid/keys' } : { keys: state.keys },
    )
  }) as typeof fetch
  const log = jsonLog(
    (line) => state.log.push(line),
    () => state.now,
  )
  const keys = signingKeys({ openIdUrl: OPENID, fetch: fetchJson }, () => state.now, log)
  const events = () => state.log.map((line) => JSON.parse(line).event)
  const later = (ms: number) => {
    state.now = new Date(state.now.getTime() + ms)
  }
  return { state, keys, events, later }
}

describe('T-80 the keys that Microsoft signs with', () => {
  test('are asked for once, however many turns come at first', async () => {
    const { state, keys } = issuer()
    const signingKeys = await Promise.all(Array.from({ length: 20 }, () => keys.find('good')))
    expect(signingKeys.every((one) => one !== null)).toBe(true)
    expect(state.fetched).toBe(2)
  })

  test.each(['away', 'never', 'nothing', 'error'] as const)(
    'go on counting when a day is over and the issuer is in trouble (%s), whatever a stranger asks for',
    async (trouble) => {
      const { state, keys, later } = issuer()
      await keys.find('good')
      later(25 * HOUR)
      state.answers = trouble
      const stranger = keys.find('invented')
      void stranger.catch(() => undefined)
      // Whoever waited for this issuer would wait for ever.
      const honest = await Promise.race([keys.find('good'), wait(5_000, 'late')])
      expect(honest).toMatchObject({ endorsements: ['msteams'] })
    },
  )

  test('are tried for again soon after a failure, not a day later', async () => {
    const { state, keys, later, events } = issuer()
    await keys.find('good')
    later(25 * HOUR)
    state.answers = 'away'
    await keys.find('good')
    await expect.poll(events, POLL).toEqual(['teams_keys_away'])
    later(10_000)
    state.answers = 'well'
    await keys.find('good')
    await expect.poll(events, POLL).toEqual(['teams_keys_away', 'teams_keys_back'])
    const before = state.fetched
    later(60_000)
    await keys.find('good')
    expect(state.fetched).toBe(before)
  })

  test('cost a stranger’s invented ids one look a minute, and nothing while the issuer is away', async () => {
    const { state, keys, later } = issuer()
    await keys.find('good')
    later(61_000)
    for (let n = 0; n < 100; n += 1) expect(await keys.find(`invented-${n}`)).toBe(null)
    expect(state.fetched).toBe(4)
    state.answers = 'away'
    later(61_000)
    for (let n = 0; n < 100; n += 1) expect(await keys.find(`other-${n}`)).toBe(null)
    expect(state.fetched).toBe(5)
  })

  test('are trusted for three days without news, and no longer', async () => {
    const { state, keys, later, events } = issuer()
    await keys.find('good')
    state.answers = 'away'
    for (let hours = 0; hours < 71; hours += 1) {
      later(HOUR)
      expect(await keys.find('good')).not.toBe(null)
      // A day old, they are looked for behind her back: it is said each time that nobody answered.
      await expect.poll(() => events().length, POLL).toBe(Math.max(0, hours + 1 - 24))
    }
    later(2 * HOUR)
    await expect(keys.find('good')).rejects.toMatchObject({ code: 'KEYS_AWAY' })
    state.answers = 'well'
    later(10_000)
    expect(await keys.find('good')).not.toBe(null)
  })

  test('that are not there at the first turn are no refusal of a token', async () => {
    const { state, keys, later } = issuer()
    state.answers = 'away'
    await expect(keys.find('good')).rejects.toMatchObject({ code: 'KEYS_AWAY' })
    await expect(keys.find('good')).rejects.toMatchObject({ code: 'KEYS_AWAY' })
    expect(state.fetched).toBe(1)
    state.answers = 'well'
    later(6_000)
    expect(await keys.find('good')).not.toBe(null)
  })

  test('are replaced when others are published: a new one is found within the minute, a withdrawn one within the day', async () => {
    const { state, keys, later } = issuer()
    await keys.find('good')
    state.keys = published.map((key) => ({ ...key, kid: 'next' }))
    later(61_000)
    expect(await keys.find('next')).not.toBe(null)
    expect(await keys.find('good')).toBe(null)
  })

  test('are read beside others that are of no use to us', async () => {
    const { state, keys } = issuer()
    state.keys = [
      { kty: 'EC', crv: 'P-256', kid: 'ec' },
      { kty: 'RSA', kid: 'broken', n: '', e: 'AQAB' },
      {},
      ...published,
    ]
    expect(await keys.find('good')).not.toBe(null)
    expect(await keys.find('ec')).toBe(null)
    expect(await keys.find('broken')).toBe(null)
  })

  test('are asked for again when the clock was set back', async () => {
    const { state, keys, later } = issuer()
    await keys.find('good')
    later(-48 * HOUR)
    const before = state.fetched
    expect(await keys.find('good')).not.toBe(null)
    expect(state.fetched).toBe(before + 2)
  })
})
