import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { mayMarkSpam } from '#domain/case/spam.ts'
import { AppError, type Code, codeOf } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import { act, type OfficerServices } from './act.ts'

/** Why one case of many stays where it is, while the others move. */
const LEFT: readonly (Code | 'UNEXPECTED')[] = [
  'ANSWERS_INVALID',
  'CASE_CHANGED',
  'CASE_CLOSED',
  'CASE_UNKNOWN',
]

/**
 * Takes spam out of the queue. Nothing else changes: the clock goes on, who may read may read, it counts as before, and
 * one press or a new letter of the person brings it back. Danger, and what came with a sender, stays where it is.
 * @returns the cases that were marked
 */
export function markSpam(
  services: OfficerServices,
  officer: Officer,
  ids: readonly CaseId[],
): Promise<readonly CaseId[]> {
  return actOnEach(services, officer, ids, 'set_aside', (caseRecord) => {
    if (!mayMarkSpam(caseRecord)) throw new AppError('ANSWERS_INVALID')
    if (caseRecord.isSpam) throw new AppError('CASE_CHANGED')
  })
}

/** Puts cases back into the queue, with the days that are left by now. @returns the cases that were put back */
export function unmarkSpam(
  services: OfficerServices,
  officer: Officer,
  ids: readonly CaseId[],
): Promise<readonly CaseId[]> {
  return actOnEach(services, officer, ids, 'brought_back', (caseRecord) => {
    if (!caseRecord.isSpam) throw new AppError('CASE_CHANGED')
  })
}

/** One act on each of many cases, each in a transaction of its own. */
async function actOnEach(
  services: OfficerServices,
  officer: Officer,
  ids: readonly CaseId[],
  action: 'set_aside' | 'brought_back',
  refuse: (caseRecord: CaseRecord) => void,
): Promise<readonly CaseId[]> {
  const moved: CaseId[] = []
  for (const id of new Set(ids)) {
    try {
      await act(services, officer, id, { act: action, reason: null, letter: null, refuse })
      moved.push(id)
    } catch (thrown) {
      if (!LEFT.includes(codeOf(thrown) as Code)) throw thrown
    }
  }
  return moved
}
