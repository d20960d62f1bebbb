import { ABOUT, type About } from '#domain/concern/about.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { route } from '#domain/concern/routing.ts'
import { sameSet } from '#domain/concern/same-set.ts'
import { AppError } from '#errors.ts'
import type { PageFiling } from '#wire/reporter.ts'

/** What the page says of a concern in the clear. The leaf itself is inside the seal. */
export type ClaimedRoute = Pick<PageFiling, 'office' | 'category' | 'replyDays' | 'flags'>

/**
 * Could a concern of this category, with this promise, come to this office in this way? Some leaf of the policy must
 * lead there, whomever it is about. What promises hours keeps instants, so it is not taken on this channel.
 * @returns within how many hours a danger is confirmed; `null` where nobody is in danger @throws ANSWERS_INVALID
 */
export function whatArrives(
  policy: Policy,
  claim: ClaimedRoute,
): { readonly triageHours: number | null } {
  const leaves = [...policy.leaves.values()].filter((leaf) => isTaken(policy, leaf, claim))
  if (!leaves.some((leaf) => leadsThere(policy, leaf, claim))) throw new AppError('ANSWERS_INVALID')
  if (claim.category !== 'safety') return { triageHours: null }
  const hours = leaves
    .map(({ triageHours }) => triageHours)
    .filter((triageHours) => triageHours !== null)
  return { triageHours: hours.length === 0 ? null : Math.min(...hours) }
}

function isTaken({ hidden }: Policy, leaf: Leaf, { category, replyDays }: ClaimedRoute): boolean {
  return (
    leaf.category === category &&
    leaf.replyDays === replyDays &&
    leaf.replyHours === null &&
    !hidden.has(leaf.id)
  )
}

function leadsThere(policy: Policy, leaf: Leaf, { office, flags }: ClaimedRoute): boolean {
  const receiving = OFFICES.filter((one) => policy.offices[one].receives === 'receives')
  return everyAbout().some((about) => {
    const expected = route(leaf, about, receiving)
    return expected?.office === office && sameSet(expected.flags, flags)
  })
}

/** All that a concern can be about at once. */
function everyAbout(): readonly (readonly About[])[] {
  const choices = Array.from({ length: 2 ** ABOUT.length }, (_, at) => at)
  return choices.map((choice) => ABOUT.filter((_, at) => (choice >> at) % 2 === 1))
}
