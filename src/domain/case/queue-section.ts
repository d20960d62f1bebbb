import type { CaseStatus } from './case-status.ts'
import type { Day } from './day.ts'
import { standing } from './urgency.ts'

/** The parts of the queue, in the order an officer works through them on a Monday. */
export const SECTIONS = [
  'danger',
  'late',
  'today',
  'week',
  'later',
  'waiting',
  'new',
  'answered',
] as const
export type Section = (typeof SECTIONS)[number]

type QueueFields = Pick<CaseStatus, 'state' | 'dueOn' | 'dueAt' | 'pausedOn'> & {
  /** A danger alert that nobody has confirmed yet. */
  readonly danger: boolean
}

/** The one part of the queue a case stands in; `null` when it is closed. */
export function section(fields: QueueFields, today: Day, now: Date): Section | null {
  if (fields.state === 'closed') return null
  if (fields.danger) return 'danger'
  const { standing: how, daysLeft } = standing(fields, today, now)
  if (how === 'overdue') return 'late'
  if (how === 'paused') return 'waiting'
  if (how === 'done' || daysLeft === null) return 'answered'
  if (daysLeft === 0) return 'today'
  if (fields.state === 'received') return 'new'
  return daysLeft <= 7 ? 'week' : 'later'
}
