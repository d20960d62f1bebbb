import { date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytes } from './column.ts'

/** A sealed file on its way in. No time, no address; swept when no letter named it by the end of the next day. */
export const uploads = pgTable('upload', {
  id: text().primaryKey(),
  size: integer().notNull(),
  day: date().notNull(),
  /** The letter that names it, once one does: then it waits with that letter. */
  messageId: text('message_id'),
})

export const uploadPieces = pgTable(
  'upload_piece',
  {
    uploadId: text('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    n: integer().notNull(),
    data: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.n] })],
)
