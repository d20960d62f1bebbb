import type { QueueRow } from '#wire/desk.ts'
import { texts } from '../texts.ts'

type DeadlineFields = Pick<QueueRow, 'state' | 'standing' | 'daysLeft' | 'hoursLeft'>

/** Text of the time left, with its unit. */
export function daysLeft({ state, standing, daysLeft: days, hoursLeft }: DeadlineFields): string {
  const words = texts.daysLeft
  if (state === 'closed') return words.closed
  switch (standing) {
    case 'done':
      return words.done
    case 'paused':
      return days === null ? words.pausedOnly : words.paused(days)
    case 'overdue':
      if (hoursLeft !== null && hoursLeft < 0) return words.lateHours(-hoursLeft)
      return words.late(Math.abs(days ?? 0))
    case 'open':
    case 'due_soon':
      if (hoursLeft !== null) return words.leftHours(hoursLeft)
      if (days === null) return words.done
      return days === 0 ? words.today : words.left(days)
    default:
      return standing satisfies never
  }
}

/** Style of the time left. It repeats what the text says. */
export function urgencyOf({ standing, daysLeft: days }: DeadlineFields): 'late' | 'soon' | 'plain' {
  if (standing === 'overdue') return 'late'
  return standing === 'due_soon' && (days ?? 1) <= 1 ? 'soon' : 'plain'
}
