import { pgTable, text, unique } from 'drizzle-orm/pg-core'

/** Somebody who can sign in: a subject at an identity provider. Not who may read: that is the signed roster. */
export const people = pgTable(
  'person',
  {
    id: text().primaryKey(),
    issuer: text().notNull(),
    subject: text().notNull(),
  },
  (t) => [unique('person_subject').on(t.issuer, t.subject)],
)
