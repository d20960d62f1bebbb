import { ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AnswerLimits } from '#server/slow-readers.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'

const LARGE = 24 * 1024 * 1024
let desk: RunningDesk
const sockets: Socket[] = []

/** A server whose bot gives large answers. */
async function serving(answerLimits: Partial<AnswerLimits>) {
  const limits = { graceMs: 600_000, bytesPerSecond: 64 * 1024, bytesWaiting: LARGE * 100 }
  desk = await startDesk({
    answerLimits: { ...limits, ...answerLimits },
    bot: {
      process: async (_, res) => {
        ;(res as { sendRaw(status: number, body: Buffer): void }).sendRaw(200, Buffer.alloc(LARGE))
      },
    },
  })
}
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await desk.stop()
})

/** Asks for an answer and takes its first bytes only. */
async function asks(): Promise<Socket> {
  const socket = connect(desk.port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  socket.write(
    'POST /api/messages HTTP/1.1\r\nHost: aside.invalid\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
  )
  await new Promise((first) => socket.once('readable', first))
  return socket
}

const connections = () =>
  new Promise<number>((counted) => desk.server.server.getConnections((_, n) => counted(n)))

describe('T-61 nobody holds the memory of the server by reading slowly', () => {
  test('an answer of which nothing is read is ended', async () => {
    await serving({ graceMs: 200 })
    await asks()
    await expect.poll(connections, { timeout: 20_000 }).toBe(0)
  })

  test('so is one that is read more slowly than the least rate', async () => {
    await serving({ graceMs: 0, bytesPerSecond: LARGE * 2 })
    const socket = await asks()
    const sip = setInterval(() => socket.read(1024), 50)
    await expect.poll(connections, { timeout: 20_000 }).toBe(0)
    clearInterval(sip)
  })

  test('of answers that hold too much the longest goes, and a newcomer is answered whole', async () => {
    await serving({ bytesWaiting: LARGE * 2.5 })
    await asks()
    await asks()
    expect(await connections()).toBe(2)
    const heard = await desk.ask('/api/messages', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect([heard.status, heard.size]).toEqual([200, LARGE])
    await expect.poll(connections, { timeout: 20_000 }).toBe(1)
  })

  test('a connection that asks again before it took its answer is ended, and nothing more of it is answered', async () => {
    await serving({})
    const asked = vi.fn()
    desk.server.pre((_req, _res, next) => {
      asked()
      return next()
    })
    for (const one of [
      'GET /privacy HTTP/1.1\r\nHost: aside.invalid\r\n\r\n',
      'GET /nope HTTP/1.1\r\nHost: aside.invalid\r\n\r\n',
      'POST /api/messages HTTP/1.1\r\nHost: aside.invalid\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n',
      'POST /api/messages HTTP/1.1\r\nHost: aside.invalid\r\nExpect: words\r\nContent-Length: 0\r\n\r\n',
    ]) {
      const socket = connect(desk.port, '127.0.0.1')
      sockets.push(socket)
      socket.on('error', () => undefined)
      asked.mockClear()
      socket.write(one.repeat(500))
      await expect.poll(connections, { timeout: 20_000 }).toBe(0)
      expect(asked.mock.calls.length).toBeLessThanOrEqual(1)
    }
  })

  test('a refusal that nobody reads is ended, as any other answer', async () => {
    await serving({ graceMs: 200, bytesPerSecond: 1024 * 1024 })
    for (const what of ['GET /nope', 'DELETE /privacy', 'GET //']) {
      // As if the system took nothing of it.
      vi.spyOn(ServerResponse.prototype, 'writableLength', 'get').mockReturnValue(9_000)
      const ended = vi.spyOn(ServerResponse.prototype, 'setTimeout')
      const socket = connect(desk.port, '127.0.0.1')
      sockets.push(socket)
      socket.on('error', () => undefined)
      socket.write(`${what} HTTP/1.1\r\nHost: aside.invalid\r\nAccept: text/html\r\n\r\n`)
      await new Promise((first) => socket.once('readable', first))
      expect([what, ended.mock.calls.map(([ms]) => ms)]).toEqual([what, [200]])
      vi.restoreAllMocks()
    }
  })

  test('what is read in time is read whole', async () => {
    await serving({ graceMs: 20_000, bytesWaiting: 1 })
    const heard = await desk.ask('/api/messages', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(heard.size).toBe(LARGE)
  })
})

describe('T-61 nobody takes the memory of the server by sending slowly', () => {
  test('of bodies that stop arriving the longest goes, and a newcomer is heard', async () => {
    desk = await startDesk({
      bodyBytes: 500_000,
      bodySeconds: 600,
      bot: {
        process: async (_, res) => {
          ;(res as { sendRaw(status: number, body: string): void }).sendRaw(200, 'heard')
        },
      },
    })
    const stalled: Socket[] = []
    for (const at of [0, 1, 2, 3]) {
      const socket = connect(desk.port, '127.0.0.1')
      sockets.push(socket)
      stalled.push(socket)
      socket.on('error', () => undefined)
      socket.write(
        `POST /api/messages HTTP/1.1\r\nHost: aside.invalid\r\nContent-Type: application/json\r\nContent-Length: 200001\r\n\r\n"${'a'.repeat(199_999)}`,
      )
      await expect.poll(connections, { timeout: 20_000 }).toBe(Math.min(at + 1, 2))
    }
    await expect.poll(() => stalled.map((one) => one.closed)).toEqual([true, true, false, false])
    const heard = await desk.ask('/api/messages', {
      method: 'POST',
      body: `"${'a'.repeat(200_000)}"`,
      headers: { 'content-type': 'application/json' },
    })
    expect([heard.status, heard.text]).toEqual([200, 'heard'])
  })
})
