import { xor } from '#bytes.ts'
import type { PrivateKeyHandle } from './private-key-handle.ts'
import { asKey, type SessionKey, unwrap } from './wrap.ts'

/** The two halves of a shared letter's key, each in a packet for the same reader. */
export type Halves = readonly [own: Uint8Array, disclosed: Uint8Array]

/**
 * Combines an officer's half of a session key with the half that a custodian disclosed to that officer. Twice the same
 * half gives no usable key.
 * @throws ENVELOPE_BROKEN
 */
export async function bothHalves(
  [own, disclosed]: Halves,
  privateKey: PrivateKeyHandle,
): Promise<SessionKey> {
  return asKey(xor(await unwrap(own, privateKey), await unwrap(disclosed, privateKey)))
}
