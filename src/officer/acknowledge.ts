import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import type { UploadedLetter } from '#wire/desk.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * "I have it": a person of the office has seen the case. Never counts as the answer and moves no date. Without a
 * letter it says itself once only: a second officer learns that the first was quicker.
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
