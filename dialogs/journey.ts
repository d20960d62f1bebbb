import * as z from 'zod'
import { ABOUT } from '../src/concern/about.ts'
import { IDENTITY_LEVELS } from '../src/concern/identity.ts'

/** Every step of telling a concern, in order. Free words are asked on the last one only, beside Send. */
export const STEPS = [
  'tree',
  'numbers',
  'self_harm',
  'information',
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
}
