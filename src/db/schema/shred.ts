import { check, date, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { OFFICES } from '#domain/concern/office.ts'
import { oneOf } from './column.ts'

export const SHRED_OUTCOMES = ['on_time', 'late', 'ended_late', 'none'] as const

/** That a case was shredded, and how much of it: the only trace it leaves. */
export const shreds = pgTable(
  'shred',
  {
    ref: text().primaryKey(),
    office: text({ enum: OFFICES }).notNull(),
    day: date().notNull(),
    letters: integer().notNull(),
    reason: text({ enum: ['settled', 'retention', 'withdrawn'] }).notNull(),
    /**
     * How its first answer came: `ended_late` without one after the day on which it was due, `none` before that day.
     * `null` where no office had seen it yet.
     */
    outcome: text({ enum: SHRED_OUTCOMES }),
  },
  (t) => [check('shred_outcome', oneOf(t.outcome, SHRED_OUTCOMES))],
)
