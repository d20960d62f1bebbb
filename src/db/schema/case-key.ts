import { pgTable, text } from 'drizzle-orm/pg-core'
import { cases } from './case.ts'
import { bytea } from './column.ts'

/** Key of a case's ledger references. Shredded with the case, so that its ledger lines cannot be linked. */
export const caseKeys = pgTable('case_key', {
  caseId: text('case_id')
    .primaryKey()
    .references(() => cases.id),
  key: bytea().notNull(),
})
