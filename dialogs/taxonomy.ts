import type { LeafId } from '#domain/concern/leaf.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { UNSURE } from './leaf-rules.ts'

/** Question of the taxonomy; each option leads to another question or a leaf. */
export type TreeNode = Readonly<Record<string, NodeId | LeafId>>

/** Taxonomy. "I am not sure" is part of every question and not listed. */
export const TREE = {
  root: {
    ask: 'ask',
    happened: 'happened',
    punished: 'punished',
    tell_only: 'attention.noted_no_action',
    service: 'service',
    danger: 'danger',
  },
  danger: { other: 'safety.immediate_danger', self: 'safety.self_harm' },
  ask: {
    gift: 'advice.gifts_honours',
    outside: 'ask.outside',
    conflict: 'ask.conflict',
    procurement: 'ask.procurement',
    voice: 'advice.public_voice',
    where: 'advice.duty_to_report',
    other: 'ask.other',
  },
  'ask.outside': { during: 'advice.outside_activities', leaving: 'advice.post_employment' },
  'ask.conflict': { family: 'advice.conflict_family', money: 'advice.conflict_financial' },
  'ask.procurement': {
    process: 'advice.procurement_ethics',
    partner: 'advice.conflict_organizational',
  },
  'ask.other': { info: 'advice.information_handling', dilemma: 'advice.ethical_dilemma' },
  happened: {
    money: 'happened.money',
    sexual: 'happened.sexual',
    people: 'happened.people',
    job: 'happened.job',
    rules: 'happened.rules',
  },
  'happened.money': {
    fraud: 'misconduct.fraud_corruption',
    contract: 'misconduct.procurement_irregularity',
    property: 'misconduct.theft_misuse_assets',
    false: 'misconduct.misrepresentation',
  },
  'happened.sexual': {
    work: 'misconduct.sexual_harassment',
    community: 'misconduct.sexual_exploitation_abuse',
    child: 'misconduct.child_safeguarding',
  },
  'happened.people': {
    tension: 'workplace.interpersonal_conflict',
    rude: 'workplace.incivility',
    bully: 'misconduct.harassment',
    power: 'misconduct.abuse_of_authority',
    discrimination: 'misconduct.discrimination',
    violence: 'misconduct.assault_threat',
    team: 'workplace.team_climate',
    wellbeing: 'workplace.wellbeing',
  },
  'happened.job': {
    appraisal: 'workplace.performance_appraisal',
    contract: 'workplace.contract_decision',
    entitlement: 'workplace.entitlements_leave',
    selection: 'workplace.recruitment_fairness',
  },
  'happened.rules': {
    hidden: 'misconduct.undeclared_interest',
    favour: 'misconduct.nepotism',
    ict: 'misconduct.ict_misuse',
    leak: 'misconduct.confidentiality_breach',
    negligence: 'misconduct.gross_negligence',
    law: 'misconduct.breach_local_law',
    other: 'misconduct.other_misconduct',
  },
  punished: {
    already: 'punished.already',
    fear: 'retaliation.fear_of_retaliation',
    other_reason: 'retaliation.unfair_no_report',
  },
  'punished.already': {
    no: 'retaliation.protection_request',
    about_office: 'retaliation.retaliation_by_oversight',
  },
  service: {
    declaration: 'service.declaration',
    training: 'service.training_request',
    dialogue: 'service.dialogue_champion',
    policy: 'service.policy_support',
    external: 'service.external',
    information: 'service.general_information',
  },
  'service.declaration': {
    help: 'disclosure.filing_help',
    change: 'disclosure.declare_change',
    remedy: 'disclosure.conflict_remedy',
    verify: 'disclosure.verification',
  },
  'service.external': { coherence: 'service.coherence', media: 'service.media_inquiry' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

export type NodeId = keyof typeof TREE

export function isNode(id: string): id is NodeId {
  return Object.hasOwn(TREE, id)
}

/** Tap id of "I am not sure". */
export const UNSURE_TAP = 'unsure'

/** Node or leaf at the end of taps; `null` for unknown taps. */
export function follow(taps: readonly string[]): NodeId | LeafId | null {
  let at: NodeId | LeafId = 'root'
  for (const tap of taps) {
    if (!isNode(at)) return null
    if (tap === UNSURE_TAP) at = UNSURE
    else {
      const node: TreeNode = TREE[at]
      const next = Object.hasOwn(node, tap) ? node[tap] : undefined
      if (next === undefined) return null
      at = next
    }
  }
  return at
}

/** Offered options of a question: those that lead to a visible leaf. */
export function optionsOf(id: NodeId, policy: Pick<Policy, 'hidden'>): readonly string[] {
  return Object.entries(TREE[id] as TreeNode)
    .filter(([, to]) => leavesUnder(to).some((leaf) => !policy.hidden.has(leaf)))
    .map(([option]) => option)
}

function leavesUnder(to: NodeId | LeafId): readonly LeafId[] {
  return isNode(to) ? Object.values(TREE[to] as TreeNode).flatMap(leavesUnder) : [to]
}

/** All leaves, without repetition. */
export const LEAVES: readonly LeafId[] = [...leavesUnder('root'), UNSURE]
