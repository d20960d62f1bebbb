import { foreignKey, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'
import { messages } from './message.ts'

/** One sealed data packet. Final: never changed, and gone only with a row in `shred`. */
export const envelopes = pgTable(
  'envelope',
  {
    caseId: text('case_id').notNull(),
    messageId: text('message_id').notNull(),
    data: bytea().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.messageId] }),
    foreignKey({
      columns: [t.caseId, t.messageId],
      foreignColumns: [messages.caseId, messages.id],
    }),
  ],
)
