import type { FollowUpVerb } from '#dialogs/dialog.ts'
import { AppError } from '#errors.ts'
import {
  COMMON,
  type CommonVerb,
  type Return as OfAnyChannel,
} from '#reporter/follow-up/actions.ts'
import { openOwnHeads } from '#reporter/own-case.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { listCases, showCase } from './follow-up.ts'
import { askForWords, keepWords, showWords } from './recovery-phrase.ts'
import { askReminder, remindNoMore, remindNow } from './reminders.ts'
import { unlessSentBefore } from './sending.ts'
import { askToCount, sendStatistics } from './statistics.ts'
import { visitOf } from './visit.ts'

/** Follow-up actions of the card channel, by verb. */
export type FollowUpAction = (context: BotContext, pressing: Pressing) => Promise<PressResult>

const asOnAnyChannel =
  (one: OfAnyChannel): FollowUpAction =>
  (context, pressing) =>
    one(context, visitOf(context, pressing))

/**
 * Send of a follow-up. The screen's mark is stored with the content, so that a later refusal of the same screen does
 * not say that nothing was sent.
 */
const sending =
  (one: OfAnyChannel): FollowUpAction =>
  async (context, pressing) => {
    const visit = visitOf(context, pressing)
    const { state } = visit
    if (state?.nonce == null || state.case === null) return one(context, visit)
    const { services } = context
    const { reporters } = services
    const screen = context.idempotencyKeyFor(`screen ${state.nonce}`, {})
    const { case: id } = state
    const marking: typeof reporters = {
      ...reporters,
      add: (lookup, addition) => reporters.add(lookup, { ...addition, screen }),
    }
    return unlessSentBefore(
      () => one({ ...context, services: { ...services, reporters: marking } }, visit),
      () => reporters.added(screen),
      async () =>
        (await openOwnHeads(services, visit.holder, id)) === null
          ? new AppError('CASE_UNKNOWN')
          : null,
    )
  }

const common = Object.fromEntries(
  Object.entries(COMMON).map(([verb, one]) => [verb, asOnAnyChannel(one)]),
) as Readonly<Record<CommonVerb, FollowUpAction>>

/** Each action checks the receipt first: a foreign case and a missing one get the same answer. */
export const FOLLOW_UP_ACTIONS: Readonly<Record<FollowUpVerb, FollowUpAction>> = {
  ...common,
  send_addition: sending(COMMON.send_addition),
  send_who: sending(COMMON.send_who),
  conversation: listCases,
  case: showCase,
  remind: askReminder,
  remind_now: remindNow,
  remind_stop: remindNoMore,
  statistics: askToCount,
  send_statistics: sendStatistics,
  web_words: askForWords,
  web_words_show: showWords,
  web_words_kept: keepWords,
}
