import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import type { UploadedLetter } from '#wire/desk.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * Confirms receipt of a case, with or without a letter to the reporter. It is no answer and moves no deadline.
 * @param sealed the letter; `null` for none
 * @throws CASE_CHANGED without a letter when receipt was confirmed before: a second officer learns that a colleague was
 * quicker; whatever `act` throws
 */
export function acknowledge(
  services: OfficerServices,
  officer: Officer,
  id: CaseId,
  sealed: UploadedLetter | null,
): Promise<CaseRecord> {
  return act(services, officer, id, {
    act: 'acknowledged',
    reason: null,
    letter: sealed && { kind: 'acknowledgement', dir: 'o>r', sealed },
    refuse: (caseRecord) => {
      if (sealed !== null || caseRecord.status.acknowledgedOn === null) return
      throw new AppError('CASE_CHANGED', { case: caseRecord.id })
    },
  })
}
