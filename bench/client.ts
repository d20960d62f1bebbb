import { Agent, request } from 'node:http'
import { parentPort } from 'node:worker_threads'
import type { Batch } from './rounds.ts'

/** Runs in a thread of its own, so that the server's thread does nothing but serve. */
export interface Order {
  readonly url: string
  /** Besides type and length of the body: the token that Microsoft would send along, or what a browser says of itself. */
  readonly headers: Readonly<Record<string, string>>
  readonly bodies: readonly string[]
  readonly atOnce: number
}

export interface AnsweredBatch extends Batch {
  /** Answers as they came, to be looked at once by whoever asked. */
  readonly answers: readonly string[]
}

const agent = new Agent({ keepAlive: true })

parentPort?.on('message', async ({ url, headers, bodies, atOnce }: Order) => {
  const each: number[] = []
  const answers: string[] = []
  let next = 0
  const lane = async () => {
    while (next < bodies.length) {
      const at = next
      next += 1
      const began = performance.now()
      answers[at] = await post(url, headers, bodies[at] ?? '')
      each.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: atOnce }, lane))
  const served: AnsweredBatch = { wall: performance.now() - began, each, answers }
  parentPort?.postMessage(served)
})

function post(url: string, more: Order['headers'], body: string): Promise<string> {
  return new Promise((done, failed) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...more,
    }
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        if (answer.statusCode === 200) done(text)
        else failed(new Error(`${answer.statusCode} ${text.slice(0, 200)}`))
      })
    })
    asked.once('error', failed)
    asked.end(body)
  })
}
