import type { FollowUpVerb } from '#dialogs/dialog.ts'
import { AppError } from '#errors.ts'
import {
  COMMON,
  type CommonVerb,
  type Return as OfAnyChannel,
} from '#reporter/follow-up/actions.ts'
import { openOwn } from '#reporter/own-case.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { listCases, showCase } from './follow-up.ts'
import { askForWords, keepWords, showWords } from './recovery-phrase.ts'
import { askReminder, remindNoMore, remindNow } from './reminders.ts'
import { unlessSentBefore } from './sending.ts'
import { askToCount, sendStatistics } from './statistics.ts'
import { visitOf } from './visit.ts'

/** What one press behind "My conversation" leads to. */
export type FollowUpAction = (context: BotContext, pressing: Pressing) => Promise<PressResult>

const asOnAnyChannel =
  (one: OfAnyChannel): FollowUpAction =>
  (context, pressing) =>
    one(context, visitOf(context, pressing))

/**
 * A Send behind "My conversation". With what is stored goes the mark of its screen, whatever was written there: after
 * that no refusal of the same screen says that nothing was sent.
 */
const sending =
  (one: OfAnyChannel): FollowUpAction =>
  async (context, pressing) => {
    const visit = visitOf(context, pressing)
    const { place } = visit
    if (place?.nonce == null || place.case === null) return one(context, visit)
    const { services } = context
    const { reporters } = services
    const screen = context.idempotencyKeyFor(`screen ${place.nonce}`, {})
    const { case: id } = place
    const marking: typeof reporters = {
      ...reporters,
      add: (lookup, addition) => reporters.add(lookup, { ...addition, screen }),
    }
    return unlessSentBefore(
      () => one({ ...context, services: { ...services, reporters: marking } }, visit),
      () => reporters.added(screen),
      async () =>
        (await openOwn(services, visit.holder, id)) === null ? new AppError('CASE_UNKNOWN') : null,
    )
  }

const common = Object.fromEntries(
  Object.entries(COMMON).map(([verb, one]) => [verb, asOnAnyChannel(one)]),
) as Readonly<Record<CommonVerb, FollowUpAction>>

/** Every one of them asks the receipt first: a case that is not hers is answered like one that never was. */
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
