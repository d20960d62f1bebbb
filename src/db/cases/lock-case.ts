import { eq } from 'drizzle-orm'
import type { CaseId } from '#domain/case/ids.ts'
import type { Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import type { Transaction } from '../database.ts'
import { cases } from '../schema/case.ts'

/** Nobody else acts on the case until this transaction is over. @throws CASE_UNKNOWN when it is gone */
export async function lockCase(
  tx: Transaction,
  id: CaseId,
): Promise<{ readonly office: Office; readonly closed: boolean }> {
  const [row] = await tx
    .select({ office: cases.office, closedOn: cases.closedOn })
    .from(cases)
    .where(eq(cases.id, id))
    .for('update')
  if (row === undefined) throw new AppError('CASE_UNKNOWN')
  return { office: row.office, closed: row.closedOn !== null }
}
