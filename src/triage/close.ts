import type { ClosingReason } from '../case/event.ts'
import type { CaseId } from '../case/ids.ts'
import type { OpenedMessage } from '../case/letter.ts'
import type { Officer } from '../case/officer.ts'
import { AsideError } from '../errors.ts'
import type { HeldCase, World } from '../ports.ts'
import { act, type DeskWorld, today } from './act.ts'

/**
 * Ends a case, with the reason the annual report counts it under. What the person wrote last was fetched by this
 * officer, and her machine says that it opened it. At the ombudsman's nothing is kept beyond that: what
 * was sealed is shredded at once, as the door said before anything was typed.
 */
export async function close(
  world: DeskWorld & Pick<World, 'shredder'>,
  officer: Officer,
  id: CaseId,
  reason: ClosingReason,
  opened: OpenedMessage,
): Promise<HeldCase> {
  const fetched = await world.desk.opened(officer.id, id, opened)
  const closed = await act(world, officer, id, {
    act: 'closed',
    reason,
    letter: null,
    refuse: ({ letters }) => {
      const newest = letters.findLast(({ dir }) => dir === 'r>o')
      if (!fetched || newest?.seq !== opened.seq) throw new AsideError('CASE_CHANGED', { case: id })
    },
  })
  if (closed.office === 'ombudsman') {
    await world.shredder.shred(id, today(world, closed.office), 'settled')
  }
  return closed
}
