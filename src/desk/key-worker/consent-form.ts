import { utf8 } from '#bytes.ts'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import { sealer } from '#crypto/seal.ts'
import { sound } from '#dialogs/account.ts'
import { type ConsentForm, SANITISED_LIMIT, SANITISED_LINES } from '#domain/case/consent.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import { ConcernForm } from '#domain/case/message.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
import type { WireCase } from '#wire/desk.ts'
import type { Asking } from './protocol.ts'
import { readLetter } from './read-letter.ts'

/**
 * What stands in the seal of a request: the office, and the hash of exactly what would be passed. Whom the person kept
 * out is sealed in her first letter, so it is looked at here, on the officer's machine, and nowhere before.
 * @throws CONSENT_REFUSED for an office she kept out, and where her first letter cannot say so; ANSWERS_INVALID
 */
export async function consentForm(
  wireCase: WireCase,
  asking: Asking,
  own: PrivateKeyHandle,
): Promise<Record<keyof ConsentForm, unknown>> {
  const { office, content } = asking
  const account = wireCase.letters.find(({ kind, dir, seq }) => {
    return kind === 'concern' && dir === 'r>o' && seq === 1
  })
  if (account === undefined) throw new AppError('CONSENT_REFUSED')
  const first = await readLetter({ wireCase, wireLetter: account, prev: null }, own, [])
  const form = ConcernForm.safeParse(first.letter?.form).data
  if (form === undefined || form.about.includes(office)) throw new AppError('CONSENT_REFUSED')
  if (content === 'account') {
    const hash = await sealer.hash(fromBase64url(account.data))
    return { office, content, hash, sanitised: null }
  }
  if (!fitsRequest(asking.sanitised)) throw new AppError('ANSWERS_INVALID')
  // Half a surrogate pair would become another letter on its way, and the hash that of another text.
  const sanitised = sound(asking.sanitised)
  const hash = await sealer.hash(utf8(sanitised))
  return { office, content, hash, sanitised: new Confidential(sanitised) }
}

/** Could the person read all of it on one screen? */
export function fitsRequest(text: string): boolean {
  const letters = [...text].length
  return (
    text.trim() !== '' && letters <= SANITISED_LIMIT && text.split('\n').length <= SANITISED_LINES
  )
}
