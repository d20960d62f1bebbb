import type { FollowUpVerb } from '#dialogs/dialog.ts'
import {
  COMMON,
  type CommonVerb,
  type Return as OfAnyChannel,
} from '#reporter/follow-up/actions.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { listCases, showCase } from './follow-up.ts'
import { askForWords, keepWords, showWords } from './recovery-phrase.ts'
import { askReminder, remindNoMore, remindNow } from './reminders.ts'
import { askToCount, sendStatistics } from './statistics.ts'
import { visitOf } from './visit.ts'

/** What one press behind "My conversation" leads to. */
export type FollowUpAction = (context: BotContext, pressing: Pressing) => Promise<PressResult>

const asOnAnyChannel =
  (one: OfAnyChannel): FollowUpAction =>
  (context, pressing) =>
    one(context, visitOf(context, pressing))

const common = Object.fromEntries(
  Object.entries(COMMON).map(([verb, one]) => [verb, asOnAnyChannel(one)]),
) as Readonly<Record<CommonVerb, FollowUpAction>>

/** Every one of them asks the receipt first: a case that is not hers is answered like one that never was. */
export const FOLLOW_UP_ACTIONS: Readonly<Record<FollowUpVerb, FollowUpAction>> = {
  ...common,
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
