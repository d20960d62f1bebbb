import type { Verb } from '../../../../../dialogs/dialog.ts'
import { refusalOnPage } from '../../../../../dialogs/sentences.ts'
import type { Words } from '../../../../../dialogs/speak.ts'
import type { Code } from '../../../../errors.ts'

const ENDS: readonly Verb[] = ['settle_now', 'withdraw_now', 'keep_out_now']
const SENDS: readonly Verb[] = [
  'send_addition',
  'send_who',
  'agree',
  'decline',
  'take_back_consent',
]
const KNOWN: readonly (Code | 'UNEXPECTED')[] = ['TOKEN_REFUSED', 'CASE_UNKNOWN']

/** Where nothing was written there is no text to speak of; and where no answer came, what was done is not known. */
export function sentenceFor(code: Code | 'UNEXPECTED', verb: Verb, words: Words): string {
  if (ENDS.includes(verb) && !KNOWN.includes(code)) return words.say('refusal.unfinished')
  if (SENDS.includes(verb) && code === 'DATABASE_AWAY') return words.say('refusal.unheard_page')
  return refusalOnPage(code, words)
}
