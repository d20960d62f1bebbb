import { dayIn } from '#domain/case/day.ts'
import type { Services } from '#ports.ts'

/**
 * Somebody shows the bot the code of a desk: the officer it was offered to is told at this address from now on.
 * @returns `false` for a code that nobody was offered
 */
export async function pair(
  services: Pick<Services, 'clock' | 'addresses' | 'officerAddresses'>,
  code: string,
  address: string,
): Promise<boolean> {
  const [hash, sealed] = await Promise.all([
    services.addresses.code(code),
    services.addresses.seal(address),
  ])
  const now = services.clock.now()
  return services.officerAddresses.pair(hash, sealed, now, dayIn('UTC', now))
}
