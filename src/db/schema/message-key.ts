import { check, foreignKey, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { READER_ROLES } from '#domain/case/envelope.ts'
import { bytea, oneOf } from './column.ts'
import { messages } from './message.ts'

/** The key packet of one letter for one who may read it. */
export const messageKeys = pgTable(
  'message_key',
  {
    caseId: text('case_id').notNull(),
    messageId: text('message_id').notNull(),
    role: text({ enum: READER_ROLES }).notNull(),
    reader: text().notNull(),
    packet: bytea().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.messageId, t.role, t.reader] }),
    foreignKey({
      columns: [t.caseId, t.messageId],
      foreignColumns: [messages.caseId, messages.id],
    }),
    check('message_key_role', oneOf(t.role, READER_ROLES)),
  ],
)
