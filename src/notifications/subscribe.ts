import type { Day } from '#domain/case/day.ts'
import type { Custodian, Officer } from '#domain/case/officer.ts'
import { newPairingCode, PAIRING_MINUTES, pairingEnd, spelled } from '#domain/case/pairing.ts'
import type { Services } from '#ports.ts'

type Staff = Officer | Custodian

/** Issues a pairing code for the bot. Only its hash is stored: who reads the database cannot subscribe with it. */
export async function offerCode(
  services: Pick<Services, 'clock' | 'chance' | 'addresses' | 'officerAddresses'>,
  staff: Staff,
): Promise<{ readonly code: string; readonly minutes: number }> {
  const code = newPairingCode(services.chance)
  const until = pairingEnd(services.clock.now())
  await services.officerAddresses.offer(await services.addresses.code(code), staff.id, until)
  return { code: spelled(code), minutes: PAIRING_MINUTES }
}

/** Subscription of an officer or custodian: since when, and whether a code is unused. */
export async function subscribe(
  services: Pick<Services, 'clock' | 'officerAddresses'>,
  staff: Staff,
): Promise<{
  readonly since: Day | null
  readonly lostOn: Day | null
  readonly waiting: boolean
}> {
  const waiting = await services.officerAddresses.waiting(staff.id, services.clock.now())
  const subscription = await services.officerAddresses.of(staff.id)
  return { since: subscription?.since ?? null, lostOn: subscription?.lostOn ?? null, waiting }
}

export async function unsubscribe(
  services: Pick<Services, 'officerAddresses'>,
  staff: Staff,
): Promise<void> {
  await services.officerAddresses.end(staff.id)
}
