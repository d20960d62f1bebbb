import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { cases } from './case.ts'

/** How far an officer has fetched the letters of a case, and opened the reporter's. */
export const readMarks = pgTable(
  'read_mark',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    officer: text().notNull(),
    /** The highest `n` of the letters that were fetched. */
    n: integer().notNull(),
    /** The highest `n` of the person's letters that the officer's machine says it opened. */
    opened: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.officer] })],
)
