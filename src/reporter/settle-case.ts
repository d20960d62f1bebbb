import type { Holder, ReporterStore, ReportersCase, Services } from '#ports.ts'
import { ownCase, ownEvent } from './own-case.ts'

export type SettleResult = 'settled' | 'already' | 'erased'

/**
 * Closes a case as settled by the reporter. At the ombudsman's its sealed letters are shredded at once, as announced
 * beforehand.
 * @throws CASE_UNKNOWN when it is gone or not the reporter's
 */
export async function settle(
  services: Pick<Services, 'clock' | 'receipts' | 'reporters'>,
  holder: Holder,
  id: string,
): Promise<SettleResult> {
  const { reportersCase } = await ownCase(services, holder, id)
  return settleOwnCase(services, reportersCase)
}

/** The same, for a case that is known to be the reporter's. */
export async function settleOwnCase(
  services: Pick<Services, 'clock'> & {
    readonly reporters: Pick<ReporterStore, 'settle' | 'erase'>
  },
  reportersCase: Pick<ReportersCase, 'lookup' | 'office' | 'terms'>,
): Promise<SettleResult> {
  const event = ownEvent(services, reportersCase, 'settled', 'resolved_person_confirms')
  if (reportersCase.office !== 'ombudsman')
    return services.reporters.settle(reportersCase.lookup, event)
  await services.reporters.erase(reportersCase.lookup, event.on, 'settled')
  return 'erased'
}
