import { dayIn } from '#domain/case/day.ts'
import type { World } from '#ports.ts'

/**
 * Somebody shows the bot the code of a desk: the officer it was offered to is told at this address from now on.
 * @returns `false` for a code that nobody was offered
 */
export async function pair(
  world: Pick<World, 'clock' | 'addresses' | 'told'>,
  code: string,
  address: string,
): Promise<boolean> {
  const [hash, sealed] = await Promise.all([
    world.addresses.code(code),
    world.addresses.seal(address),
  ])
  const now = world.clock.now()
  return world.told.pair(hash, sealed, now, dayIn('UTC', now))
}
