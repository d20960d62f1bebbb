import type { QuestionReason } from '#domain/case/event.ts'
import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { CaseRecord } from '#ports.ts'
import type { UploadedLetter } from '#wire/desk.ts'
import { act, type OfficerServices } from './act.ts'

/** Asks the person something. The clock pauses from today until she answers, and the reason stands in the record. */
export function question(
  services: OfficerServices,
  officer: Officer,
  id: CaseId,
  sealed: UploadedLetter,
  reason: QuestionReason,
): Promise<CaseRecord> {
  const letter = { kind: 'question', dir: 'o>r', sealed } as const
  return act(services, officer, id, { act: 'asked', reason, letter })
}
