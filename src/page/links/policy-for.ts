import type { OneOffLink } from '#domain/case/one-off-link.ts'
import { atOneOffice } from '#domain/concern/at-one-office.ts'
import type { Policy } from '#domain/concern/policy.ts'

/** Policy for a link: an office's link routes to that office, any other as without a link. */
export function policyFor(link: OneOffLink | null, policy: Policy): Policy {
  return link?.from === 'office' ? atOneOffice(policy, link.office) : policy
}
