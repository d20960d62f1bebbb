import type { Request } from 'restify'
import { AppError, type Ids } from '#errors.ts'
import { namesApi } from './api/custodian/names.ts'
import { deskApi } from './api/officer/desk.ts'
import { staffApi } from './api/staff.ts'
import { custodianOf, officerOf, staffOf } from './auth/session.ts'
import { BODY_BYTES, type BodyLimits, readJson, readOctets } from './body.ts'
import { dailyFailures } from './daily-failures.ts'
import { refusalOf, refuse, WebRefusal } from './error-mapping.ts'
import { memoryBudget } from './memory-budget.ts'
import type { ServerOptions } from './options.ts'
import { isForeign, isSameOrigin } from './origin.ts'
import { notNow } from './public-pages/messages.ts'
import { openRoutes } from './public-routes.ts'
import { type Handler, sendPage } from './reply.ts'
import { ROUTES, type Route, type RouteRole, type Serves } from './routes.ts'

const BODY_SECONDS = 10
/** Kinds of routes that answer with an HTML page: an error of the server is a page there too. */
const WRITTEN: readonly Serves[] = ['document', 'page']
/** Seconds for a piece of a file: a phone on a slow connection. */
const PIECE_SECONDS = 25

/** Binds each route to its handler and answers everything that is thrown. */
export function handledRoutes(
  options: ServerOptions,
): readonly { route: Route; answer: Handler }[] {
  const open = openRoutes(options)
  const desk = deskApi(options)
  const names = namesApi(options)
  const staff = staffApi(options)
  const { log, clock } = options.services
  const countFailure = dailyFailures(log, clock)
  const budget = memoryBudget<Request>(options.bodyBytes ?? BODY_BYTES)
  const wrapped = ROUTES.map((route) => ({
    route,
    answer: wrap(
      options,
      route,
      isUnseen(route)
        ? countFailure
        : (ids) => log.warn('request_failed', { route: route.path, ...ids }),
      async (req, res) => {
        const authenticated = async <Who>(who: Promise<Who>): Promise<Who> => {
          const caller = await who
          refuseOthersPages(options, route, req)
          await takeBody(options, route, req, budget)
          return caller
        }
        switch (route.role) {
          case 'officer':
            return desk[route.name](req, res, await authenticated(officerOf(options, req)))
          case 'custodian':
            return names[route.name](req, res, await authenticated(custodianOf(options, req)))
          case 'staff':
            return staff[route.name](req, res, await authenticated(staffOf(options, req)))
          case 'anyone':
          case 'bot':
            if (route.role === 'anyone') refuseOthersPages(options, route, req)
            await takeBody(options, route, req, budget)
            return open[route.name](req, res)
          default:
            return route satisfies never
        }
      },
    ),
  }))
  return wrapped
    .filter(({ route }) => options.demo || !('demoOnly' in route))
    .filter(({ route }) => !('pageOnly' in route) || isOffered(options, route.pageOnly))
}

/** Whether routes of the page are there: all while it is open, those of the way back since it ever was. */
function isOffered(
  { services, openedPage }: ServerOptions,
  pageOnly: NonNullable<Route['pageOnly']>,
): boolean {
  return services.policy.page || (openedPage && pageOnly === 'ever')
}

/** Public routes outside the anonymous page: probes, and routes of staff. */
const SEEN: readonly string[] = [
  'healthz',
  'readyz',
  'login',
  'callback',
  'logout',
  'desk',
  'deskPlaces',
  'teamsDesk',
]

/** Routes whose failures are logged once a day, without the minute. */
const isUnseen = ({ role, name }: Route) => role === 'anyone' && !SEEN.includes(name)

const INSIDE: readonly RouteRole[] = ['officer', 'custodian', 'staff']

/**
 * Refuses requests of other sites: for a POST anything but our own page, for other routes of staff pages of other
 * sites.
 * @throws ORIGIN_REFUSED
 */
function refuseOthersPages(options: ServerOptions, route: Route, req: Request): void {
  const ours = options.demo ? `http://${req.headers.host}` : new URL(options.publicUrl).origin
  const refused =
    route.method === 'POST'
      ? !isSameOrigin(req.headers, ours)
      : INSIDE.includes(route.role) && isForeign(req.headers)
  if (refused) throw new WebRefusal('ORIGIN_REFUSED')
}

async function takeBody(
  options: ServerOptions,
  route: Route,
  req: Request,
  budget: BodyLimits['budget'],
): Promise<void> {
  if (route.body === null) return
  const isBytes = route.takes === 'bytes'
  const seconds = options.bodySeconds ?? (isBytes ? PIECE_SECONDS : BODY_SECONDS)
  const read = isBytes ? readOctets : readJson
  req.body = await read(req, { bytes: route.body, seconds, budget })
}

function wrap(
  options: ServerOptions,
  route: Route,
  failed: (ids: Ids) => void,
  answer: Handler,
): Handler {
  return async (req, res) => {
    try {
      await answer(req, res)
    } catch (error) {
      const { status, code } = refusalOf(error)
      const why = error instanceof AppError ? error.ids['why'] : undefined
      if (status >= 500) failed({ code, ...(why === undefined ? {} : { why }) })
      if (status >= 500 && WRITTEN.includes(route.serves) && !res.headersSent) {
        sendPage(res, status, notNow(options))
      } else refuse(res, error)
    }
  }
}
