import type { Policy } from '../../../../concern/policy.ts'
import type { PageLink } from '../means.ts'

/**
 * What an organisation decides, for whoever came by a link of one office: what she tells goes to that office, whatever
 * it is about. Leaves that show people and numbers stay as they are.
 */
export function policyFor(link: PageLink | null, policy: Policy): Policy {
  if (link === null || link.from !== 'office') return policy
  const { office } = link
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
