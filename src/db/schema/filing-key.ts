import { date, pgTable, text } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'

/** Public halves of the keys that sign acknowledgements. Kept for ever: an old one must stay provable. */
export const filingKeys = pgTable('filing_key', {
  id: text().primaryKey(),
  publicKey: bytea('public_key').notNull(),
  since: date().notNull(),
})
