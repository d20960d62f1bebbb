import type { QuestionReason } from '#domain/case/event.ts'
import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { CaseRecord } from '#ports.ts'
import type { UploadedLetter } from '#wire/desk.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * Asks the reporter a question. The deadline pauses from today until the reporter answers; the reason is part of the
 * record.
 * @throws whatever `act` throws
 */
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
