import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { CaseId } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { Transaction } from '../database.ts'
import { pendingLedgerLines } from '../schema/pending-ledger-line.ts'
import { receipts } from '../schema/receipt.ts'
import { refOf } from './append.ts'

/** What a person did waits for the day's end: chained at once it would tell the minute. */
export async function reportersLine(
  tx: Transaction,
  id: CaseId,
  { on, act }: { readonly on: string; readonly act: string },
): Promise<void> {
  const ref = await refOf(tx, id)
  if (ref === null) return
  const line = new Uint8Array(randomBytes(16))
  await tx.insert(pendingLedgerLines).values({ id: line, day: on, act, ref })
}

/** The case a receipt leads to. @throws CASE_UNKNOWN */
export async function caseByLookup(tx: Transaction, lookup: Uint8Array): Promise<CaseId> {
  const [found] = await tx
    .select({ id: receipts.caseId })
    .from(receipts)
    .where(eq(receipts.lookup, new Uint8Array(lookup)))
  if (found === undefined) throw new AppError('CASE_UNKNOWN')
  return found.id as CaseId
}
