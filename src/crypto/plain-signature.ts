import type { Key } from './openpgp.ts'

/** The only notation allowed: random bytes that OpenPGP.js adds to each signature. */
const SALT = 'salt@notations.openpgpjs.org'

type Signature = Key['users'][number]['selfCertifications'][number]

/** Whether a signature carries no text: signatures have fields for notations, addresses and names (T-20). */
export function isPlainSignature(signature: Signature): boolean {
  const texts = [signature.signersUserID, signature.policyURI, signature.preferredKeyServer]
  return (
    signature.unhashedSubpackets.length === 0 &&
    signature.unknownSubpackets.length === 0 &&
    signature.rawNotations.length === 1 &&
    signature.rawNotations.every(({ name }) => name === SALT) &&
    texts.every((one) => one === null)
  )
}
