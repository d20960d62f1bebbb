import { date, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { OFFICES } from '../../concern/office.ts'

/** That a case was shredded, and how much of it: the only trace it leaves. */
export const shreds = pgTable('shred', {
  ref: text().primaryKey(),
  office: text({ enum: OFFICES }).notNull(),
  day: date().notNull(),
  letters: integer().notNull(),
  why: text({ enum: ['settled', 'retention', 'withdrawn'] }).notNull(),
})
