import { dayIn } from '#domain/case/day.ts'
import type { Category } from '#domain/concern/leaf.ts'
import type { StatisticFact } from '#domain/concern/statistic.ts'
import type { World } from '#ports.ts'

/**
 * Counts what somebody agreed to be counted with: a row a fact, and no case in reach. The nonce is spent with them, so
 * a double press counts once.
 */
export async function countMe(
  world: Pick<World, 'clock' | 'chance' | 'policy' | 'intake'>,
  nonce: Uint8Array<ArrayBuffer>,
  category: Category,
  facts: readonly StatisticFact[],
): Promise<'counted' | 'already' | 'none'> {
  if (facts.length === 0) return 'none'
  const on = dayIn(world.policy.offices.ethics.zone, world.clock.now())
  return world.intake.countAgreed({ nonce, category, facts: shuffled(world, facts), on })
}

function shuffled<T>({ chance }: Pick<World, 'chance'>, facts: readonly T[]): readonly T[] {
  return facts
    .map((fact) => ({ fact, at: Buffer.from(chance(8)).toString('hex') }))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ fact }) => fact)
}
