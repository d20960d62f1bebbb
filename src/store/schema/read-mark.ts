import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { cases } from './case.ts'

/** How far an officer has fetched the person's letters of a case. */
export const readMarks = pgTable(
  'read_mark',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    officer: text().notNull(),
    /** The highest `n` of the letters that were fetched. */
    n: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.officer] })],
)
