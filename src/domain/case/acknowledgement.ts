import * as z from 'zod'
import { HASH_SHAPE } from './ids.ts'

const hash = z.string().regex(HASH_SHAPE)

/**
 * A signed statement that sealed letters were received. It names days and hashes of ciphertext, and nothing that they
 * are about: whoever has the letters can show that they are meant.
 */
export const Acknowledgement = z.strictObject({
  v: z.literal(1),
  /** In the order in which they were sent. */
  received: z
    .array(z.strictObject({ on: z.iso.date(), sha256: hash }))
    .min(1)
    .max(10_000),
  /** Which of the published filing keys signed it. */
  key: z.string().regex(/^[\w-]{22}$/),
  /** Ed25519 over everything above. */
  signature: z.string().regex(/^[\w-]{86}$/),
})
export type Acknowledgement = z.infer<typeof Acknowledgement>

export type ReceivedEntry = Acknowledgement['received'][number]

/** A public half of a key that signs acknowledgements. Published for ever. */
export const FilingKey = z.strictObject({
  /** The first 16 bytes of the hash of the key: it cannot stand for another. */
  id: z.string().regex(/^[\w-]{22}$/),
  publicKey: hash,
  since: z.iso.date(),
})
export type FilingKey = z.infer<typeof FilingKey>

export const FilingKeys = z.array(FilingKey).max(1_000)
export type FilingKeys = z.infer<typeof FilingKeys>
