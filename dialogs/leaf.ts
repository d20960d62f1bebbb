import type { Leaf, LeafId } from '#domain/concern/leaf.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { Journey } from './steps.ts'

/** What a report becomes when only advice is wanted first. */
export const ADVICE_FIRST: LeafId = 'advice.duty_to_report'
/** Where "I am not sure" leads, from every screen of the tree. */
export const UNSURE: LeafId = 'service.unclear'
export const SELF_HARM: LeafId = 'safety.self_harm'
export const INFORMATION: LeafId = 'service.general_information'

/** The leaf that was tapped, whatever was asked for afterwards. */
export function tappedLeaf(journey: Journey, policy: Policy): Leaf | null {
  return policy.leaves.get(journey.leaf as LeafId) ?? null
}

/**
 * The leaf a concern is told under. With "only advice first" a misconduct leaf is a question to the ethics office;
 * the formal time limits of what happened run on all the same.
 */
export function leafOf(journey: Journey, policy: Policy): Leaf | null {
  const tapped = tappedLeaf(journey, policy)
  if (tapped === null || !journey.adviceOnly || tapped.category !== 'misconduct') return tapped
  const advice = policy.leaves.get(ADVICE_FIRST)
  return advice === undefined ? tapped : { ...advice, timeLimits: tapped.timeLimits }
}

const ASKED_CATEGORIES = ['workplace', 'misconduct', 'retaliation', 'attention'] as const
const ASKED_LEAVES: readonly LeafId[] = [
  ADVICE_FIRST,
  'advice.ethical_dilemma',
  UNSURE,
  'safety.immediate_danger',
]

/** Is somebody perhaps to be kept out? Asked after the leaf, before anything is typed. */
export function asksKeepOut(leaf: Leaf): boolean {
  return ASKED_LEAVES.includes(leaf.id) || ASKED_CATEGORIES.some((one) => one === leaf.category)
}

/** "The office that should protect me is the problem": which office has to be said, or it would receive this. */
export function mustKeepOut(leaf: Leaf): boolean {
  return leaf.id === 'retaliation.retaliation_by_oversight'
}
