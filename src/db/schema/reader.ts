import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { OFFICES } from '#domain/concern/office.ts'
import { cases } from './case.ts'
import { oneOf } from './column.ts'

/** The one source of who may see a case: row-level security, queue, counts and notices all go through it. */
export const readers = pgTable(
  'reader',
  {
    caseId: text('case_id').notNull(),
    officer: text().notNull(),
    since: date().notNull(),
    until: date(),
    reason: text({ enum: ['filed', 'referred', 'joined'] }).notNull(),
    /** Of the case, so that row-level security need not look there. */
    office: text({ enum: OFFICES }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.officer, t.since] }),
    foreignKey({
      name: 'reader_case',
      columns: [t.caseId, t.office],
      foreignColumns: [cases.id, cases.office],
    }),
    index('reader_present').on(t.officer, t.caseId, t.office).where(sql`${t.until} is null`),
    check('reader_reason', oneOf(t.reason, ['filed', 'referred', 'joined'])),
  ],
)
