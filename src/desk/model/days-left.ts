import type { QueueRow } from '#wire/desk.ts'
import { texts } from '../texts.ts'

type DeadlineFields = Pick<QueueRow, 'state' | 'standing' | 'daysLeft' | 'hoursLeft'>

/** How the time left is said: a number is never without its meaning. */
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

/** Late is a word before it is a colour; the colour only follows it. */
export function urgencyOf({ standing, daysLeft: days }: DeadlineFields): 'late' | 'soon' | 'plain' {
  if (standing === 'overdue') return 'late'
  return standing === 'due_soon' && (days ?? 1) <= 1 ? 'soon' : 'plain'
}
