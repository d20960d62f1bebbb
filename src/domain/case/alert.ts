import type { CaseStatus, PromisedTerms } from './case-status.ts'
import type { Day } from './day.ts'

const HOUR = 3_600_000

/** Somebody is in danger: has a person of the office said that they saw it? */
export type Alert =
  | { readonly is: 'open' | 'unconfirmed' }
  | { readonly is: 'confirmed'; readonly on: Day }

/**
 * @param triageHours within how many hours the office promised to confirm; `null` where nobody is in danger
 * @returns `null` where there is no danger, or no alert any more
 */
export function alertOf(
  triageHours: number | null,
  terms: Pick<PromisedTerms, 'receivedAt'>,
  status: Pick<CaseStatus, 'acknowledgedOn' | 'closedOn'>,
  now: Date,
): Alert | null {
  if (triageHours === null || status.closedOn !== null) return null
  if (status.acknowledgedOn !== null) return { is: 'confirmed', on: status.acknowledgedOn }
  // An alert without an instant is always overdue.
  const end = (terms.receivedAt?.getTime() ?? 0) + triageHours * HOUR
  return { is: now.getTime() > end ? 'unconfirmed' : 'open' }
}
