import { xor } from '#bytes.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import type { PrivateKeyHandle } from './private-key-handle.ts'
import { asKey, type SessionKey, unwrap } from './wrap.ts'

/** A half that was opened already. */
export interface OpenedHalf {
  readonly half: string
}

/** The two halves of a shared letter's key, in packets for the same reader. */
export type Halves = readonly [own: Uint8Array, disclosed: Uint8Array | OpenedHalf]

/**
 * Combines an officer's half of a session key with the half that a custodian disclosed to that officer. Twice the same
 * half gives no usable key.
 * @throws ENVELOPE_BROKEN
 */
export async function bothHalves(
  [own, disclosed]: Halves,
  privateKey: PrivateKeyHandle,
): Promise<SessionKey> {
  const other =
    disclosed instanceof Uint8Array
      ? await unwrap(disclosed, privateKey)
      : fromBase64url(disclosed.half)
  return asKey(xor(await unwrap(own, privateKey), other))
}
