import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { maySetAside } from '#domain/case/spam.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import type { OfficerServices } from './act.ts'
import { moveAside } from './bulk-spam.ts'

/**
 * Puts spam out of the way. Nothing else changes: the clock goes on, who may read may read, it counts as before, and
 * one press or a new letter of the person brings it back. Danger, and what came with a sender, stays where it is.
 */
export function setAside(
  services: OfficerServices,
  officer: Officer,
  ids: readonly CaseId[],
): Promise<readonly CaseId[]> {
  return moveAside(services, officer, ids, 'set_aside', (found: CaseRecord) => {
    if (!maySetAside(found)) throw new AppError('ANSWERS_INVALID')
    if (found.setAside) throw new AppError('CASE_CHANGED')
  })
}
