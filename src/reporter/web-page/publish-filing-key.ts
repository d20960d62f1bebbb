import { dayIn } from '#domain/case/day.ts'
import type { Services } from '#ports.ts'

type FilingKeyServices = Pick<Services, 'clock' | 'policy' | 'filing' | 'filingKeys'>

/**
 * Publishes the acknowledgement key permanently, before it signs anything. Called at each start, never when somebody
 * asks for an acknowledgement: the row would keep the minute of the first request (T-111).
 */
export async function publishFilingKey(services: FilingKeyServices): Promise<void> {
  const since = dayIn(services.policy.offices.ethics.zone, services.clock.now())
  await services.filingKeys.record({ ...services.filing.publicKey, since })
}
