import { type ConsentStanding, consentStanding } from '#domain/case/consent.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { OpenedLetter, ReportersCaseHeads } from '#ports.ts'

/** Letters of a case as the consent rules take them. */
export function headsOf({ letters }: Pick<ReportersCaseHeads, 'letters'>) {
  return letters.map(({ head }) => head)
}

/**
 * Whether the recorded answer to a request is none that the person signed. Silence and a No need no proof: nothing is passed
 * on by them; a Yes that she took back must not stand again because the No is not recorded.
 */
export function isAnswerUnproven(
  { consents }: Pick<ReportersCaseHeads, 'consents'>,
  letters: readonly Pick<OpenedLetter, 'answer'>[],
  request: string,
): boolean {
  const recorded = consents.findLast((one) => one.request === request)
  if (recorded?.agreed !== true) return false
  const signed = letters.findLast(({ answer }) => answer?.request === request)?.answer
  return !(
    signed?.agreed === true &&
    signed.office === recorded.office &&
    signed.hash === recorded.hash
  )
}

/** State of a consent request; `null` when it is none of this case. */
export function requestStanding(
  reportersCase: ReportersCaseHeads,
  request: string,
): ConsentStanding | null {
  return consentStanding(
    request as MessageId,
    headsOf(reportersCase),
    reportersCase.consents,
    reportersCase.office,
  )
}
