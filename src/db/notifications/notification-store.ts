import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { NotificationStore, PendingNotification } from '#ports/notification-store.ts'
import type { Database } from '../database.ts'
import { unhurried } from '../error-mapping.ts'
import { arrayLiteral, byteaArrayLiteral } from '../literal.ts'
import { cases } from '../schema/case.ts'
import { outbox } from '../schema/outbox.ts'

/** Longest delay of a retry. A later time comes from a wrong clock and is ignored. */
const LONGEST_PAUSE = 24 * 3_600_000

/** Notification store, duty role. The database chooses recipients: `migrations/functions/notify_officers.sql`. */
export function notificationStore(db: Database): NotificationStore {
  /** One that moved to another chat since it was read is another one. Two parameters, however many wait. */
  const these = (notifications: readonly PendingNotification[]) => {
    const ids = byteaArrayLiteral(notifications.map(({ id }) => id))
    const addresses = byteaArrayLiteral(notifications.map(({ address }) => address))
    return sql`(${outbox.id}, ${outbox.address}) in (select * from unnest(${ids}::bytea[], ${addresses}::bytea[]))`
  }
  return {
    due: (urgent, now) =>
      unhurried(
        db
          .select({ id: outbox.id, address: outbox.address, attempt: outbox.attempt })
          .from(outbox)
          .where(
            and(
              eq(outbox.urgent, urgent),
              eq(outbox.notificationChannel, 'teams'),
              or(
                isNull(outbox.retryAt),
                lte(outbox.retryAt, now),
                gt(outbox.retryAt, new Date(now.getTime() + LONGEST_PAUSE)),
              ),
            ),
          )
          .orderBy(asc(outbox.id))
          .execute(),
      ),
    stillPending: async (notifications) => {
      const there = await unhurried(
        db.select({ id: outbox.id }).from(outbox).where(these(notifications)).execute(),
      )
      const ids = new Set(there.map(({ id }) => Buffer.from(id).toString('hex')))
      return notifications.filter(({ id }) => ids.has(Buffer.from(id).toString('hex')))
    },
    drop: async (notifications) => {
      await unhurried(db.delete(outbox).where(these(notifications)).execute())
    },
    later: async (notifications, at) => {
      await unhurried(
        db
          .update(outbox)
          .set({ attempt: sql`${outbox.attempt} + 1`, retryAt: at })
          .where(these(notifications))
          .execute(),
      )
    },
    rewrite: async () => {
      await unhurried(db.execute(sql`select rewrite_notifications()`))
    },
    lose: async (address, on) => {
      await unhurried(
        db.execute(sql`select lose_address(${Buffer.from(address)}::bytea, ${on}::date)`),
      )
    },
    queueDeadlines: async (zones, on) => {
      await unhurried(
        db.execute(sql`select notify_due_dates(${arrayLiteral(zones)}::text[], ${on}::date)`),
      )
    },
    zones: async () => {
      const rows = await unhurried(
        db.selectDistinct({ zone: cases.zone }).from(cases).where(isNull(cases.closedOn)).execute(),
      )
      return rows.map(({ zone }) => zone)
    },
    // Previous and current run by the job queue and the database's clock, because the servers' clocks differ. A run in
    // the future comes from a wrong clock and is ignored.
    queueUnconfirmed: async () => {
      await unhurried(
        db.execute(sql`
          select notify_unconfirmed_danger(
            max(started_on) filter (where state = 'completed'),
            coalesce(max(started_on) filter (where state = 'active'), clock_timestamp()),
            (clock_timestamp() at time zone 'UTC')::date
          ) from pgboss.job where name = 'escalate' and started_on <= clock_timestamp()`),
      )
    },
    notifyLastAddress: async (officer, dueBy, on) => {
      await unhurried(
        db.execute(sql`select notify_last_address(${officer}, ${dueBy}::date, ${on}::date)`),
      )
    },
    queueReminders: async (on) => {
      await unhurried(db.execute(sql`select notify_reminders(${on}::date)`))
    },
  }
}
