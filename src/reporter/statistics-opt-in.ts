import { dayIn } from '#domain/case/day.ts'
import type { Category } from '#domain/concern/leaf.ts'
import type { StatisticFact } from '#domain/concern/statistic.ts'
import type { Services } from '#ports.ts'

/**
 * Stores opt-in statistics: one row per fact, without a case. The nonce is stored in the same transaction, so a double
 * press counts once.
 */
export async function optInToStatistics(
  services: Pick<Services, 'clock' | 'chance' | 'policy' | 'intake'>,
  nonce: Uint8Array<ArrayBuffer>,
  category: Category,
  facts: readonly StatisticFact[],
): Promise<'counted' | 'already' | 'none'> {
  if (facts.length === 0) return 'none'
  const on = dayIn(services.policy.offices.ethics.zone, services.clock.now())
  return services.intake.countAgreed({ nonce, category, facts: shuffled(services, facts), on })
}

function shuffled<T>({ chance }: Pick<Services, 'chance'>, facts: readonly T[]): readonly T[] {
  return facts
    .map((fact) => ({ fact, at: Buffer.from(chance(8)).toString('hex') }))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ fact }) => fact)
}
