import { isSealedOnDevice } from '#domain/concern/channel.ts'
import { AppError, codeOf } from '#errors.ts'
import type { DelayedInboxCase } from '#ports.ts'
import { caseByLookup } from '../cases/case-by-lookup.ts'
import { lockCase } from '../cases/lock-case.ts'
import type { Transaction } from '../database.ts'
import { findReporterCase } from './find-case.ts'
import { lockFirstRow, type WaitingRow, waitingOf } from './rows.ts'

/** Her case while nothing else happens to it: neither is it released, nor does anybody act on it. */
export interface LockedCase {
  readonly held: DelayedInboxCase
  readonly waiting: readonly WaitingRow[]
  /** Has its office seen any of it? */
  readonly released: boolean
}

/**
 * What is released is held by its case, what is not by the row it began with. A release in between is met at the second
 * look: always first the case, then what waits, so that nobody waits for each other. What waits is read once it is held:
 * a statement that stood before a lock does not see what was written meanwhile.
 * @throws CASE_UNKNOWN
 */
export async function lockDelayedCase(tx: Transaction, lookup: Uint8Array): Promise<LockedCase> {
  const atFirst = await caseHeld(tx, lookup)
  const released = atFirst || (!(await lockFirstRow(tx, lookup)) && (await caseHeld(tx, lookup)))
  const waiting = await waitingOf(tx, lookup)
  const held = await findReporterCase(tx, lookup, waiting)
  if (held === null) throw new AppError('CASE_UNKNOWN')
  return { held, waiting, released }
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
 * Danger that nobody has confirmed, and what is on an hour's clock, does not wait for the morning. Nor does a case that
 * came by a card: Teams stores at once what is written there, and of two that write one case neither may wait.
 */
export function doesNotWait({ held, released }: LockedCase): boolean {
  const { category, channel, terms, status } = held
  const danger = category === 'safety' && status.acknowledgedOn === null && status.closedOn === null
  return released && (danger || terms.replyHours !== null || !isSealedOnDevice({ channel }))
}
