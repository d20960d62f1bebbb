import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'
import { people } from './person.ts'

/** Who is signed in. Only the hash of the cookie: a copy of the table opens no session. */
export const sessions = pgTable(
  'session',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    person: text()
      .notNull()
      .references(() => people.id),
    until: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('session_until').on(t.until)],
)
