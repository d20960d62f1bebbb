import { identityResult, readWho, sayable, sayWhoDialog as sayWhoScreen } from '#dialogs/say-who.ts'
import { base64url } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { sayWho } from '../say-who.ts'
import { lineOf } from './case-line.ts'
import { caseIn, followUpAt, nonceIn, ownLine } from './own-case.ts'
import type { FollowUpContext, FollowUpResult, Visit } from './visit.ts'

/** Screen to give a name later: identity level and name, prefilled where the channel has one. */
export async function beginToSayWho(
  context: FollowUpContext,
  visit: Visit,
  id: string,
): Promise<FollowUpResult> {
  const { facts } = visit
  const { reportersCase, line } = await ownLine(context, visit, id)
  if (reportersCase.status.state === 'closed') throw new AppError('CASE_CLOSED')
  if (sayable(line, facts).length === 0) throw new AppError('ANSWERS_INVALID')
  return {
    kind: 'show',
    dialog: visit.options.asking(sayWhoScreen(line, facts), 'say_who'),
    state: followUpAt(id, base64url(context.services.chance(16))),
  }
}

/** Handles Send of a name; idempotent. @throws what `sayWho` throws */
export async function sendWho(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { facts, fields } = visit
  visit.options.taking()
  const [id, minted] = [caseIn(visit), nonceIn(visit)]
  const given = { ...readWho(fields), language: facts.words.lang, typed: visit.options.typed }
  const nonce = await context.idempotencyKeyFor(minted, fields)
  const reportersCase = await sayWho(context.services, visit.holder, id, given, nonce)
  return {
    kind: 'show',
    dialog: identityResult(
      lineOf(reportersCase, false, null, visit.options.waiting(reportersCase)),
      facts,
    ),
    state: followUpAt(id),
  }
}
