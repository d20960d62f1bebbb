import { sql } from 'drizzle-orm'
import { bigint, check, date, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { ACTORS } from '#domain/case/event.ts'
import { oneOf } from './column.ts'

/**
 * Who fetched, did and was refused what; never content. Each line holds the hash of the one before. `ref` stands for
 * a case, and nobody can tell for which once the case's key is shredded.
 */
export const ledger = pgTable(
  'ledger',
  {
    n: bigint({ mode: 'number' }).primaryKey(),
    v: integer().notNull(),
    day: date().notNull(),
    /** Only for acts of officers: of everybody else not even the minute is known. */
    at: timestamp({ withTimezone: true, precision: 3 }),
    actor: text({ enum: ACTORS }).notNull(),
    officer: text(),
    act: text().notNull(),
    ref: text(),
    prev: text().notNull(),
    hash: text().notNull().unique(),
  },
  (t) => [
    index('ledger_ref').on(t.ref),
    check('ledger_actor', oneOf(t.actor, ACTORS)),
    // Plain words only, so that a line of the chain can be written in one way.
    check('ledger_plain_act', sql`${t.act} ~ '^[a-z_.]{1,64}$'`),
    check('ledger_plain_officer', sql`${t.officer} ~ '^[A-Za-z0-9._-]{1,64}$'`),
    check('ledger_plain_ref', sql`${t.ref} ~ '^[0-9a-f]{64}$'`),
  ],
)
