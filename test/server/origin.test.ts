import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTES, type Route } from '#server/routes.ts'
import { PUBLIC, type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { put } from '../fixtures/officer-services.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const CHANGES = ROUTES.filter((route: Route) => route.method === 'POST' && route.role !== 'bot')

const FOREIGN: Record<string, string>[] = [
  {},
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'cross-site', origin: PUBLIC },
  { origin: 'https://evil.invalid' },
  { origin: 'null' },
  { origin: `${PUBLIC}.evil.invalid` },
  { origin: 'http://aside.invalid' },
]

test.each(CHANGES)('T-65 $path is refused unless our own page asked', async (route) => {
  const { id } = put(desk.desk, ['ethics-1'])
  const cookie = await desk.cookieOf(route.role === 'custodian' ? 'custodian-1' : 'ethics-1')
  const path = route.path.replace(':id', id)
  for (const headers of FOREIGN) {
    const heard = await desk.ask(path, {
      method: 'POST',
      body: '{"reason":"noted"}',
      headers: { 'content-type': 'application/json', cookie, ...headers },
    })
    expect([heard.status, heard.text]).toEqual([403, '{"code":"ORIGIN_REFUSED"}'])
  }
  expect(desk.desk.cases.get(id)?.events).toHaveLength(1)
  expect((await desk.ask('/api/me', { headers: { cookie } })).status).toBe(200)
})

test('T-65 an older browser is believed by its Origin alone', async () => {
  const { id } = put(desk.desk, ['ethics-1'])
  const heard = await desk.ask(`/api/cases/${id}/acknowledge`, {
    method: 'POST',
    body: '{"letter":null}',
    headers: {
      'content-type': 'application/json',
      cookie: await desk.cookieOf('ethics-1'),
      origin: PUBLIC,
    },
  })
  expect(heard.status).toBe(200)
})

test('T-65 a form of another site cannot speak JSON', async () => {
  const { id } = put(desk.desk, ['ethics-1'])
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const heard = await desk.ask(`/api/cases/${id}/close`, {
      method: 'POST',
      body: '{"reason":"noted"}',
      headers: {
        'content-type': type,
        cookie: await desk.cookieOf('ethics-1'),
        'sec-fetch-site': 'same-origin',
      },
    })
    expect([heard.status, heard.text]).toEqual([415, '{"code":"TYPE_REFUSED"}'])
  }
})

test('another site cannot read over the API either, nor sign anybody out with a link', async () => {
  const cookie = await desk.cookieOf('ethics-1')
  const read = await desk.ask('/api/queue', { headers: { cookie, 'sec-fetch-site': 'cross-site' } })
  expect([read.status, read.text]).toEqual([403, '{"code":"ORIGIN_REFUSED"}'])
  const link = await desk.ask('/auth/logout', { headers: { cookie } })
  expect(link.status).toBe(405)
  expect((await desk.ask('/api/me', { headers: { cookie } })).status).toBe(200)
})

test('signing out ends the session in the database, so that a copied cookie is worth nothing', async () => {
  const cookie = await desk.cookieOf('ethics-1')
  const other = await desk.cookieOf('ethics-1')
  const heard = await desk.post('/auth/logout', {}, cookie)
  expect(heard.status).toBe(204)
  expect(heard.cookies).toEqual([
    '__Host-aside=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0',
  ])
  expect((await desk.ask('/api/me', { headers: { cookie } })).status).toBe(401)
  expect((await desk.ask('/api/me', { headers: { cookie: other } })).status).toBe(200)
})

test('a session ends by itself, and two cookies of the name are none', async () => {
  const cookie = await desk.cookieOf('ethics-1')
  const twice = await desk.ask('/api/me', { headers: { cookie: `${cookie}; __Host-aside=other` } })
  expect(twice.status).toBe(401)
  const before = desk.state.now
  desk.state.now = new Date(before.getTime() + 8 * 3_600_000)
  expect((await desk.ask('/api/me', { headers: { cookie } })).status).toBe(401)
  desk.state.now = before
})

test('who is taken off the roster is out with the next click', async () => {
  const cookie = await desk.cookieOf('hr-2')
  expect((await desk.ask('/api/me', { headers: { cookie } })).status).toBe(200)
  const before = desk.state.roster
  desk.state.roster = before.filter(({ id }) => id !== 'hr-2')
  const heard = await desk.ask('/api/me', { headers: { cookie } })
  expect([heard.status, heard.text]).toEqual([401, '{"code":"SIGN_IN_FIRST"}'])
  desk.state.roster = before
})

test('the database holds no token that signs anybody in', async () => {
  const cookie = await desk.cookieOf('ethics-1')
  const token = cookie.slice('__Host-aside='.length)
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect([...desk.sessions.sessions.keys()].join()).not.toContain(
    Buffer.from(token, 'base64url').toString('hex'),
  )
})
