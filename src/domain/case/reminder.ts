import { type Day, day, daysBetween, plusDays } from './day.ts'

/** For how many weeks somebody can be reminded each Monday. */
export const REMINDER_WEEKS = [4, 8, 12] as const
export type ReminderWeeks = (typeof REMINDER_WEEKS)[number]

const SOME_MONDAY = day('2026-11-02')

/** Last Monday of a reminder. It reveals the week of the request. */
export function lastReminder(today: Day, weeks: ReminderWeeks): Day {
  const end = plusDays(today, 7 * weeks)
  const since = daysBetween(SOME_MONDAY, end) % 7
  return plusDays(end, -((since + 7) % 7))
}
