import type { CaseAlert, CaseLine } from '#dialogs/case-line.ts'
import type { Alert } from '#domain/case/alert.ts'
import { openRequest, requestsIn } from '#domain/case/consent.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { ReportersCase } from '#ports.ts'
import { headsOf, requestStanding } from '../consent-request-state.ts'

/** A case as its person's screens show it. */
export function lineOf(
  held: ReportersCase,
  late: boolean,
  alert: (Alert & { readonly notifiable?: boolean | null }) | null = null,
  waiting: readonly MessageId[] = [],
): CaseLine {
  return {
    key: held.id,
    office: held.office,
    receivedOn: held.terms.receivedOn,
    dueOn: held.status.dueOn,
    state: held.status.state,
    late,
    alert: alert === null ? null : shown(alert),
    waits: waiting.length > 0,
    lettersFromUs: held.letters.filter(({ head }) => head.dir === 'o>r').length,
    ...consentOf(held),
    identity: held.identity,
    nameNews: held.nameNews,
  }
}

/** What waits for her Yes or No, and which Yes she can take back. */
function consentOf(held: ReportersCase): Pick<CaseLine, 'request' | 'agreed'> {
  const heads = headsOf(held)
  const open = openRequest(heads, held.consents)
  const agreed = requestsIn(heads).flatMap((request) => {
    const office = held.consents.find((one) => one.request === request)?.office
    return office !== undefined && requestStanding(held, request) === 'agreed'
      ? [{ key: `${held.id}.${request}`, office }]
      : []
  })
  return { request: open === null ? null : `${held.id}.${open}`, agreed }
}

/** That people were told is said only where a message reaches one of them; and that none does, where that is known. */
function shown(alert: Alert & { readonly notifiable?: boolean | null }): CaseAlert {
  if (alert.is !== 'open') return alert.is === 'confirmed' ? alert : { is: 'unconfirmed' }
  if (alert.notifiable === null) return { is: 'open' }
  return { is: alert.notifiable === true ? 'told' : 'at_the_desk' }
}
