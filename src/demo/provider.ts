import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Context, Provider } from 'oidc-provider'
import { listenRefusal } from '#errors.ts'
import { WEB_CODES } from '#server/error-mapping.ts'
import { STATIC_STYLE } from '#server/public-pages/static-style.ts'
import { foreignRefusal } from './foreign.ts'
import { ProviderMemory } from './provider-memory.ts'
import { brokenPage, choosePage, type DemoPerson } from './provider-page.ts'

export interface ProviderOptions {
  readonly port: number
  readonly people: readonly DemoPerson[]
  readonly client: {
    readonly clientId: string
    readonly clientSecret: string
    readonly redirectUri: string
  }
}

const LARGEST_FORM = 1024

/**
 * The demo's own sign-in: real OpenID Connect on loopback, with keys that live in memory and a page instead of
 * passwords.
 */
export async function startProvider(
  options: ProviderOptions,
): Promise<{ issuer: string; close(): Promise<void> }> {
  const server = createServer()
  const port = await listen(server, options.port)
  const host = `127.0.0.1:${port}`
  const issuer = `http://${host}`
  const provider = new Provider(issuer, configuration(options))
  const protocol = provider.callback()
  server.on('request', (req, res) => {
    head(res, new URL(options.client.redirectUri).origin)
    const refused = foreignRefusal({ method: req.method ?? '', headers: req.headers }, [host])
    if (refused !== null) {
      send(res, WEB_CODES[refused], 'application/json', JSON.stringify({ code: refused }))
    } else if (req.url === '/plain.css') {
      send(res, 200, 'text/css; charset=utf-8', STATIC_STYLE)
    } else {
      forget(req)
      const answered = req.url?.startsWith('/interaction/')
        ? choose(provider, options.people, req, res)
        : protocol(req, res)
      answered.catch(() => sendPage(res, 400, brokenPage()))
    }
  })
  return { issuer, close: () => end(server) }
}

function configuration({ people, client }: ProviderOptions): Readonly<Record<string, unknown>> {
  const records = new Map()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    adapter: (model: string) => new ProviderMemory(records, model),
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [client.redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'] },
    clientBasedCORS: () => false,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    findAccount: (_ctx: Context, subject: string) =>
      people.some((person) => person.subject === subject)
        ? { accountId: subject, claims: () => ({ sub: subject }) }
        : undefined,
    interactions: { url: (_ctx: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    jwks: {
      keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'demo', use: 'sig', alg: 'RS256' }],
    },
    loadExistingGrant: agreed,
    pkce: { required: () => true },
    renderError: (ctx: Context) => {
      ctx.type = 'html'
      ctx.body = brokenPage()
    },
    scopes: ['openid'],
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 600,
      Interaction: 600,
      Session: 3600,
    },
  }
}

/**
 * Each sign-in asks anew who it is, so that one can be several officers in turn: what the provider remembers of the
 * last one is not shown to it.
 */
function forget(req: IncomingMessage): void {
  const cookies = (req.headers.cookie ?? '').split('; ').filter((pair) => !/^_session\b/.test(pair))
  req.headers.cookie = cookies.join('; ')
}

/** Whoever signs in here wants to go to the desk: nothing more is asked. */
async function agreed(ctx: Context): Promise<unknown> {
  const { provider, client, session } = ctx.oidc
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid')
  await grant.save()
  return grant
}

async function choose(
  provider: Provider,
  people: readonly DemoPerson[],
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(req, res)
  if (req.method !== 'POST') {
    sendPage(res, 200, choosePage(people, `/interaction/${uid}`))
    return
  }
  const subject = (await readForm(req)).get('subject')
  const person = people.find((known) => known.subject === subject)
  if (person === undefined) sendPage(res, 400, brokenPage())
  else {
    const login = { accountId: person.subject, remember: false }
    await provider.interactionFinished(req, res, { login })
  }
}

async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of req) {
    text += String(chunk)
    if (text.length > LARGEST_FORM) throw new RangeError('form')
  }
  return new URLSearchParams(text)
}

/** A form's policy covers where its answer redirects to, and that is the desk. */
function head(res: ServerResponse, desk: string): void {
  const policy = `default-src 'none'; style-src 'self'; form-action 'self' ${desk}; base-uri 'none'; frame-ancestors 'none'`
  res.setHeader('Content-Security-Policy', policy)
  res.setHeader('Referrer-Policy', 'same-origin')
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Cache-Control', 'no-store')
}

function sendPage(res: ServerResponse, status: number, html: string): void {
  send(res, status, 'text/html; charset=utf-8', html)
}

/** Not by `writeHead`: restify, which runs in the same process, replaces it for everybody. */
function send(res: ServerResponse, status: number, type: string, body: string): void {
  if (!res.headersSent) {
    res.statusCode = status
    res.setHeader('Content-Type', type)
  }
  res.end(body)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (thrown) => reject(listenRefusal(thrown, port)))
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
