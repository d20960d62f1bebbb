import * as z from 'zod'
import { ID_SHAPE } from './ids.ts'

/** Files that one letter may carry, whatever the policy says. */
export const MOST_ATTACHMENTS = 25
/** Bytes of one piece of an upload: small enough that a bad line loses little. */
export const PIECE_BYTES = 256 << 10

/**
 * A file as the letter it belongs to names it, inside the seal: its name, its true length and its own session key. The
 * sealed bytes lie apart and say none of it.
 */
export const AttachmentLine = z.strictObject({
  id: z.string().regex(ID_SHAPE),
  /** Safe to show and to save under: `safeName()` made it. */
  name: z.string().min(1).max(120),
  /** By the bytes, never by the name. */
  type: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/),
  bytes: z.int().nonnegative(),
  /** SHA-256 in base64url of the file itself. */
  sha256: z.string().length(43),
  /** The session key of the sealed packet: 32 bytes in base64url. */
  key: z.string().length(43),
  /** The person chose to send the file as it was, with what stands in it about whoever made it. */
  original: z.boolean(),
})
export type AttachmentLine = z.infer<typeof AttachmentLine>

export const AttachmentLines = z.array(AttachmentLine).max(MOST_ATTACHMENTS)
