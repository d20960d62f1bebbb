import { sql } from 'drizzle-orm'
import type { CaseId } from '#domain/case/ids.ts'
import type { NewReceipt } from '#domain/case/receipt.ts'
import { AppError } from '#errors.ts'
import { rowsOf, type Transaction } from '../database.ts'

/** @throws CASE_UNKNOWN when no receipt of this transaction leads to the case */
export async function giveWordsTo(
  tx: Transaction,
  id: CaseId,
  { lookups, lockedKey }: NewReceipt,
): Promise<'given' | 'already'> {
  const [lookup] = lookups
  if (lookup === undefined) throw new TypeError('words have a lookup')
  const [row] = await rowsOf(
    tx,
    sql`select add_recovery_phrase(${id}, ${Buffer.from(lookup)}::bytea, ${Buffer.from(lockedKey)}::bytea) as given`,
  )
  if (row?.['given'] == null) throw new AppError('CASE_UNKNOWN')
  return row['given'] === true ? 'given' : 'already'
}

export async function hasWords(tx: Transaction, id: CaseId): Promise<boolean> {
  const [row] = await rowsOf(tx, sql`select has_recovery_phrase(${id}) as given`)
  return row?.['given'] === true
}
