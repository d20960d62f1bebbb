import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import type { OfficerServices } from './act.ts'
import { moveSpam } from './bulk-spam.ts'

/** What was put aside stands in the queue again, with the days it has left by now. */
export function unmarkSpam(
  services: OfficerServices,
  officer: Officer,
  ids: readonly CaseId[],
): Promise<readonly CaseId[]> {
  return moveSpam(services, officer, ids, 'brought_back', (found: CaseRecord) => {
    if (!found.isSpam) throw new AppError('CASE_CHANGED')
  })
}
