import { type Day, plusDays } from '#domain/case/day.ts'
import { readableFrom } from '#domain/case/release-day.ts'
import type { CaseLine } from './case-line.ts'

/**
 * The day on which an answer of the last day can be read, or tomorrow when it has passed. `null` while the reporter is to answer, without a
 * deadline, and in an unconfirmed danger, whose deadline is in hours.
 */
export function lookAgainOn({ state, dueOn, alert }: CaseLine, today: Day): Day | null {
  if (state !== 'received' && state !== 'acknowledged') return null
  if (alert !== null && alert.is !== 'confirmed') return null
  const tomorrow = plusDays(today, 1)
  if (dueOn === null) return tomorrow
  const after = readableFrom(dueOn)
  return after > tomorrow ? after : tomorrow
}
