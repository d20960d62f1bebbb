import { type ConsentStanding, consentStanding } from '#domain/case/consent.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { ReportersCaseHeads } from '#ports.ts'

/** Letters of a case as the consent rules take them. */
export function headsOf({ letters }: Pick<ReportersCaseHeads, 'letters'>) {
  return letters.map(({ head }) => head)
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
