import { createHmac } from 'node:crypto'
import type { Fields } from '#reporter/follow-up/visit.ts'

/** Turns a Send into what is stored of it. */
export type IdempotencyKeyOf = (nonce: string, fields: Fields) => Uint8Array<ArrayBuffer>

/**
 * What is stored of a Send: a retry is known by it, and it leads back to no card and no person (T-134). Where something
 * is added, what was written counts too: somebody who did not hear that it arrived, changed a word and pressed again
 * must not lose the word. What becomes of other words in a first Send is in `sending.ts`.
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
