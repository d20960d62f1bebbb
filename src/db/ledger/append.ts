import { eq, sql } from 'drizzle-orm'
import type { CaseStatus } from '#domain/case/case-status.ts'
import type { Act } from '#domain/case/event.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import type { Exclusions } from '#ports.ts'
import type { Transaction } from '../database.ts'
import { byteaArrayLiteral } from '../literal.ts'
import { caseKeys } from '../schema/case-key.ts'
import { ledgerRef } from './case-reference.ts'

/** An act that ended a case whose first answer was late and never came says so: it stays when the case is shredded. */
export function ledgerAct(act: Act, after: CaseStatus | null): string {
  const late = after?.closedOn != null && after.outcome === 'late' && after.respondedOn === null
  return late ? `${act}.late` : act
}

/**
 * The line of a fetched case, in the transaction of the fetching: both are there or neither is. Whom it names, of which
 * day and of which case, is said by the database, as for every act of an officer (`audit_event`).
 */
export async function recordFetched(tx: Transaction, id: CaseId, at: Date): Promise<void> {
  await tx.execute(sql`select audit_case_fetch(${id}, ${at.toISOString()}::timestamptz)`)
}

/** @param on the case it was tried on: of whoever is kept out of it nothing is written, and it takes as long (T-106) */
export async function recordRefused(
  tx: Transaction,
  at: Date,
  act: string,
  on: { readonly id: CaseId; readonly officer: OfficerId; readonly rules: Exclusions } | null,
): Promise<void> {
  const plain = /^[a-z_]{1,40}$/.test(act) ? act : 'other'
  const tags = on === null ? [] : await on.rules.tags(on.id, on.officer)
  await tx.execute(sql`
    select audit_refusal(
      ${plain}, ${at.toISOString()}::timestamptz, ${on?.id ?? null}, ${byteaArrayLiteral(tags)}::bytea[]
    )
  `)
}

/** @returns `null` when the case's key is shredded. */
export async function refOf(tx: Transaction, id: CaseId): Promise<string | null> {
  const [found] = await tx
    .select({ key: caseKeys.key })
    .from(caseKeys)
    .where(eq(caseKeys.caseId, id))
  return found === undefined ? null : ledgerRef(found.key, id)
}
