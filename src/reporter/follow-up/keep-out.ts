import { chosenAmong } from '#dialogs/answers.ts'
import { keepOutLater, keepOutResult } from '#dialogs/keep-out-later.ts'
import { refusal } from '#dialogs/sentences.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { keepOut, namedReaders } from '../keep-out.ts'
import { caseAsked, caseIn, followUpAt, ownLine } from './own-case.ts'
import type { FollowUpContext, FollowUpResult, Visit } from './visit.ts'

/** Screen to exclude readers: who can read now, and what exclusion takes from them. */
export async function askKeepOut(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { line, reportersCase } = await ownLine(context, visit, caseAsked(visit))
  const dialog = keepOutLater(
    line,
    await namedReaders(context.services, reportersCase),
    visit.facts,
  )
  return { kind: 'show', dialog, state: followUpAt(line.key) }
}

/**
 * Excludes readers. Refusals are returned, not thrown: a thrown one is logged with its verb, and no log line may reveal
 * an exclusion (T-106).
 */
export async function keepOutNow(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { services } = context
  const { facts, fields } = visit
  const { words } = facts
  const say = (sentence: string): FollowUpResult => ({ kind: 'say', sentence })
  const id = caseIn(visit)
  const { reportersCase } = await ownLine(context, visit, id)
  const { officers } = await services.readership.known()
  const known = officers
    .filter(({ office }) => office === reportersCase.office)
    .map((one) => one.id)
  const chosen: readonly OfficerId[] | null = chosenAmong(fields, 'kept_out', known)
  if (chosen === null) return say(refusal('ANSWERS_INVALID', words, 'keep_out_now'))
  if (chosen.length === 0) return say(words.say('keep_out.missing'))
  const left = await keepOut(services, visit.holder, id, chosen)
  if (left === 'nobody_left') return say(words.say('keep_out.later_one_stays'))
  const { line } = await ownLine(context, visit, id)
  return { kind: 'show', dialog: keepOutResult(line, left, facts), state: followUpAt(id) }
}
