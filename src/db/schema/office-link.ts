import { check, date, pgTable, text } from 'drizzle-orm/pg-core'
import { OFFICES } from '#domain/concern/office.ts'
import { bytea, oneOf } from './column.ts'

/** A link that an office handed out. Whether it was used is not here, and cannot be seen from here. */
export const officeLinks = pgTable(
  'office_link',
  {
    hash: bytea().primaryKey(),
    office: text({ enum: OFFICES }).notNull(),
    /** The last day on which it may be used. */
    until: date().notNull(),
  },
  (t) => [check('office_link_office', oneOf(t.office, OFFICES))],
)
