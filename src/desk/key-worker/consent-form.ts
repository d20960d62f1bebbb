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
 * Sealed form of a consent request: the office, and the hash of the text to be passed on. Exclusions are sealed in the
 * first letter, so only the officer's browser can check them.
 * @throws CONSENT_REFUSED for an excluded office, and where the first letter cannot be read; ANSWERS_INVALID
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
  // A lone surrogate changes when it is encoded, and the hash would be that of another text.
  const sanitised = sound(asking.sanitised)
  const hash = await sealer.hash(utf8(sanitised))
  return { office, content, hash, sanitised: new Confidential(sanitised) }
}

/** Whether the text fits on one screen of the reporter. */
export function fitsRequest(text: string): boolean {
  const letters = [...text].length
  return (
    text.trim() !== '' && letters <= SANITISED_LIMIT && text.split('\n').length <= SANITISED_LINES
  )
}
