import type { Office } from './office.ts'

/** The eight things a concern can be, as the annual reports of ethics offices count them. */
export const CATEGORIES = [
  'safety',
  'advice',
  'workplace',
  'misconduct',
  'retaliation',
  'disclosure',
  'attention',
  'service',
] as const
export type Category = (typeof CATEGORIES)[number]

/** What telling us means in the organisation's rules: a formal report, advice, a service, a notice, or numbers to call. */
export const MODES = ['report', 'advice', 'service', 'notice', 'contacts'] as const
export type Mode = (typeof MODES)[number]

/** Whether a person's yes is needed before another office may see it, and whether policy can override a no. */
export const CONSENT_RULES = ['required', 'required_with_override', 'not_applicable'] as const
export type ConsentRule = (typeof CONSENT_RULES)[number]

export type LeafId = `${Category}.${string}`

/**
 * One leaf of the decision tree: the finest thing a person can say by tapping. `dialogs/policy.yaml` lists the leaves,
 * `dialogs/taxonomy.ts` the questions that lead to them.
 */
export interface Leaf {
  readonly id: LeafId
  readonly category: Category
  /** Where it goes when nobody is kept out; `null` only for leaves that show people and numbers instead. */
  readonly office: Office | null
  readonly mode: Mode
  readonly consent: ConsentRule
  /** Calendar days within which a person answers. */
  readonly replyDays: number
  /** Real hours within which a person answers, on the few leaves that promise hours; otherwise `null`. */
  readonly replyHours: number | null
  /** Hours until a person must have looked; `null` where only the reply counts. */
  readonly triageHours: number | null
  /** May it come from somebody we never learn the name of? */
  readonly anonymous: boolean
  /** Formal time limits of other procedures run on whatever is written here, and the person is told so. */
  readonly timeLimits: boolean
  /** Opens protection against retaliation once a name is given. */
  readonly protects: boolean
  /** The line of the annual report it is counted under. */
  readonly reportedAs: string
}

export function categoryOf(leaf: LeafId): Category {
  return leaf.slice(0, leaf.indexOf('.')) as Category
}
