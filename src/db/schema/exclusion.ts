import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { cases } from './case.ts'
import { bytea } from './column.ts'

/** Who is kept out, as a tag that only the server's secret can compare: the database does not say whom. */
export const exclusions = pgTable(
  'exclusion',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    tag: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.tag] })],
)
