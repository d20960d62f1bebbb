import type { Day } from '#domain/case/day.ts'
import type { Directory } from '#domain/case/roster.ts'
import type { RosterTerms } from './roster.ts'
import { type RosterHistory, rosterHistory } from './roster-history.ts'

/** Officers and custodians of all times, with their certificates. Letters of former officers stay verifiable. */
export type Signers = () => Promise<Omit<RosterHistory, 'isWhole'>>

/** @param saw is called with each day that the root signed */
export function signers(
  every: () => Promise<readonly Directory[]>,
  terms: Pick<RosterTerms, 'rootFingerprint' | 'demo'>,
  saw?: (issued: Day) => void,
): Signers {
  const historyOf = rosterHistory(terms, saw)
  return async () => historyOf(await every())
}
