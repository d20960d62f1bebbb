import * as z from 'zod'
import { SignedAct } from '#domain/case/act.ts'
import { IDENTITY_REASONS } from '#domain/case/event.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { bytes, id, keyPackets } from './bytes.ts'

/*
 * What passes between a custodian's page and the server. He is shown who asks and why, and never a word of the case.
 */

/** Who the desk is talking to when it is no officer. */
export const CustodianMe = z.strictObject({
  role: z.literal('custodian'),
  id: z.string(),
  label: z.string(),
  fingerprint: z.string(),
  demo: z.boolean(),
  lockAfterMinutes: z.int().positive(),
  today: z.iso.date(),
  now: z.iso.datetime(),
})
export type CustodianMe = z.infer<typeof CustodianMe>

export const NameRow = z.strictObject({
  id,
  reference: z.string(),
  office: z.enum(OFFICES),
  askedOn: z.iso.date(),
  reason: z.enum(IDENTITY_REASONS),
  /** The roster's label of the officer who asks. */
  askedBy: z.string(),
})
export type NameRow = z.infer<typeof NameRow>

export const Names = z.strictObject({ rows: z.array(NameRow) })
export type Names = z.infer<typeof Names>

/** One request with his half of the name, who would be able to read it, and what his machine checks both by. */
export const NameToDisclose = NameRow.extend({
  case: id,
  /** The letter with the name. */
  message: id,
  /** The request as it was signed; `null` of one of before. */
  asked: SignedAct.nullable(),
  half: bytes,
  /** One hash of the sealed letters that the request names; and those, where the half does not say what it is. */
  sealed: bytes.length(43),
  letters: z.array(bytes),
  /** The day at the office, which the release is signed on. */
  today: z.iso.date(),
  readers: z.array(z.strictObject({ id: z.string(), label: z.string() })),
})
export type NameToDisclose = z.infer<typeof NameToDisclose>

/** The body of `POST /api/names/:id/release`; the answer is what is left to decide. */
export const DiscloseName = z.strictObject({ keys: keyPackets(['released']), act: SignedAct })
export type DiscloseName = z.infer<typeof DiscloseName>
export const RefuseName = z.strictObject({})
