import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'
import { people } from './person.ts'

/** A code that an officer shows the bot once, so that it knows where to tell her. */
export const pairings = pgTable('pairing', {
  code: bytea().primaryKey(),
  officer: text()
    .notNull()
    .references(() => people.id),
  until: timestamp({ withTimezone: true, precision: 3 }).notNull(),
})
