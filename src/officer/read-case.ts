import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord, Services } from '#ports.ts'

/**
 * Fetches a case for its reader. One that is not hers and one that does not exist are the same, and both tries are
 * ledgered; that of somebody who is kept out of it is not (T-106).
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
