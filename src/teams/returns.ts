import type { ReturningVerb } from '../../dialogs/dialog.ts'
import { readConsent, say } from './consent.ts'
import { askSettled, askTakeBack, sayItIsSettled, takeItBack } from './ending.ts'
import { askKeepOut, keepOutNow } from './keep-out.ts'
import { more } from './more.ts'
import { caseAsked } from './own-case.ts'
import { askReminder, remindNoMore, remindNow } from './remind.ts'
import { beginToSayWho, sendWho } from './say-who.ts'
import type { Means, Pressing, Scene } from './scene.ts'
import { askToCount, sendStatistics } from './statistics.ts'
import { beginToAdd, list, read, sendAddition } from './way-back.ts'
import { askForWords, keepWords, showWords } from './web-words.ts'

/** What one press behind "My conversation" leads to. */
export type Return = (means: Means, pressing: Pressing) => Promise<Scene>

/** Every one of them asks the receipt first: a case that is not hers is answered like one that never was. */
export const RETURNS: Readonly<Record<ReturningVerb, Return>> = {
  conversation: list,
  case: read,
  add: (means, pressing) => beginToAdd(means, pressing, caseAsked(pressing)),
  send_addition: sendAddition,
  more,
  remind: askReminder,
  remind_now: remindNow,
  remind_stop: remindNoMore,
  settle: askSettled,
  settle_now: sayItIsSettled,
  withdraw: askTakeBack,
  withdraw_now: takeItBack,
  keep_out: askKeepOut,
  keep_out_now: keepOutNow,
  say_who: (means, pressing) => beginToSayWho(means, pressing, caseAsked(pressing)),
  send_who: sendWho,
  consent: readConsent,
  agree: say(true),
  decline: say(false),
  take_back_consent: say(false),
  statistics: askToCount,
  send_statistics: sendStatistics,
  web_words: askForWords,
  web_words_show: showWords,
  web_words_kept: keepWords,
}
