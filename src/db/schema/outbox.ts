import { sql } from 'drizzle-orm'
import { boolean, date, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'

/** Notices that still have to leave: a sealed address and a day, and no case by its name. */
export const outbox = pgTable('outbox', {
  id: bytea().primaryKey(),
  notificationChannel: text('notification_channel', { enum: ['teams', 'mail'] }).notNull(),
  address: bytea().notNull(),
  day: date().notNull(),
  attempt: integer().notNull().default(0),
  /** Somebody may be in danger: sent at once, not with the next hour's. */
  urgent: boolean().notNull().default(false),
  /** Of which cases it tells, as only the keeper can say (`migrations/functions/notification_cause.sql`). */
  causes: bytea().array().notNull().default(sql`'{}'`),
  /** Only after a try that failed. */
  retryAt: timestamp('retry_at', { withTimezone: true, precision: 3 }),
})
