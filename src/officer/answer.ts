import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { CaseRecord } from '#ports.ts'
import type { UploadedLetter } from '#wire/desk.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * Sends an answer, sealed to the reporter and to every reader of the case. It meets the deadline for an answer.
 * @throws whatever `act` throws
 */
export function answer(
  services: OfficerServices,
  officer: Officer,
  id: CaseId,
  sealed: UploadedLetter,
): Promise<CaseRecord> {
  const letter = { kind: 'answer', dir: 'o>r', sealed } as const
  return act(services, officer, id, { act: 'answered', reason: null, letter })
}
