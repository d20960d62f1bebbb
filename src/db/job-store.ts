import { and, eq, lt, lte, sql } from 'drizzle-orm'
import type { Day } from '#domain/case/day.ts'
import type { CaseId } from '#domain/case/ids.ts'
import type { JobStore } from '#ports/jobs.ts'
import { appendEvent } from './cases/append-message.ts'
import { movedClocks } from './cases/recount-deadlines.ts'
import { type Database, rowsOf, type Transaction } from './database.ts'
import { settleDelayedInbox } from './delayed-inbox/release.ts'
import { unhurried } from './error-mapping.ts'
import { cases } from './schema/case.ts'
import { sessions } from './schema/session.ts'

export function jobStore(db: Database): JobStore {
  const count = async (question: ReturnType<typeof sql>): Promise<number> => {
    const [row] = await unhurried(rowsOf<{ count: number }>(db, question))
    return row?.count ?? 0
  }
  return {
    waitingSince: async (day) => {
      const rows = await unhurried(
        db
          .select({ id: cases.id, zone: cases.zone, pausedOn: cases.pausedOn })
          .from(cases)
          .where(and(eq(cases.state, 'waiting'), lte(cases.pausedOn, day)))
          .execute(),
      )
      return rows.flatMap(({ id, zone, pausedOn }) =>
        pausedOn === null ? [] : [{ id: id as CaseId, zone, pausedOn: pausedOn as Day }],
      )
    },
    record: (id, event, still) =>
      unhurried(
        db.transaction(async (tx) => {
          const [row] = await tx
            .select({ state: cases.state })
            .from(cases)
            .where(eq(cases.id, id))
            .for('update')
          if (row?.state !== still || (await letterWaits(tx, id, event.on))) return false
          await appendEvent(tx, id, event, null)
          return true
        }),
      ),
    movedClocks: async () => {
      const moved = await unhurried(movedClocks(db, 'recent'))
      return moved.map(({ id }) => id as CaseId)
    },
    chainWaiting: (before) => count(sql`select chain_pending_lines(${before}::date) as count`),
    detachNonces: (before) =>
      count(sql`select rewrite_idempotency_keys(${before}::date, ${before}::date) as count`),
    settleStatistics: () => count(sql`select rewrite_statistics() as count`),
    settleExclusions: () => count(sql`select rewrite_exclusions() as count`),
    settleReminders: async () => {
      await unhurried(db.execute(sql`select rewrite_reminders()`))
    },
    settleOfficeLinks: (before) =>
      count(sql`select rewrite_office_links(${before}::date) as count`),
    forgetInstants: () => count(sql`select forget_minutes() as count`),
    endedAtOmbudsman: async (before) => {
      const endedCases = await unhurried(
        rowsOf<{ id: CaseId }>(
          db,
          sql`select id from ombudsman_cases_to_erase(${before}::date) as id`,
        ),
      )
      return endedCases.map(({ id }) => id)
    },
    shred: async (id, on) => {
      const [row] = await unhurried(
        rowsOf<{ done: boolean }>(
          db,
          sql`select erase_case(${id}, ${on}::date, 'settled') as done`,
        ),
      )
      return row?.done === true
    },
    takenBack: async (office, today) => {
      const rows = await unhurried(
        rowsOf<{ id: string }>(
          db,
          sql`select id from cases_to_erase(${office}, ${today}::date) as id`,
        ),
      )
      return rows.map(({ id }) => id)
    },
    eraseTakenBack: async (erasure, today) => {
      const [row] = await unhurried(
        rowsOf<{ done: boolean }>(
          db,
          sql`select erase_withdrawn(${erasure}, ${today}::date) as done`,
        ),
      )
      return row?.done === true
    },
    settleDelayedInbox: (on) => settleDelayedInbox(db, on, true),
    settleCounts: async (today) => {
      await unhurried(db.execute(sql`select rewrite_daily_counts(${today}::date)`))
    },
    recordDayEnd: async (today) => {
      await unhurried(db.execute(sql`select record_day_end(${today}::date)`))
    },
    sweepSessions: async (now) => {
      const endedSessions = await unhurried(
        db
          .delete(sessions)
          .where(lt(sessions.until, now))
          .returning({ until: sessions.until })
          .execute(),
      )
      return endedSessions.length
    },
  }
}

/** Which letters wait for a case only the keeper sees. */
async function letterWaits(tx: Transaction, id: CaseId, before: Day): Promise<boolean> {
  const [row] = await rowsOf<{ waits: boolean }>(
    tx,
    sql`select has_delayed_letter(${id}, ${before}::date) as waits`,
  )
  return row?.waits === true
}
