import { AsideError } from '../../errors.ts'
import type { LetterboxCase, Proofs } from '../../ports.ts'
import type { DoorWorld } from './door-world.ts'
import { countMiss, payForLooking } from './flood.ts'

/** Whom a receipt belongs to, as it comes in a body. */
export interface Shown {
  readonly shown: string
  readonly proof: string | null
}

/**
 * The case that a receipt leads to. Right or wrong, it is hashed and then looked for, all of it and once: how long that
 * takes says nothing of how much of it was right (T-07). A wrong one is counted, together with everybody's.
 * @throws CASE_UNKNOWN when there is none; PROOF_NEEDED when too many were wrong today
 */
export async function found(
  world: Pick<DoorWorld, 'clock' | 'policy' | 'letterbox' | 'doorCounts' | 'doorMarks'>,
  proofs: Proofs,
  { shown, proof }: Shown,
): Promise<LetterboxCase> {
  const looked = await payForLooking(world, proofs, proof)
  const held = await world.letterbox.find(await world.doorMarks.hash(shown))
  if (held !== null) return held
  await countMiss(world, looked)
  throw new AsideError('CASE_UNKNOWN')
}
