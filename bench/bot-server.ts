import { type AddressInfo, createServer as createSocket } from 'node:net'
import { tmpdir } from 'node:os'
import type restify from 'restify'
import type { Composition } from '#compose.ts'
import type { Work } from '#server/api/reporter/proof-of-work.ts'
import { createServer } from '#server/server.ts'
import { createBot } from '#teams/bot.ts'

export interface Listening {
  /** Where activities are posted. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * Our server with our bot, as the demo puts them together.
 * @param proofWork of each request of the page, where it is not the usual one
 */
export async function productServer(
  { services, store, keys, facts }: Composition,
  assets = tmpdir(),
  proofWork?: Work,
): Promise<Listening> {
  const bot = createBot({
    services,
    facts,
    tokenKeys: await keys.both('card-token'),
    nonceKey: await keys.key('nonce'),
    credentials: null,
    gate: { appId: '', tenants: [] },
    demo: true,
  })
  const port = await freePort()
  const nobody = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x' }
  const server = createServer({
    services,
    facts,
    sessions: store.sessions,
    directory: store.directory,
    health: store.health,
    bot,
    oidc: { ...nobody, redirectUri: 'http://127.0.0.1:9/auth/callback', allowInsecure: true },
    publicUrl: `http://127.0.0.1:${port}`,
    trust: { rootFingerprint: '', leastRoster: 1 },
    assets,
    demo: true,
    sessionHours: 1,
    cookieKey: await keys.key('sign-in-cookie'),
    proofKey: await keys.key('door-proof'),
    openedPage: false,
    ...(proofWork !== undefined && { proofWork }),
  })
  return listening(server, port)
}

/** The product answers to its own name only, so its port is known before it listens. */
async function freePort(): Promise<number> {
  const socket = createSocket()
  await new Promise<void>((ready) => socket.listen(0, '127.0.0.1', ready))
  const { port } = socket.address() as AddressInfo
  await new Promise((closed) => socket.close(closed))
  return port
}

async function listening(server: restify.Server, wanted: number): Promise<Listening> {
  await new Promise<void>((ready) => server.listen(wanted, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/api/messages`,
    stop: () => new Promise((closed) => server.close(() => closed())),
  }
}
