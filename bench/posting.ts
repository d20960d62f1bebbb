import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { AnsweredBatch, Order } from './client.ts'
import type { Side } from './rounds.ts'

/** Where a turn is posted to, and what an answer must contain to be counted. */
interface Target extends Pick<Order, 'url' | 'headers'> {
  readonly sign: string
}

export function posting(
  client: Worker,
  { url, headers, sign }: Target,
  body: () => Promise<string>,
  isSingleUse: boolean,
): Side {
  let bodies: string[] = []
  return {
    name: url,
    async prepare(turns) {
      const first = bodies[0] ?? (await body())
      bodies = Array.from({ length: turns }, () => first)
      if (isSingleUse) bodies = await Promise.all(bodies.map(body))
    },
    async batch(_turns, atOnce) {
      const { answers, ...batch } = await order(client, { url, headers, bodies, atOnce })
      for (const answer of answers) {
        // A calm sentence is quicker than a card: it would be a flattering figure.
        if (!answer.includes(sign)) throw new Error(`not answered: ${answer.slice(0, 300)}`)
      }
      return batch
    },
  }
}

async function order(client: Worker, what: Order): Promise<AnsweredBatch> {
  const ended = new AbortController()
  const { signal } = ended
  try {
    client.postMessage(what)
    const [served] = await Promise.race([
      once(client, 'message', { signal }),
      once(client, 'error', { signal }).then(([error]) => Promise.reject(error)),
    ])
    return served
  } finally {
    ended.abort()
  }
}

/** A thread that posts and does nothing else. */
export const client = (): Worker => new Worker(new URL('./client.ts', import.meta.url))
