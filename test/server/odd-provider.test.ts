import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#errors.ts'
import { SmallBrowser } from '../fixtures/browser.ts'
import { freePort, type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { type Oddity, startOddProvider } from '../fixtures/odd-provider.ts'

const CLIENT = 'aside'
let desk: RunningDesk
let provider: Awaited<ReturnType<typeof startOddProvider>>
let publicUrl: string
beforeAll(async () => {
  provider = await startOddProvider(CLIENT)
  const port = await freePort()
  publicUrl = `http://127.0.0.1:${port}`
  desk = await startDesk({
    port,
    publicUrl,
    demo: true,
    oidc: {
      issuer: provider.issuer,
      clientId: CLIENT,
      clientSecret: 'secret',
      redirectUri: `${publicUrl}/auth/callback`,
      allowInsecure: true,
    },
  })
  for (const person of desk.sessions.people) Object.assign(person, { issuer: provider.issuer })
})
afterAll(async () => {
  await desk.stop()
  await provider.close()
})

/** Goes to sign in and comes back at once with a code, as if the provider's page had been passed. */
async function signIn(oddity: Oddity, query: Record<string, string> = {}) {
  const browser = new SmallBrowser()
  const login = await browser.go(`${publicUrl}/auth/login`)
  const asked = new URL(login.headers['location'] ?? '').searchParams
  provider.told.nonce = asked.get('nonce') ?? ''
  provider.told.oddity = oddity
  const back = new URLSearchParams({ code: 'code', state: asked.get('state') ?? '', ...query })
  const heard = await browser.go(`${publicUrl}/auth/callback?${back}`)
  return { ...heard, asked, signedIn: browser.jar.has('__Host-aside') }
}

test.each(['hangs up', 'in trouble'] as const)(
  'a provider that %s when it is asked who came is away, and nobody is told that she failed',
  async (away) => {
    const before = desk.lines.length
    const heard = await signIn({ away })
    expect([heard.status, heard.signedIn]).toEqual([503, false])
    expect(heard.text).toContain('Signing in is not possible now')
    expect(desk.lines.slice(before).map(({ event }) => event)).toEqual(['sign_in_away'])
  },
)

const unsigned = (token: string) => {
  const [, claims] = token.split('.')
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`
}

const ODDITIES: Record<string, Oddity> = {
  'no token': { token: () => undefined },
  'an empty token': { token: () => '' },
  'a token without a subject': { claims: ({ sub: _, ...rest }) => rest },
  'an empty subject': { claims: (right) => ({ ...right, sub: '' }) },
  'a subject with a NUL in it': { claims: (right) => ({ ...right, sub: 'subject-ethics-1\0' }) },
  'a subject that is no text': { claims: (right) => ({ ...right, sub: ['subject-ethics-1'] }) },
  'another nonce': { claims: (right) => ({ ...right, nonce: 'other' }) },
  'no nonce': { claims: ({ nonce: _, ...rest }) => rest },
  'another audience': { claims: (right) => ({ ...right, aud: 'somebody-else' }) },
  'another issuer': { claims: (right) => ({ ...right, iss: 'https://evil.invalid' }) },
  'an hour ago': { claims: (right) => ({ ...right, exp: Number(right['iat']) - 3600 }) },
  'no signature': { token: unsigned },
  'a changed signature': { token: (right) => `${right.slice(0, -8)}AAAAAAAA` },
}

describe('case 69: what the provider must have said for sure', () => {
  test('with everything right the officer is in, asked for with PKCE, state and nonce', async () => {
    const { status, asked, signedIn } = await signIn({})
    expect([status, signedIn]).toEqual([303, true])
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(asked.get('response_type')).toBe('code')
  })

  test.each(Object.entries(ODDITIES))('%s signs nobody in', async (_name, oddity) => {
    const { status, signedIn, text } = await signIn(oddity)
    expect([status, signedIn]).toEqual([400, false])
    expect(text).toContain('Signing in did not work')
  })

  test.each([
    ['too_large', { padding: 40 << 20 }],
    [
      'issued_ahead',
      {
        claims: (right) => ({
          ...right,
          iat: Number(right['iat']) + 10 * 86_400,
          exp: Number(right['iat']) + 11 * 86_400,
        }),
      },
    ],
    ['no_subject', { claims: (right) => ({ ...right, sub: '' }) }],
  ] as const satisfies readonly (readonly [string, Oddity])[])(
    'the log says why: %s',
    async (why, oddity) => {
      const before = desk.lines.length
      const { status, signedIn } = await signIn(oddity)
      expect([status, signedIn]).toEqual([400, false])
      expect(desk.lines.slice(before)).toEqual([{ event: 'sign_in_failed', ids: { why } }])
    },
  )

  test('of an answer no more than a megabyte is read', async () => {
    const before = provider.told.written
    await signIn({ padding: 40 << 20 })
    expect(provider.told.written - before).toBeLessThan(8 << 20)
    expect((await signIn({ padding: 512 << 10 })).signedIn).toBe(true)
  })

  test('the subject decides, whatever name the token or the address carries', async () => {
    const named = { preferred_username: 'subject-ethics-1', email: 'ethics-1@aside.invalid' }
    const { status, signedIn } = await signIn(
      { claims: (right) => ({ ...right, ...named, sub: 'stranger' }) },
      { username: 'subject-ethics-1', sub: 'subject-ethics-1' },
    )
    expect([status, signedIn]).toEqual([403, false])
  })

  test('the same subject at another issuer is somebody else', async () => {
    const before = desk.sessions.people.map(({ issuer }) => issuer)
    for (const person of desk.sessions.people)
      Object.assign(person, { issuer: 'https://old.invalid' })
    expect((await signIn({})).status).toBe(403)
    for (const [at, person] of desk.sessions.people.entries()) {
      Object.assign(person, { issuer: before[at] })
    }
  })
})

test('a database that is away during sign-in is a calm page and no session', async () => {
  const { personOf } = desk.sessions
  desk.sessions.personOf = () => Promise.reject(new AppError('DATABASE_AWAY'))
  const { status, signedIn, text } = await signIn({})
  expect([status, signedIn]).toEqual([503, false])
  expect(text).toContain('This does not work now')
  desk.sessions.personOf = personOf
})

test('a provider that is away is a calm page, and is asked again the next time', async () => {
  const port = await freePort()
  const own = `http://127.0.0.1:${port}`
  const away = await startDesk({
    port,
    publicUrl: own,
    demo: true,
    oidc: {
      issuer: `http://127.0.0.1:${await freePort()}`,
      clientId: CLIENT,
      clientSecret: 'secret',
      redirectUri: `${own}/auth/callback`,
      allowInsecure: true,
    },
  })
  for (let tries = 0; tries < 2; tries += 1) {
    const heard = await away.ask('/auth/login')
    expect(heard.status).toBe(503)
    expect(heard.text).toContain('Signing in is not possible now')
    expect(heard.cookies).toEqual([])
  }
  await away.stop()
})
