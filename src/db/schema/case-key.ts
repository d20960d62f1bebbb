import { pgTable, text } from 'drizzle-orm/pg-core'
import { cases } from './case.ts'
import { bytea } from './column.ts'

/** The key under which the ledger speaks of a case. Shredded with it: then the ledger's lines belong to nobody. */
export const caseKeys = pgTable('case_key', {
  caseId: text('case_id')
    .primaryKey()
    .references(() => cases.id),
  key: bytea().notNull(),
})
