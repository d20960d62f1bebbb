import type { CaseAlert, CaseLine } from '#dialogs/case-line.ts'
import type { Alert } from '#domain/case/alert.ts'
import { openRequest, requestsIn } from '#domain/case/consent.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { ReportersCaseHeads } from '#ports.ts'
import { headsOf, requestStanding } from '../consent-request-state.ts'

/** A case as the reporter's screens show it. */
export function lineOf(
  reportersCase: ReportersCaseHeads,
  late: boolean,
  alert: (Alert & { readonly notifiable?: boolean | null }) | null = null,
  waiting: readonly MessageId[] = [],
): CaseLine {
  return {
    key: reportersCase.id,
    office: reportersCase.office,
    receivedOn: reportersCase.terms.receivedOn,
    dueOn: reportersCase.status.dueOn,
    state: reportersCase.status.state,
    late,
    alert: alert === null ? null : shown(alert),
    erasedOn: reportersCase.erasure?.on ?? null,
    waits: waiting.length > 0,
    lettersFromUs: reportersCase.letters.filter(({ head }) => head.dir === 'o>r').length,
    ...consentOf(reportersCase),
    identity: reportersCase.identity,
    nameNews: reportersCase.nameNews,
  }
}

/** Open consent request, and the Yes that can be withdrawn. */
function consentOf(reportersCase: ReportersCaseHeads): Pick<CaseLine, 'request' | 'agreed'> {
  const heads = headsOf(reportersCase)
  const open = openRequest(heads, reportersCase.consents)
  const agreed = requestsIn(heads).flatMap((request) => {
    const office = reportersCase.consents.find((one) => one.request === request)?.office
    return office !== undefined && requestStanding(reportersCase, request) === 'agreed'
      ? [{ key: `${reportersCase.id}.${request}`, office }]
      : []
  })
  return { request: open === null ? null : `${reportersCase.id}.${open}`, agreed }
}

/** Alert state: `told` only where a notification reaches an officer, as far as that is known. */
function shown(alert: Alert & { readonly notifiable?: boolean | null }): CaseAlert {
  if (alert.is !== 'open') return alert.is === 'confirmed' ? alert : { is: 'unconfirmed' }
  if (alert.notifiable === null) return { is: 'open' }
  return { is: alert.notifiable === true ? 'told' : 'at_the_desk' }
}
