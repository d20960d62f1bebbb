import { isSealedOnDevice } from '#domain/concern/channel.ts'
import { AppError, codeOf } from '#errors.ts'
import type { CaseHeads, Exclusions, Size } from '#ports.ts'
import { caseByLookup } from '../cases/case-by-lookup.ts'
import { lockCase } from '../cases/lock-case.ts'
import type { Transaction } from '../database.ts'
import { findCaseHeads, type UnreleasedFrom } from './find-case.ts'
import { lockFirstRow, type WaitingRow, waitingHeads } from './rows.ts'

/** What an act is checked by: whom people keep out, and what they can have seen. */
export interface InboxRules extends Exclusions {
  readonly unreleasedFrom: UnreleasedFrom
}

/** A locked case of the reporter: no release and no other act until the transaction ends. */
export interface LockedCase {
  readonly delayedCase: CaseHeads
  readonly waiting: readonly WaitingRow<Size>[]
  /** Whether any of it is released. */
  readonly released: boolean
}

/**
 * Locks the case if it is released, otherwise its first pending row. A second lookup finds a release in between.
 * The order is always case, then pending rows, so no deadlock arises. Pending rows are read after the lock is held: a
 * statement that waited for a lock does not see rows written meanwhile.
 * @throws CASE_UNKNOWN
 */
export async function lockDelayedCase(
  tx: Transaction,
  unreleasedFrom: UnreleasedFrom,
  lookup: Uint8Array,
): Promise<LockedCase> {
  const atFirst = await caseHeld(tx, lookup)
  const released = atFirst || (!(await lockFirstRow(tx, lookup)) && (await caseHeld(tx, lookup)))
  const waiting = await waitingHeads(tx, lookup)
  const delayedCase = await findCaseHeads(tx, unreleasedFrom, lookup, waiting)
  if (delayedCase === null) throw new AppError('CASE_UNKNOWN')
  return { delayedCase, waiting, released }
}

async function caseHeld(tx: Transaction, lookup: Uint8Array): Promise<boolean> {
  try {
    await lockCase(tx, await caseByLookup(tx, lookup))
    return true
  } catch (thrown) {
    if (codeOf(thrown) === 'CASE_UNKNOWN') return false
    throw thrown
  }
}

/**
 * Unconfirmed danger and cases with a deadline in hours are not delayed. Nor is a case filed by a card: Teams stores
 * at once, and of two channels that write one case neither may be delayed.
 */
export function doesNotWait({ delayedCase, released }: LockedCase): boolean {
  const { category, channel, terms, status } = delayedCase
  const danger = category === 'safety' && status.acknowledgedOn === null && status.closedOn === null
  return released && (danger || terms.replyHours !== null || !isSealedOnDevice({ channel }))
}
