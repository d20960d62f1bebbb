import { eq } from 'drizzle-orm'
import type { CaseId } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { Transaction } from '../database.ts'
import { receipts } from '../schema/receipt.ts'

/** The case a receipt leads to. @throws CASE_UNKNOWN */
export async function caseByLookup(tx: Transaction, lookup: Uint8Array): Promise<CaseId> {
  const [row] = await tx
    .select({ id: receipts.caseId })
    .from(receipts)
    .where(eq(receipts.lookup, new Uint8Array(lookup)))
  if (row === undefined) throw new AppError('CASE_UNKNOWN')
  return row.id as CaseId
}
