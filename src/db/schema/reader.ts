import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { cases } from './case.ts'
import { oneOf } from './column.ts'

/** The one source of who may see a case: row-level security, queue, counts and notices all go through it. */
export const readers = pgTable(
  'reader',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    officer: text().notNull(),
    since: date().notNull(),
    until: date(),
    reason: text({ enum: ['filed', 'referred', 'joined'] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.officer, t.since] }),
    index('reader_present').on(t.officer, t.caseId).where(sql`${t.until} is null`),
    check('reader_reason', oneOf(t.reason, ['filed', 'referred', 'joined'])),
  ],
)
