import { date, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'

/**
 * A sealed file on its way in. It begins with its first bytes, under an id of the server's that stands nowhere else. No
 * time, no address; swept when no letter named it by the end of the next day.
 */
export const uploads = pgTable(
  'upload',
  {
    id: text().primaryKey(),
    size: integer().notNull(),
    day: date().notNull(),
    /** The letter that names it, once one does, and how: then it waits with that letter. */
    caseId: text('case_id'),
    messageId: text('message_id'),
    fileId: text('file_id'),
  },
  (t) => [uniqueIndex('upload_file').on(t.caseId, t.fileId)],
)

export const uploadPieces = pgTable(
  'upload_piece',
  {
    uploadId: text('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    n: integer().notNull(),
    data: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.n] })],
)
