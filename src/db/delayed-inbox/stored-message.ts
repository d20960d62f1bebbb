import * as z from 'zod'
import type { Day } from '#domain/case/day.ts'
import { READER_ROLES, type SealedLetter } from '#domain/case/envelope.ts'
import { base64url, type CaseId, ID_SHAPE, type MessageId } from '#domain/case/ids.ts'
import { DIRECTIONS, KINDS } from '#domain/case/message.ts'

/** Bytes as base64url in a pending row. */
export const bytes = z
  .string()
  .regex(/^[\w-]*$/)
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64url')))
export const storedCaseId = z
  .string()
  .regex(ID_SHAPE)
  .transform((text) => text as CaseId)
export const messageId = z
  .string()
  .regex(ID_SHAPE)
  .transform((text) => text as MessageId)
export const storedDay = z.iso.date().transform((text) => text as Day)

/** A sealed letter in a pending row. */
export const StoredMessage = z.strictObject({
  id: messageId,
  case: storedCaseId,
  dir: z.enum(DIRECTIONS),
  seq: z.int().positive(),
  kind: z.enum(KINDS),
  on: storedDay,
  data: bytes,
  keys: z.array(z.strictObject({ role: z.enum(READER_ROLES), reader: z.string(), bytes })),
  attachments: z.array(z.string().regex(ID_SHAPE)),
})

export function storedMessage(letter: SealedLetter): z.input<typeof StoredMessage> {
  return {
    id: letter.id,
    case: letter.case,
    dir: letter.dir,
    seq: letter.seq,
    kind: letter.kind,
    on: letter.on,
    data: Buffer.from(letter.data).toString('base64url'),
    keys: letter.keys.map(({ role, reader, bytes: packet }) => ({
      role,
      reader,
      bytes: base64url(packet),
    })),
    attachments: [...(letter.attachments ?? [])],
  }
}
