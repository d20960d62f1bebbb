import { type Alert, alertOf } from '#domain/case/alert.ts'
import { dayIn } from '#domain/case/day.ts'
import { unreleasedFrom, waitsForRelease } from '#domain/case/release-day.ts'
import { standing } from '#domain/case/urgency.ts'
import { isReachable } from '#notifications/is-reachable.ts'
import type { Holder, OpenedLetter, ReportersCase, ReportersCaseHeads, Services } from '#ports.ts'
import { openOwn, whoReadsNow } from './own-case.ts'

type ConversationServices = Pick<
  Services,
  'clock' | 'policy' | 'readership' | 'receipts' | 'reading' | 'reporters'
> & {
  readonly officerAddresses: Pick<Services['officerAddresses'], 'canNotify'> | null
}

/** A danger as it stands, and whether a message reaches anybody who reads of it: `null` where that is not known. */
export type AlertNow = Alert & { readonly notifiable: boolean | null }

/** A reporter's own cases, newest first; none for a forwarded or copied card. */
export async function listConversations(
  services: Pick<Services, 'receipts' | 'reporters'>,
  holder: Holder,
): Promise<readonly ReportersCaseHeads[]> {
  const cases = await services.reporters.heads(await services.receipts.lookups(holder))
  const opened = await Promise.all(
    cases.map((reportersCase) => services.receipts.open(holder, reportersCase)),
  )
  return cases.filter((_, at) => opened[at] !== null)
}

/** @returns `null` when the reporter has no such case */
export async function readConversation(
  services: ConversationServices,
  holder: Holder,
  id: string,
): Promise<{
  reportersCase: ReportersCase
  letters: readonly OpenedLetter[]
  late: boolean
  alert: AlertNow | null
} | null> {
  const own = await openOwn(services, holder, id)
  if (own === null) return null
  const letters = await services.reading.read(own.key, own.reportersCase)
  const alert = alertNow(services, own.reportersCase)
  const { officerAddresses, clock } = services
  const notifiable =
    officerAddresses &&
    alert?.is === 'open' &&
    (await isReachable(
      { clock, officerAddresses },
      await whoReadsNow(services, own.reportersCase).catch(() => []),
      own.reportersCase.id,
    ))
  const { reportersCase } = own
  return {
    reportersCase,
    letters,
    late: lateNow(services, reportersCase),
    alert: alert && { ...alert, notifiable },
  }
}

/** Whether an officer confirmed the danger; `null` without danger. */
export function alertNow(
  services: Pick<Services, 'clock'>,
  reportersCase: Pick<ReportersCase, 'alertHours' | 'terms' | 'status'>,
): Alert | null {
  return alertOf(
    reportersCase.alertHours,
    reportersCase.terms,
    reportersCase.status,
    services.clock.now(),
  )
}

/**
 * Whether the promised day of the answer has passed, which the case shows. On the page not before the release that would
 * show an answer of that day.
 */
export function lateNow(
  { clock, policy }: Pick<Services, 'clock' | 'policy'>,
  reportersCase: Pick<ReportersCase, 'alertHours' | 'channel' | 'terms' | 'status'>,
): boolean {
  const now = clock.now()
  const { zone } = reportersCase.terms
  const today = waitsForRelease({ ...reportersCase, ...reportersCase.terms })
    ? unreleasedFrom(policy.releaseAt, zone, now)
    : dayIn(zone, now)
  return standing(reportersCase.status, today, now).standing === 'overdue'
}
