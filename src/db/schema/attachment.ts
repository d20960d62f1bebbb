import { foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'
import { messages } from './message.ts'

/** A sealed file of a letter: one data packet, in pieces. Its name, type and key stand inside the letter's seal. */
export const attachments = pgTable(
  'attachment',
  {
    caseId: text('case_id').notNull(),
    /** One of a kind in its case: the letter names it so inside its seal. */
    id: text().notNull(),
    messageId: text('message_id').notNull(),
    size: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.id] }),
    foreignKey({
      columns: [t.caseId, t.messageId],
      foreignColumns: [messages.caseId, messages.id],
    }),
    index('attachment_message').on(t.caseId, t.messageId),
  ],
)

export const attachmentPieces = pgTable(
  'attachment_piece',
  {
    caseId: text('case_id').notNull(),
    attachmentId: text('attachment_id').notNull(),
    n: integer().notNull(),
    data: bytea().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.attachmentId, t.n] }),
    foreignKey({
      columns: [t.caseId, t.attachmentId],
      foreignColumns: [attachments.caseId, attachments.id],
    }),
  ],
)
