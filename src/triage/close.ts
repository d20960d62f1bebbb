import type { ClosingReason } from '../case/event.ts'
import type { CaseId } from '../case/ids.ts'
import type { Officer } from '../case/officer.ts'
import type { HeldCase } from '../ports.ts'
import { act, type DeskWorld } from './act.ts'

/** Ends a case, with the reason the annual report counts it under. */
export function close(
  world: DeskWorld,
  officer: Officer,
  id: CaseId,
  reason: ClosingReason,
): Promise<HeldCase> {
  return act(world, officer, id, { act: 'closed', reason, letter: null })
}
