import type { Day } from '#domain/case/day.ts'
import type { Custodian, Officer } from '#domain/case/officer.ts'
import { newPairingCode, PAIRING_MINUTES, spelled } from '#domain/case/pairing.ts'
import type { World } from '#ports.ts'

type Staff = Officer | Custodian

/**
 * A code for an officer or a custodian to show the bot. Only its hash is kept: whoever reads the database cannot be told in her place.
 */
export async function offerCode(
  world: Pick<World, 'clock' | 'chance' | 'addresses' | 'told'>,
  staff: Staff,
): Promise<{ readonly code: string; readonly minutes: number }> {
  const code = newPairingCode(world.chance)
  const until = new Date(world.clock.now().getTime() + PAIRING_MINUTES * 60_000)
  await world.told.offer(await world.addresses.code(code), staff.id, until)
  return { code: spelled(code), minutes: PAIRING_MINUTES }
}

/** Since when somebody is told, if at all, and whether a code of hers still waits to be shown. */
export async function beTold(
  world: Pick<World, 'clock' | 'told'>,
  staff: Staff,
): Promise<{
  readonly since: Day | null
  readonly lostOn: Day | null
  readonly waiting: boolean
}> {
  const waiting = await world.told.waiting(staff.id, world.clock.now())
  const found = await world.told.of(staff.id)
  return { since: found?.since ?? null, lostOn: found?.lostOn ?? null, waiting }
}

export async function stopBeingTold(world: Pick<World, 'told'>, staff: Staff): Promise<void> {
  await world.told.end(staff.id)
}
