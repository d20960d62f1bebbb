import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { CaseRecord } from '#ports.ts'
import type { UploadedLetter } from '#wire/desk.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * Stores a note for the readers of a case: not sealed to the reporter, and no answer.
 * @throws whatever `act` throws
 */
export function note(
  services: OfficerServices,
  officer: Officer,
  id: CaseId,
  sealed: UploadedLetter,
): Promise<CaseRecord> {
  const letter = { kind: 'note', dir: 'o>o', sealed } as const
  return act(services, officer, id, { act: 'noted', reason: null, letter })
}
