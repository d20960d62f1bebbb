import type { ClosingReason } from '../case/event.ts'
import type { CaseId } from '../case/ids.ts'
import type { Officer } from '../case/officer.ts'
import type { HeldCase, World } from '../ports.ts'
import { act, type DeskWorld, today } from './act.ts'

/**
 * Ends a case, with the reason the annual report counts it under. At the ombudsman's nothing is kept beyond that: what
 * was sealed is shredded at once, as the door said before anything was typed.
 */
export async function close(
  world: DeskWorld & Pick<World, 'shredder'>,
  officer: Officer,
  id: CaseId,
  reason: ClosingReason,
): Promise<HeldCase> {
  const closed = await act(world, officer, id, { act: 'closed', reason, letter: null })
  if (closed.office === 'ombudsman') {
    await world.shredder.shred(id, today(world, closed.office), 'settled')
  }
  return closed
}
