import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { OFFICES } from '#domain/concern/office.ts'
import { bytea, oneOf } from './column.ts'

export const WAITING_ACTS = [
  'received',
  'added',
  'named',
  'consented',
  'declined',
  'settled',
] as const

/** What came through the anonymous channel and is not released yet. Gone with the release, and nothing of it is finer than a day. */
export const delayedInbox = pgTable(
  'delayed_inbox',
  {
    id: bytea().primaryKey(),
    office: text({ enum: OFFICES }).notNull(),
    day: date().notNull(),
    /** Hash of the lookup token that only the reporter can derive. */
    lookup: bytea().notNull(),
    /** Case id of a filing: unique among pending rows. */
    caseId: text('case_id'),
    /** The order among the acts of one person that wait. */
    n: integer().notNull(),
    act: text({ enum: WAITING_ACTS }).notNull(),
    /** The act as it will be stored: sealed letters, and the few plain facts that a case's row has. */
    body: bytea().notNull(),
    /**
     * How often it could not be released, last on which day, and since which day it is out of the others' way. A day
     * without a failure: then its person undid that she took it back, and no release of that day takes it.
     */
    failures: smallint().notNull().default(0),
    triedOn: date('tried_on'),
    parkedOn: date('parked_on'),
  },
  (t) => [
    index('delayed_inbox_release').on(t.office, t.day),
    uniqueIndex('delayed_inbox_order').on(t.lookup, t.n),
    uniqueIndex('delayed_inbox_first').on(t.lookup).where(sql`${t.act} = 'received'`),
    uniqueIndex('delayed_inbox_case').on(t.caseId),
    check('delayed_inbox_office', oneOf(t.office, OFFICES)),
    check('delayed_inbox_act', oneOf(t.act, WAITING_ACTS)),
  ],
)

/**
 * On which day a table was last written anew as a whole, so that its rows say nothing of the order they came in; and the
 * last end of a day, which does so to several.
 */
export const tableRewrites = pgTable('table_rewrite', {
  what: text({ enum: ['delayed_inbox', 'end_of_day'] }).primaryKey(),
  day: date().notNull(),
})
