import * as z from 'zod'
import { LINK_SECRET } from '#domain/case/one-off-link.ts'
import { OFFICES } from '#domain/concern/office.ts'

export const linkSecret = z.string().regex(LINK_SECRET)

/** Hands out a link at the desk: what the officer's browser posts. It never posts the secret. */
export const GiveLink = z.strictObject({
  hash: linkSecret,
  office: z.enum(OFFICES),
  until: z.iso.date(),
})
export type GiveLink = z.infer<typeof GiveLink>

/** It counts until then. Nothing else is answered, now or later. */
export const LinkGiven = z.strictObject({ until: z.iso.date() })
export type LinkGiven = z.infer<typeof LinkGiven>
