import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { mayMarkSpam } from '#domain/case/spam.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import type { OfficerServices } from './act.ts'
import { moveSpam } from './bulk-spam.ts'

/**
 * Puts spam out of the way. Nothing else changes: the clock goes on, who may read may read, it counts as before, and
 * one press or a new letter of the person brings it back. Danger, and what came with a sender, stays where it is.
 */
export function markSpam(
  services: OfficerServices,
  officer: Officer,
  ids: readonly CaseId[],
): Promise<readonly CaseId[]> {
  return moveSpam(services, officer, ids, 'set_aside', (found: CaseRecord) => {
    if (!mayMarkSpam(found)) throw new AppError('ANSWERS_INVALID')
    if (found.isSpam) throw new AppError('CASE_CHANGED')
  })
}
