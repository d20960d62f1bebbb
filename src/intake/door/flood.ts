import { type Day, dayIn } from '../../case/day.ts'
import { AsideError } from '../../errors.ts'
import type { Proofs } from '../../ports.ts'
import type { DoorWorld } from './door-world.ts'

type FloodWorld = Pick<DoorWorld, 'clock' | 'policy' | 'doorCounts'>

/** The day that is counted in: one for everybody, because no count may say for which office. */
function countedDay({ clock, policy }: Pick<FloodWorld, 'clock' | 'policy'>): Day {
  return dayIn(policy.offices.ethics.zone, clock.now())
}

/**
 * Counts one more concern before it is taken, so that of many at once not one too many passes for nothing.
 * @throws PROOF_NEEDED when more came today than an organisation expects, and no work was done for this one
 */
export async function countFiling(
  world: FloodWorld,
  proofs: Proofs,
  proof: string | null,
): Promise<void> {
  const n = await world.doorCounts.count('filed', countedDay(world))
  if (n > world.policy.flood.filings) await spend(world, proofs, proof)
}

/** Were so many receipts wrong today that each further look takes work? Then it is done here, or it is refused. */
export async function payForLooking(
  world: FloodWorld,
  proofs: Proofs,
  proof: string | null,
): Promise<'paid' | 'free'> {
  const missed = await world.doorCounts.today('missed', countedDay(world))
  if (missed < world.policy.flood.misses) return 'free'
  await spend(world, proofs, proof)
  return 'paid'
}

/** Counts a wrong receipt. @throws PROOF_NEEDED when others were counted in the meantime and this look was for nothing */
export async function countMiss(world: FloodWorld, looked: 'paid' | 'free'): Promise<void> {
  const n = await world.doorCounts.count('missed', countedDay(world))
  if (looked === 'free' && n > world.policy.flood.misses) throw new AsideError('PROOF_NEEDED')
}

async function spend(world: FloodWorld, proofs: Proofs, proof: string | null): Promise<void> {
  const mark = proof === null ? null : await proofs.judge(proof)
  if (mark === null || !(await world.doorCounts.spend(mark, countedDay(world)))) {
    throw new AsideError('PROOF_NEEDED')
  }
}
