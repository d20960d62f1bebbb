import { sql } from 'drizzle-orm'
import type { CaseEvent } from '#domain/case/event.ts'
import { eraseCase, noneAnyMore, settleCase } from '../cases/withdraw.ts'
import { rowsOf, type Transaction } from '../database.ts'
import { doesNotWait, lockDelayedCase } from './lock-case.ts'
import { appendRow } from './rows.ts'

/** To her it is closed from now on; its office sees it with the next release. */
export async function settleInDelayedInbox(
  tx: Transaction,
  lookup: Uint8Array,
  event: CaseEvent,
): Promise<'settled' | 'already'> {
  const met = await lockDelayedCase(tx, lookup)
  if (doesNotWait(met)) return settleCase(tx, lookup, event)
  if (met.held.status.closedOn !== null) return 'already'
  const act = { event, letters: [], filing: null, identity: null, consent: null }
  await appendRow(tx, lookup, met.held.office, met.waiting, act)
  return 'settled'
}

/** At once, whatever of it waits: of what no office has seen a count stays, and no line of the ledger. */
export async function eraseInDelayedInbox(
  tx: Transaction,
  lookup: Uint8Array,
  on: string,
  why: 'settled' | 'withdrawn',
): Promise<boolean> {
  const met = await lockDelayedCase(tx, lookup).catch(noneAnyMore)
  if (met === null) return false
  if (met.released) return eraseCase(tx, lookup, on, why)
  const [row] = await rowsOf<{ done: boolean }>(
    tx,
    sql`select withdraw_delayed_case(${on}::date, ${why}) as done`,
  )
  return row?.done === true
}
