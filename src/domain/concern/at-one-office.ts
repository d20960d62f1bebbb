import type { Office } from './office.ts'
import type { Policy } from './policy.ts'

/**
 * Policy for a concern filed by an office's link: every category goes to that office. Leaves that show people and
 * numbers do not change.
 */
export function atOneOffice(policy: Policy, office: Office): Policy {
  return {
    ...policy,
    leaves: new Map(
      [...policy.leaves].map(([id, leaf]) => [
        id,
        leaf.office === null ? leaf : { ...leaf, office },
      ]),
    ),
  }
}
