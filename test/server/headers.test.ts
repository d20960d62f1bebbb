import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TEAMS_HOSTS } from '#server/headers.ts'
import { ROUTES, type Route } from '#server/routes.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { type HttpAnswer, speak } from '../fixtures/http.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

/** What differs from one answer to the next, or belongs to the connection. */
const PASSING = [
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'location',
]

function fixed(heard: HttpAnswer): Record<string, string> {
  return Object.fromEntries(
    Object.entries(heard.headers)
      .filter(([name]) => !PASSING.includes(name) && name !== 'set-cookie')
      .sort(([one], [other]) => one.localeCompare(other)),
  )
}

const everyPath = [
  ...ROUTES.filter((route: Route) => !route.demoOnly).map((route) => ({
    title: `${route.method} ${route.path}`,
    method: route.method,
    path: route.path
      .replace(':id', 'A'.repeat(22))
      .replace('/assets/*', '/assets/desk-abc.js')
      .replace('/desk/*', '/desk/cases/x'),
  })),
  { title: 'the worker', method: 'GET', path: '/assets/worker-abc.js' },
  { title: 'an unknown asset', method: 'GET', path: '/assets/none.js' },
  { title: 'an unknown address', method: 'GET', path: '/none' },
  { title: 'an unknown method', method: 'DELETE', path: '/desk' },
]

describe('T-66 every answer carries its headers, refusals and unknown addresses too', () => {
  test.each(everyPath)('$title', async ({ method, path }) => {
    const heard = await desk.ask(path, { method })
    expect({ status: heard.status, ...fixed(heard) }).toMatchSnapshot()
  })

  test.each(everyPath)(
    'T-66 no policy on $title admits inline script, eval or another host',
    async ({ method, path }) => {
      const { headers } = await desk.ask(path, { method })
      const whole = headers['content-security-policy'] ?? ''
      const policy = whole.replace(`frame-ancestors ${TEAMS_HOSTS.join(' ')}`, '')
      expect(policy).toMatch(/^default-src 'none'(;|$)/)
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/)
      expect(policy.includes('wasm-unsafe-eval')).toBe(path.includes('worker-'))
      // T-68 has the page that stands inside Teams.
      if (!path.includes('worker-') && !path.startsWith('/teams/')) {
        expect(policy).toContain("frame-ancestors 'none'")
      }
    },
  )

  test.each(everyPath)(
    'T-69 $title sends no referrer anywhere and says nothing about the server',
    async ({ method, path }) => {
      const { headers } = await desk.ask(path, { method })
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      expect(headers['server']).toBeUndefined()
      expect(headers['x-powered-by']).toBeUndefined()
    },
  )
})

test('T-70 nothing but a built file may be kept by anybody', async () => {
  for (const { method, path } of everyPath) {
    const heard = await desk.ask(path, { method })
    const isCached = heard.status === 200 && path.startsWith('/assets/')
    expect(heard.headers['cache-control']).toBe(
      isCached ? 'public, max-age=31536000, immutable' : 'no-store',
    )
  }
})

test('T-66 what is refused before its route carries the headers too', async () => {
  const turned = [
    await desk.ask('/', { headers: { host: 'evil.invalid' } }),
    await desk.ask('/api/messages', { method: 'POST', headers: { 'content-encoding': 'gzip' } }),
  ]
  for (const heard of turned) {
    expect(heard.headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  }
})

test('the pages that need no script set no cookie and load nothing from elsewhere', async () => {
  for (const path of ['/', '/privacy', '/desk', '/healthz', '/directory.json', '/api/me']) {
    const heard = await desk.ask(path)
    expect(heard.cookies).toEqual([])
    expect(heard.text).not.toMatch(/https?:\/\//)
  }
})

test('the front page names the organisation as text and mentions no channel that is not offered', async () => {
  const closed = await startDesk({ policy: { page: false } })
  const { text } = await closed.ask('/')
  await closed.stop()
  expect(text).toContain('Example &lt;Organisation&gt;')
  expect(text).not.toContain('<Organisation>')
  expect(text).not.toMatch(/Teams|telephone|anonymous|Demo/i)
})

test('a built file comes compressed to who can read that', async () => {
  const heard = await desk.ask('/assets/desk-abc.js', {
    headers: { 'accept-encoding': 'gzip, br' },
  })
  expect(heard.headers['content-encoding']).toBe('br')
  expect(heard.headers['vary']).toBe('Accept-Encoding')
  const older = await desk.ask('/assets/desk-abc.js', { headers: { 'accept-encoding': 'gzip' } })
  expect(older.headers['content-encoding']).toBe('gzip')
  const oldest = await desk.ask('/assets/desk-abc.js', { headers: { 'accept-encoding': 'br;q=0' } })
  expect(oldest.headers['content-encoding']).toBeUndefined()
})

test('every place of the desk is the same page', async () => {
  const desks = await Promise.all(
    ['/desk', '/desk/cases/x', '/desk/key'].map((path) => desk.ask(path)),
  )
  expect(new Set(desks.map(({ text }) => text)).size).toBe(1)
})

test('a desk that was not built says how to build it', async () => {
  const bare = await startDesk({ assets: '/nowhere' })
  const heard = await bare.ask('/desk')
  expect(heard.status).toBe(503)
  expect(heard.text).toContain('npm run build')
  await bare.stop()
})

test('T-71 production mode or not, an error has no stack and no page of the framework’s', async () => {
  const before = process.env['NODE_ENV']
  for (const mode of ['production', 'development']) {
    process.env['NODE_ENV'] = mode
    desk.desk.broken = new Error('inside')
    const cookie = await desk.cookieOf('ethics-1')
    const heard = await desk.ask('/api/queue', { headers: { cookie } })
    expect(heard.text).toBe('{"code":"UNEXPECTED"}')
  }
  process.env['NODE_ENV'] = before
})

test('the published keys are what was published last, and nothing before that', async () => {
  expect((await desk.ask('/directory.json')).status).toBe(404)
  const directory = {
    root: 'root',
    roster: '{}',
    signature: 's',
    certificates: ['c'],
    previous: null,
    hash: 'h',
  }
  desk.told.directory = directory
  expect(JSON.parse((await desk.ask('/directory.json')).text)).toEqual(directory)
  desk.told.directory = null
})

test.each([
  [
    '417',
    'POST /api/messages HTTP/1.1\r\nHost: aside.invalid\r\nExpect: words\r\nContent-Length: 0\r\n\r\n',
  ],
  ['431', `GET / HTTP/1.1\r\nHost: aside.invalid\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['400', 'GET /\u0000 HTTP/1.1\r\nHost: aside.invalid\r\n\r\n'],
  ['421', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
])(
  'T-66 what Node itself cannot read is refused with the headers too (%s)',
  async (status, words) => {
    const heard = await speak(desk.port, words)
    expect(heard.split(' ')[1]).toBe(status)
    for (const name of [
      'Content-Security-Policy',
      'X-Content-Type-Options',
      'Cache-Control',
      'Referrer-Policy',
    ]) {
      expect(heard.toLowerCase()).toContain(`\r\n${name.toLowerCase()}: `)
    }
  },
)
