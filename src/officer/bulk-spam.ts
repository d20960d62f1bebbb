import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { type Code, codeOf } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import { act, type OfficerServices } from './act.ts'

/** Why one case of many stays where it is, while the others move. */
const LEFT: readonly (Code | 'UNEXPECTED')[] = [
  'ANSWERS_INVALID',
  'CASE_CHANGED',
  'CASE_CLOSED',
  'CASE_UNKNOWN',
]

/** One act on each of many cases, each whole and on its own. @returns those it was done to */
export async function moveSpam(
  services: OfficerServices,
  officer: Officer,
  ids: readonly CaseId[],
  action: 'set_aside' | 'brought_back',
  refuse: (found: CaseRecord) => void,
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
