import type { Day } from '#domain/case/day.ts'
import type { Custodian, Officer } from '#domain/case/officer.ts'
import { newPairingCode, PAIRING_MINUTES, spelled } from '#domain/case/pairing.ts'
import type { Services } from '#ports.ts'

type Staff = Officer | Custodian

/**
 * A code for an officer or a custodian to show the bot. Only its hash is kept: whoever reads the database cannot be told in her place.
 */
export async function offerCode(
  services: Pick<Services, 'clock' | 'chance' | 'addresses' | 'officerAddresses'>,
  staff: Staff,
): Promise<{ readonly code: string; readonly minutes: number }> {
  const code = newPairingCode(services.chance)
  const until = new Date(services.clock.now().getTime() + PAIRING_MINUTES * 60_000)
  await services.officerAddresses.offer(await services.addresses.code(code), staff.id, until)
  return { code: spelled(code), minutes: PAIRING_MINUTES }
}

/** Since when somebody is told, if at all, and whether a code of hers still waits to be shown. */
export async function subscribe(
  services: Pick<Services, 'clock' | 'officerAddresses'>,
  staff: Staff,
): Promise<{
  readonly since: Day | null
  readonly lostOn: Day | null
  readonly waiting: boolean
}> {
  const waiting = await services.officerAddresses.waiting(staff.id, services.clock.now())
  const found = await services.officerAddresses.of(staff.id)
  return { since: found?.since ?? null, lostOn: found?.lostOn ?? null, waiting }
}

export async function unsubscribe(
  services: Pick<Services, 'officerAddresses'>,
  staff: Staff,
): Promise<void> {
  await services.officerAddresses.end(staff.id)
}
