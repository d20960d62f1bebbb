import { eq } from 'drizzle-orm'
import type { CaseEvent } from '#domain/case/event.ts'
import type { DelayedInboxCase } from '#ports.ts'
import { reportersCases } from '../cases/load-reporter-cases.ts'
import { eventOf } from '../cases/status-columns.ts'
import type { Transaction } from '../database.ts'
import { cases } from '../schema/case.ts'
import { events } from '../schema/event.ts'
import { type UncountedCase, unreleased, withWaiting } from './merge-pending.ts'
import { type WaitingRow, waitingOf } from './rows.ts'

/** The case as its person sees it, in a transaction that reads by the lookup. */
export async function findReporterCase(
  tx: Transaction,
  lookup: Uint8Array,
  acts?: readonly WaitingRow[],
): Promise<DelayedInboxCase | null> {
  const waiting = acts ?? (await waitingOf(tx, lookup))
  const released = await releasedCase(tx, lookup)
  if (released !== null) return withWaiting(released.known, released.history, waiting)
  const [first] = waiting
  const known = first === undefined ? null : unreleased(first, new Uint8Array(lookup))
  return known === null ? null : withWaiting(known, [], waiting)
}

async function releasedCase(
  tx: Transaction,
  lookup: Uint8Array,
): Promise<{ readonly known: UncountedCase; readonly history: readonly CaseEvent[] } | null> {
  const [reportersCase] = await reportersCases(tx, [lookup])
  if (reportersCase === undefined) return null
  const [row] = await tx
    .select({ channel: cases.channel, category: cases.category })
    .from(cases)
    .where(eq(cases.id, reportersCase.id))
  if (row === undefined) return null
  const rows = await tx
    .select()
    .from(events)
    .where(eq(events.caseId, reportersCase.id))
    .orderBy(events.n)
  return { known: { ...reportersCase, ...row }, history: rows.map(eventOf) }
}
