import { check, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { ERASURE_REASONS } from '#domain/case/erasure.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { bytea, oneOf } from './column.ts'
import { SHRED_OUTCOMES } from './shred.ts'

/**
 * What was taken back and is not erased yet, a row for each of its receipts. No login reads it: to everybody the case is
 * gone, and to its person it can be undone.
 */
export const erasures = pgTable(
  'erasure',
  {
    lookup: bytea().primaryKey(),
    /** `null` where it waits and no office has seen it. */
    caseId: text('case_id'),
    /** One for all receipts of the case, drawn each time it is taken back. */
    id: text().notNull(),
    office: text({ enum: OFFICES }).notNull(),
    zone: text().notNull(),
    /** On which it was taken back. */
    day: date().notNull(),
    reason: text({ enum: ERASURE_REASONS }).notNull(),
    /** How its first answer came by then; `null` where no office had seen it yet. */
    outcome: text({ enum: SHRED_OUTCOMES }),
  },
  (t) => [
    index('erasure_case').on(t.caseId),
    check('erasure_office', oneOf(t.office, OFFICES)),
    check('erasure_reason', oneOf(t.reason, ERASURE_REASONS)),
    check('erasure_outcome', oneOf(t.outcome, SHRED_OUTCOMES)),
  ],
)
