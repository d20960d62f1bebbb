import { type Day, plusDays } from '#domain/case/day.ts'
import type { CaseLine } from './case-line.ts'

/**
 * A day on which it is worth looking again: the one after the promised day, by which even somebody in another zone has
 * the answer; tomorrow when that has passed. `null` where we wait for her, or for nothing.
 */
export function lookAgainOn({ state, dueOn }: CaseLine, today: Day): Day | null {
  if (state !== 'received' && state !== 'acknowledged') return null
  const tomorrow = plusDays(today, 1)
  if (dueOn === null) return tomorrow
  const after = plusDays(dueOn, 1)
  return after > tomorrow ? after : tomorrow
}
