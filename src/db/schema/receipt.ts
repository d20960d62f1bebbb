import { check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { RECEIPT_KINDS } from '#domain/case/receipt.ts'
import { cases } from './case.ts'
import { bytea, oneOf } from './column.ts'

/** Receipts of reporters, found only by the hash of a token that only the reporter can derive. */
export const receipts = pgTable(
  'receipt',
  {
    lookup: bytea().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    kind: text({ enum: RECEIPT_KINDS }).notNull(),
    lockedKey: bytea('locked_key').notNull(),
    serverShare: bytea('server_share'),
    bind: bytea(),
    secretEpoch: text('secret_epoch'),
    /** What the id of a case of the page follows from; nowhere else, so that it goes with the receipt. */
    salt: bytea(),
  },
  (t) => [index('receipt_case').on(t.caseId), check('receipt_kind', oneOf(t.kind, RECEIPT_KINDS))],
)
