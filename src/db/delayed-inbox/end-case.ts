import { sql } from 'drizzle-orm'
import { type CaseEvent, isNextOwnAct } from '#domain/case/event.ts'
import { noneAnyMore, settleCase, takeBackCase } from '../cases/withdraw.ts'
import { rowsOf, type Transaction } from '../database.ts'
import type { UnreleasedFrom } from './find-case.ts'
import { doesNotWait, lockDelayedCase } from './lock-case.ts'
import { appendRow } from './rows.ts'

/** Closes a case for its person now, for its office with the next release. */
export async function settleInDelayedInbox(
  tx: Transaction,
  unreleasedFrom: UnreleasedFrom,
  lookup: Uint8Array,
  event: CaseEvent,
): Promise<'settled' | 'already' | 'changed'> {
  const met = await lockDelayedCase(tx, unreleasedFrom, lookup)
  if (met.delayedCase.status.closedOn !== null) return 'already'
  if (!isNextOwnAct(event, met.delayedCase.lastAct)) return 'changed'
  if (doesNotWait(met)) return settleCase(tx, lookup, event)
  const act = { event, letters: [], filing: null, identity: null, consent: null }
  await appendRow(tx, lookup, met.delayedCase.office, met.waiting, act)
  return 'settled'
}

/** Locks a case for everybody at once; its pending rows stay, and are not released. */
export async function takeBackInDelayedInbox(
  tx: Transaction,
  unreleasedFrom: UnreleasedFrom,
  lookup: Uint8Array,
  on: string,
  why: 'settled' | 'withdrawn',
): Promise<boolean> {
  const met = await lockDelayedCase(tx, unreleasedFrom, lookup).catch(noneAnyMore)
  if (met === null) return false
  if (met.released) return takeBackCase(tx, lookup, on, why)
  const [row] = await rowsOf<{ done: boolean }>(
    tx,
    sql`select withdraw_delayed_case(${on}::date, ${why}) as done`,
  )
  return row?.done === true
}
