import { dayIn } from '../case/day.ts'
import type { Holder, World } from '../ports.ts'
import { ownCase, ownEvent } from './own-case.ts'

export type Settled = 'settled' | 'already' | 'erased'

/**
 * The person says that it is settled: the case closes. At the ombudsman's what was sealed is shredded in the same
 * moment, as she was told before she said so.
 * @throws CASE_UNKNOWN when it is not hers, or is gone
 */
export async function settle(
  world: Pick<World, 'clock' | 'receipts' | 'reporters'>,
  holder: Holder,
  id: string,
): Promise<Settled> {
  const { held } = await ownCase(world, holder, id)
  if (held.office === 'ombudsman') {
    await world.reporters.erase(held.lookup, dayIn(held.terms.zone, world.clock.now()), 'settled')
    return 'erased'
  }
  const event = ownEvent(world, held, 'settled', 'resolved_person_confirms')
  return world.reporters.settle(held.lookup, event)
}
