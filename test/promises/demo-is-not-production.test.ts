import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '#clock.ts'
import { type Composition, compose } from '#compose.ts'
import { demoSettings } from '#demo/settings.ts'
import { AppError } from '#errors.ts'
import { nullLog } from '#log.ts'
import { policyInForce } from '#policy-file.ts'
import { createServer } from '#server/server.ts'
import { createBot } from '#teams/bot.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { POLICY, SECRET } from '../fixtures/whole.ts'
import { environment, prepare, roots } from '../journeys/production.ts'

function namesOf(env: Readonly<Record<string, string | undefined>>): string {
  try {
    demoSettings(env)
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'DEMO_REFUSED') {
      return String(thrown.ids['names'])
    }
  }
  return ''
}

describe('T-127 the demo does not start where an installation left something', () => {
  test('with nothing set it starts, on loopback', () => {
    expect(demoSettings({})).toMatchObject({ port: 3978, data: '.aside' })
    expect(namesOf({ PORT: '4000', HOST: 'localhost', PUBLIC_URL: 'http://127.0.0.1:4000' })).toBe(
      '',
    )
  })

  test('PORT alone makes a second one beside it, which shares no port and no folder with the first', () => {
    const [first, second] = [demoSettings({}), demoSettings({ PORT: '4000' })]
    expect(second).toEqual({
      port: 4000,
      providerPort: 4001,
      playgroundPort: 4002,
      data: '.aside-4000',
    })
    const taken = Object.values(first)
    expect(Object.values(second).filter((one) => taken.includes(one))).toEqual([])
    expect(demoSettings({ PORT: '3978' })).toEqual(first)
    expect(demoSettings({ PORT: '4000', ASIDE_DATA: 'kept' }).data).toBe('kept')
  })

  test('what is no port is refused by a sentence', () => {
    for (const env of [
      { PORT: 'x' },
      { PORT: '65535' },
      { PORT: '-1' },
      { ASIDE_DEMO_SIGN_IN_PORT: '70000' },
      { PORT: '4000', ASIDE_DEMO_SIGN_IN_PORT: '4000' },
      { PORT: '4000', ASIDE_DEMO_PLAYGROUND_PORT: '4001' },
    ]) {
      expect(() => demoSettings(env)).toThrow(
        expect.objectContaining({
          code: 'CONFIG_INVALID',
          ids: expect.objectContaining({ why: 'port' }),
        }),
      )
    }
  })

  test('every variable that only an installation has is refused by its name, alone or all together', async () => {
    const {
      PORT: _,
      ASIDE_POLICY: __,
      ...installed
    } = await environment({
      DATABASE_URL: 'postgres://aside.invalid/aside',
    })
    for (const [name, value] of Object.entries(installed)) {
      expect([name, namesOf({ [name]: value })]).toEqual([name, name])
    }
    for (const name of Object.keys(installed)) expect(namesOf(installed)).toContain(name)
    for (const name of ['ASIDE_SECRET_FILE', 'MICROSOFT_APP_PASSWORD_FILE', 'ASIDE_SECRET_OLD']) {
      expect(namesOf({ [name]: '/run/secret' })).toBe(name)
    }
    expect(namesOf({ ...installed, ASIDE_SECRET: 'heron-canary' })).not.toContain('heron')
  })

  test.each([
    ['HOST', '0.0.0.0'],
    ['HOST', '192.168.1.4'],
    ['HOST', '::'],
    ['PUBLIC_URL', 'https://aside.invalid'],
    ['PUBLIC_URL', 'http://127.0.0.1.evil.invalid'],
    ['PUBLIC_URL', 'no address'],
    ['NODE_ENV', 'production'],
  ])('and so is an address that others can reach: %s=%s', (name, value) => {
    expect(namesOf({ [name]: value })).toBe(name)
  })
})

describe('T-127 T-128 an installation’s parts are refused by the demo', () => {
  let database: FreshDatabase
  let composed: Composition
  beforeAll(async () => {
    const { good } = await roots()
    database = await freshDatabase()
    await prepare(database.url, { mark: 'production', root: good })
    composed = await compose({
      databaseUrl: database.url,
      secret: SECRET,
      oldSecret: null,
      rootFingerprint: good.fingerprint,
      leastRoster: 1,
      inForce: await policyInForce(POLICY),
      clock: systemClock,
      log: nullLog,
      demo: true,
    })
  })
  afterAll(async () => {
    await composed.close()
    await database.drop()
  })

  test('its database', async () => {
    await expect(composed.store.environmentMarker.claim('demo')).rejects.toMatchObject({
      code: 'DEMO_REFUSED',
    })
    expect(await composed.store.environmentMarker.read()).toBe('production')
  })

  test('its roster: nothing can be sealed by it', async () => {
    const { readership } = composed.services
    await expect(readership.roster()).rejects.toMatchObject({
      code: 'ROSTER_REFUSED',
      ids: { why: 'not_demo_root' },
    })
    expect(await readership.healthy()).toEqual([])
  })

  test('its bot and its public address', () => {
    const { services, facts } = composed
    const bot = {
      services,
      facts,
      tokenKeys: [SECRET],
      nonceKey: SECRET,
      gate: { appId: 'app', tenants: ['tenant'] },
    }
    const token = async () => ''
    const credentials = { kind: 'token', appId: 'app', tenant: 'tenant', token } as const
    expect(() => createBot({ ...bot, credentials, demo: true })).toThrow(
      expect.objectContaining({ code: 'DEMO_REFUSED' }),
    )
    expect(() => createBot({ ...bot, credentials: null, demo: false })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    )
    const { sessions, directory, health } = composed.store
    const oidc = {
      issuer: 'https://sign-in.invalid',
      clientId: 'desk',
      clientSecret: 'secret',
      redirectUri: 'https://aside.invalid/auth/callback',
      allowInsecure: false,
    }
    const trust = { rootFingerprint: '', leastRoster: 1 }
    const web = { services, facts, sessions, directory, health, oidc, assets: '', sessionHours: 1 }
    const parts = {
      ...web,
      trust,
      bot: { process: async () => undefined },
      cookieKey: SECRET,
      proofKey: SECRET,
      openedPage: false,
    }
    expect(() =>
      createServer({ ...parts, publicUrl: 'https://aside.invalid', demo: true }),
    ).toThrow(expect.objectContaining({ code: 'DEMO_REFUSED' }))
    expect(() =>
      createServer({
        ...parts,
        oidc: { ...oidc, allowInsecure: true },
        publicUrl: 'https://aside.invalid',
        demo: false,
      }),
    ).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
  })
})
