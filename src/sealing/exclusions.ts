import type { Exclusions } from '../ports.ts'
import type { Bytes } from './bytes.ts'
import { hmac } from './derive.ts'
import type { ServerKeys } from './server-keys.ts'

/** Lets the server refuse a key row for somebody who was kept out, without the database saying whom. */
export function exclusions(keys: ServerKeys): Exclusions {
  return {
    tag: async (id, officer) => hmac(await keys.key('exclusion'), id, officer),
  }
}

/** What is kept of a dialog's nonce, so that a retry is known and the nonce is not. */
export async function nonceHash(keys: ServerKeys, nonce: Uint8Array | string): Promise<Bytes> {
  return hmac(await keys.key('nonce'), nonce)
}
