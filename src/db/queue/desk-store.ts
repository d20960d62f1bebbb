import { and, eq, gte, inArray, isNull } from 'drizzle-orm'
import type { Clock } from '#clock.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { MOST_COUNTED, PILES } from '#domain/case/pile.ts'
import type { DeskStore, Exclusions } from '#ports.ts'
import { changeCase, NOT_ALLOWED } from '../cases/change-case.ts'
import { loadCase } from '../cases/load-case.ts'
import { markFetched, storeOpened } from '../cases/read-marks.ts'
import { type Database, reading, type Transaction } from '../database.ts'
import { sqlStateOf } from '../error-mapping.ts'
import { recordFetched, recordRefused } from '../ledger/append.ts'
import { asking } from '../pool.ts'
import { cases } from '../schema/case.ts'
import { caseLabels } from '../schema/case-label.ts'
import { countOpen, queuePage } from './queue-page.ts'

export function deskStore(db: Database, clock: Clock, rules: Exclusions): DeskStore {
  return {
    queue: (officer, piles = PILES, after = null) =>
      asking(
        db.transaction(async (tx) => {
          await reading(tx, { officer })
          return queuePage(tx, piles, after)
        }),
      ),

    countOpen: (officer) =>
      asking(
        db.transaction(async (tx) => {
          await reading(tx, { officer })
          return countOpen(tx)
        }),
      ),

    labels: (officer, ids) =>
      asking(
        db.transaction(async (tx) => {
          if (ids.length === 0) return []
          await reading(tx, { officer })
          const rows = await tx
            .select({ id: caseLabels.caseId, data: caseLabels.data, key: caseLabels.packet })
            .from(caseLabels)
            .where(inArray(caseLabels.caseId, [...ids]))
          return rows.map((row) => ({ ...row, id: row.id as CaseId }))
        }),
      ),

    endedLate: (officer, since) =>
      asking(
        db.transaction(async (tx) => {
          await reading(tx, { officer })
          const ended = tx
            .select({ id: cases.id })
            .from(cases)
            .where(
              and(eq(cases.outcome, 'late'), isNull(cases.respondedOn), gte(cases.closedOn, since)),
            )
            .limit(MOST_COUNTED)
            .as('ended')
          return tx.$count(ended)
        }),
      ),

    open: (officer, id) =>
      asking(
        db
          .transaction(async (tx) => {
            await reading(tx, { officer })
            await standingStill(tx, id)
            const caseRecord = await loadCase(tx, id)
            if (caseRecord === null) return null
            await markFetched(tx, id, officer)
            await recordFetched(tx, id, clock.now())
            return caseRecord
          })
          .catch(vanished),
      ),

    opened: (officer, id, letter) =>
      asking(
        db.transaction(async (tx) => {
          await reading(tx, { officer })
          await standingStill(tx, id)
          return storeOpened(tx, id, officer, letter)
        }),
      ),

    change: (officer, id, decide) =>
      asking(
        db.transaction(async (tx) => {
          await reading(tx, { officer })
          return changeCase(tx, { rules, officer, id, decide })
        }),
      ),

    refused: (officer, act, id) =>
      asking(
        db.transaction(async (tx) => {
          await reading(tx, { officer })
          const tags = id === null ? [] : await rules.tags(id, officer)
          await recordRefused(tx, clock.now(), act, id, tags)
        }),
      ),
  }
}

/**
 * Whoever is being kept out in this moment is so before or after, never in between: a mark of him that came too late to
 * be taken away would say for ever who was (T-106). Waits for nobody who only reads.
 */
export async function standingStill(tx: Transaction, id: CaseId): Promise<void> {
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, id)).for('key share')
}

/** What the mark of the reader meets when the case, or its readers' row, goes while it is being fetched. */
const GONE: readonly (string | null)[] = ['23502', '23503', NOT_ALLOWED]

/** Taken back between two questions of one fetch: that is a case that is not there, and no half of one. */
export function vanished(thrown: unknown): null {
  if (GONE.includes(sqlStateOf(thrown))) return null
  throw thrown
}
