import { xor } from '#bytes.ts'
import type { PrivateKeyHandle } from './private-key-handle.ts'
import { asKey, type SessionKey, unwrap } from './wrap.ts'

/** The two halves of a shared letter's key, each in a packet for one and the same reader. */
export type Halves = readonly [own: Uint8Array, disclosed: Uint8Array]

/**
 * Puts together what an officer had from the beginning and what a custodian disclosed to him. The same half twice makes
 * nothing, as it should. @throws ENVELOPE_BROKEN
 */
export async function bothHalves(
  [own, disclosed]: Halves,
  privateKey: PrivateKeyHandle,
): Promise<SessionKey> {
  return asKey(xor(await unwrap(own, privateKey), await unwrap(disclosed, privateKey)))
}
