import { describe, expect, test } from 'vitest'
import { demoGate } from '#teams/demo-gate.ts'

describe('T-127 the demo', () => {
  const activity = (serviceUrl: string) =>
    ({
      type: 'message',
      channelId: 'msteams',
      serviceUrl,
      from: { id: 'x' },
      recipient: { id: 'y' },
      conversation: { id: 'z' },
    }) as const
  const here = {
    remoteAddress: '127.0.0.1',
    headers: { host: '127.0.0.1:3978', 'content-type': 'application/json' },
  }
  const playground = activity('http://localhost:56150/_connector')

  test('takes this machine', () => {
    expect(demoGate(here, playground)).toEqual({ pass: true })
    const mapped = { ...here, remoteAddress: '::ffff:127.0.0.1' }
    expect(demoGate(mapped, playground)).toEqual({ pass: true })
  })

  test.each([
    ['another machine', { remoteAddress: '192.0.2.7' }, {}],
    ['a proxy', {}, { 'x-forwarded-for': '127.0.0.1' }],
    ['a tunnel', {}, { host: 'demo.evil.invalid' }],
    ['a page in a browser', {}, { origin: 'https://evil.invalid' }],
    ['an opaque page', {}, { origin: 'null' }],
    ['a form', {}, { 'content-type': 'text/plain' }],
  ])('refuses %s', (_, caller, headers) => {
    const from = { ...here, ...caller, headers: { ...here.headers, ...headers } }
    expect(demoGate(from, playground).pass).toBe(false)
  })

  test('answers to this machine only', () => {
    expect(demoGate(here, activity('https://smba.trafficmanager.net/amer/')).pass).toBe(false)
    expect(demoGate(here, { ...playground, channelId: 'emulator' }).pass).toBe(false)
  })
})
