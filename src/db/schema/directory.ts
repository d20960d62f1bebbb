import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text } from 'drizzle-orm/pg-core'

/** Published snapshots of roster and certificates, each naming the hash of the one before. */
export const directories = pgTable(
  'directory',
  {
    n: integer().primaryKey(),
    root: text().notNull(),
    roster: text().notNull(),
    signature: text().notNull(),
    certificates: text().array().notNull(),
    previous: text(),
    hash: text().notNull().unique(),
  },
  (t) => [check('directory_chain', sql`(${t.n} = 1) = (${t.previous} is null)`)],
)
