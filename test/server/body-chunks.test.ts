import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOctets } from '#server/body.ts'
import { endTinyChunks } from '#server/body-chunks.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { speak } from '../fixtures/http.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk({
    bodySeconds: 5,
    bot: {
      process: async (_, res) => {
        ;(res as { sendRaw(status: number, body: string): void }).sendRaw(200, 'taken')
      },
    },
  })
})
afterAll(() => desk.stop())

/** A request in chunks of one byte each. */
const inBytes = (line: string, body: string) =>
  `${line} HTTP/1.1\r\nHost: aside.invalid\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${[
    ...body,
  ]
    .map((letter) => `1\r\n${letter}\r\n`)
    .join('')}`

const ends = '0\r\n\r\n'
const word = (length: number) => `"${'a'.repeat(length - 2)}"`

test('T-61 a short body is taken in chunks of one byte, and a long one is ended while it arrives', async () => {
  const short = await speak(desk.port, inBytes('POST /api/messages', '{"a":1}') + ends)
  expect(short).toMatch(/^HTTP\/1\.1 200 /)
  expect(await speak(desk.port, inBytes('POST /api/messages', word(5_000)))).toBe('')
})

test('T-61 a body that nobody reads yet is ended the same way, before it takes memory', async () => {
  const lengths: number[] = []
  const server = createServer((req) => {
    const push = req.push.bind(req)
    req.push = (chunk) => {
      lengths.push(req.readableLength)
      return push(chunk)
    }
  })
  endTinyChunks(server)
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  try {
    const { port } = server.address() as AddressInfo
    expect(await speak(port, inBytes('POST /', word(60_000)))).toBe('')
    expect(Math.max(...lengths)).toBeLessThan(1_000)
  } finally {
    server.close()
  }
})

test('T-61 what a body takes is what is counted of it, however small its chunks are', async () => {
  const counted: number[] = []
  const req = Object.assign(new PassThrough(), {
    headers: { 'content-type': 'application/octet-stream' },
  })
  const read = readOctets(req as never, {
    bytes: 100_000,
    seconds: 60,
    budget: { set: (_, bytes) => void counted.push(bytes), forget: () => undefined },
  })
  for (let at = 0; at < 70_000; at += 7) req.write(Buffer.alloc(7, at))
  req.end()
  const bytes = await read
  expect(bytes).toHaveLength(70_000)
  expect(bytes[8]).toBe(7)
  expect(counted.at(-1)).toBe(bytes.buffer.byteLength)
  expect(new Set(counted).size).toBeLessThan(10)
  expect(Math.max(...counted)).toBeLessThanOrEqual(100_000)
})
