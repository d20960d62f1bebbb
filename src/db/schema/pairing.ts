import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'
import { people } from './person.ts'

/** Single-use pairing codes by which the bot learns an officer's address. */
export const pairings = pgTable('pairing', {
  code: bytea().primaryKey(),
  officer: text()
    .notNull()
    .references(() => people.id),
  until: timestamp({ withTimezone: true, precision: 3 }).notNull(),
})
