import type { Request, Response } from 'restify'
import * as z from 'zod'
import { AppError, codeOf } from '#errors.ts'
import type { CaseHeads, Proofs } from '#ports.ts'
import {
  takeExclusion,
  takeSettlement,
  takeUndo,
  takeWithdrawal,
} from '#reporter/web-page/accept-act.ts'
import { takeConsent } from '#reporter/web-page/accept-consent.ts'
import { takeFiling } from '#reporter/web-page/accept-filing.ts'
import { takeLetter } from '#reporter/web-page/accept-message.ts'
import { acknowledgeFiling } from '#reporter/web-page/acknowledge.ts'
import { findCase, findCaseOrLocked, findHeads, findLocked } from '#reporter/web-page/find-case.ts'
import { dailyPrice } from '#reporter/web-page/flood-limits.ts'
import {
  PageAddition,
  type PageChallenge,
  PageConsent,
  type PageFiled,
  PageFiling,
  PageFind,
  PageKeepOut,
  type PageOutcome,
  PageSettle,
  PageTakeBack,
  PageUndo,
} from '#wire/reporter.ts'
import { sendJson } from '../../error-mapping.ts'
import type { ServerOptions } from '../../options.ts'
import type { Handler } from '../../reply.ts'
import { parseBody } from '../officer/actions.ts'
import { pageCase } from './case.ts'
import { caseResponse, missedResponse } from './padded-body.ts'

const UnsignedAct = z.object({ shown: z.string(), act: z.undefined().optional() })
const OlderFiling = z.object({ letters: z.unknown(), officeKeptOut: z.undefined().optional() })

type Outcome = PageOutcome['outcome'] | 'locked'
interface Shows {
  readonly shown: string
  readonly proof?: string | null | undefined
}

/**
 * API of the anonymous page. Each body is parsed by a strict schema and passed to one function; no cookie, client
 * header or address is used.
 */
export function reporterApi({ services }: Pick<ServerOptions, 'services'>, judges: Proofs) {
  const price = dailyPrice(services)
  const look = ({ shown, proof = null }: Shows) => findCase(services, judges, { shown, proof })
  const heads = ({ shown, proof = null }: Shows) => findHeads(services, judges, { shown, proof })

  /** Wraps an act on a reporter's own case, which the lookup token in the body identifies. */
  const act =
    <Body extends Shows>(
      schema: z.ZodType<Body>,
      verb: (delayedCase: CaseHeads, body: Body) => Promise<Outcome | { readonly readers: number }>,
    ): Handler =>
    async (req, res) => {
      const body = parseBody(schema, req.body)
      sendJson(res, 200, outcomeOf(await verb(await heads(body), body)))
    }

  /** The same, for what counts only with the signature of the case's key. */
  const signed: typeof act = (schema, verb) => {
    const handle = act(schema, verb)
    return async (req, res) => {
      refuseUnsigned(req.body)
      return handle(req, res)
    }
  }

  return {
    pageFile: async (req, res) => {
      refuseOlder(req.body)
      const on = await takeFiling(services, parseBody(PageFiling, req.body), judges)
      sendJson(res, 200, { on } satisfies z.infer<typeof PageFiled>)
    },
    pageFind: async (req, res) => {
      const body = parseBody(PageFind, req.body)
      const { shown, proof = null, locked = false } = body
      const lookFor = locked ? findCaseOrLocked : findCase
      const delayedCase = await lookFor(services, judges, { shown, proof }).catch(missed)
      if (delayedCase === null) send(res, 404, missedResponse('CASE_UNKNOWN'))
      else send(res, 200, caseResponse(pageCase(delayedCase)))
    },
    pageAdd: act(PageAddition, (delayedCase, body) => takeLetter(services, delayedCase, body)),
    pageConsent: signed(PageConsent, (delayedCase, body) =>
      takeConsent(services, delayedCase, body),
    ),
    pageSettle: signed(PageSettle, (delayedCase, body) =>
      takeSettlement(services, delayedCase, body),
    ),
    pageTakeBack: signed(PageTakeBack, (delayedCase, body) =>
      takeWithdrawal(services, delayedCase, body),
    ),
    pageUndo: async (req, res) => {
      refuseUnsigned(req.body)
      const body = parseBody(PageUndo, req.body)
      const { shown, proof = null } = body
      const locked = await findLocked(services, judges, { shown, proof })
      sendJson(res, 200, outcomeOf(await takeUndo(services, locked, body)))
    },
    pageKeepOut: signed(PageKeepOut, (delayedCase, body) =>
      takeExclusion(services, delayedCase, body),
    ),
    pageAcknowledge: async (req, res) => {
      const delayedCase = await look(parseBody(PageFind, req.body))
      sendJson(res, 200, await acknowledgeFiling(services, delayedCase))
    },
    pageChallenge: async (_req: Request, res: Response) => {
      sendJson(res, 200, {
        challenge: await judges.ask(await price()),
      } satisfies PageChallenge)
    },
  } as const satisfies Record<string, Handler>
}

/**
 * Refuses a filing of a page that was loaded before this version: the page keeps its text and asks to be reloaded.
 * @throws PROMISE_CHANGED
 */
function refuseOlder(body: unknown): void {
  const older = OlderFiling.safeParse(body)
  if (older.success) throw new AppError('PROMISE_CHANGED')
}

/**
 * Refuses an act of a page that was loaded before acts were signed: it says that nothing was done, and to begin again.
 * @throws TOKEN_REFUSED
 */
function refuseUnsigned(body: unknown): void {
  const unsigned = UnsignedAct.safeParse(body)
  if (unsigned.success) throw new AppError('TOKEN_REFUSED')
}

function missed(error: unknown): null {
  if (codeOf(error) === 'CASE_UNKNOWN') return null
  throw error
}

function outcomeOf(done: Outcome | { readonly readers: number }): PageOutcome {
  if (done === 'locked') return { outcome: 'erased', readers: null }
  return typeof done === 'string'
    ? { outcome: done, readers: null }
    : { outcome: 'kept_out', readers: done.readers }
}

/** Forbids compression in transit: the compressed length would tell how much of the body is filling. */
function send(res: Response, status: number, body: string): void {
  res.sendRaw(status, body, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
  })
}
