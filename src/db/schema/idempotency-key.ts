import { boolean, date, pgTable } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'

/** Nonces of submissions that happened. Without a case: once the day is over the two cannot be brought together. */
export const idempotencyKeyRows = pgTable('idempotency_key', {
  nonce: bytea().primaryKey(),
  day: date().notNull(),
  /** Until the day is over: an HMAC of what was written, and the case, hidden under the nonce that the card carries. */
  content: bytea(),
  caseRef: bytea('case_ref'),
  /** Written anew since its day is over, with all others of that day. */
  isRewritten: boolean('is_rewritten').notNull().default(false),
})
