import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, pgTable, text } from 'drizzle-orm/pg-core'
import { IDENTITY_REASONS } from '#domain/case/event.ts'
import { cases } from './case.ts'
import { oneOf } from './column.ts'
import { messages } from './message.ts'

/** An office asked who somebody is, and what the custodian said. One open at a time for a case. */
export const identityRequests = pgTable(
  'identity_request',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    messageId: text('message_id').notNull(),
    officer: text().notNull(),
    reason: text({ enum: IDENTITY_REASONS }).notNull(),
    askedOn: date('asked_on').notNull(),
    decision: text({ enum: ['released', 'refused'] }),
    decidedBy: text('decided_by'),
    decidedOn: date('decided_on'),
  },
  (t) => [
    foreignKey({
      columns: [t.caseId, t.messageId],
      foreignColumns: [messages.caseId, messages.id],
    }),
    index('identity_request_open').on(t.caseId).where(sql`${t.decision} is null`),
    check('identity_request_reason', oneOf(t.reason, IDENTITY_REASONS)),
    check('identity_request_decision', oneOf(t.decision, ['released', 'refused'])),
  ],
)
