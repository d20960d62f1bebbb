import type { Office } from './office.ts'
import type { Policy } from './policy.ts'

/**
 * What an organisation decides, for whoever came by a link of one office: what she tells goes to that office, whatever
 * it is about. Leaves that show people and numbers stay as they are.
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
