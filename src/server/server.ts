import { createServer as createRestify, type Request, type Response, type Server } from 'restify'
import { AppError } from '#errors.ts'
import { isLoopbackName } from '#loopback.ts'
import { PAGE_API } from '#wire/v1.ts'
import { endTinyChunks } from './body-chunks.ts'
import { refusalOf, refuse, WebRefusal } from './error-mapping.ts'
import { handledRoutes } from './handle-request.ts'
import { CONDITIONAL_HEADERS, securityHeaders } from './headers.ts'
import { oneAnswerAtATime } from './one-answer.ts'
import type { ServerOptions } from './options.ts'
import { wordsForRequest } from './public-pages/language.ts'
import { asksForPage, notFoundPage } from './public-pages/not-found-page.ts'
import type { Handler } from './reply.ts'
import { sendPage } from './reply.ts'
import { ownHosts, requestGuard } from './request-guard.ts'
import { FORMATTERS, QUIET_LOG } from './restify-quiet.ts'
import type { Route, Serves } from './routes.ts'
import { ANSWER_LIMITS, slowReaders } from './slow-readers.ts'

/** Refusals of an address: unknown, wrong method, or not a path. */
const MISSED: readonly string[] = ['NOT_FOUND', 'METHOD_REFUSED', 'REQUEST_INVALID']

const HEADERS_MS = 10_000
const REQUEST_MS = 30_000
const IDLE_MS = 5_000
const MOST_HEADERS = 100

/**
 * Creates the HTTP server: the request guard runs before the framework reads a request, every handler is wrapped, and
 * every failure is answered and logged as a code.
 * @throws DEMO_REFUSED for a demo with a public address; CONFIG_INVALID for an insecure sign-in provider outside the
 * demo
 */
export function createServer(options: ServerOptions): Server {
  refuseMixture(options)
  const hosts = ownHosts(options.publicUrl, options.demo)
  const https = options.publicUrl.startsWith('https:')
  const head = (res: Response, serves: Serves) => {
    for (const name of CONDITIONAL_HEADERS) res.removeHeader(name)
    for (const [name, value] of Object.entries(securityHeaders(serves, https))) {
      res.setHeader(name, value)
    }
  }
  const turnAway = (req: Request, res: Response, error: unknown) => {
    answerRefusal(req, res, error)
    awaitReader(res, false)
  }
  const answerRefusal = (req: Request, res: Response, error: unknown) => {
    const { status, code } = refusalOf(error)
    if (!MISSED.includes(code) || !asksForPage(req)) return refuse(res, error)
    try {
      const page = notFoundPage(options, wordsForRequest(req, options.services.policy.languages))
      head(res, 'document')
      sendPage(res, status, page)
    } catch {
      refuse(res, error)
    }
  }
  const server = createRestify({ name: '', log: QUIET_LOG, formatters: FORMATTERS })
  limit(server)
  oneAnswerAtATime(server.server, securityHeaders('data', https))
  endTinyChunks(server.server)
  const awaitReader = slowReaders(options.answerLimits ?? ANSWER_LIMITS)
  server.pre((req, res, next) => {
    head(res, 'data')
    // Host names are case-insensitive (RFC 9110 §4.2.3): later code compares lower case.
    if (req.headers.host !== undefined) req.headers.host = req.headers.host.toLowerCase()
    const code = requestGuard(req, hosts, options.demo)
    if (code === null) return next()
    turnAway(req, res, new WebRefusal(code))
    return next(false)
  })
  for (const { route, answer } of handledRoutes(options)) {
    mount(server, route, async (req, res) => {
      head(res, route.serves)
      await answer(req, res)
      awaitReader(res, route.serves === 'asset')
    })
  }
  server.on('restifyError', (req: Request, res: Response, err: unknown, done: () => void) => {
    turnAway(req, res, ofFramework(err, req))
    done()
  })
  return server
}

function mount(server: Server, route: Route, answer: Handler): void {
  // The framework recognises promise handlers as async functions with two parameters.
  const handler = async (req: Request, res: Response) => answer(req, res)
  if (route.method === 'POST') server.post(route.path, handler)
  else {
    server.get(route.path, handler)
    if (route.acts !== true) server.head(route.path, handler)
  }
}

/** Refuses a demo with a public address, and an insecure sign-in provider outside the demo. */
function refuseMixture(options: ServerOptions): void {
  const local = isLoopbackName(new URL(options.publicUrl).hostname)
  if (options.demo && !local) throw new AppError('DEMO_REFUSED')
  if (!options.demo && options.oidc.allowInsecure) throw new AppError('CONFIG_INVALID')
}

/** Time limits against slow clients. */
function limit(server: Server): void {
  server.server.headersTimeout = HEADERS_MS
  server.server.requestTimeout = REQUEST_MS
  server.server.keepAliveTimeout = IDLE_MS
  server.server.maxHeadersCount = MOST_HEADERS
  // The framework listens for upgrades, so that Node no longer ends them by itself.
  server.on('upgrade', (_req: unknown, socket: { destroy(): void }) => socket.destroy())
}

function ofFramework(err: unknown, req: Request): unknown {
  const status = err instanceof Error && 'statusCode' in err ? err.statusCode : 500
  // A wrong method under the page's API is answered like an unknown address.
  if (status === 405 && req.path().startsWith(PAGE_API)) return new WebRefusal('NOT_FOUND')
  if (status === 404) return new WebRefusal('NOT_FOUND')
  if (status === 405) return new WebRefusal('METHOD_REFUSED')
  return err
}
