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

/** What came through the anonymous door and is not released yet. Gone with the release, and nothing of it is finer than a day. */
export const delayedInbox = pgTable(
  'letterbox',
  {
    id: bytea().primaryKey(),
    office: text({ enum: OFFICES }).notNull(),
    day: date().notNull(),
    /** Hash of what only the person derives: how she finds it herself. */
    lookup: bytea().notNull(),
    /** With what begins a case: two that say they are the same do not both wait. */
    caseId: text('case_id'),
    /** The order among the acts of one person that wait. */
    n: integer().notNull(),
    act: text({ enum: WAITING_ACTS }).notNull(),
    /** The act as it will be stored: sealed letters, and the few plain facts that a case's row has. */
    body: bytea().notNull(),
    /** How often it could not be released, last on which day, and since which day it is out of the others' way. */
    failures: smallint().notNull().default(0),
    triedOn: date('tried_on'),
    parkedOn: date('parked_on'),
  },
  (t) => [
    index('letterbox_release').on(t.office, t.day),
    uniqueIndex('letterbox_order').on(t.lookup, t.n),
    uniqueIndex('letterbox_first').on(t.lookup).where(sql`${t.act} = 'received'`),
    uniqueIndex('letterbox_case').on(t.caseId),
    check('letterbox_office', oneOf(t.office, OFFICES)),
    check('letterbox_act', oneOf(t.act, WAITING_ACTS)),
  ],
)

/** On which day a table was last written anew as a whole, so that its rows say nothing of the order they came in. */
export const settled = pgTable('settled', {
  what: text({ enum: ['letterbox'] }).primaryKey(),
  day: date().notNull(),
})
