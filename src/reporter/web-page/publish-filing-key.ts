import { dayIn } from '#domain/case/day.ts'
import type { Services } from '#ports.ts'

type FilingKeyServices = Pick<Services, 'clock' | 'policy' | 'filing' | 'filingKeys'>

const published = new WeakSet<object>()

/** Publishes the acknowledgement key permanently, before it signs anything; once per start. */
export async function publishFilingKey(services: FilingKeyServices): Promise<void> {
  if (published.has(services.filing)) return
  const since = dayIn(services.policy.offices.ethics.zone, services.clock.now())
  await services.filingKeys.record({ ...services.filing.publicKey, since })
  published.add(services.filing)
}
