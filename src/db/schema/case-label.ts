import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { cases } from './case.ts'
import { bytea } from './column.ts'

/**
 * The sealed label of a case for one of its readers: what its row shows before a letter of it is fetched. One small data
 * packet, the same for each, and the key packet of this reader.
 */
export const caseLabels = pgTable(
  'case_label',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    reader: text().notNull(),
    packet: bytea().notNull(),
    data: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.reader] })],
)
