import { and, inArray, isNotNull } from 'drizzle-orm'
import type { GivenConsent } from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
import { base64url, type MessageId } from '#domain/case/ids.ts'
import type { Transaction } from '../database.ts'
import { consents } from '../schema/consent.ts'

/** What people answered to requests to pass something on, oldest first, by case. */
export async function givenConsents(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, GivenConsent[]>> {
  const rows = await tx
    .select()
    .from(consents)
    .where(and(inArray(consents.caseId, [...ids]), isNotNull(consents.request)))
    .orderBy(consents.caseId, consents.n)
  const byCase = new Map<string, GivenConsent[]>()
  for (const { caseId, request, office, content, agreed, day } of rows) {
    if (request === null || office === null || content === null) continue
    const one = {
      request: request as MessageId,
      office,
      hash: base64url(content),
      agreed,
      on: day as Day,
    }
    byCase.set(caseId, [...(byCase.get(caseId) ?? []), one])
  }
  return byCase
}
