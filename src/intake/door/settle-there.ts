import { ownEvent } from '../own-case.ts'
import type { Settled } from '../settle.ts'
import type { DoorWorld } from './door-world.ts'
import type { FoundCase } from './found.ts'

/** She says that it is settled. At the ombudsman's what was sealed is shredded in the same moment. */
export async function settleThere(world: DoorWorld, { held, lookup }: FoundCase): Promise<Settled> {
  const event = ownEvent(world, held, 'settled', 'resolved_person_confirms')
  if (held.office !== 'ombudsman') return world.letterbox.settle(lookup, event)
  await world.letterbox.erase(lookup, event.on, 'settled')
  return 'erased'
}

/** Everything sealed and every key of the case go for good. */
export async function takeBackThere(
  world: DoorWorld,
  { held, lookup }: FoundCase,
): Promise<'erased' | 'already'> {
  const { on } = ownEvent(world, held, 'withdrawn')
  return (await world.letterbox.erase(lookup, on, 'withdrawn')) ? 'erased' : 'already'
}
