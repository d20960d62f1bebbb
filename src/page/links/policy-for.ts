import type { OneOffLink } from '#domain/case/one-off-link.ts'
import { atOneOffice } from '#domain/concern/at-one-office.ts'
import type { Policy } from '#domain/concern/policy.ts'

/** A link of an office leads to that office; any other leads where anybody's telling goes. */
export function policyFor(link: OneOffLink | null, policy: Policy): Policy {
  return link?.from === 'office' ? atOneOffice(policy, link.office) : policy
}
