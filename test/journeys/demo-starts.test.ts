import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type DemoProcess, runDemo, startDemo } from '../fixtures/demo-process.ts'
import { freePort } from '../fixtures/desk-server.ts'
import { listenersOf } from '../fixtures/listeners.ts'

const MINUTES = { timeout: 300_000 }

describe('the first command, over and over', () => {
  let first: DemoProcess

  afterAll(() => first?.remove())

  test(
    'listens on this machine only, says that it is a demo, and Ctrl-C ends everything',
    MINUTES,
    async () => {
      first = await startDemo()
      const opened = listenersOf(first.data)
      expect(opened.length).toBeGreaterThanOrEqual(3)
      expect(opened.filter((one) => !one.startsWith('127.0.0.1:'))).toEqual([])
      expect(first.printed()).toContain('eighteen sealed cases')
      expect(first.printed()).toContain('do not write anything real')
      expect(first.printed()).toMatch(/Tell it unseen +http:\/\/127\.0\.0\.1:\d+\/ /)
      expect(await first.end()).toBe(0)
      expect(listenersOf(first.data)).toEqual([])
      expect(readFileSync(join(first.data, 'demo.log'), 'utf8')).not.toContain('"level":"error"')
    },
  )

  test(
    'a second start keeps the data and the keys, and after a kill it tidies up by itself',
    MINUTES,
    async () => {
      const second = await startDemo(first.data)
      expect(second.printed()).not.toContain('sealed cases')
      expect(second.passphrase).toBe(first.passphrase)
      await second.kill()
      const third = await startDemo(first.data)
      const beside = await runDemo({ PORT: String(await freePort()) }, first.data)
      expect([beside.code, beside.printed]).toEqual([
        1,
        expect.stringContaining('Another demo is running on this folder.'),
      ])
      expect(third.printed()).not.toContain('sealed cases')
      expect(await third.end()).toBe(0)
    },
  )

  test('a taken port is one clear sentence', MINUTES, async () => {
    const taken = createServer()
    await new Promise<void>((open) => taken.listen(0, '127.0.0.1', open))
    const { port } = taken.address() as { port: number }
    const { code, printed } = await runDemo({ PORT: String(port) }, first.data)
    expect(code).toBe(1)
    expect(printed).toContain(
      `Port ${port} is taken: another demo, or something else, listens there. End it, or choose another. Set PORT to others (PORT=4000): what has no variable of its own takes the numbers after PORT.`,
    )
    const signIn = { PORT: String(await freePort()), ASIDE_DEMO_SIGN_IN_PORT: String(port) }
    const other = await runDemo(signIn, first.data)
    expect([other.code, other.printed]).toEqual([
      1,
      expect.stringContaining(`Port ${port} is taken`),
    ])
    expect(other.printed).toContain('Set PORT, ASIDE_DEMO_SIGN_IN_PORT to others')
    taken.close()
  })

  test.each([
    [
      'a real app id',
      { MICROSOFT_APP_ID: '3d2f0c6e-6f0a-4b7e-9a54-111111111111' },
      'MICROSOFT_APP_ID',
    ],
    ['a real database', { DATABASE_URL: 'postgres://somewhere.invalid/aside' }, 'DATABASE_URL'],
    ['an open address', { HOST: '0.0.0.0' }, 'HOST'],
    ['a public address', { PUBLIC_URL: 'https://aside.invalid' }, 'PUBLIC_URL'],
  ])('T-127 the demo does not start beside %s', MINUTES, async (_, env, name) => {
    const { code, printed } = await runDemo(env, first.data)
    expect(code).toBe(1)
    expect(printed).toContain(name)
  })
})
