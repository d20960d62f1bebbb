import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SmallBrowser } from '../fixtures/browser.ts'
import { startDemoDesk } from '../fixtures/demo-desk.ts'
import { startDesk } from '../fixtures/desk-server.ts'
import { type Asking, ask } from '../fixtures/http.ts'

type Demo = Awaited<ReturnType<typeof startDemoDesk>>
let demo: Demo
beforeAll(async () => {
  demo = await startDemoDesk()
})
afterAll(() => demo.stop())

const TUNNELLED = [
  { 'x-forwarded-for': '203.0.113.7' },
  { 'x-forwarded-host': 'demo.invalid' },
  { 'x-forwarded-proto': 'https' },
  { forwarded: 'for=203.0.113.7' },
  { via: '1.1 tunnel' },
  { 'x-real-ip': '203.0.113.7' },
]

describe('T-127 the demo behind a tunnel, a foreign name or another page', () => {
  const places = () => [
    { name: 'the desk', port: demo.desk.port, path: '/healthz' },
    { name: 'the bot', port: demo.desk.port, path: '/api/messages' },
    {
      name: 'the sign-in',
      port: Number(new URL(demo.provider.issuer).port),
      path: '/.well-known/openid-configuration',
    },
  ]
  const knock = (port: number, path: string, asking: Asking) =>
    ask(port, path, { ...asking, headers: { host: `127.0.0.1:${port}`, ...asking.headers } })

  test('what came through a proxy is refused', async () => {
    for (const { port, path } of places()) {
      for (const headers of TUNNELLED) {
        const heard = await knock(port, path, { headers })
        expect([heard.status, heard.text]).toEqual([421, '{"code":"HOST_REFUSED"}'])
      }
    }
  })

  test('a name that was pointed at this machine is refused', async () => {
    for (const { port, path } of places()) {
      for (const host of ['evil.invalid', `evil.invalid:${port}`, '127.0.0.1', '127.0.0.1:1']) {
        const heard = await knock(port, path, { headers: { host } })
        expect([heard.status, heard.text]).toEqual([421, '{"code":"HOST_REFUSED"}'])
      }
    }
  })

  test('a page elsewhere cannot post, in any type', async () => {
    for (const { port, path } of places()) {
      for (const type of ['text/plain', 'application/json']) {
        for (const origin of ['https://evil.invalid', 'null', `http://127.0.0.1:${port + 1}`]) {
          const headers = { 'content-type': type, origin }
          const heard = await knock(port, path, { method: 'POST', body: '{}', headers })
          expect([heard.status, heard.text]).toEqual([403, '{"code":"ORIGIN_REFUSED"}'])
        }
      }
    }
    expect(demo.desk.told.bot).toEqual([])
  })

  test('the bot takes JSON only, from something that is no page', async () => {
    const { port } = demo.desk
    const plain = { 'content-type': 'text/plain' }
    const refused = await knock(port, '/api/messages', {
      method: 'POST',
      body: '{}',
      headers: plain,
    })
    expect(refused.status).toBe(415)
    const json = { 'content-type': 'application/json; charset=utf-8' }
    const taken = await knock(port, '/api/messages', {
      method: 'POST',
      body: '{"type":"message"}',
      headers: json,
    })
    expect(taken.status).toBe(200)
    expect(demo.desk.told.bot).toEqual([{ type: 'message' }])
  })

  test('no answer allows another origin to read it', async () => {
    for (const { port, path } of places()) {
      const heard = await knock(port, path, { headers: { origin: 'https://evil.invalid' } })
      expect(heard.headers['access-control-allow-origin']).toBeUndefined()
    }
  })
})

test('every name of loopback reaches the demo, and one of them signs in', async () => {
  const { port } = demo.desk
  for (const name of ['127.0.0.1', 'localhost', 'LocalHost', '[::1]']) {
    const heard = await ask(port, '/desk', { headers: { host: `${name}:${port}` } })
    expect(heard.status).toBe(200)
  }
  const answer = await ask(port, '/auth/logout', {
    method: 'POST',
    body: '{}',
    headers: {
      host: `LOCALHOST:${port}`,
      origin: `http://localhost:${port}`,
      'content-type': 'application/json',
    },
  })
  expect(answer.status).toBe(204)
  const login = await ask(port, '/auth/login', { headers: { host: `localhost:${port}` } })
  expect(login.headers['location']).toBe(`${demo.publicUrl}/auth/login`)
})

test('T-71 the demo refuses a public address, and production a sign-in in clear', async () => {
  const code = (code: string) => expect.objectContaining({ code }) as unknown as Error
  await expect(startDesk({ demo: true })).rejects.toEqual(code('DEMO_REFUSED'))
  const oidc = { ...demo.desk.settings.oidc, allowInsecure: true }
  await expect(startDesk({ oidc })).rejects.toEqual(code('CONFIG_INVALID'))
})

test('every page of the demo says so', async () => {
  const front = await new SmallBrowser().go(`${demo.publicUrl}/`)
  expect(front.text).toContain('Demo: do not write anything real')
})

test('a sign-in that has ended, or was never begun, is a page and no stack', async () => {
  for (const path of [
    '/interaction/none',
    '/auth',
    '/auth?client_id=none',
    '/auth/none',
    '/token',
  ]) {
    const heard = await new SmallBrowser().go(`${demo.provider.issuer}${path}`)
    expect(heard.status).toBeGreaterThanOrEqual(400)
    expect(heard.text).not.toMatch(/node_modules|Error:|at /)
  }
})
