import { sql } from 'drizzle-orm'
import { check, date, pgTable, text } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'

/** Acts of reporters, until the daily duty chains them in an order that tells nothing. */
export const pendingLedgerLines = pgTable(
  'pending_ledger_line',
  {
    id: bytea().primaryKey(),
    day: date().notNull(),
    act: text().notNull(),
    ref: text().notNull(),
  },
  (t) => [
    // What the ledger asks of a line, before it waits: one that could not be chained would wait for ever.
    check('pending_ledger_line_plain_act', sql`${t.act} ~ '^[a-z_.]{1,64}$'`),
    check('pending_ledger_line_plain_ref', sql`${t.ref} ~ '^[0-9a-f]{64}$'`),
  ],
)
