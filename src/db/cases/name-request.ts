import { desc, eq, sql } from 'drizzle-orm'
import type { Day } from '#domain/case/day.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord, Change } from '#ports.ts'
import type { Transaction } from '../database.ts'
import { constraintOf } from '../error-mapping.ts'
import { identityRequests } from '../schema/identity-request.ts'

/** The open request of a case, or else the one that was decided last. */
export async function nameAsked(tx: Transaction, id: CaseId): Promise<CaseRecord['nameAsked']> {
  const [last] = await tx
    .select({ on: identityRequests.askedOn, decision: identityRequests.decision })
    .from(identityRequests)
    .where(eq(identityRequests.caseId, id))
    .orderBy(desc(sql`${identityRequests.decision} is null`), desc(identityRequests.decidedOn))
    .limit(1)
  return last === undefined ? null : { on: last.on as Day, decision: last.decision }
}

/** @throws CASE_CHANGED when a colleague asked in the meantime */
export async function askForName(
  tx: Transaction,
  caseId: CaseId,
  officer: OfficerId,
  on: Day,
  { id, letter, reason }: NonNullable<Change['nameRequest']>,
): Promise<void> {
  try {
    await tx
      .insert(identityRequests)
      .values({ id, caseId, messageId: letter, officer, reason, askedOn: on })
  } catch (thrown) {
    if (constraintOf(thrown) === 'identity_request_one') throw new AppError('CASE_CHANGED')
    throw thrown
  }
}
