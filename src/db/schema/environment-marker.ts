import { check, pgTable, text } from 'drizzle-orm/pg-core'
import { oneOf } from './column.ts'

/** Whether this database is the demo's or production's. Said once, for ever. */
export const environmentMarkers = pgTable(
  'environment_marker',
  {
    singleton: text({ enum: ['database'] }).primaryKey(),
    kind: text({ enum: ['demo', 'production'] }).notNull(),
  },
  (t) => [
    check('environment_marker_singleton', oneOf(t.singleton, ['database'])),
    check('environment_marker_kind', oneOf(t.kind, ['demo', 'production'])),
  ],
)
