import * as z from 'zod'
import { MOST_KEYS, type ReaderRole } from '#domain/case/envelope.ts'
import { ID_SHAPE } from '#domain/case/ids.ts'

/** Bytes travel as base64url. One letter too many is no byte: whoever reads it would be thrown out of his verb. */
export const bytes = z
  .string()
  .regex(/^[\w-]+$/)
  .refine(({ length }) => length % 4 !== 1)
/** Of a case, a letter or a request. */
export const id = z.string().regex(ID_SHAPE)

/** Longest packet in base64url: a key packet with a sealed half of a name behind it. */
const LONGEST_PACKET = 5_600

/** Key packets for these kinds of readers: at least one, and no more than a case has readers. */
export function keyPackets<Role extends ReaderRole>(roles: readonly [Role, ...Role[]]) {
  const packet = z.strictObject({
    role: z.enum(roles),
    reader: z.string().min(1).max(64),
    bytes: bytes.max(LONGEST_PACKET),
  })
  return z.array(packet).min(1).max(MOST_KEYS)
}

/** The sealed label of a case, for the officers of its letter alone; a page that was loaded before sends none. */
export const sealedLabel = z.strictObject({ data: bytes.max(400), keys: keyPackets(['officer']) })

/** A solved challenge, as altcha encodes it. Without one the answer is `PROOF_NEEDED`. */
export const proof = z.string().max(2_000).nullable()

/** What an announced file is sent under. */
export const uploadHandle = z.string().regex(/^[\w-]{70}$/)
