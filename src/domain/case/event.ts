import { nextAct, type SignedAct } from './act.ts'
import type { Day } from './day.ts'

/** What can happen to a case. Clock, pauses, corrections and referrals derive from these and nothing else. */
export const ACTS = [
  'received',
  'acknowledged',
  'asked',
  'added',
  'answered',
  'lapsed',
  'closed',
  'reopened',
  'settled',
  'withdrawn',
  'corrected',
  'noted',
  'consent_asked',
  'consented',
  'declined',
  'referral_proposed',
  'referred',
  'referral_lapsed',
  'named',
  'identity_asked',
  'identity_released',
  'identity_refused',
  'set_aside',
  'brought_back',
] as const
export type Act = (typeof ACTS)[number]

export const ACTORS = ['reporter', 'officer', 'duty', 'custodian'] as const
export type Actor = (typeof ACTORS)[number]

/** Why the clock was paused. */
export const QUESTION_REASONS = ['facts_missing', 'identity_needed', 'consent_needed'] as const
/** Why a case ended. */
export const CLOSING_REASONS = [
  'advice_given',
  'resolved_person_confirms',
  'out_of_mandate',
  'informally_resolved',
  'awaiting_other_process',
  'abandoned',
  'noted',
  'information_given',
  'duplicate',
] as const
/** Why an office asks the custodian who a person is. */
export const IDENTITY_REASONS = ['protection', 'danger', 'person_agreed', 'legal_duty'] as const
export type IdentityReason = (typeof IDENTITY_REASONS)[number]
export type QuestionReason = (typeof QUESTION_REASONS)[number]
export type ClosingReason = (typeof CLOSING_REASONS)[number]
export type Reason = QuestionReason | ClosingReason | IdentityReason | 'clerical_error'

export interface CaseEvent {
  readonly act: Act
  readonly by: Actor
  /** The day it happened, in the office's zone. */
  readonly on: Day
  /** The instant, for officers' acts and on hour clocks; `null` where we must not know the minute. */
  readonly at: Date | null
  readonly reason: Reason | null
  /** Only on `corrected`: the received day that is true. */
  readonly corrects: Day | null
  /** The signature that it was done by; absent on what needs none, and on what was done before there were signatures. */
  readonly signedAct?: SignedAct
}

/** Whether a signed act is the next one of the person: another of hers may have come since she signed. */
export function isNextOwnAct(
  { signedAct }: CaseEvent,
  last: SignedAct | null | undefined,
): boolean {
  return signedAct === undefined || signedAct.number === nextAct(last ?? null).number
}

type Acts = readonly (Pick<CaseEvent, 'by'> & { readonly signedAct?: SignedAct | undefined })[]

/** The last signed act of the person among these: what the next one names. */
export function lastOwnAct(history: Acts): SignedAct | null {
  return lastActOf('reporter', history)
}

/** The last signed act of the office: what the next one names. A custodian's follows the request and is none. */
export function lastOfficeAct(history: Acts): SignedAct | null {
  return lastActOf('officer', history)
}

function lastActOf(side: Actor, history: Acts): SignedAct | null {
  return history.findLast(({ by, signedAct }) => by === side && signedAct)?.signedAct ?? null
}
