import type { Composition } from '#compose.ts'
import { startCloud } from '../test/fixtures/teams-cloud.ts'
import { atMost, type Figure } from './figures.ts'
import { besidePeer, type Peer, peerSide } from './peer.ts'
import { client, posting } from './posting.ts'
import { race, taking } from './rounds.ts'
import { teller } from './teller.ts'

interface Turn {
  readonly what: string
  /** Milliseconds at p95, by how many are under way at once. */
  readonly most: Readonly<Record<1 | 8, number | null>>
  readonly turns: number
  body(): Promise<string>
  /** Send files a case and is spent; a tap remembers nothing and may come again. */
  readonly isSingleUse: boolean
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
  const line = teller(cloud)
  const thread = client()
  const tap = { most: { 1: 60, 8: 100 }, turns: 200, isSingleUse: false } as const
  const all: Turn[] = [
    { ...tap, what: 'a tap in the chat (adaptiveCard/action)', body: () => line.tap('chat') },
    { ...tap, what: 'a tap in a dialog (task/submit)', body: () => line.tap('dialog') },
    {
      what: 'Send, sealed and committed',
      most: { 1: null, 8: 250 },
      turns: 40,
      body: () => line.send(),
      isSingleUse: true,
    },
  ]
  const figures: Figure[] = []
  try {
    const authorization = `Bearer ${await cloud.token()}`
    const sent = { url: cloud.url, headers: { authorization }, sign: 'AdaptiveCard' }
    for (const { what, most, turns, body, isSingleUse } of all) {
      for (const atOnce of [1, 8] as const) {
        const side = posting(thread, sent, body, isSingleUse)
        const beside = peer === null || !isSingleUse ? [] : [peerSide(peer)]
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
        if (isSingleUse)
          figures.push(besidePeer(`a filing by the card, ${atOnce} at once`, timed, theirs))
      }
    }
  } finally {
    await thread.terminate()
    await cloud.stop()
  }
  return figures
}
