import type { PromisedTerms } from '#domain/case/case-status.ts'
import { dayIn } from '#domain/case/day.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Services } from '#ports.ts'

/**
 * Terms of a case at receipt. The instant is stored only for deadlines in hours and in danger; otherwise the day.
 */
export function promisedTerms(
  services: Pick<Services, 'clock' | 'policy'>,
  leaf: Leaf,
  office: Office,
): PromisedTerms {
  const now = services.clock.now()
  const { zone } = services.policy.offices[office]
  const counted = leaf.replyHours !== null || leaf.category === 'safety'
  return {
    receivedOn: dayIn(zone, now),
    receivedAt: counted ? now : null,
    replyDays: leaf.replyDays,
    replyHours: leaf.replyHours,
    zone,
  }
}
