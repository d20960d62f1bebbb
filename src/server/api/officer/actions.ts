import type * as z from 'zod'
import { type CaseId, ID_SHAPE } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import { notifyReporter } from '#notifications/notify-reporter.ts'
import { acknowledge } from '#officer/acknowledge.ts'
import { answer } from '#officer/answer.ts'
import { close } from '#officer/close.ts'
import { note } from '#officer/note.ts'
import { question } from '#officer/question.ts'
import { askConsent } from '#officer/request-consent.ts'
import { askName } from '#officer/request-name.ts'
import type { CaseRecord, Services } from '#ports.ts'
import {
  Acknowledge,
  Answer,
  AskConsent,
  AskName,
  Close,
  Note,
  Question,
} from '#wire/officer-actions.ts'

/** Runs one action of the desk on a case; `body` is not validated yet. */
export type RunOfficerAction = (
  services: Services,
  officer: Officer,
  id: CaseId,
  body: unknown,
) => Promise<CaseRecord>

/** Actions of the desk on a case. Each body is parsed by a strict schema: an unknown field is refused. */
export const OFFICER_ACTIONS = {
  acknowledge: (services, officer, id, body) =>
    acknowledge(services, officer, id, parseBody(Acknowledge, body).letter),
  answer: (services, officer, id, body) => {
    const { letter, notify } = parseBody(Answer, body)
    return withNotification(services, notify, answer(services, officer, id, letter))
  },
  question: (services, officer, id, body) => {
    const { letter, reason, notify } = parseBody(Question, body)
    return withNotification(services, notify, question(services, officer, id, letter, reason))
  },
  consent: (services, officer, id, body) => {
    const { letter, office, notify } = parseBody(AskConsent, body)
    return withNotification(services, notify, askConsent(services, officer, id, letter, office))
  },
  name: (services, officer, id, body) => {
    const { reason, act = null } = parseBody(AskName, body)
    return askName(services, officer, id, reason, act)
  },
  note: (services, officer, id, body) => note(services, officer, id, parseBody(Note, body).letter),
  close: (services, officer, id, body) => {
    const { reason, opened, notify } = parseBody(Close, body)
    return withNotification(services, notify, close(services, officer, id, reason, opened))
  },
} as const satisfies Record<string, RunOfficerAction>

/** Notifies the reporter, if requested, after the act is stored. */
async function withNotification(
  services: Services,
  notify: string | undefined,
  done: Promise<CaseRecord>,
): Promise<CaseRecord> {
  const changed = await done
  await notifyReporter(services, notify)
  return changed
}

/** Parses a body by its schema. @throws ANSWERS_INVALID */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsing = schema.safeParse(body)
  if (!parsing.success) throw new AppError('ANSWERS_INVALID')
  return parsing.data
}

/** Parses a case id; a malformed one is answered like an unknown one. @throws CASE_UNKNOWN */
export function requestedCase(text: unknown): CaseId {
  if (typeof text !== 'string' || !ID_SHAPE.test(text)) throw new AppError('CASE_UNKNOWN')
  return text as CaseId
}
