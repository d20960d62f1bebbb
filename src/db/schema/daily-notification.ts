import { date, pgTable, text } from 'drizzle-orm/pg-core'

/** What is told once a day (the mornings of a zone, the reminders, the last address), and the last day of it. No case, no person. */
export const dailyNotifications = pgTable('daily_notification', {
  what: text().primaryKey(),
  day: date().notNull(),
})
