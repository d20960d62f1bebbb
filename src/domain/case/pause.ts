import {
  type CaseStatus,
  LEAST_DAYS_AFTER_PAUSE,
  LONGEST_PAUSE_DAYS,
  type PromisedTerms,
} from './case-status.ts'
import { type Day, dayIn, daysBetween, later, plusDays } from './day.ts'
import type { CaseEvent } from './event.ts'

/** In milliseconds. */
export const HOUR = 3_600_000

/** What is counted of a case's clock, event by event. */
export type ClockState = {
  -readonly [Field in keyof Omit<CaseStatus, 'state' | 'dueOn'>]: CaseStatus[Field]
} & {
  /** Kept while the case is closed: opened again it owes what it owed. */
  owed: boolean
  dueOn: Day
  pausedAt: Date | null
  lapsed: boolean
}

/**
 * However it ends, the days that were left are left afterwards. A question asked when the answer was already late does
 * not make it early again.
 */
export function endPause(clock: ClockState, event: CaseEvent, terms: PromisedTerms): void {
  const { pausedOn, pausedAt, dueOn, dueAt } = clock
  const tooLate = askedTooLate(clock)
  clock.pausedOn = null
  clock.pausedAt = null
  clock.lapsed = false
  if (pausedOn === null || !clock.owed) return
  const waited = Math.max(0, daysBetween(pausedOn, event.on))
  clock.pausedDays += Math.min(waited, LONGEST_PAUSE_DAYS)
  if (tooLate) return
  const least = plusDays(event.on, LEAST_DAYS_AFTER_PAUSE)
  if (dueAt !== null && pausedAt !== null && event.at !== null) {
    const moved = dueAt.getTime() + (event.at.getTime() - pausedAt.getTime())
    const leastAt = event.at.getTime() + LEAST_DAYS_AFTER_PAUSE * 24 * HOUR
    clock.dueAt = new Date(Math.max(moved, leastAt))
    clock.dueOn = dayIn(terms.zone, clock.dueAt)
    return
  }
  clock.dueOn = later(plusDays(dueOn, waited), least)
  if (dueAt !== null) {
    clock.dueAt = new Date(dueAt.getTime() + daysBetween(dueOn, clock.dueOn) * 24 * HOUR)
  }
}

/** Whether the question that stops the clock was asked when the answer was late. */
export function askedTooLate(clock: ClockState): boolean {
  if (clock.dueAt !== null && clock.pausedAt !== null) return clock.pausedAt > clock.dueAt
  return clock.pausedOn !== null && clock.pausedOn > clock.dueOn
}
