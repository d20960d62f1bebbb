import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import {
  ACTORS,
  ACTS,
  CLOSING_REASONS,
  IDENTITY_REASONS,
  QUESTION_REASONS,
  type Reason,
} from '#domain/case/event.ts'
import { cases } from './case.ts'
import { oneOf } from './column.ts'

export const REASONS = [
  ...QUESTION_REASONS,
  ...CLOSING_REASONS,
  ...IDENTITY_REASONS,
  'clerical_error',
] as const satisfies readonly Reason[]

/** What happened to a case, in order. Clock, pauses, corrections and referrals derive from this and nothing else. */
export const events = pgTable(
  'event',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    n: integer().notNull(),
    day: date().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }),
    act: text({ enum: ACTS }).notNull(),
    actor: text({ enum: ACTORS }).notNull(),
    /** Which officer; only where the actor is one. */
    officer: text(),
    reason: text({ enum: REASONS }),
    corrects: date(),
    /** The day on which the database wrote it (UTC); `null` on what was written before it was noted. */
    recorded: date(),
    /** What was signed, with its signature: JSON of ids, numbers and hashes. */
    signedAct: text('signed_act'),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.n] }),
    // Written in this order, so new events are in few blocks.
    index('event_recorded').using('brin', t.recorded),
    check('event_act', oneOf(t.act, ACTS)),
    check('event_actor', oneOf(t.actor, ACTORS)),
    check('event_reason', oneOf(t.reason, REASONS)),
    // The signs that a signed statement needs, no blank among them. Who writes to the database can spell words with them; the
    // page cannot: the server verifies the signature, over fixed fields, before it stores the statement.
    check(
      'event_signed_act',
      sql`${t.signedAct} ~ '^[A-Za-z0-9_{}":,>-]+$' and length(${t.signedAct}) between 300 and 2500`,
    ),
  ],
)
