import { dayIn } from '#domain/case/day.ts'
import type { Holder, ReporterStore, ReportersCase, Services } from '#ports.ts'
import { ownCase } from './own-case.ts'

/**
 * Withdraws a case: erases its letters and keys for good; what was read stays read.
 * @returns the case as it was
 * @throws CASE_UNKNOWN when it is gone or not the reporter's
 */
export async function takeBack(
  services: Pick<Services, 'clock' | 'receipts' | 'reporters'>,
  holder: Holder,
  id: string,
): Promise<ReportersCase> {
  const { reportersCase } = await ownCase(services, holder, id)
  await takeBackOwnCase(services, reportersCase)
  return reportersCase
}

/** The same, for a known case of the reporter. @returns `false` when it was gone already */
export function takeBackOwnCase(
  services: Pick<Services, 'clock'> & { readonly reporters: Pick<ReporterStore, 'erase'> },
  reportersCase: Pick<ReportersCase, 'lookup' | 'terms'>,
): Promise<boolean> {
  const on = dayIn(reportersCase.terms.zone, services.clock.now())
  return services.reporters.erase(reportersCase.lookup, on, 'withdrawn')
}
