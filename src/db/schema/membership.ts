import { check, date, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { OFFICES } from '#domain/concern/office.ts'
import { oneOf } from './column.ts'
import { people } from './person.ts'

/** At which office somebody works, and since when. */
export const memberships = pgTable(
  'membership',
  {
    person: text()
      .notNull()
      .references(() => people.id),
    office: text({ enum: OFFICES }).notNull(),
    role: text({ enum: ['lead', 'officer'] }).notNull(),
    since: date().notNull(),
    until: date(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.office, t.since] }),
    check('membership_office', oneOf(t.office, OFFICES)),
    check('membership_role', oneOf(t.role, ['lead', 'officer'])),
  ],
)
