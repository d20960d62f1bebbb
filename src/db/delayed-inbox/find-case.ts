import { eq, sql } from 'drizzle-orm'
import type { Day } from '#domain/case/day.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { Office } from '#domain/concern/office.ts'
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
import { released, type UncountedCase, unreleased, withWaiting } from './merge-pending.ts'
import { type WaitingRow, waitingHeads, waitingOf } from './rows.ts'

/** For an office, the first day of which no release has shown the person anything. */
export type UnreleasedFrom = (office: Office) => Day

/** The case as its person sees it, in a transaction that reads by the lookup. */
export async function findReporterCase(
  tx: Transaction,
  unreleasedFrom: UnreleasedFrom,
  lookup: Uint8Array,
): Promise<DelayedInboxCase | null> {
  return merged(tx, unreleasedFrom, lookup, await waitingOf(tx, lookup), wholeLetters)
}

/** The same without the bytes of its letters. */
export async function findCaseHeads(
  tx: Transaction,
  unreleasedFrom: UnreleasedFrom,
  lookup: Uint8Array,
  acts?: readonly WaitingRow<Size>[],
): Promise<CaseHeads | null> {
  const waiting = acts ?? (await waitingHeads(tx, lookup))
  return merged(tx, unreleasedFrom, lookup, waiting, letterHeads)
}

async function merged<Data>(
  tx: Transaction,
  unreleasedFrom: UnreleasedFrom,
  lookup: Uint8Array,
  waiting: readonly WaitingRow<Data>[],
  letters: LettersOf<LetterWith<Data>>,
): Promise<WithLetters<DelayedInboxCase, LetterWith<Data>> | null> {
  const stored = await storedCase(tx, unreleasedFrom, lookup, letters)
  if (stored !== null) return withWaiting(stored.known, stored.history, waiting)
  const [first] = waiting
  const known = first === undefined ? null : unreleased(first, new Uint8Array(lookup))
  return known === null ? null : withWaiting(known, [], waiting)
}

async function storedCase<Data>(
  tx: Transaction,
  unreleasedFrom: UnreleasedFrom,
  lookup: Uint8Array,
  letters: LettersOf<LetterWith<Data>>,
): Promise<{
  readonly known: UncountedCase<LetterWith<Data>>
  readonly history: readonly CaseEvent[]
} | null> {
  const [reportersCase] = await reportersCases(tx, [lookup], letters)
  if (reportersCase === undefined) return null
  const wanted = unreleasedFrom(reportersCase.office)
  // By the database's clock too: a server whose clock is ahead shows nothing of a day that is not over.
  const from = sql<Day>`no_later_than_today(${wanted}::date, ${cases.zone})::text`
  const [row] = await tx
    .select({ channel: cases.channel, category: cases.category, from })
    .from(cases)
    .where(eq(cases.id, reportersCase.id))
  if (row === undefined) return null
  const rows = await tx
    .select()
    .from(events)
    .where(eq(events.caseId, reportersCase.id))
    .orderBy(events.n)
  const { from: since, ...columns } = row
  return released({ ...reportersCase, ...columns }, rows.map(eventOf), since)
}
