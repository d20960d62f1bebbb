import type { CaseStatus } from './case-status.ts'
import { type Day, isDay } from './day.ts'
import type { CaseId } from './ids.ts'

/**
 * An officer's open cases are listed in piles, each by the clock: what is due first stands first, what is owed nothing
 * last. So nothing that is due is behind what came later, and neither danger nor what is put aside stands before it.
 */
export const PILES = ['danger', 'clock', 'spam'] as const
export type Pile = (typeof PILES)[number]

/** The piles that the queue shows. */
export const QUEUED: readonly Pile[] = ['danger', 'clock']

/** Rows of one pile that one request fetches. */
export const ROWS_A_PAGE = 200

/** Cases of one pile that a look counts, and that the desk lists: the first by the clock. */
export const MOST_COUNTED = 1_000

/** Where a case stands in its pile. */
export interface QueueCursor {
  readonly pile: Pile
  readonly dueOn: Day | null
  readonly dueAt: Date | null
  readonly id: CaseId
}

interface PileFields {
  readonly id: CaseId
  readonly status: Pick<CaseStatus, 'dueOn' | 'dueAt'>
  readonly danger: boolean
  readonly isSpam: boolean
}

export function cursorOf({
  id,
  status: { dueOn, dueAt },
  danger,
  isSpam,
}: PileFields): QueueCursor {
  return {
    pile: isSpam ? 'spam' : danger ? 'danger' : 'clock',
    // A day that is none (a bad row) stands with what has no day.
    dueOn: dueOn !== null && isDay(dueOn) ? dueOn : null,
    dueAt: Number.isNaN(dueAt?.getTime()) ? null : dueAt,
    id,
  }
}
