import type { Request, Response } from 'restify'
import type { Day } from '#domain/case/day.ts'
import { base64url } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { type Pile, QUEUED, type QueueCursor } from '#domain/case/pile.ts'
import { AppError } from '#errors.ts'
import { today } from '#officer/act.ts'
import { giveLink } from '#officer/issue-link.ts'
import { isSomebodyWaiting } from '#officer/last-address.ts'
import { markOpened } from '#officer/mark-opened.ts'
import { markSpam, unmarkSpam } from '#officer/mark-spam.ts'
import { readAttachment } from '#officer/read-attachment.ts'
import { readCase } from '#officer/read-case.ts'
import { countQueue, readQueue } from '#officer/read-queue.ts'
import { usableOfficers } from '#officer/readers.ts'
import type { CaseRecord } from '#ports.ts'
import { AskLabels, type Labels, type Queue, type QueuePage } from '#wire/desk.ts'
import { GiveLink, type LinkGiven } from '#wire/office-link.ts'
import { MarkSpam, type MarkSpamResult, NewestLetter } from '#wire/officer-actions.ts'
import { readCursor, writeCursor } from '#wire/queue-cursor.ts'
import { sendJson } from '../../error-mapping.ts'
import { FILE_HEADERS } from '../../headers.ts'
import type { ServerOptions } from '../../options.ts'
import { OFFICER_ACTIONS, parseBody, requestedCase } from './actions.ts'
import { wireCaseOf } from './case.ts'
import { rowOf } from './queue-row.ts'

const firstOfYear = (on: Day): Day => `${on.slice(0, 4)}-01-01` as Day

/** Handler of an officer's route; the officer is authenticated. */
export type OfficersRoute = (req: Request, res: Response, officer: Officer) => Promise<void>

/** Officer API: what each route of the desk parses, calls and returns. */
export function deskApi(options: ServerOptions) {
  const { services } = options
  const looking = async (officer: Officer) => ({
    services,
    officer,
    roster: await services.readership.known(),
    usable: await usableOfficers(services),
    healthy: await services.readership.healthy(),
  })
  const show = async (res: Response, officer: Officer, caseRecord: CaseRecord) =>
    sendJson(res, 200, wireCaseOf(await looking(officer), caseRecord))
  const pageOf = async (
    officer: Officer,
    piles: readonly Pile[],
    after: QueueCursor | null = null,
  ): Promise<QueuePage> => {
    const eyes = await looking(officer)
    const { entries, next } = await readQueue(services, officer, piles, after)
    const rows = entries.map(({ queuedCase, section }) => rowOf(eyes, queuedCase, section))
    return { rows, next: next.map(writeCursor) }
  }
  const verb =
    (name: keyof typeof OFFICER_ACTIONS): OfficersRoute =>
    async (req, res, officer) =>
      show(
        res,
        officer,
        await OFFICER_ACTIONS[name](services, officer, requestedCase(req.params.id), req.body),
      )

  return {
    queue: async (_req, res, officer) => {
      const page = await pageOf(officer, QUEUED)
      const { spam: aside, spamLate: asideLate, ...counts } = await countQueue(services, officer)
      const elsewhere = await isSomebodyWaiting(services, officer)
      const on = today(services, officer.office)
      const endedLate = await services.desk.endedLate(officer.id, firstOfYear(on))
      sendJson(res, 200, {
        today: on,
        ...page,
        ...counts,
        aside,
        asideLate,
        endedLate,
        elsewhere,
      } satisfies Queue)
    },
    spam: async (_req, res, officer) => sendJson(res, 200, await pageOf(officer, ['spam'])),
    queueAfter: async (req, res, officer) => {
      const after = readCursor(String(req.params.cursor))
      if (after === null) throw new AppError('ANSWERS_INVALID')
      sendJson(res, 200, await pageOf(officer, [after.pile], after))
    },
    labels: async (req, res, officer) => {
      const { ids } = parseBody(AskLabels, req.body)
      const labels = await services.desk.labels(officer.id, ids.map(requestedCase))
      sendJson(res, 200, {
        labels: labels.map(({ id, data, key }) => {
          return { id, data: base64url(data), key: base64url(key) }
        }),
      } satisfies Labels)
    },
    markSpam: async (req, res, officer) => {
      const moved = await markSpam(
        services,
        officer,
        parseBody(MarkSpam, req.body).ids.map(requestedCase),
      )
      sendJson(res, 200, { moved: [...moved] } satisfies MarkSpamResult)
    },
    unmarkSpam: async (req, res, officer) => {
      const moved = await unmarkSpam(
        services,
        officer,
        parseBody(MarkSpam, req.body).ids.map(requestedCase),
      )
      sendJson(res, 200, { moved: [...moved] } satisfies MarkSpamResult)
    },
    case: async (req, res, officer) =>
      show(res, officer, await readCase(services, officer, requestedCase(req.params.id))),
    opened: async (req, res, officer) => {
      await markOpened(
        services,
        officer,
        requestedCase(req.params.id),
        parseBody(NewestLetter, req.body),
      )
      sendJson(res, 200, {})
    },
    attachment: async (req, res, officer) => {
      const { id, file } = req.params
      const sealed = await readAttachment(services, officer, requestedCase(id), String(file))
      res.sendRaw(200, Buffer.from(sealed), FILE_HEADERS)
    },
    acknowledge: verb('acknowledge'),
    answer: verb('answer'),
    question: verb('question'),
    consent: verb('consent'),
    askName: verb('name'),
    note: verb('note'),
    close: verb('close'),
    giveLink: async (req, res, officer) => {
      const wanted = parseBody(GiveLink, req.body)
      await giveLink(services, officer, wanted)
      sendJson(res, 200, { until: wanted.until } satisfies LinkGiven)
    },
  } as const satisfies Record<string, OfficersRoute>
}
