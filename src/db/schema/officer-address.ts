import { date, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytea } from './column.ts'
import { people } from './person.ts'

/** Notification addresses of officers, sealed under the server's secret. */
export const officerAddresses = pgTable(
  'officer_address',
  {
    officer: text()
      .notNull()
      .references(() => people.id),
    notificationChannel: text('notification_channel', { enum: ['teams', 'mail'] }).notNull(),
    address: bytea().notNull(),
    since: date().notNull(),
    /** Since when nothing arrives there any more. */
    lostOn: date('lost_on'),
  },
  (t) => [primaryKey({ columns: [t.officer, t.notificationChannel] })],
)
