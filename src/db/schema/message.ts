import { and, eq } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  date,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { DIRECTIONS, KINDS } from '#domain/case/message.ts'
import { cases } from './case.ts'
import { oneOf } from './column.ts'

/** A letter's position in a case. Its words are an envelope, apart, so that they can be shredded and the position stays. */
export const messages = pgTable(
  'message',
  {
    /** One of a kind in its case, and nowhere else: whoever sends chooses it (T-136). */
    id: text().notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** The order in which the letters of a case arrived, over all directions. */
    n: integer().notNull(),
    dir: text({ enum: DIRECTIONS }).notNull(),
    seq: integer().notNull(),
    kind: text({ enum: KINDS }).notNull(),
    day: date().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.id] }),
    unique('message_position').on(t.caseId, t.dir, t.seq),
    unique('message_order').on(t.caseId, t.n),
    check('message_dir', oneOf(t.dir, DIRECTIONS)),
    check('message_kind', oneOf(t.kind, KINDS)),
  ],
)

/** What stands beside a letter belongs to it by both: its case, and its id there. */
export function partOf(part: { readonly caseId: AnyPgColumn; readonly messageId: AnyPgColumn }) {
  return and(eq(part.caseId, messages.caseId), eq(part.messageId, messages.id))
}
