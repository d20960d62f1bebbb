import type { Composition } from '#compose.ts'
import type { Work } from '#server/api/reporter/proof-of-work.ts'
import { type Asking, ask } from '../test/fixtures/http.ts'
import { pageReporter, proofFor } from '../test/fixtures/page-reporter.ts'
import { productServer } from './bot-server.ts'
import type { Figure } from './figures.ts'
import { besidePeer, type Peer, peerSide } from './peer.ts'
import { client, posting } from './posting.ts'
import { race, taking } from './rounds.ts'

/**
 * A filing by the page, over real HTTP from another thread: sealed and worked for before, which is the browser's part,
 * and judged, stored and committed by the server in the time that counts.
 */
export async function pageFilingFigures(
  composed: Composition,
  rounds: number,
  peer: Peer | null,
): Promise<Figure[]> {
  const { services } = composed
  const open = { ...services, policy: { ...services.policy, page: true } }
  const server = await productServer({ ...composed, services: open }, undefined, QUICK_WORK)
  const { port } = new URL(server.url)
  const installation = {
    composed,
    clock: services.clock,
    ask: (path: string, asking: Asking = {}) =>
      ask(Number(port), path, {
        ...asking,
        headers: { host: `127.0.0.1:${port}`, ...asking.headers },
      }),
  }
  const thread = client()
  const sent = {
    url: new URL('/api/door/file', server.url).href,
    headers: { 'sec-fetch-site': 'same-origin' },
    sign: '"on":',
  }
  const body = async () => {
    const filing = await (await pageReporter(installation)).seal()
    return JSON.stringify({ ...filing, proof: await proofFor(installation) })
  }
  const figures: Figure[] = []
  try {
    for (const atOnce of [1, 4] as const) {
      const side = posting(thread, sent, body, true)
      const beside = peer === null ? [] : [peerSide(peer)]
      const [timed, theirs] = await race([side, ...beside], { rounds, turns: 40, atOnce })
      if (timed === undefined) continue
      figures.push(
        {
          what: `a filing by the page, p95, ${atOnce} at once`,
          against: 'the clock on the wall, its work checked',
          unit: 'ms',
          ...taking(timed, 0.95),
          target: null,
        },
        besidePeer(`a filing by the page, ${atOnce} at once`, timed, theirs),
      )
    }
  } finally {
    await thread.terminate()
    await server.stop()
  }
  return figures
}

/** Checking it costs the server what it always does; solving it, which is not timed, next to nothing. */
const QUICK_WORK: Work = { cost: 5_000, most: 3 }
