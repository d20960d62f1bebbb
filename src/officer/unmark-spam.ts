import type { CaseId } from '../case/ids.ts'
import type { Officer } from '../case/officer.ts'
import { AsideError } from '../errors.ts'
import type { HeldCase } from '../ports.ts'
import type { DeskWorld } from './act.ts'
import { moveAside } from './move-aside.ts'

/** What was put aside stands in the queue again, with the days it has left by now. */
export function bringBack(
  world: DeskWorld,
  officer: Officer,
  ids: readonly CaseId[],
): Promise<readonly CaseId[]> {
  return moveAside(world, officer, ids, 'brought_back', (found: HeldCase) => {
    if (!found.setAside) throw new AsideError('CASE_CHANGED')
  })
}
