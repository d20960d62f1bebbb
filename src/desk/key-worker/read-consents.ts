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
 * What the person was asked and what she said, from letters that are signed and stand in their place. The database's
 * own list is compared with them and believed for nothing: a yes without her signature is none.
 * @param sound letters in which nothing is wrong
 */
export function readConsents(held: WireCase, sound: readonly DecryptedLetter[]): ReadConsent[] {
  const heads = held.letters.map(({ id, dir, kind }) => ({ id: id as MessageId, dir, kind }))
  const signed = sound.flatMap(signedAnswer)
  return sound.flatMap(({ found, letter }) => {
    if (found.kind !== 'consent' || found.dir !== 'o>r') return []
    const form = ConsentForm.safeParse(letter?.form).data
    if (form === undefined) return []
    const request = found.id as MessageId
    const reporterConsents = signed.filter(
      (one) => one.request === request && one.hash === form.hash && one.office === form.office,
    )
    const told = held.consents.filter((one) => one.request === request)
    const standing = consentStanding(request, heads, reporterConsents, held.office)
    if (standing === null) return []
    return [
      {
        request,
        office: form.office,
        content: form.content,
        sanitised: form.sanitised,
        askedOn: found.on,
        answeredOn: reporterConsents.at(-1)?.on ?? null,
        standing: same(reporterConsents, told) ? standing : 'unproved',
      },
    ]
  })
}

function signedAnswer({ found, letter }: DecryptedLetter): GivenConsent[] {
  if (found.kind !== 'consent' || found.dir !== 'r>o') return []
  const answer = ConsentAnswer.safeParse(letter?.form).data
  if (answer === undefined) return []
  return [{ ...answer, request: answer.request as MessageId, on: found.on as Day }]
}

function same(reporterConsents: readonly GivenConsent[], told: WireCase['consents']): boolean {
  return (
    reporterConsents.length === told.length &&
    reporterConsents.every(({ agreed, hash, office }, at) => {
      const row = told[at]
      return row?.agreed === agreed && row.hash === hash && row.office === office
    })
  )
}
