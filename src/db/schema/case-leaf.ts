import { boolean, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { cases } from './case.ts'

/** What a case is about, finer than its category. Absent on anonymous channels, where it is inside the seal only. */
export const caseLeaves = pgTable(
  'case_leaf',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    leaf: text().notNull(),
    isPrimary: boolean('is_primary').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.leaf] })],
)
