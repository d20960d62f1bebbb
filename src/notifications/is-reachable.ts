import { dayIn } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { World } from '#ports.ts'

/** Does a message reach one of them? When that cannot be found out, nobody is said to have been alerted. */
export function reachesAnybody(
  world: Pick<World, 'clock'> & { readonly told: Pick<World['told'], 'reached'> },
  officers: readonly OfficerId[],
): Promise<boolean> {
  return world.told.reached(officers, dayIn('UTC', world.clock.now())).catch(() => false)
}
