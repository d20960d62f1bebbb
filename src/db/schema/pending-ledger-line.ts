import { date, pgTable, text } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'

/** Acts of reporters, until the daily duty chains them in an order that tells nothing. */
export const pendingLedgerLines = pgTable('pending_ledger_line', {
  id: bytea().primaryKey(),
  day: date().notNull(),
  act: text().notNull(),
  ref: text().notNull(),
})
