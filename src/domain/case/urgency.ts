import { type CaseStatus, LONGEST_PAUSE_DAYS } from './case-status.ts'
import { type Day, daysBetween, plusDays } from './day.ts'

/** How urgent a case is today. `done`: no answer is due. */
export const STANDINGS = ['open', 'due_soon', 'overdue', 'paused', 'done'] as const
export type Standing = (typeof STANDINGS)[number]

/** `due_soon` begins two days before: one to write, one in reserve. */
const SOON_DAYS = 2

/**
 * What stands in the queue: the standing, and the days left on the clock (negative when late, `null` when nothing is
 * owed). While paused the days are those that will be left when the person answers; a case that was late when the
 * question was asked stays overdue.
 */
export function standing(
  status: Pick<CaseStatus, 'dueOn' | 'dueAt' | 'pausedOn'>,
  today: Day,
  now: Date,
): { standing: Standing; daysLeft: number | null } {
  if (status.dueOn === null) {
    return status.pausedOn === null
      ? { standing: 'done', daysLeft: null }
      : { standing: 'paused', daysLeft: null }
  }
  const from = status.pausedOn ?? today
  const daysLeft = daysBetween(from, status.dueOn)
  if (daysLeft < 0) return { standing: 'overdue', daysLeft: daysBetween(today, status.dueOn) }
  if (status.pausedOn !== null && status.dueAt === null) return { standing: 'paused', daysLeft }
  if (status.dueAt !== null && now > status.dueAt) return { standing: 'overdue', daysLeft }
  return { standing: daysLeft <= SOON_DAYS ? 'due_soon' : 'open', daysLeft }
}

/** The first day on which a question that stayed unanswered has lapsed; `null` while nothing waits. */
export function lapsesOn(status: Pick<CaseStatus, 'pausedOn'>): Day | null {
  return status.pausedOn === null ? null : plusDays(status.pausedOn, LONGEST_PAUSE_DAYS + 1)
}
