import { plusDays } from '#domain/case/day.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { Services } from '#ports.ts'
import { today } from './act.ts'

/**
 * Was this officer, whom the policy names for it, told today or yesterday that somewhere an answer is late and nobody
 * does anything? Where is said to nobody; to everybody else the answer is no.
 */
export async function isSomebodyWaiting(
  services: Pick<Services, 'clock' | 'policy' | 'officerAddresses'>,
  officer: Officer,
): Promise<boolean> {
  if (services.policy.escalateTo !== officer.id) return false
  const notifiedOn = await services.officerAddresses.lastAddressNotifiedOn()
  return notifiedOn !== null && notifiedOn >= plusDays(today(services, 'ethics'), -1)
}
