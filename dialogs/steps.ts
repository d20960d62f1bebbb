import type { About } from '#domain/concern/about.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import type { Office } from '#domain/concern/office.ts'

/**
 * Steps of the filing flow, in the order of the card channel, where the text is last, with Send. On the page it comes
 * before the check step.
 */
export const STEPS = [
  'tree',
  'numbers',
  'self_harm',
  'information',
  'by_name',
  'keep_out',
  'door',
  'protects_me',
  'identity',
  'consent',
  'check',
  'account',
  'nobody_left',
  'who_does_what',
  'done',
] as const
export type JourneyStep = (typeof STEPS)[number]

/** State of the filing flow: step and choices. Carried encrypted in card data; contains no typed text. */
export interface Journey {
  readonly step: JourneyStep
  /** Option ids from the root of the tree. */
  readonly taps: readonly string[]
  readonly leaf: string | null
  /** Whether "only advice" was chosen on a misconduct leaf. */
  readonly adviceOnly: boolean
  readonly about: readonly About[]
  readonly keptOut: readonly string[]
  readonly identity: IdentityLevel | null
  readonly passOn: boolean
  /** Readers as promised; when they differ later, the promise is shown again. */
  readonly promised: { readonly office: Office; readonly readers: number } | null
  /** Step to return to from a screen that is reachable from any step. */
  readonly from: JourneyStep | null
}

export const START: Journey = {
  step: 'tree',
  taps: [],
  leaf: null,
  adviceOnly: false,
  about: [],
  keptOut: [],
  identity: null,
  passOn: false,
  promised: null,
  from: null,
}
