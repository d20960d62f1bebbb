import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Notice, NoticeStore } from '../duties/notice-store.ts'
import type { Database } from './database.ts'
import { refusal } from './refusal.ts'
import { cases } from './schema/case.ts'
import { outbox } from './schema/outbox.ts'

/** Under the role of the duties. Who is told of a case is decided by the functions of `migrations/0010_notices.sql` and 0013. */
export function noticeStore(db: Database): NoticeStore {
  const ids = (notices: readonly Notice[]) => notices.map(({ id }) => id)
  return {
    due: (urgent, now) =>
      ours(
        db
          .select({ id: outbox.id, address: outbox.address, attempt: outbox.attempt })
          .from(outbox)
          .where(
            and(
              eq(outbox.urgent, urgent),
              eq(outbox.channel, 'teams'),
              or(isNull(outbox.retryAt), lte(outbox.retryAt, now)),
            ),
          )
          .orderBy(asc(outbox.id))
          .execute(),
      ),
    drop: async (notices) => {
      if (notices.length === 0) return
      await ours(
        db
          .delete(outbox)
          .where(inArray(outbox.id, ids(notices)))
          .execute(),
      )
    },
    later: async (notices, at) => {
      await ours(
        db
          .update(outbox)
          .set({ attempt: sql`${outbox.attempt} + 1`, retryAt: at })
          .where(inArray(outbox.id, ids(notices)))
          .execute(),
      )
    },
    lose: async (address, on) => {
      await ours(db.execute(sql`select lose_address(${Buffer.from(address)}::bytea, ${on}::date)`))
    },
    tellOfDates: async (zones, by, on) => {
      const there = sql.join(
        zones.map((zone) => sql`${zone}`),
        sql`, `,
      )
      await ours(
        db.execute(sql`select tell_of_dates(array[${there}]::text[], ${by}::date, ${on}::date)`),
      )
    },
    zones: async () => {
      const found = await ours(
        db.selectDistinct({ zone: cases.zone }).from(cases).where(isNull(cases.closedOn)).execute(),
      )
      return found.map(({ zone }) => zone)
    },
    tellOfUnconfirmed: async (since, before, on) => {
      await ours(
        db.execute(sql`
          select tell_of_unconfirmed(
            ${since.toISOString()}::timestamptz, ${before.toISOString()}::timestamptz, ${on}::date
          )`),
      )
    },
    tellLastAddress: async (officer, dueBy, on) => {
      await ours(db.execute(sql`select tell_last_address(${officer}, ${dueBy}::date, ${on}::date)`))
    },
    tellReminded: async (on) => {
      await ours(db.execute(sql`select tell_reminded(${on}::date)`))
    },
  }
}

async function ours<T>(question: Promise<T>): Promise<T> {
  try {
    return await question
  } catch (thrown) {
    throw refusal(thrown)
  }
}
