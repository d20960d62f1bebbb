import { type Day, plusDays } from './day.ts'

/** Why a case is taken from everybody and erased: its person took it back, or settled it where nothing is kept. */
export const ERASURE_REASONS = ['settled', 'withdrawn'] as const
export type ErasureReason = (typeof ERASURE_REASONS)[number]

/** What was taken back and still has its bytes: locked for everybody, and undone by nobody but its person. */
export interface Erasure {
  /** Drawn for each time: what undoes one, undoes no other. */
  readonly id: string
  /** The day on which it is erased. Only days are kept. */
  readonly on: Day
}

const DAYS_LOCKED = 2

/** The day on which the daily duty erases what was taken back on this one. */
export function erasureDay(takenBackOn: Day): Day {
  return plusDays(takenBackOn, DAYS_LOCKED)
}
