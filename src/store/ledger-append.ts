import { eq, sql } from 'drizzle-orm'
import type { Act } from '../case/event.ts'
import type { CaseId } from '../case/ids.ts'
import type { Reckoning } from '../case/reckoning.ts'
import type { Transaction } from './database.ts'
import { ledgerRef } from './ledger-ref.ts'
import { caseKeys } from './schema/case-key.ts'

/** What the ledger says of one act: who, what and when, and never what it was about. */
export interface Line {
  readonly day: string
  /** `null` for everybody but officers and custodians. */
  readonly at: Date | null
  readonly officer: string | null
  readonly act: string
  readonly ref: string | null
  readonly actor?: 'custodian'
}

/** An act that ended a case whose first answer was late and never came says so: it stays when the case is shredded. */
export function ledgerAct(act: Act, after: Reckoning | null): string {
  const late = after?.closedOn != null && after.outcome === 'late' && after.respondedOn === null
  return late ? `${act}.late` : act
}

/** The next line of the chain, in the transaction of the act itself: both are there or neither is. */
export async function appendLine(tx: Transaction, line: Line): Promise<void> {
  const actor = line.actor ?? (line.officer === null ? 'duty' : 'officer')
  await tx.execute(sql`
    select append_ledger(
      ${line.day}::date, ${line.at?.toISOString() ?? null}::timestamptz, ${actor}, ${line.officer}, ${line.act}, ${line.ref}
    )
  `)
}

export async function lineOfCase(
  tx: Transaction,
  id: CaseId,
  line: Omit<Line, 'ref'>,
): Promise<void> {
  await appendLine(tx, { ...line, ref: await refOf(tx, id) })
}

/** @returns `null` when the case's key is shredded. */
export async function refOf(tx: Transaction, id: CaseId): Promise<string | null> {
  const [found] = await tx
    .select({ key: caseKeys.key })
    .from(caseKeys)
    .where(eq(caseKeys.caseId, id))
  return found === undefined ? null : ledgerRef(found.key, id)
}
