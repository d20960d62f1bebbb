import { categoryOf, type Leaf, type LeafId } from './leaf.ts'
import type { Policy } from './policy.ts'

/** A policy as data that can travel, in the shape of `policy.yaml`. */
export type PlainPolicy = Readonly<Record<string, unknown>>

/** What a browser is told of the policy: everything that people are shown, and not who is told when nobody answers. */
export function plainPolicy(policy: Policy): PlainPolicy {
  const leaves = [...policy.leaves].map(([id, { id: _, category: __, ...leaf }]) => [id, leaf])
  return {
    ...policy,
    leaves: Object.fromEntries(leaves),
    hidden: [...policy.hidden],
    escalateTo: null,
  }
}

/**
 * The policy again, out of what our own server wrote into our own document: whoever could change it there could
 * change the program, so it is not judged a second time.
 */
export function policyOf(plain: PlainPolicy): Policy {
  const {
    leaves: byId,
    hidden,
    ...others
  } = plain as Omit<Policy, 'leaves' | 'hidden'> & {
    readonly leaves: Readonly<Record<LeafId, Omit<Leaf, 'id' | 'category'>>>
    readonly hidden: readonly LeafId[]
  }
  const leaves = Object.entries(byId) as [LeafId, Omit<Leaf, 'id' | 'category'>][]
  return {
    ...others,
    leaves: new Map(leaves.map(([id, leaf]) => [id, { ...leaf, id, category: categoryOf(id) }])),
    hidden: new Set(hidden),
  }
}
