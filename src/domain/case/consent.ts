import * as z from 'zod'
import { AppError } from '#errors.ts'
import { OFFICES, type Office } from '../concern/office.ts'
import type { State } from './case-status.ts'
import type { Day } from './day.ts'
import type { SealedLetter } from './envelope.ts'
import { HASH_SHAPE, ID_SHAPE, type MessageId } from './ids.ts'

/** Content of a referral: the account as written, or an officer's version without identifying details. */
export const CONTENTS = ['account', 'sanitised'] as const
export type Content = (typeof CONTENTS)[number]

/** Code points of a sanitised version at most: the reporter must be able to read it on one screen. */
export const SANITISED_LIMIT = 4_000
/** Lines of it: each is drawn as a block of its own. */
export const SANITISED_LINES = 60

const hash = z.string().regex(HASH_SHAPE)
const office = z.enum(OFFICES)

/** What stands inside the seal of an officer's request, beside the words that say why. */
export const ConsentForm = z.strictObject({
  office,
  content: z.enum(CONTENTS),
  /** SHA-256 in base64url of exactly what would be passed: the account's data packet, or the UTF-8 of `sanitised`. */
  hash,
  sanitised: z.string().nullable(),
})
export type ConsentForm = z.infer<typeof ConsentForm>

/** Sealed form of an answer, signed with the reporter key as proof. */
export const ConsentAnswer = z.strictObject({
  request: z.string().regex(ID_SHAPE),
  office,
  hash,
  agreed: z.boolean(),
})
export type ConsentAnswer = z.infer<typeof ConsentAnswer>

/** One answer to one request, as it is recorded. A change of mind is another one behind it. */
export interface GivenConsent {
  readonly request: MessageId
  readonly office: Office
  /** Hash of the content that was answered about. */
  readonly hash: string
  readonly agreed: boolean
  readonly on: Day
}

/** State of a request. Only a recorded answer changes it: without one it stays open, which means no. */
export const CONSENT_STANDINGS = [
  'open',
  'replaced',
  'agreed',
  'declined',
  'taken_back',
  'handed_over',
] as const
export type ConsentStanding = (typeof CONSENT_STANDINGS)[number]

type Heads = readonly Pick<SealedLetter, 'id' | 'dir' | 'kind'>[]

/** The requests of a case, oldest first. */
export function requestsIn(letters: Heads): readonly MessageId[] {
  return letters.filter(({ dir, kind }) => dir === 'o>r' && kind === 'consent').map(({ id }) => id)
}

/**
 * @param at the office that has the case now. Nobody is asked to pass it to the office it is at, so a case that is at
 * the office she agreed to was handed over (`referred`): from then on nothing is left to take back.
 */
export function consentStanding(
  request: MessageId,
  letters: Heads,
  given: readonly GivenConsent[],
  at: Office,
): ConsentStanding | null {
  const requests = requestsIn(letters)
  if (!requests.includes(request)) return null
  const answers = given.filter((one) => one.request === request)
  const last = answers.at(-1)
  if (last === undefined) return requests.at(-1) === request ? 'open' : 'replaced'
  if (!last.agreed) return answers.length > 1 ? 'taken_back' : 'declined'
  return last.office === at ? 'handed_over' : 'agreed'
}

/** The open request, or `null`. One at a time: a newer one replaces an older one. */
export function openRequest(
  letters: Heads,
  given: readonly Pick<GivenConsent, 'request'>[],
): MessageId | null {
  const newest = requestsIn(letters).at(-1)
  if (newest === undefined || given.some(({ request }) => request === newest)) return null
  return newest
}

/** Whether the deadline is paused for an answer. After a lapse or another letter, an officer may ask again. */
export function waitsForConsent(
  state: State,
  letters: Heads,
  given: readonly Pick<GivenConsent, 'request'>[],
): boolean {
  return state === 'waiting' && openRequest(letters, given) !== null
}

/**
 * Whether an answer names another office or text than an earlier one to the same request: no store takes it
 * (`migrations/functions/consent_in_order.sql`).
 */
export function contradicts(
  { request, office: to, hash: text }: Omit<GivenConsent, 'agreed' | 'on'>,
  given: readonly GivenConsent[],
): boolean {
  const before = given.find((one) => one.request === request)
  return before !== undefined && (before.office !== to || before.hash !== text)
}

/**
 * What an answer means for a request as it stands. A No is always heard: after a Yes it takes the Yes back, so of both
 * pressed at once No is what stays. A Yes is heard once, and only while the request is open.
 * @throws CASE_UNKNOWN for a request that is none of this case
 */
export function answerTo(
  { request, agreed }: Pick<GivenConsent, 'request' | 'agreed'>,
  letters: Heads,
  given: readonly GivenConsent[],
  at: Office,
): 'new' | 'already' | 'answered' | 'replaced' | 'handed_over' {
  const standing = consentStanding(request, letters, given, at)
  switch (standing) {
    case 'open':
      return 'new'
    case 'agreed':
      return agreed ? 'already' : 'new'
    case 'handed_over':
      return agreed ? 'already' : 'handed_over'
    case 'declined':
    case 'taken_back':
      return agreed ? 'answered' : 'already'
    case 'replaced':
      return 'replaced'
    case null:
      throw new AppError('CASE_UNKNOWN')
    default:
      return standing satisfies never
  }
}
