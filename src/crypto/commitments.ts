import { framed } from '#bytes.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import type { Commitments } from '#ports.ts'
import { NAME_COMMITMENT, PROMISE_COMMITMENT } from './constants.ts'
import { sha256 } from './hkdf.ts'

/** Hashes that stand in the first message of a case. A name is hashed with its salt: alone it could be guessed. */
export const commitments: Commitments = {
  name: async (salt, name) =>
    base64url(await sha256(framed(NAME_COMMITMENT, fromBase64url(salt), name.reveal()))),
  promise: async (language, policyHash) =>
    base64url(await sha256(framed(PROMISE_COMMITMENT, language, policyHash))),
}
