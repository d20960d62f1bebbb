import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Composition } from '#compose.ts'
import { type Cloud, startCloud } from '../test/fixtures/teams-cloud.ts'
import type { Order, Served } from './client.ts'
import { atMost, type Figure, spread } from './figures.ts'
import { here, race, type Side, share, taking } from './rounds.ts'
import { teller } from './teller.ts'

interface Turn {
  readonly what: string
  /** Milliseconds at p95, by how many are under way at once. */
  readonly most: Readonly<Record<1 | 8, number | null>>
  readonly turns: number
  body(): Promise<string>
  /** Send files a case and is spent; a tap remembers nothing and may come again. */
  readonly spent: boolean
}

/** Another intake on this machine, held against ours in turns. */
export interface Peer {
  /** Files one report, from its first request to the answer that it is kept. */
  file(): Promise<unknown>
}

/** @param path of a module that exports `file`; without one nothing is held against it */
export async function peerAt(path: string | undefined): Promise<Peer | null> {
  if (path === undefined) return null
  const { file }: Partial<Peer> = await import(pathToFileURL(path).href)
  if (file === undefined) throw new Error(`${path} exports no \`file\``)
  return { file }
}

/**
 * What a person waits for, over real HTTP from another thread, through the gate of production: every turn bears a token
 * that is checked against the published keys of an issuer.
 */
export async function turnFigures(
  composed: Composition,
  rounds: number,
  peer: Peer | null,
): Promise<Figure[]> {
  const { keys } = composed
  const cloud = await startCloud(composed, {
    tokenKeys: await keys.both('card-token'),
    nonceKey: await keys.key('nonce'),
  })
  const told = teller(cloud)
  const client = new Worker(new URL('./client.ts', import.meta.url))
  const tap = { most: { 1: 60, 8: 100 }, turns: 200, spent: false } as const
  const all: Turn[] = [
    { ...tap, what: 'a tap in the chat (adaptiveCard/action)', body: () => told.tap('chat') },
    { ...tap, what: 'a tap in a dialog (task/submit)', body: () => told.tap('dialog') },
    {
      what: 'Send, sealed and committed',
      most: { 1: null, 8: 250 },
      turns: 40,
      body: () => told.send(),
      spent: true,
    },
  ]
  const figures: Figure[] = []
  try {
    for (const { what, most, turns, body, spent } of all) {
      for (const atOnce of [1, 8] as const) {
        const side = await posting(client, cloud, body, spent)
        const beside = peer === null || !spent ? [] : [here('GlobaLeaks', () => peer.file())]
        const [timed, theirs] = await race([side, ...beside], { rounds, turns, atOnce })
        const limit = most[atOnce]
        if (timed === undefined) continue
        figures.push({
          what: `${what}, p95, ${atOnce} at once`,
          against: 'the clock on the wall, with the gate of production',
          unit: 'ms',
          ...taking(timed, 0.95),
          target: limit === null ? null : atMost(limit),
        })
        if (!spent) continue
        figures.push({
          what: `a filing by the card, ${atOnce} at once`,
          against: 'GlobaLeaks, where it is installed',
          unit: 'x',
          ...(theirs === undefined ? spread([]) : share(timed, theirs)),
          target: null,
        })
      }
    }
  } finally {
    await client.terminate()
    await cloud.stop()
  }
  return figures
}

async function posting(
  client: Worker,
  cloud: Cloud,
  body: () => Promise<string>,
  spent: boolean,
): Promise<Side> {
  const { url } = cloud
  const authorization = `Bearer ${await cloud.token()}`
  let bodies: string[] = []
  return {
    name: url,
    async prepare(turns) {
      const first = bodies[0] ?? (await body())
      bodies = Array.from({ length: turns }, () => first)
      if (spent) bodies = await Promise.all(bodies.map(body))
    },
    async batch(_turns, atOnce) {
      const { answers, ...batch } = await order(client, { url, authorization, bodies, atOnce })
      answers.forEach(refuseRefusals)
      return batch
    },
  }
}

/** A calm sentence is quicker than a card: it would be a flattering figure. */
function refuseRefusals(answer: string): void {
  if (!answer.includes('AdaptiveCard')) throw new Error(`not a card: ${answer.slice(0, 300)}`)
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
