import { date, pgTable } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'

/** A reminder each Monday, news or not: whoever asked for one is here, and nothing says whether she told anything. */
export const reminders = pgTable('reminder', {
  /** HMAC over tenant and person: one reminder a person, and hers to end. */
  id: bytea().primaryKey(),
  address: bytea().notNull(),
  until: date().notNull(),
  sentOn: date('sent_on'),
})
