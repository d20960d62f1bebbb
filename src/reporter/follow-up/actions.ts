import type { FollowUpVerb } from '#dialogs/dialog.ts'
import { beginToAdd, sendAddition } from './add-message.ts'
import { readConsent, say } from './consent.ts'
import { askSettled, askTakeBack, sayItIsSettled, takeItBack, undoIt } from './ending.ts'
import { askKeepOut, keepOutNow } from './keep-out.ts'
import { more } from './more-actions.ts'
import { caseAsked } from './own-case.ts'
import { beginToSayWho, sendWho } from './say-who.ts'
import type { FollowUpContext, FollowUpResult, Visit } from './visit.ts'

/** Follow-up actions by verb, for every channel. */
export type Return = (context: FollowUpContext, visit: Visit) => Promise<FollowUpResult>

/** Actions that each channel implements itself. */
type OfOneChannel = Extract<
  FollowUpVerb,
  'conversation' | 'case' | `remind${string}` | `${string}statistics` | `web_words${string}`
>
export type CommonVerb = Exclude<FollowUpVerb, OfOneChannel>

/** Each action checks the receipt first: a foreign case and a missing one get the same answer. */
export const COMMON: Readonly<Record<CommonVerb, Return>> = {
  add: (context, visit) => beginToAdd(context, visit, caseAsked(visit)),
  send_addition: sendAddition,
  more,
  settle: askSettled,
  settle_now: sayItIsSettled,
  withdraw: askTakeBack,
  withdraw_now: takeItBack,
  undo_take_back: undoIt,
  keep_out: askKeepOut,
  keep_out_now: keepOutNow,
  say_who: (context, visit) => beginToSayWho(context, visit, caseAsked(visit)),
  send_who: sendWho,
  consent: readConsent,
  agree: say(true),
  decline: say(false),
  take_back_consent: say(false),
}
