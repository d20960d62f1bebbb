import { ABOUT, type About } from '#domain/concern/about.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { routeConcern } from '#domain/concern/routing.ts'
import { sameSet } from '#domain/concern/same-set.ts'
import { AppError } from '#errors.ts'
import type { PageFiling } from '#wire/reporter.ts'

/** Unsealed routing data of a filing; the leaf is sealed. */
export type ClaimedRoute = Pick<PageFiling, 'office' | 'category' | 'replyDays' | 'flags'>

/**
 * Checks that some leaf of the policy leads to this office with this category and promise. Deadlines in hours need
 * instants and are refused on this channel.
 * @returns hours to confirm a danger; `null` without danger @throws ANSWERS_INVALID
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
    const expected = routeConcern(leaf, about, receiving)
    return expected?.office === office && sameSet(expected.flags, flags)
  })
}

/** All combinations of subjects of a concern. */
function everyAbout(): readonly (readonly About[])[] {
  const choices = Array.from({ length: 2 ** ABOUT.length }, (_, at) => at)
  return choices.map((choice) => ABOUT.filter((_, at) => (choice >> at) % 2 === 1))
}
