import { dayIn } from '../case/day.ts'
import { AsideError } from '../errors.ts'
import type { CardHolder, World } from '../ports.ts'
import { openOwn } from './conversation.ts'

/**
 * Everything sealed and every key of the case go for good; what was read stays read.
 * @throws CASE_UNKNOWN when it is not hers, or is gone
 */
export async function takeBack(
  world: Pick<World, 'clock' | 'receipts' | 'reporters'>,
  holder: CardHolder,
  id: string,
): Promise<void> {
  const own = await openOwn(world, holder, id)
  if (own === null) throw new AsideError('CASE_UNKNOWN')
  const on = dayIn(own.held.terms.zone, world.clock.now())
  await world.reporters.erase(own.held.lookup, on, 'withdrawn')
}
