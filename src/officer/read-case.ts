import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord, Services } from '#ports.ts'

/**
 * Fetches a case for one of its readers. A case of others and a case that does not exist are answered alike, and both
 * tries are written to the ledger; not for an officer excluded from the case (T-106).
 * @throws CASE_UNKNOWN
 */
export async function readCase(
  services: Pick<Services, 'desk'>,
  officer: Officer,
  id: CaseId,
): Promise<CaseRecord> {
  const caseRecord = await services.desk.open(officer.id, id)
  if (caseRecord !== null) return caseRecord
  await services.desk.refused(officer.id, 'opened', id)
  throw new AppError('CASE_UNKNOWN')
}
