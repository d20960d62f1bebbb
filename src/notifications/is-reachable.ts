import { dayIn } from '#domain/case/day.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import type { Services } from '#ports.ts'

/** Does a message reach one of them? When that cannot be found out, nobody is said to have been alerted. */
export function isReachable(
  services: Pick<Services, 'clock'> & {
    readonly officerAddresses: Pick<Services['officerAddresses'], 'canNotify'>
  },
  officers: readonly OfficerId[],
  id: CaseId | null,
): Promise<boolean> {
  return services.officerAddresses
    .canNotify(officers, dayIn('UTC', services.clock.now()), id)
    .catch(() => false)
}
