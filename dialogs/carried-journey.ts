import * as z from 'zod'
import { ABOUT } from '#domain/concern/about.ts'
import { IDENTITY_LEVELS } from '#domain/concern/identity.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { type Journey, STEPS } from './steps.ts'

/** Schema of a journey in client data, with upper bounds of its lists. */
export const carriedJourney: z.ZodType<Journey> = z.strictObject({
  step: z.enum(STEPS),
  taps: z.array(z.string().max(32)).max(6),
  leaf: z.string().nullable(),
  adviceOnly: z.boolean(),
  about: z.array(z.enum(ABOUT)),
  keptOut: z.array(z.string()),
  identity: z.enum(IDENTITY_LEVELS).nullable(),
  passOn: z.boolean(),
  promised: z.strictObject({ office: z.enum(OFFICES), readers: z.int().positive() }).nullable(),
  from: z.enum(STEPS).nullable(),
})
