import type { Holder, ReporterStore, ReportersCase, Services } from '#ports.ts'
import { ownCase, ownEvent } from './own-case.ts'

export type SettleResult = 'settled' | 'already' | 'erased'

/**
 * The person says that it is settled: the case closes. At the ombudsman's what was sealed is shredded in the same
 * moment, as she was told before she said so.
 * @throws CASE_UNKNOWN when it is not hers, or is gone
 */
export async function settle(
  services: Pick<Services, 'clock' | 'receipts' | 'reporters'>,
  holder: Holder,
  id: string,
): Promise<SettleResult> {
  const { held } = await ownCase(services, holder, id)
  return settleOwnCase(services, held)
}

/** The same, for a case that is known to be hers. */
export async function settleOwnCase(
  services: Pick<Services, 'clock'> & {
    readonly reporters: Pick<ReporterStore, 'settle' | 'erase'>
  },
  held: ReportersCase,
): Promise<SettleResult> {
  const event = ownEvent(services, held, 'settled', 'resolved_person_confirms')
  if (held.office !== 'ombudsman') return services.reporters.settle(held.lookup, event)
  await services.reporters.erase(held.lookup, event.on, 'settled')
  return 'erased'
}
