import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import { STATES } from '#domain/case/case-status.ts'
import { ZONE_PATTERN } from '#domain/case/zone.ts'
import { ANONYMOUS_CHANNELS, CHANNELS } from '#domain/concern/channel.ts'
import { IDENTITY_LEVELS } from '#domain/concern/identity.ts'
import { CATEGORIES } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { oneOf } from './column.ts'

/**
 * The pile of an open case and its order, as the index has them: a query says them in the same words. `case`, not
 * `coalesce`, because row-level security lets no index be asked by that.
 */
export const PILE = `case when is_spam then 'spam' when category = 'safety' and acknowledged_on is null then 'danger' else 'clock' end`
export const DUE_ON = `case when due_on is null then 'infinity'::date else due_on end`
export const DUE_AT = `case when due_at is null then 'infinity'::timestamptz else due_at end`

/**
 * What is held in the clear about a case: few things, and no word of it. The last block is a cache of
 * `computeCaseStatus(terms, events)`, written in the transaction of each event.
 */
export const cases = pgTable(
  'case',
  {
    id: text().primaryKey(),
    reference: text().notNull().unique(),
    office: text({ enum: OFFICES }).notNull(),
    category: text({ enum: CATEGORIES }).notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    identity: text({ enum: IDENTITY_LEVELS }).notNull(),
    flags: text().array().notNull(),
    /** Hash of the policy and texts that were shown. */
    policy: text().notNull(),
    reporterCertificate: text('reporter_certificate').notNull(),
    receivedOn: date('received_on').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true, precision: 3 }),
    replyDays: smallint('reply_days').notNull(),
    replyHours: smallint('reply_hours'),
    triageHours: smallint('triage_hours'),
    zone: text().notNull(),

    state: text({ enum: STATES }).notNull(),
    dueOn: date('due_on'),
    dueAt: timestamp('due_at', { withTimezone: true, precision: 3 }),
    pausedOn: date('paused_on'),
    pausedDays: integer('paused_days').notNull(),
    acknowledgedOn: date('acknowledged_on'),
    respondedOn: date('responded_on'),
    outcome: text({ enum: ['on_time', 'late'] }),
    closedOn: date('closed_on'),
    /** Spam that officers put aside. It stays, its clock goes on, and it comes back by one press. */
    isSpam: boolean('is_spam').notNull().default(false),
  },
  (t) => [
    /** For the readers of the case, each of whom carries its office. */
    unique('case_at_office').on(t.id, t.office),
    check('case_id', sql`${t.id} ~ '^[A-Za-z0-9_-]{22}$'`),
    check('case_zone', sql`${t.zone} ~ ${sql.raw(`'${ZONE_PATTERN}'`)}`),
    check('case_office', oneOf(t.office, OFFICES)),
    check('case_category', oneOf(t.category, CATEGORIES)),
    check('case_channel', oneOf(t.channel, CHANNELS)),
    check('case_identity', oneOf(t.identity, IDENTITY_LEVELS)),
    check('case_state', oneOf(t.state, STATES)),
    check('case_outcome', oneOf(t.outcome, ['on_time', 'late'])),
    // On an anonymous channel nothing we keep is finer than a day, but while somebody is in danger.
    check(
      'case_minute_unknown',
      sql`${t.receivedAt} is null or ${t.category} = 'safety' or not (${oneOf(t.channel, ANONYMOUS_CHANNELS)})`,
    ),
    // A look at the queue reads the first cases of a pile (`domain/case/pile.ts`), however many are open or closed.
    index('case_open')
      .on(t.office, sql.raw(`(${PILE})`), sql.raw(`(${DUE_ON})`), sql.raw(`(${DUE_AT})`), t.id)
      .where(sql`${t.closedOn} is null`),
    index('case_unanswered')
      .on(t.office, t.dueOn)
      .where(sql`${t.closedOn} is null and ${t.respondedOn} is null`),
    index('case_ended_late')
      .on(t.closedOn)
      .where(sql`${t.outcome} = 'late' and ${t.respondedOn} is null`),
    index('case_waiting').on(t.pausedOn).where(sql`${t.state} = 'waiting'`),
    index('case_received').on(t.office, t.receivedOn),
  ],
)
