import { expect, test } from 'vitest'
import { readConfig } from '#config.ts'
import { AppError } from '#errors.ts'

const GOOD = {
  PUBLIC_URL: 'https://aside.invalid/',
  ASIDE_ROOT_FINGERPRINT: 'A'.repeat(40),
  ASIDE_SECRET: 'ab'.repeat(32),
  MICROSOFT_APP_ID: '3d2f0c6e-6f0a-4b7e-9a54-111111111111',
  MICROSOFT_APP_TENANT: '3d2f0c6e-6f0a-4b7e-9a54-222222222222',
  MICROSOFT_APP_PASSWORD: 'a password long enough',
  OIDC_ISSUER: 'https://login.invalid/tenant',
  OIDC_CLIENT_ID: 'desk',
  OIDC_CLIENT_SECRET: 'another one long enough',
}
const noFile = () => {
  throw new Error('no file')
}

function refusal(env: Record<string, string | undefined>): AppError {
  try {
    readConfig(env, noFile)
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown
  }
  throw new Error('it started')
}

test('a whole configuration is read, and binds to loopback unless told otherwise', () => {
  const { config, secrets } = readConfig(GOOD, noFile)
  expect(config.host).toBe('127.0.0.1')
  expect(config.publicUrl).toBe('https://aside.invalid')
  expect(config.bot.tenants).toEqual([GOOD.MICROSOFT_APP_TENANT])
  expect(secrets.secret).toHaveLength(32)
})

test('without credentials nothing starts, and every missing name is said at once', () => {
  const { names } = refusal({}).ids
  for (const name of Object.keys(GOOD)) expect(names).toContain(name)
})

test('case 98: a secret that is too short is refused by name, and its value is not repeated', () => {
  const error = refusal({ ...GOOD, ASIDE_SECRET: 'heron-canary', OIDC_CLIENT_SECRET: 'short' })
  expect(error.ids['names']).toBe('ASIDE_SECRET, OIDC_CLIENT_SECRET')
  expect(JSON.stringify(error) + error.stack).not.toContain('heron-canary')
})

test('a secret that is wrong in its file is refused by the variable that names the file', () => {
  const { ASIDE_SECRET: _, OIDC_CLIENT_SECRET: __, ...others } = GOOD
  const env = { ...others, ASIDE_SECRET_FILE: '/run/secret', OIDC_CLIENT_SECRET: 'short' }
  let error: unknown
  try {
    readConfig(env, () => 'heron-canary')
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({
    code: 'CONFIG_INVALID',
    ids: { names: 'ASIDE_SECRET_FILE, OIDC_CLIENT_SECRET' },
  })
  expect(JSON.stringify(error)).not.toContain('heron-canary')
})

test('an address that is not https is refused outside the demo', () => {
  expect(refusal({ ...GOOD, PUBLIC_URL: 'http://aside.invalid' }).ids['names']).toBe('PUBLIC_URL')
})

test('an address with more than a host is refused, and one in capitals is written small', () => {
  for (const tail of ['/aside', '/?lang=en', '/#top', '//', '.', './']) {
    const env = { ...GOOD, PUBLIC_URL: `https://aside.invalid${tail}` }
    expect([tail, refusal(env).ids['names']]).toEqual([tail, 'PUBLIC_URL'])
  }
  expect(refusal({ ...GOOD, PUBLIC_URL: 'https://*.aside.invalid' }).ids['names']).toBe(
    'PUBLIC_URL',
  )
  const named = refusal({ ...GOOD, PUBLIC_URL: 'https://user:canary@aside.invalid' })
  expect(named.ids['names']).toBe('PUBLIC_URL')
  const { config } = readConfig({ ...GOOD, PUBLIC_URL: 'HTTPS://Aside.Invalid:443/' }, noFile)
  expect(config.publicUrl).toBe('https://aside.invalid')
})

test('a secret may stand in a file, and a file that is not there is named as such', () => {
  const { ASIDE_SECRET: _, ...rest } = GOOD
  const env = { ...rest, ASIDE_SECRET_FILE: '/run/secret' }
  expect(readConfig(env, () => `${'cd'.repeat(32)}\n`).secrets.secret[0]).toBe(0xcd)
  expect(refusal(env)).toMatchObject({
    code: 'SECRET_MISSING',
    ids: { names: 'ASIDE_SECRET_FILE' },
  })
  expect(refusal({ ...env, ASIDE_SECRET_OLD_FILE: '/run/old', PORT: 'x' })).toMatchObject({
    code: 'CONFIG_INVALID',
    ids: { names: 'PORT, ASIDE_SECRET_FILE, ASIDE_SECRET_OLD_FILE' },
  })
})

test.each([
  ['PORT', ['', ' ', '-1', '0x50', '1e3', '80.5', '65536']],
  ['ASIDE_LEAST_ROSTER', ['', '0', '1e9', '0x10']],
  ['ASIDE_SESSION_HOURS', ['', '0', '24.5', '25']],
  ['ASIDE_TENANTS', ['', ' ', '*', 'contoso.example', `${GOOD.MICROSOFT_APP_TENANT},`]],
  ['MICROSOFT_APP_TENANT', ['', 'common', '*']],
  ['HOST', ['', ' ', 'localhost:3978', '127.0.0.1:3978', 'http://localhost', '*']],
  ['MICROSOFT_APP_PASSWORD', ['short', ' '.repeat(16)]],
  ['OIDC_CLIENT_SECRET', ['short', ' '.repeat(16)]],
  ['ASIDE_DATA', ['', ' ']],
  ['OIDC_CLIENT_ID', ['', ' ']],
  ['ASIDE_SECRET_OLD', ['', 'ab']],
])('a server does not start with a %s that means nothing, and names it', (name, values) => {
  for (const value of values) {
    expect([value, refusal({ ...GOOD, [name]: value }).ids['names']]).toEqual([value, name])
  }
})

test('ids of tenants are the same in capitals, as some portals show them', () => {
  const other = '3d2f0c6e-6f0a-4b7e-9a54-aaaaaaaaaaaa'
  const env = {
    ...GOOD,
    MICROSOFT_APP_ID: 'AAAAAAAA-6F0A-4B7E-9A54-111111111111',
    ASIDE_TENANTS: `${GOOD.MICROSOFT_APP_TENANT.toUpperCase()}, ${other.toUpperCase()}`,
  }
  const { bot } = readConfig(env, noFile).config
  expect(bot.tenants).toEqual([GOOD.MICROSOFT_APP_TENANT, other])
  expect(bot.appId).toBe(env.MICROSOFT_APP_ID.toLowerCase())
})

test.each([
  [
    'one secret that is set twice',
    { ASIDE_SECRET_FILE: '/run/secret' },
    'ASIDE_SECRET',
    'SECRET_SET_TWICE',
  ],
  ['a secret of zeros', { ASIDE_SECRET: '0'.repeat(64) }, 'ASIDE_SECRET', 'SECRET_OF_ZEROS'],
  [
    'an old secret that is the new one',
    { ASIDE_SECRET_OLD: 'AB'.repeat(32) },
    'ASIDE_SECRET_OLD',
    'SECRET_NOT_NEW',
  ],
])('%s is refused by name, with its own code', (_, change, names, code) => {
  expect(refusal({ ...GOOD, ...change })).toMatchObject({ code, ids: { names } })
})
