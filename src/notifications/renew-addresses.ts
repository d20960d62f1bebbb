import { dayIn } from '#domain/case/day.ts'
import type { SealedAddress, Services } from '#ports.ts'

/**
 * At the start, before anybody is told: addresses of officers and custodians that the previous secret sealed are sealed
 * under the present one, all or none, so that dropping the previous one costs none of them. What neither opens is lost:
 * its desk says so, and nobody in danger is said to be told there. A start with a secret that the database does not know
 * does not come here (`claimProduction`).
 */
export async function renewAddresses({
  clock,
  log,
  addresses,
  officerAddresses,
}: Pick<Services, 'clock' | 'log' | 'addresses' | 'officerAddresses'>): Promise<void> {
  const changed: [SealedAddress, SealedAddress][] = []
  let lost = 0
  for (const sealed of await officerAddresses.live()) {
    const renewed = await addresses.renew(sealed)
    if (renewed === null) {
      await officerAddresses.lose(sealed, dayIn('UTC', clock.now()))
      lost += 1
    } else if (renewed !== sealed) changed.push([sealed, renewed])
  }
  await officerAddresses.replace(changed)
  if (lost > 0) log.warn('addresses_lost', { code: 'KEY_REFUSED', count: lost })
}
