import type { OfficerId } from '#domain/case/ids.ts'
import type { CaseHeads, ReporterStore } from '#ports.ts'
import type { PageKeepOut } from '#wire/reporter.ts'
import { keepOutOfCase } from '../keep-out.ts'
import { ownDay } from '../own-case.ts'
import { type SettleResult, settleOwnCase } from '../settle-case.ts'
import { takeBackOwnCase } from '../take-back.ts'
import { checkOwnAct } from './check-own-act.ts'
import type { WebPageServices } from './services.ts'

/* What the page does without words. Each is done only with the signature of the case's key. */

/** The store of this channel, for the functions of the person. */
function onPage(services: WebPageServices): WebPageServices & {
  readonly reporters: Pick<ReporterStore, 'settle' | 'takeBack' | 'undoTakeBack' | 'keepOut'>
} {
  return { ...services, reporters: services.delayedInbox }
}

/** @throws SIGNATURE_REFUSED */
export async function takeSettlement(
  services: WebPageServices,
  delayedCase: CaseHeads,
  { act }: Pick<PageKeepOut, 'act'>,
): Promise<SettleResult> {
  const checked = await checkOwnAct(services, delayedCase, act, { act: 'settled' })
  return checked === 'counts' ? settleOwnCase(onPage(services), delayedCase, act) : checked
}

/** @throws SIGNATURE_REFUSED */
export async function takeWithdrawal(
  services: WebPageServices,
  delayedCase: CaseHeads,
  { act }: Pick<PageKeepOut, 'act'>,
): Promise<'locked' | 'already' | 'changed'> {
  const checked = await checkOwnAct(services, delayedCase, act, { act: 'withdrawn' })
  if (checked !== 'counts') return checked
  return (await takeBackOwnCase(onPage(services), delayedCase)) === true ? 'locked' : 'already'
}

/** @param locked as it was found @throws SIGNATURE_REFUSED */
export async function takeUndo(
  services: WebPageServices,
  locked: CaseHeads,
  { act }: Pick<PageKeepOut, 'act'>,
): Promise<'restored' | 'already' | 'changed'> {
  const { erasure } = locked
  if (erasure === undefined || erasure === null) return 'already'
  const checked = await checkOwnAct(services, locked, act, {
    act: 'restored',
    answers: erasure.id,
  })
  if (checked !== 'counts') return checked
  const on = ownDay(services, locked)
  const done = await services.delayedInbox.undoTakeBack(locked.lookup, erasure, on)
  return done === true ? 'restored' : 'already'
}

/** @returns how many readers are left @throws ANSWERS_INVALID, SIGNATURE_REFUSED */
export async function takeExclusion(
  services: WebPageServices,
  delayedCase: CaseHeads,
  { officers, act }: Pick<PageKeepOut, 'officers' | 'act'>,
): Promise<{ readonly readers: number } | 'nobody_left' | 'changed'> {
  const ids = officers.map((id) => id as OfficerId)
  const content = await services.acts.content(ids)
  const checked = await checkOwnAct(services, delayedCase, act, { act: 'kept_out', content })
  if (checked !== 'counts') return checked
  const left = await keepOutOfCase(onPage(services), delayedCase, ids, act)
  return typeof left === 'string' ? left : { readers: left }
}
