import { date, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { bytes } from './column.ts'

/** Notices that still have to leave: a sealed address and a day, and no case. */
export const outbox = pgTable('outbox', {
  id: bytes().primaryKey(),
  channel: text({ enum: ['teams', 'mail'] }).notNull(),
  address: bytes().notNull(),
  day: date().notNull(),
  attempt: integer().notNull().default(0),
})
