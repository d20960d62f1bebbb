import * as z from 'zod'
import { SignedAct } from '#domain/case/act.ts'
import { CLOSING_REASONS, IDENTITY_REASONS, QUESTION_REASONS } from '#domain/case/event.ts'
import { MOST_AT_ONCE } from '#domain/case/spam.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { bytes, id } from './bytes.ts'
import { UploadedLetter } from './desk.ts'

/*
 * The bodies of `POST /api/cases/:id/<verb>`; the answer to each is the `WireCase` as it is then.
 */

/** Where the person asked to be told: opaque to the desk, from her own letter, and only where she did. */
const notify = bytes.max(4_000).optional()

export const Acknowledge = z.strictObject({ letter: UploadedLetter.nullable() })
export const Answer = z.strictObject({ letter: UploadedLetter, notify })
export const Question = z.strictObject({
  letter: UploadedLetter,
  reason: z.enum(QUESTION_REASONS),
  notify,
})
export const Note = z.strictObject({ letter: UploadedLetter })
/** The office stands in the seal too, where the person reads it; here it is looked at and not kept. */
export const AskConsent = z.strictObject({
  letter: UploadedLetter,
  office: z.enum(OFFICES),
  notify,
})
/** The newest letter of the person's that the officer's machine opened. */
export const NewestLetter = z.strictObject({
  seq: z.int().positive().max(100_000),
  hash: bytes.length(43),
})
/** Only who opened what the person wrote last can close: what was opened is this machine's word. */
export const Close = z.strictObject({
  reason: z.enum(CLOSING_REASONS),
  opened: NewestLetter,
  notify,
})
/**
 * Why the office needs to know who it is, and the request as the officer's machine signed it: a desk that was loaded
 * before requests were signed sends none.
 */
export const AskName = z.strictObject({
  reason: z.enum(IDENTITY_REASONS),
  act: SignedAct.optional(),
})

/** Many cases at once, put aside or brought back; the answer says which of them were. */
export const MarkSpam = z.strictObject({ ids: z.array(id).min(1).max(MOST_AT_ONCE) })
export const MarkSpamResult = z.strictObject({ moved: z.array(id) })
export type MarkSpamResult = z.infer<typeof MarkSpamResult>
