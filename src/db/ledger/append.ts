import { sql } from 'drizzle-orm'
import type { CaseId } from '#domain/case/ids.ts'
import type { Transaction } from '../database.ts'
import { byteaArrayLiteral } from '../literal.ts'

/**
 * The line of a fetched case, in the transaction of the fetching: both are there or neither is. Whom it names, of which
 * day and of which case, is said by the database, as for every act of an officer (`audit_event`).
 */
export async function recordFetched(tx: Transaction, id: CaseId, at: Date): Promise<void> {
  await tx.execute(sql`select audit_case_fetch(${id}, ${at.toISOString()}::timestamptz)`)
}

/**
 * @param ref the case it was tried on, or the request that a custodian did not find: a line only when it is there and
 * another's
 * @param tags of the officer in that case: of whoever is kept out of it nothing is written, and it takes as long (T-106)
 */
export async function recordRefused(
  tx: Transaction,
  at: Date,
  act: string,
  ref: string | null,
  tags: readonly Uint8Array[],
): Promise<void> {
  const plain = /^[a-z_]{1,40}$/.test(act) ? act : 'other'
  await tx.execute(sql`
    select audit_refusal(
      ${plain}, ${at.toISOString()}::timestamptz, ${ref}, ${byteaArrayLiteral(tags)}::bytea[]
    )
  `)
}
