import type { Day } from '../case/day.ts'
import type { Officer } from '../case/officer.ts'
import { newPairingCode, PAIRING_MINUTES, spelled } from '../case/pairing.ts'
import type { World } from '../ports.ts'

/**
 * A code for the officer to show the bot. Only its hash is kept: whoever reads the database cannot be told in her place.
 */
export async function offerCode(
  world: Pick<World, 'clock' | 'chance' | 'addresses' | 'told'>,
  officer: Officer,
): Promise<{ readonly code: string; readonly minutes: number }> {
  const code = newPairingCode(world.chance)
  const until = new Date(world.clock.now().getTime() + PAIRING_MINUTES * 60_000)
  await world.told.offer(await world.addresses.code(code), officer.id, until)
  return { code: spelled(code), minutes: PAIRING_MINUTES }
}

/** Since when the officer is told, if at all, and whether a code of hers still waits to be shown. */
export async function beTold(
  world: Pick<World, 'clock' | 'told'>,
  officer: Officer,
): Promise<{
  readonly since: Day | null
  readonly lostOn: Day | null
  readonly waiting: boolean
}> {
  const waiting = await world.told.waiting(officer.id, world.clock.now())
  const found = await world.told.of(officer.id)
  return { since: found?.since ?? null, lostOn: found?.lostOn ?? null, waiting }
}

export async function stopBeingTold(world: Pick<World, 'told'>, officer: Officer): Promise<void> {
  await world.told.end(officer.id)
}
