import { check, date, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { DIRECTIONS, KINDS } from '../../case/letter.ts'
import { cases } from './case.ts'
import { oneOf } from './column.ts'

/** A letter's place in a case. Its words are an envelope, apart, so that they can be shredded and the place stays. */
export const messages = pgTable(
  'message',
  {
    id: text().primaryKey(),
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
    unique('message_place').on(t.caseId, t.dir, t.seq),
    unique('message_order').on(t.caseId, t.n),
    check('message_dir', oneOf(t.dir, DIRECTIONS)),
    check('message_kind', oneOf(t.kind, KINDS)),
  ],
)
