import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Playground, startPlayground } from '#demo/playground.ts'
import { freePort } from '../fixtures/desk-server.ts'
import { type Asking, ask, speak } from '../fixtures/http.ts'

const OTHER_OFFICES = '203.0.113.7'

const folder = mkdtempSync(join(tmpdir(), 'aside-playground-'))
const SET = { TMPDIR: folder, M365_AGENTS_PLAYGROUND_ENABLE_EVENTS_RECORDING: 'true' }
/** Takes whatever it is told. */
const bot = createServer((_req, res) => res.end())
let port: number
let playground: Playground
beforeAll(async () => {
  port = await freePort()
  Object.assign(process.env, SET)
  await new Promise<void>((open) => bot.listen(0, '127.0.0.1', open))
  const { port: botPort } = bot.address() as AddressInfo
  playground = startPlayground(folder, port, `http://127.0.0.1:${botPort}/api/messages`)
  for (const name of Object.keys(SET)) delete process.env[name]
  await playground.ready()
})
afterAll(async () => {
  await playground.stop()
  bot.close()
  rmSync(folder, { recursive: true, force: true })
})

const own = () => `127.0.0.1:${port}`
const knock = (path: string, asking: Asking = {}) =>
  ask(port, path, { ...asking, headers: { host: own(), ...asking.headers } })
const READ = ['/', '/_internal/v1/config', '/_debug/none', '/static/none.js']
const DONE = [
  '/_internal/v1/invoke',
  '/_internal/v1/configDebugOptions',
  '/_connector/v3/conversations',
]

describe('T-127 the Teams client of the demo, met by a stranger', () => {
  test('by a name that was pointed at this machine it answers nothing', async () => {
    for (const host of ['evil.invalid', `evil.invalid:${port}`, '127.0.0.1', '127.0.0.1:1']) {
      for (const path of [...READ, ...DONE]) {
        const method = DONE.includes(path) ? 'POST' : 'GET'
        const heard = await knock(path, { method, headers: { host } })
        expect([path, heard.status, heard.text]).toEqual([path, 421, '{"code":"HOST_REFUSED"}'])
      }
    }
  })

  test('through a tunnel it answers nothing', async () => {
    const heard = await knock('/', { headers: { 'x-forwarded-for': OTHER_OFFICES } })
    expect(heard.status).toBe(421)
  })

  test('a page elsewhere can neither read it nor have it do anything', async () => {
    for (const origin of ['https://evil.invalid', 'null', `http://127.0.0.1:${port + 1}`]) {
      for (const path of [...READ, ...DONE]) {
        const method = DONE.includes(path) ? 'POST' : 'GET'
        const headers = { origin, 'content-type': 'application/json' }
        const heard = await knock(path, { method, headers, body: method === 'POST' ? '{}' : '' })
        expect([path, heard.status, heard.text]).toEqual([path, 403, '{"code":"ORIGIN_REFUSED"}'])
      }
    }
    for (const site of ['cross-site', 'same-site']) {
      const frame = {
        'sec-fetch-site': site,
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'iframe',
      }
      const picture = {
        'sec-fetch-site': site,
        'sec-fetch-mode': 'no-cors',
        'sec-fetch-dest': 'image',
      }
      for (const headers of [frame, picture]) {
        expect((await knock('/', { headers })).status).toBe(403)
      }
      const link = { ...frame, 'sec-fetch-dest': 'document' }
      expect((await knock('/', { headers: link })).status).toBe(200)
      expect((await knock('/_internal/v1/config', { headers: link })).status).toBe(403)
    }
  })

  test('nor listen to what is said there', async () => {
    const listening = (host: string, origin: string) =>
      speak(
        port,
        [
          'GET /_ws_conversation/v1/conversations/stream HTTP/1.1',
          `Host: ${host}`,
          `Origin: ${origin}`,
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
          '\r\n',
        ].join('\r\n'),
      )
    expect(await listening(own(), 'https://evil.invalid')).not.toContain('101')
    expect(await listening('evil.invalid', `http://${own()}`)).not.toContain('101')
  })

  test('its own page, and the bot, still reach it', async () => {
    for (const host of [own(), `localhost:${port}`, `LOCALHOST:${port}`]) {
      const page = { host, 'sec-fetch-site': 'same-origin', origin: `http://${host.toLowerCase()}` }
      expect((await knock('/_internal/v1/config', { headers: page })).status).toBe(200)
      const bot = await knock('/_connector/v3/conversations', {
        method: 'POST',
        body: '{}',
        headers: { host, 'content-type': 'application/json' },
      })
      expect([403, 421]).not.toContain(bot.status)
    }
  })

  test('it gathers nothing for anybody: no telemetry waits on the disk, no recording can be switched on from outside', async () => {
    const config = await knock('/_internal/v1/config')
    expect(config.text).toContain('"eventsRecordingEnabled":false')
    expect(readdirSync(folder).filter((name) => /insights|telemetry/i.test(name))).toEqual([])
  })
})

/** What a program that is started as the Playground is may do. */
function preloaded(script: string): string {
  const guard = join(import.meta.dirname, '..', '..', 'src', 'demo', 'playground-guard.ts')
  const args = ['--import', pathToFileURL(guard).href, '--input-type=commonjs', '-e', script]
  return spawnSync(process.execPath, args, { input: '', encoding: 'utf8', timeout: 30_000 }).stdout
}

test('T-127 the Teams client of the demo connects to no other machine, and knows no key for telemetry', () => {
  const asked = preloaded(`
    const net = require('node:net')
    const http = require('node:http')
    let left = 5
    const heard = (name) => (error) => {
      console.log(name, error.message)
      left -= 1
      if (left === 0) process.exit()
    }
    net.connect(443, '${OTHER_OFFICES}').on('error', heard('number'))
    net.connect({ host: '${OTHER_OFFICES}', port: 443 }).on('error', heard('options'))
    require('node:tls').connect(443, 'telemetry.invalid').on('error', heard('tls'))
    http.get('http://${OTHER_OFFICES}/').on('error', heard('http'))
    fetch('http://${OTHER_OFFICES}/').catch((error) => heard('fetch')(error.cause))
    process.stdin.removeAllListeners('close')
    setTimeout(() => process.exit(), 20000)`)
  for (const way of ['number', 'options', 'tls', 'http', 'fetch']) {
    expect(asked).toContain(`${way} The Playground of the demo speaks to this machine only.`)
  }
  const config = createRequire(import.meta.url).resolve(
    '@microsoft/m365agentsplayground/dist/server/config.json',
  )
  expect(JSON.parse(readFileSync(config, 'utf8'))).toHaveProperty('aiKey')
  expect(
    preloaded(`console.log(require('node:fs').readFileSync(${JSON.stringify(config)}, 'utf8'))`),
  ).toBe('{}\n')
})
