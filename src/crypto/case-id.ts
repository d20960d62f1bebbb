import { framed } from '#bytes.ts'
import { base64url, type CaseId, fromBase64url } from '#domain/case/ids.ts'
import { CASE_ID } from './constants.ts'
import { sha256 } from './hkdf.ts'

/** Length in bytes. These bytes are used for nothing else: the stored hash of the lookup token is another one. */
const ID_BYTES = 16

/**
 * Computes the id of a case that is filed by the page. It follows from the lookup token, which only the reporter has,
 * so that nobody can file under the id of another; and from a salt that is deleted with the receipt, so that whoever
 * obtains the recovery phrase later cannot prove with it which case was the reporter's.
 * @param shown the lookup token in base64url, as it is sent
 * @param salt 16 random bytes in base64url, as they are sent
 */
export async function caseIdOf(shown: string, salt: string): Promise<CaseId> {
  const hash = await sha256(framed(CASE_ID, fromBase64url(shown), fromBase64url(salt)))
  return base64url(hash.slice(0, ID_BYTES)) as CaseId
}
