import type { SignedAct } from '#domain/case/act.ts'
import type { Day } from '#domain/case/day.ts'
import type { Holder, ReporterStore, ReportersCase, Services } from '#ports.ts'
import { type OwnActs, ownCase, ownDay, ownEvent } from './own-case.ts'
import { retryPlacement } from './retry-placement.ts'
import { signOwnAct } from './sign-own-act.ts'

export type SettleResult = 'settled' | 'already' | 'locked' | 'changed'

/**
 * Closes a case as settled by the reporter, signed with the key of the case. At the ombudsman's it is locked for
 * everybody at once and erased on `erasureDay`, as announced beforehand.
 * @throws CASE_UNKNOWN when it is gone or not the reporter's; CASE_CHANGED; SIGNATURE_REFUSED
 */
export async function settle(
  services: OwnActs,
  holder: Holder,
  id: string,
): Promise<Exclude<SettleResult, 'changed'>> {
  const { how } = await retryPlacement(async () => {
    const own = await ownCase(services, holder, id)
    const on = ownDay(services, own.reportersCase)
    const act = await signOwnAct(services, own, { act: 'settled', on })
    const result = await settleOwnCase(services, own.reportersCase, act)
    return result === 'changed' ? 'again' : { how: result }
  })
  return how
}

/** The same, for a case that is known to be the reporter's, by an act that was signed and checked. */
export async function settleOwnCase(
  services: Pick<Services, 'clock'> & {
    readonly reporters: Pick<ReporterStore, 'settle' | 'takeBack'>
  },
  reportersCase: Pick<ReportersCase, 'lookup' | 'office' | 'terms'>,
  signedAct: SignedAct,
): Promise<SettleResult> {
  const now = ownEvent(services, reportersCase, 'settled', 'resolved_person_confirms')
  const event = { ...now, on: signedAct.day as Day, signedAct }
  const { lookup, office } = reportersCase
  if (office !== 'ombudsman') return services.reporters.settle(lookup, event)
  const locked = await services.reporters.takeBack(lookup, event.on, 'settled', signedAct)
  return locked === 'changed' ? locked : 'locked'
}
