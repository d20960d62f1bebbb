import { type Day, plusDays } from '#domain/case/day.ts'
import type { CaseLine } from './case-line.ts'

/** The day after the deadline, on which to look again. */
export function dayAfterAnswer(dueOn: Day): Day {
  return plusDays(dueOn, 1)
}

/**
 * The day after the deadline, or tomorrow when it has passed. `null` while the reporter is to answer, without a
 * deadline, and in an unconfirmed danger, whose deadline is in hours.
 */
export function lookAgainOn({ state, dueOn, alert }: CaseLine, today: Day): Day | null {
  if (state !== 'received' && state !== 'acknowledged') return null
  if (alert !== null && alert.is !== 'confirmed') return null
  const tomorrow = plusDays(today, 1)
  if (dueOn === null) return tomorrow
  const after = dayAfterAnswer(dueOn)
  return after > tomorrow ? after : tomorrow
}
