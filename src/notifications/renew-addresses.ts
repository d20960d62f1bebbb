import { dayIn } from '#domain/case/day.ts'
import type { Services } from '#ports.ts'

/**
 * At the start, before anybody is told: addresses of officers and custodians that the previous secret sealed are sealed
 * under the present one, so that dropping the previous one costs none of them. What neither opens is lost: its desk says
 * so, and nobody in danger is said to be told there.
 */
export async function renewAddresses({
  clock,
  log,
  addresses,
  officerAddresses,
}: Pick<Services, 'clock' | 'log' | 'addresses' | 'officerAddresses'>): Promise<void> {
  let lost = 0
  for (const sealed of await officerAddresses.live()) {
    const renewed = await addresses.renew(sealed)
    if (renewed === null) {
      await officerAddresses.lose(sealed, dayIn('UTC', clock.now()))
      lost += 1
    } else if (renewed !== sealed) await officerAddresses.replace(sealed, renewed)
  }
  if (lost > 0) log.warn('addresses_lost', { code: 'KEY_REFUSED', count: lost })
}
