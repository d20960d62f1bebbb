import { dayIn } from '../case/day.ts'
import type { CaseEvent } from '../case/event.ts'
import { AsideError } from '../errors.ts'
import type { CardHolder, World } from '../ports.ts'
import { openOwn } from './conversation.ts'

export type Settled = 'settled' | 'already' | 'erased'

/**
 * The person says that it is settled: the case closes. At the ombudsman's what was sealed is shredded in the same
 * moment, as she was told before she said so.
 * @throws CASE_UNKNOWN when it is not hers, or is gone
 */
export async function settle(
  world: Pick<World, 'clock' | 'receipts' | 'reporters'>,
  holder: CardHolder,
  id: string,
): Promise<Settled> {
  const own = await openOwn(world, holder, id)
  if (own === null) throw new AsideError('CASE_UNKNOWN')
  const { lookup, office, terms } = own.held
  const now = world.clock.now()
  const on = dayIn(terms.zone, now)
  if (office === 'ombudsman') {
    await world.reporters.erase(lookup, on, 'settled')
    return 'erased'
  }
  const event: CaseEvent = {
    act: 'settled',
    by: 'reporter',
    on,
    at: terms.replyHours === null ? null : now,
    reason: 'resolved_person_confirms',
    corrects: null,
  }
  return world.reporters.settle(lookup, event)
}
