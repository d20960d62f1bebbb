import { framed } from '#bytes.ts'
import { base64url, type CaseId, fromBase64url } from '#domain/case/ids.ts'
import { CASE_ID } from './constants.ts'
import { sha256 } from './hkdf.ts'

/** Never sent nor stored for anything else: the stored hash of the lookup is another one. */
const ID_BYTES = 16

/**
 * The id of a case that is filed by the page. It follows from what finds the case, which only its person has, so nobody
 * can file under the id of another; and from a salt that dies with the receipt, so that whoever gets the words
 * afterwards cannot prove by them which case was theirs.
 * @param shown what is sent to find the case, as it travels
 * @param salt 16 random bytes, as they travel
 */
export async function caseIdOf(shown: string, salt: string): Promise<CaseId> {
  const hash = await sha256(framed(CASE_ID, fromBase64url(shown), fromBase64url(salt)))
  return base64url(hash.slice(0, ID_BYTES)) as CaseId
}
