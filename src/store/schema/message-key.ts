import { check, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { READER_ROLES } from '../../case/envelope.ts'
import { bytes, oneOf } from './column.ts'
import { messages } from './message.ts'

/** The key packet of one letter for one who may read it. */
export const messageKeys = pgTable(
  'message_key',
  {
    messageId: text('message_id')
      .notNull()
      .references(() => messages.id),
    role: text({ enum: READER_ROLES }).notNull(),
    reader: text().notNull(),
    packet: bytes().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.role, t.reader] }),
    check('message_key_role', oneOf(t.role, READER_ROLES)),
  ],
)
