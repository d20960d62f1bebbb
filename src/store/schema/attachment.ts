import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytes } from './column.ts'
import { messages } from './message.ts'

/** A sealed file of a letter: one data packet, in pieces. Its name, type and key stand inside the letter's seal. */
export const attachments = pgTable(
  'attachment',
  {
    id: text().primaryKey(),
    messageId: text('message_id')
      .notNull()
      .references(() => messages.id),
    size: integer().notNull(),
  },
  (t) => [index('attachment_message').on(t.messageId)],
)

export const attachmentPieces = pgTable(
  'attachment_piece',
  {
    attachmentId: text('attachment_id')
      .notNull()
      .references(() => attachments.id),
    n: integer().notNull(),
    data: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.attachmentId, t.n] })],
)
