import { utf8 } from '#bytes.ts'
import { ConsentForm } from '#domain/case/consent.ts'
import type { LetterText } from '#domain/case/letter-text.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { AskedConsent, ReportersCase } from '#ports.ts'
import { sealer } from './seal.ts'

/**
 * Consent request in a letter. The hash in the request must match the account of the case, or the text that the
 * reporter is shown.
 * @returns `null` when there is no request, or its hash does not match
 */
export async function askedConsent(
  letter: LetterText,
  reportersCase: Pick<ReportersCase, 'letters' | 'office'>,
): Promise<AskedConsent | null> {
  const form = ConsentForm.safeParse(letter.form).data
  if (form === undefined || form.office === reportersCase.office) return null
  const { office, content, hash, sanitised } = form
  if ((content === 'sanitised') !== (sanitised !== null)) return null
  const passed = sanitised === null ? accountOf(reportersCase) : utf8(sanitised)
  if (passed === null || (await sealer.hash(passed)) !== hash) return null
  return {
    office,
    content,
    hash,
    sanitised: sanitised === null ? null : new Confidential(sanitised),
  }
}

/** Data packet of the account: final, and the same for every reader. */
function accountOf({ letters }: Pick<ReportersCase, 'letters'>): Uint8Array | null {
  const first = letters.find(({ head }) => head.dir === 'r>o' && head.seq === 1)
  return first?.head.kind === 'concern' ? first.data : null
}
