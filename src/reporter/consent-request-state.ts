import { type ConsentStanding, consentStanding } from '#domain/case/consent.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { ReportersCase } from '#ports.ts'

/** Her letters and ours as the rules of consent see them. */
export function headsOf({ letters }: Pick<ReportersCase, 'letters'>) {
  return letters.map(({ head }) => head)
}

/** Where one request stands now; `null` for what is no request of this case. */
export function requestStanding(held: ReportersCase, request: string): ConsentStanding | null {
  return consentStanding(request as MessageId, headsOf(held), held.consents, held.office)
}
