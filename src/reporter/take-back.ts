import type { SignedAct } from '#domain/case/act.ts'
import type { Holder, ReporterStore, ReportersCase, Services } from '#ports.ts'
import { type OwnActs, ownCase, ownDay } from './own-case.ts'
import { retryPlacement } from './retry-placement.ts'
import { signOnPage } from './sign-own-act.ts'

/**
 * Withdraws a case: erases its letters and keys for good; what was read stays read. On the page the act is signed with
 * the key of the case.
 * @returns the case as it was
 * @throws CASE_UNKNOWN when it is gone or not the reporter's; CASE_CHANGED; SIGNATURE_REFUSED
 */
export function takeBack(services: OwnActs, holder: Holder, id: string): Promise<ReportersCase> {
  return retryPlacement(async () => {
    const own = await ownCase(services, holder, id)
    const { reportersCase } = own
    const on = ownDay(services, reportersCase)
    const act = await signOnPage(services, own, { act: 'withdrawn', on })
    const erased = await takeBackOwnCase(services, reportersCase, act)
    return erased === 'changed' ? 'again' : reportersCase
  })
}

/**
 * The same, for a known case of the reporter.
 * @returns `false` when it was gone already, `changed` when the act has to be signed anew
 */
export function takeBackOwnCase(
  services: Pick<Services, 'clock'> & { readonly reporters: Pick<ReporterStore, 'erase'> },
  reportersCase: Pick<ReportersCase, 'lookup' | 'terms'>,
  act?: SignedAct,
): Promise<boolean | 'changed'> {
  const on = ownDay(services, reportersCase)
  return services.reporters.erase(reportersCase.lookup, on, 'withdrawn', act)
}
