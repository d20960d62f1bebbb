import type { Code } from '#errors.ts'
import type { Verb } from './dialog.ts'
import type { Words } from './words.ts'

type AnyCode = Code | 'UNEXPECTED'

/** Verbs that send text. */
export const SENDS: readonly Verb[] = ['send', 'send_without_link', 'send_addition', 'send_who']
/** Idempotent verbs that change something without text. */
export const CHANGES: readonly Verb[] = [
  'settle_now',
  'withdraw_now',
  'undo_take_back',
  'keep_out_now',
  'agree',
  'decline',
  'take_back_consent',
  'remind_now',
  'remind_stop',
  'send_statistics',
  'web_words_kept',
]
/** Codes whose sentence fits every verb. */
const OF_EVERY_PRESS: readonly AnyCode[] = [
  'CASE_UNKNOWN',
  'CONSENT_ANSWERED',
  'CONSENT_BROKEN',
  'CONSENT_PASSED',
  'CONSENT_REPLACED',
  'SIGNATURE_REFUSED',
  'TOKEN_REFUSED',
  'TURN_REFUSED',
]
/** Codes about field values. */
const OF_FIELDS: readonly AnyCode[] = [
  'ACCOUNT_EMPTY',
  'ACCOUNT_TOO_LONG',
  'ANSWERS_INVALID',
  'NAME_EMPTY',
]

/** Codes for actions of an outdated screen. */
const NOT_OFFERED: readonly AnyCode[] = ['ANSWERS_INVALID', 'LEAF_UNKNOWN']

/**
 * Sentence for a refusal, by code and verb: what happened, and what to do now. Only verbs that send mention a text or
 * what was sent (T-155).
 */
export function refusal(code: AnyCode, words: Words, verb: Verb = 'send'): string {
  const key = `refusal.${nameFor(code, verb)}`
  return words.say(words.has(key) ? key : 'refusal.UNEXPECTED')
}

/** The same for the page, which has no card and verifies keys in the browser. */
export function refusalOnPage(code: AnyCode, words: Words, verb: Verb = 'send'): string {
  if (code === 'ROSTER_REFUSED' && !SENDS.includes(verb)) return words.say('refusal.untrusted_page')
  const page = `refusal.${nameFor(code, verb)}_page`
  return words.has(page) ? words.say(page) : refusal(code, words, verb)
}

function nameFor(code: AnyCode, verb: Verb): string {
  const changes = CHANGES.includes(verb)
  if (SENDS.includes(verb) || OF_EVERY_PRESS.includes(code)) return code
  if (OF_FIELDS.includes(code) && (changes || verb === 'continue')) return code
  if (code === 'CASE_CLOSED') return 'closed'
  if (changes) return 'unfinished'
  return NOT_OFFERED.includes(code) ? 'TURN_REFUSED' : 'read'
}

/** Neutral sentence for leaving. */
export function goodbye(words: Words): string {
  return words.say('goodbye')
}

/** Joins sentences; in Chinese without a space. */
export function inARow(sentences: readonly string[], { lang }: Pick<Words, 'lang'>): string {
  return sentences.join(lang === 'zh' ? '' : ' ')
}
