import { boolean, pgTable, text } from 'drizzle-orm/pg-core'

/** The policy and texts that were shown, by their hash: what was promised must be provable later. */
export const policies = pgTable('policy', {
  hash: text().primaryKey(),
  text: text().notNull(),
  /** Whether it opens the anonymous page: what was open once stays open to whoever has words for it. */
  page: boolean().notNull(),
})
