import { date, pgTable, text } from 'drizzle-orm/pg-core'
import { people } from './person.ts'

/** Who holds the other half of sealed names. Never an officer: the database refuses somebody who is both. */
export const custodians = pgTable('custodian', {
  person: text()
    .primaryKey()
    .references(() => people.id),
  since: date().notNull(),
  until: date(),
})
