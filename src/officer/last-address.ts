import { plusDays } from '#domain/case/day.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { Services } from '#ports.ts'
import { today } from './act.ts'

/**
 * Whether the officer named by the policy as `escalateTo` was notified today or yesterday that some answer is overdue.
 * Which case or office is not said. `false` for every other officer.
 */
export async function isSomebodyWaiting(
  services: Pick<Services, 'clock' | 'policy' | 'officerAddresses'>,
  officer: Officer,
): Promise<boolean> {
  if (services.policy.escalateTo !== officer.id) return false
  const notifiedOn = await services.officerAddresses.lastAddressNotifiedOn()
  return notifiedOn !== null && notifiedOn >= plusDays(today(services, 'ethics'), -1)
}
