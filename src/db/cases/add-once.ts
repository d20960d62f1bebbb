import { eq } from 'drizzle-orm'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import { AppError, codeOf } from '#errors.ts'
import type { Exclusions } from '#ports.ts'
import type { Transaction } from '../database.ts'
import { constraintOf, sqlStateOf } from '../error-mapping.ts'
import { claimWithin } from '../idempotency.ts'
import { cases } from '../schema/case.ts'
import { appendEvent, appendLetter } from './append-message.ts'
import { caseByLookup } from './case-by-lookup.ts'
import { isPositionTaken, NOT_ALLOWED, refuseExcluded } from './change-case.ts'
import { lockCase } from './lock-case.ts'

export interface Addition {
  readonly lookup: Uint8Array
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly screen?: Uint8Array<ArrayBuffer>
  readonly letter: SealedLetter
  readonly event: CaseEvent
  readonly identity?: IdentityLevel
}

/** Undoes the transaction, the used nonce with it, and says why. */
export class Undone extends Error {
  readonly outcome: 'changed' | 'closed'
  constructor(outcome: 'changed' | 'closed') {
    super(outcome)
    this.outcome = outcome
  }
}

/** Maps expected errors to a result: reload, or closed. Others are rethrown. */
export function outcomeOf(thrown: unknown): 'changed' | 'closed' {
  if (thrown instanceof Undone) return thrown.outcome
  if (isPositionTaken(thrown) || constraintOf(thrown) === 'delayed_inbox_order') return 'changed'
  // A key packet for somebody who is no reader any more: read again and seal anew. Thrown on, it would be a line of the
  // log that somebody was kept out (T-106).
  if (sqlStateOf(thrown) === NOT_ALLOWED || codeOf(thrown) === 'KEY_REFUSED') return 'changed'
  throw thrown
}

/** A letter of the person's and what goes with it, stored whole or not at all. */
export async function addOnce(
  tx: Transaction,
  rules: Exclusions,
  { lookup, nonce, screen, letter, event, identity }: Addition,
): Promise<'added' | 'already'> {
  const id = await caseByLookup(tx, lookup)
  if (letter.case !== id) throw new AppError('ENVELOPE_FOREIGN')
  if (!(await claimWithin(tx, nonce, event.on))) return 'already'
  if (screen !== undefined) await claimWithin(tx, screen, event.on)
  const { closed } = await lockCase(tx, id)
  if (closed) throw new Undone('closed')
  await refuseExcluded(tx, rules, letter)
  await appendLetter(tx, letter)
  await appendEvent(tx, id, event, null)
  if (identity !== undefined) await tx.update(cases).set({ identity }).where(eq(cases.id, id))
  return 'added'
}
