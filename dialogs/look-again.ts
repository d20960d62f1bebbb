import { type Day, plusDays } from '#domain/case/day.ts'
import type { CaseLine } from './case-line.ts'

/** A day on which it is worth looking again: even somebody in another zone has the promised answer by then. */
export function dayAfterAnswer(dueOn: Day): Day {
  return plusDays(dueOn, 1)
}

/**
 * The day after the promised one, or tomorrow when that has passed. `null` where we wait for her, or for nothing, and
 * in a danger that nobody confirmed: there it is the hour that counts.
 */
export function lookAgainOn({ state, dueOn, alert }: CaseLine, today: Day): Day | null {
  if (state !== 'received' && state !== 'acknowledged') return null
  if (alert !== null && alert.is !== 'confirmed') return null
  const tomorrow = plusDays(today, 1)
  if (dueOn === null) return tomorrow
  const after = dayAfterAnswer(dueOn)
  return after > tomorrow ? after : tomorrow
}
