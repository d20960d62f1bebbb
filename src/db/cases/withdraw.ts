import { sql } from 'drizzle-orm'
import type { CaseEvent } from '#domain/case/event.ts'
import { AppError, codeOf } from '#errors.ts'
import type { ExcludedOfficer } from '#ports.ts'
import { rowsOf, type Transaction } from '../database.ts'
import { arrayLiteral, byteaArrayLiteral } from '../literal.ts'
import { appendEvent } from './append-message.ts'
import { caseByLookup } from './case-by-lookup.ts'
import { lockCase } from './lock-case.ts'

/** The case closes because its person says so. */
export async function settleCase(
  tx: Transaction,
  lookup: Uint8Array,
  event: CaseEvent,
): Promise<'settled' | 'already'> {
  const id = await caseByLookup(tx, lookup)
  const { closed } = await lockCase(tx, id)
  if (closed) return 'already'
  await appendEvent(tx, id, event, null)
  return 'settled'
}

/** Locks it for everybody, in one statement; its bytes go two days later (`erasureDay`). */
export async function takeBackCase(
  tx: Transaction,
  lookup: Uint8Array,
  on: string,
  why: 'settled' | 'withdrawn',
): Promise<boolean> {
  const id = await caseByLookup(tx, lookup).catch(noneAnyMore)
  if (id === null || (await lockCase(tx, id).catch(noneAnyMore)) === null) return false
  const [done] = await rowsOf<{ done: boolean }>(
    tx,
    sql`select withdraw_case(${id}, ${on}::date, ${why}) as done`,
  )
  return done?.done === true
}

/** @returns `false` when there is nothing that can be undone any more */
export async function restoreCase(tx: Transaction, erasure: string, on: string): Promise<boolean> {
  const [done] = await rowsOf<{ done: boolean }>(
    tx,
    sql`select restore_case(${erasure}, ${on}::date) as done`,
  )
  return done?.done === true
}

/** No line of the ledger and no event: whoever reads those would learn that somebody is feared. */
export async function keepOutOf(
  tx: Transaction,
  lookup: Uint8Array,
  out: readonly ExcludedOfficer[],
): Promise<number | 'nobody_left'> {
  const id = await caseByLookup(tx, lookup)
  await lockCase(tx, id)
  const officers = arrayLiteral(out.map(({ officer }) => officer))
  const tags = byteaArrayLiteral(out.map(({ tag }) => tag))
  const [row] = await rowsOf<{ left: number | null }>(
    tx,
    sql`select exclude_readers(${id}, ${officers}::text[], ${tags}::bytea[]) as left`,
  )
  if (row === undefined || row.left === null) throw new AppError('CASE_UNKNOWN')
  return row.left === 0 ? 'nobody_left' : row.left
}

/** What is gone is nothing to throw about where it was to go. */
export function noneAnyMore(thrown: unknown): null {
  if (codeOf(thrown) === 'CASE_UNKNOWN') return null
  throw thrown
}
