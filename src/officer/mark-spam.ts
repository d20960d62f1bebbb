import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { mayMarkSpam } from '#domain/case/spam.ts'
import { AppError, type Code, codeOf } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import { act, type OfficerServices } from './act.ts'

/** Refusals that leave one case of many as it is, while the others are moved. */
const LEFT: readonly (Code | 'UNEXPECTED')[] = [
  'ANSWERS_INVALID',
  'CASE_CHANGED',
  'CASE_CLOSED',
  'CASE_UNKNOWN',
]

/**
 * Moves cases from the queue to the spam list. Deadlines, readers and statistics stay as they are, and one press of an
 * officer or a new letter of the reporter moves the case back. A case with a danger alert, or whose reporter is known,
 * is left as it is.
 * @returns the cases that were marked
 * @throws what is no reason to skip one case (`LEFT`); the cases before it stay marked
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

/**
 * Moves cases from the spam list back to the queue; their deadlines went on.
 * @returns the cases that were moved
 */
export function unmarkSpam(
  services: OfficerServices,
  officer: Officer,
  ids: readonly CaseId[],
): Promise<readonly CaseId[]> {
  return actOnEach(services, officer, ids, 'brought_back', (caseRecord) => {
    if (!caseRecord.isSpam) throw new AppError('CASE_CHANGED')
  })
}

/** Performs one act on each case, each in a transaction of its own; skips those that `LEFT` allows. */
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
    } catch (error) {
      if (!LEFT.includes(codeOf(error) as Code)) throw error
    }
  }
  return moved
}
