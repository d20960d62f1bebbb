import { pgTable, text } from 'drizzle-orm/pg-core'
import { bytes } from './column.ts'
import { messages } from './message.ts'

/** One sealed data packet. Final: never changed, and gone only with a row in `shred`. */
export const envelopes = pgTable('envelope', {
  messageId: text('message_id')
    .primaryKey()
    .references(() => messages.id),
  data: bytes().notNull(),
})
