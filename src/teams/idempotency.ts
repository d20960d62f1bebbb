import { createHmac } from 'node:crypto'
import type { Fields } from '#reporter/follow-up/visit.ts'

/** Function that computes the stored mark of a Send. */
export type IdempotencyKeyOf = (nonce: string, fields: Fields) => Uint8Array<ArrayBuffer>

/**
 * Idempotency mark of a Send: it recognises a retry and identifies neither card nor user (T-134). For a message the
 * text is part of it: an edit after an unknown outcome must not be lost. For a first Send see `sending.ts`.
 */
export function idempotencyKeys(key: Uint8Array): IdempotencyKeyOf {
  return (nonce, fields) => {
    const written = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1))
    return Uint8Array.from(
      createHmac('sha256', key)
        .update(JSON.stringify([nonce, written]))
        .digest(),
    )
  }
}
