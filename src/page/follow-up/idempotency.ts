import { fromBase64url } from '#domain/case/ids.ts'
import type { Fields } from '#reporter/follow-up/visit.ts'

const NONCE_BYTES = 16

/**
 * Nonce of a Send, from the screen's nonce and its content: the same content again is idempotent, and an edit after an
 * unknown outcome is sent.
 */
export async function idempotencyKeyFor(
  minted: string,
  fields: Fields,
): Promise<Uint8Array<ArrayBuffer>> {
  const written = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', fromBase64url(minted), algorithm, false, [
    'sign',
  ])
  const bytes = new TextEncoder().encode(JSON.stringify(written))
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes)).slice(0, NONCE_BYTES)
}
