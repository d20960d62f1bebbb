import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Composed } from '../src/compose.ts'
import { bareServer, type Listening, productServer } from './bot-server.ts'
import type { Order, Served } from './client.ts'
import { atLeast, type Figure } from './figures.ts'
import { race, type Side, share } from './rounds.ts'
import { teller } from './teller.ts'

/** What each turn is held against: the same body in, an answer of the same bytes out, and nothing between. */
interface Pair {
  readonly what: string
  readonly target: Figure['target']
  readonly turns: number
  body(): Promise<string>
  /** Send files a case and is spent; a tap remembers nothing and may come again. */
  readonly spent: boolean
}

/** Turns of the bot over real HTTP, each against a bare CloudAdapter behind the same framework. */
export async function turnFigures(composed: Composed, rounds: number): Promise<Figure[]> {
  const product = await productServer(composed)
  const told = teller(product.url)
  const client = new Worker(new URL('./client.ts', import.meta.url))
  let echo: unknown = {}
  const bare = await bareServer(() => echo)
  const pairs: Pair[] = [
    {
      what: 'a tap in the chat (adaptiveCard/action)',
      target: atLeast(0.8),
      turns: 200,
      body: () => told.tap('chat'),
      spent: false,
    },
    {
      what: 'a tap in a dialog (task/submit)',
      target: atLeast(0.8),
      turns: 200,
      body: () => told.tap('dialog'),
      spent: false,
    },
    {
      what: 'Send, sealed and committed',
      target: null,
      turns: 40,
      body: () => told.send(),
      spent: true,
    },
  ]
  const figures: Figure[] = []
  try {
    for (const { what, target, turns, body, spent } of pairs) {
      const one = await body()
      const sides = [posting(client, product, body, spent), posting(client, bare, body, false)]
      echo = await answerTo(client, product, one)
      for (const atOnce of [1, 8]) {
        const [ours, floor] = await race(sides, { rounds, turns, atOnce })
        if (ours === undefined || floor === undefined) continue
        figures.push({
          what: `${what}, ${atOnce} at once`,
          against: 'a bare CloudAdapter turn',
          unit: 'x',
          ...share(ours, floor),
          target,
        })
      }
    }
  } finally {
    await client.terminate()
    await product.stop()
    await bare.stop()
  }
  return figures
}

function posting(
  client: Worker,
  { url }: Listening,
  body: () => Promise<string>,
  spent: boolean,
): Side {
  let bodies: string[] = []
  return {
    name: url,
    async prepare(turns) {
      const first = bodies[0] ?? (await body())
      bodies = Array.from({ length: turns }, () => first)
      if (spent) bodies = await Promise.all(bodies.map(body))
    },
    async batch(_turns, atOnce) {
      const { answers, ...batch } = await order(client, { url, bodies, atOnce })
      answers.forEach(refuseRefusals)
      return batch
    },
  }
}

/** A calm sentence is quicker than a card: it would be a flattering figure. */
function refuseRefusals(answer: string): void {
  if (!answer.includes('AdaptiveCard')) throw new Error(`not a card: ${answer.slice(0, 300)}`)
}

async function answerTo(client: Worker, { url }: Listening, body: string): Promise<unknown> {
  const { answers } = await order(client, { url, bodies: [body], atOnce: 1 })
  return JSON.parse(answers[0] ?? '')
}

async function order(client: Worker, what: Order): Promise<Served> {
  const ended = new AbortController()
  const { signal } = ended
  try {
    client.postMessage(what)
    const [served] = await Promise.race([
      once(client, 'message', { signal }),
      once(client, 'error', { signal }).then(([thrown]) => Promise.reject(thrown)),
    ])
    return served
  } finally {
    ended.abort()
  }
}
