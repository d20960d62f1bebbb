import type { SignedAct } from '#domain/case/act.ts'
import type { Erasure } from '#domain/case/erasure.ts'
import { AppError } from '#errors.ts'
import type { Holder, ReporterStore, ReportersCase, ReportersCaseHeads, Services } from '#ports.ts'
import { type OwnActs, ownCase, ownDay } from './own-case.ts'
import { retryPlacement } from './retry-placement.ts'
import { signOnPage } from './sign-own-act.ts'

/**
 * Withdraws a case: locks it for everybody at once; its letters and keys are erased on `erasureDay`, and until then she
 * can undo it. What was read stays read. On the page the act is signed with the key of the case.
 * @returns the case as it was
 * @throws CASE_UNKNOWN when it is gone or not the reporter's; CASE_CHANGED; SIGNATURE_REFUSED
 */
export function takeBack(services: OwnActs, holder: Holder, id: string): Promise<ReportersCase> {
  return retryPlacement(async () => {
    const own = await ownCase(services, holder, id)
    const { reportersCase } = own
    const on = ownDay(services, reportersCase)
    const act = await signOnPage(services, own, { act: 'withdrawn', on })
    const locked = await takeBackOwnCase(services, reportersCase, act)
    return locked === 'changed' ? 'again' : reportersCase
  })
}

/**
 * The same, for a known case of the reporter.
 * @returns `false` when it was locked or gone already, `changed` when the act has to be signed anew
 */
export function takeBackOwnCase(
  services: Pick<Services, 'clock'> & { readonly reporters: Pick<ReporterStore, 'takeBack'> },
  reportersCase: Pick<ReportersCase, 'lookup' | 'terms'>,
  act?: SignedAct,
): Promise<boolean | 'changed'> {
  const on = ownDay(services, reportersCase)
  return services.reporters.takeBack(reportersCase.lookup, on, 'withdrawn', act)
}

/** What its person took back and can still undo; `null` when there is none, and for a foreign receipt. */
export async function lockedCase(
  { receipts, reporters }: Pick<Services, 'receipts' | 'reporters'>,
  holder: Holder,
  id: string,
): Promise<CaseToErase | null> {
  const cases = await reporters.heads(await receipts.lookups(holder), id)
  const one = cases.find((candidate) => candidate.id === id)
  return one !== undefined && isLocked(one) && (await receipts.open(holder, one)) !== null
    ? one
    : null
}

/**
 * Undoes that it was taken back, while its bytes are there. On the page the act is signed with the key of the case: who
 * saw what finds it once undoes nothing.
 * @throws CASE_UNKNOWN when it is gone, not taken back, or not the reporter's; SIGNATURE_REFUSED
 */
export async function undoTakeBack(
  services: OwnActs,
  holder: Holder,
  id: string,
): Promise<CaseToErase> {
  const locked = await lockedCase(services, holder, id)
  const key = locked && (await services.receipts.open(holder, locked))
  if (locked === null || key === null) throw new AppError('CASE_UNKNOWN')
  const on = ownDay(services, locked)
  const { erasure } = locked
  // Nothing that was written or done is served of it, so the act names the erasure and nothing else.
  const own = { reportersCase: { ...locked, letters: [], lastAct: null }, key }
  const act = await signOnPage(services, own, { act: 'restored', answers: erasure.id, on })
  const done = await services.reporters.undoTakeBack(locked.lookup, erasure, on, act)
  if (done !== true) throw new AppError(done === 'changed' ? 'CASE_CHANGED' : 'CASE_UNKNOWN')
  return locked
}

/** A case that is locked. */
export type CaseToErase = ReportersCaseHeads & { readonly erasure: Erasure }

export function isLocked(reportersCase: ReportersCaseHeads): reportersCase is CaseToErase {
  return (reportersCase.erasure ?? null) !== null
}
