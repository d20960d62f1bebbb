import { check, pgTable, text } from 'drizzle-orm/pg-core'
import { oneOf } from './column.ts'

/** Whether this database is the demo's or production's. Said once, for ever. */
export const marks = pgTable(
  'mark',
  {
    only: text({ enum: ['database'] }).primaryKey(),
    kind: text({ enum: ['demo', 'production'] }).notNull(),
  },
  (t) => [
    check('mark_only', oneOf(t.only, ['database'])),
    check('mark_kind', oneOf(t.kind, ['demo', 'production'])),
  ],
)
