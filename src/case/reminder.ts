/** For how many weeks somebody can be reminded each Monday. */
export const REMINDER_WEEKS = [4, 8, 12] as const
export type ReminderWeeks = (typeof REMINDER_WEEKS)[number]
