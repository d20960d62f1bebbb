import { pgTable, text } from 'drizzle-orm/pg-core'

/** The policy and texts that were shown, by their hash: what was promised must be provable later. */
export const policies = pgTable('policy', {
  hash: text().primaryKey(),
  text: text().notNull(),
})
