import { ConsentForm, consentStanding, type GivenConsent } from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { ProvenAnswer } from '#domain/case/proven-consent.ts'
import type { WireCase } from '#wire/desk.ts'
import type { ReadConsent } from './protocol.ts'
import type { DecryptedLetter } from './read-letter.ts'

/**
 * Consent requests, and the proven answers to them. The database's list is compared with them: a consent without the
 * reporter's signature counts as none, and so does a Yes after which a letter of the reporter's may be missing.
 * @param sound letters without faults
 */
export function readConsents(
  wireCase: WireCase,
  sound: readonly DecryptedLetter[],
  answers: readonly ProvenAnswer[],
): ReadConsent[] {
  const heads = wireCase.letters
    .toSorted((one, other) => one.seq - other.seq)
    .map(({ id, dir, kind }) => ({ id: id as MessageId, dir, kind }))
  const given = answers.map((one) => givenIn(wireCase, one))
  return sound.flatMap(({ wireLetter, letter }) => {
    if (wireLetter.kind !== 'consent' || wireLetter.dir !== 'o>r') return []
    const form = ConsentForm.safeParse(letter?.form).data
    if (form === undefined) return []
    const request = wireLetter.id as MessageId
    const reporterConsents = given.filter((one) => one.request === request)
    const standing = consentStanding(request, heads, reporterConsents, wireCase.office)
    if (standing === null) return []
    const serverConsents = wireCase.consents.filter((one) => one.request === request)
    const last = answers.findLast((one) => one.request === request)
    const isProven = (last?.isLastKnown ?? true) || last?.agreed === false
    return [
      {
        request,
        office: form.office,
        content: form.content,
        sanitised: form.sanitised,
        askedOn: wireLetter.on,
        answeredOn: reporterConsents.at(-1)?.on ?? null,
        standing: isProven && same(reporterConsents, serverConsents) ? standing : 'unproved',
      },
    ]
  })
}

function givenIn({ letters }: WireCase, answer: ProvenAnswer): GivenConsent {
  const { request, office, hash, agreed, id } = answer
  const on = letters.find((one) => one.id === id)?.on as Day
  return { request: request as MessageId, office, hash, agreed, on }
}

/** Whether the database lists the same answers: their order is the letters' matter. */
function same(
  reporterConsents: readonly GivenConsent[],
  serverConsents: WireCase['consents'],
): boolean {
  const lines = (consents: readonly Omit<GivenConsent, 'request' | 'on'>[]) =>
    consents.map(({ agreed, hash, office }) => `${agreed} ${office} ${hash}`).toSorted()
  return lines(reporterConsents).join() === lines(serverConsents).join()
}
