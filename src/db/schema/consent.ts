import { boolean, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { OFFICES } from '#domain/concern/office.ts'
import { cases } from './case.ts'
import { bytea } from './column.ts'

/** Consents and refusals of reporters. Without an office: the general answer on referrals. */
export const consents = pgTable(
  'consent',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    n: integer().notNull(),
    office: text({ enum: OFFICES }),
    /** Hash of what would be passed on; `null` on the general answer. */
    content: bytea(),
    /** The officer's letter that asked; `null` on the general answer. */
    request: text(),
    agreed: boolean().notNull(),
    day: date().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.n] })],
)
