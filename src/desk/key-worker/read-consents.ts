import {
  ConsentAnswer,
  ConsentForm,
  consentStanding,
  type GivenConsent,
} from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { WireCase } from '#wire/desk.ts'
import type { ReadConsent } from './protocol.ts'
import type { DecryptedLetter } from './read-letter.ts'

/**
 * Consent requests and answers, from signed letters in their sequence. The database's list is compared with them: a
 * consent without the reporter's signature counts as none.
 * @param sound letters without faults
 */
export function readConsents(wireCase: WireCase, sound: readonly DecryptedLetter[]): ReadConsent[] {
  const heads = wireCase.letters.map(({ id, dir, kind }) => ({ id: id as MessageId, dir, kind }))
  const signed = sound.flatMap(signedAnswer)
  return sound.flatMap(({ wireLetter, letter }) => {
    if (wireLetter.kind !== 'consent' || wireLetter.dir !== 'o>r') return []
    const form = ConsentForm.safeParse(letter?.form).data
    if (form === undefined) return []
    const request = wireLetter.id as MessageId
    const reporterConsents = signed.filter(
      (one) => one.request === request && one.hash === form.hash && one.office === form.office,
    )
    const serverConsents = wireCase.consents.filter((one) => one.request === request)
    const standing = consentStanding(request, heads, reporterConsents, wireCase.office)
    if (standing === null) return []
    return [
      {
        request,
        office: form.office,
        content: form.content,
        sanitised: form.sanitised,
        askedOn: wireLetter.on,
        answeredOn: reporterConsents.at(-1)?.on ?? null,
        standing: same(reporterConsents, serverConsents) ? standing : 'unproved',
      },
    ]
  })
}

function signedAnswer({ wireLetter, letter }: DecryptedLetter): GivenConsent[] {
  if (wireLetter.kind !== 'consent' || wireLetter.dir !== 'r>o') return []
  const answer = ConsentAnswer.safeParse(letter?.form).data
  if (answer === undefined) return []
  return [{ ...answer, request: answer.request as MessageId, on: wireLetter.on as Day }]
}

function same(
  reporterConsents: readonly GivenConsent[],
  serverConsents: WireCase['consents'],
): boolean {
  return (
    reporterConsents.length === serverConsents.length &&
    reporterConsents.every(({ agreed, hash, office }, at) => {
      const row = serverConsents[at]
      return row?.agreed === agreed && row.hash === hash && row.office === office
    })
  )
}
