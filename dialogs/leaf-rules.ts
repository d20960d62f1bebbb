import type { Leaf, LeafId } from '#domain/concern/leaf.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { Journey } from './steps.ts'

/** Leaf of a report when "only advice" was chosen. */
export const ADVICE_FIRST: LeafId = 'advice.duty_to_report'
/** Leaf of "I am not sure". */
export const UNSURE: LeafId = 'service.unclear'
export const SELF_HARM: LeafId = 'safety.self_harm'
export const INFORMATION: LeafId = 'service.general_information'

/** The leaf at the end of the taps, before "only advice" is applied. */
export function tappedLeaf(journey: Journey, policy: Policy): Leaf | null {
  return policy.leaves.get(journey.leaf as LeafId) ?? null
}

/**
 * The leaf of a concern. With "only advice" a misconduct leaf becomes a question to the ethics office; formal time
 * limits of the matter are not suspended.
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

/** Whether the exclusion screen follows this leaf. */
export function asksKeepOut(leaf: Leaf): boolean {
  return ASKED_LEAVES.includes(leaf.id) || ASKED_CATEGORIES.some((one) => one === leaf.category)
}

/** Whether the leaf requires an excluded office, because it is about an office that would receive it. */
export function mustKeepOut(leaf: Leaf): boolean {
  return leaf.id === 'retaliation.retaliation_by_oversight'
}
