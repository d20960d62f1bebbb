import { eq } from 'drizzle-orm'
import type { CaseEvent } from '#domain/case/event.ts'
import type { CaseHeads, DelayedInboxCase, LetterWith, Size, WithLetters } from '#ports.ts'
import {
  type LettersOf,
  letterHeads,
  reportersCases,
  wholeLetters,
} from '../cases/load-reporter-cases.ts'
import { eventOf } from '../cases/status-columns.ts'
import type { Transaction } from '../database.ts'
import { cases } from '../schema/case.ts'
import { events } from '../schema/event.ts'
import { type UncountedCase, unreleased, withWaiting } from './merge-pending.ts'
import { type WaitingRow, waitingHeads, waitingOf } from './rows.ts'

/** The case as its person sees it, in a transaction that reads by the lookup. */
export async function findReporterCase(
  tx: Transaction,
  lookup: Uint8Array,
): Promise<DelayedInboxCase | null> {
  return merged(tx, lookup, await waitingOf(tx, lookup), wholeLetters)
}

/** The same without the bytes of its letters. */
export async function findCaseHeads(
  tx: Transaction,
  lookup: Uint8Array,
  acts?: readonly WaitingRow<Size>[],
): Promise<CaseHeads | null> {
  return merged(tx, lookup, acts ?? (await waitingHeads(tx, lookup)), letterHeads)
}

async function merged<Data>(
  tx: Transaction,
  lookup: Uint8Array,
  waiting: readonly WaitingRow<Data>[],
  letters: LettersOf<LetterWith<Data>>,
): Promise<WithLetters<DelayedInboxCase, LetterWith<Data>> | null> {
  const released = await releasedCase(tx, lookup, letters)
  if (released !== null) return withWaiting(released.known, released.history, waiting)
  const [first] = waiting
  const known = first === undefined ? null : unreleased(first, new Uint8Array(lookup))
  return known === null ? null : withWaiting(known, [], waiting)
}

async function releasedCase<Letter>(
  tx: Transaction,
  lookup: Uint8Array,
  letters: LettersOf<Letter>,
): Promise<{
  readonly known: UncountedCase<Letter>
  readonly history: readonly CaseEvent[]
} | null> {
  const [reportersCase] = await reportersCases(tx, [lookup], letters)
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
