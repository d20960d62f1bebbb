import * as z from 'zod'
import { ABOUT } from '../src/concern/about.ts'
import { IDENTITY_LEVELS } from '../src/concern/identity.ts'
import { OFFICES } from '../src/concern/office.ts'

/**
 * Every step of telling a concern, in the order of the card door: there free words are asked last of all, beside Send.
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
export type Step = (typeof STEPS)[number]

/** Where a person is in telling us, and everything she tapped. It travels sealed in card data, so it holds no words. */
export const Journey = z.strictObject({
  step: z.enum(STEPS),
  /** Option ids from the root of the tree. */
  taps: z.array(z.string().max(32)).max(6),
  leaf: z.string().nullable(),
  /** "I only want advice first" was pressed on a misconduct leaf. */
  adviceOnly: z.boolean(),
  about: z.array(z.enum(ABOUT)),
  keptOut: z.array(z.string()),
  identity: z.enum(IDENTITY_LEVELS).nullable(),
  passOn: z.boolean(),
  /** Who would read it, as the door screen said when she went on. Anything else later shows the door again. */
  promised: z.strictObject({ office: z.enum(OFFICES), readers: z.int().positive() }).nullable(),
  /** Where a screen that can be looked at from anywhere leads back to. */
  from: z.enum(STEPS).nullable(),
})
export type Journey = z.infer<typeof Journey>

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
