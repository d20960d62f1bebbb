import type { About } from '#domain/concern/about.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import type { Office } from '#domain/concern/office.ts'

/**
 * Every step of telling a concern, in the order of the card channel: there free words are asked last of all, beside Send.
 * Where they are sealed on her own device they come before the reading over.
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

/** Where a person is in telling us, and everything she tapped. It travels sealed in card data, so it holds no words. */
export interface Journey {
  readonly step: JourneyStep
  /** Option ids from the root of the tree. */
  readonly taps: readonly string[]
  readonly leaf: string | null
  /** "I only want advice first" was pressed on a misconduct leaf. */
  readonly adviceOnly: boolean
  readonly about: readonly About[]
  readonly keptOut: readonly string[]
  readonly identity: IdentityLevel | null
  readonly passOn: boolean
  /** Who would read it, as the promise screen said when she went on. Anything else later shows the promise again. */
  readonly promised: { readonly office: Office; readonly readers: number } | null
  /** Where a screen that can be looked at from anywhere leads back to. */
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
