import { date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** How much came through the anonymous channel in one day, from everybody together. Forgotten when the next day is over. */
export const dailyCountRows = pgTable(
  'daily_count',
  {
    day: date().notNull(),
    what: text({ enum: ['filed', 'missed', 'kib', 'letter_kib'] }).notNull(),
    n: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.what] })],
)
