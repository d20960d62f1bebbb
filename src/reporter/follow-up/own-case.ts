import type { CaseLine } from '#dialogs/case-line.ts'
import { AppError } from '#errors.ts'
import type { ReportersCase } from '#ports.ts'
import { lateNow } from '../conversation.ts'
import { ownCase } from '../own-case.ts'
import { lineOf } from './case-line.ts'
import type { FollowUpContext, FollowUpState, Visit } from './visit.ts'

/** One of her cases, without opening a letter. @throws CASE_UNKNOWN when it is not hers, or is gone */
export async function ownLine(
  { services }: Pick<FollowUpContext, 'services'>,
  visit: Visit,
  id: string,
): Promise<{ readonly reportersCase: ReportersCase; readonly line: CaseLine }> {
  const { reportersCase } = await ownCase(services, visit.holder, id)
  return { reportersCase, line: lineNow({ services }, visit, reportersCase) }
}

/** One of her cases as its screens show it now. */
export function lineNow(
  { services }: Pick<FollowUpContext, 'services'>,
  { options }: Pick<Visit, 'options'>,
  reportersCase: ReportersCase,
): CaseLine {
  return lineOf(
    reportersCase,
    lateNow(services, reportersCase),
    null,
    options.waiting(reportersCase),
  )
}

/** The case of a button that asks about one; that it is hers is for the receipt to say. */
export function caseAsked({ pressed }: Visit): string {
  return pressed.value ?? ''
}

/**
 * The case a screen of ours was drawn for, by its own place: what cannot be undone is never done on the word of
 * a value that anybody could write into a press.
 * @throws TOKEN_REFUSED when the screen is too old, or not of this person and card
 */
export function caseIn({ place }: Visit): string {
  if (place === null || place.case === null) throw new AppError('TOKEN_REFUSED')
  return place.case
}

/** The nonce that such a screen was drawn with: sent twice, it is done once. @throws TOKEN_REFUSED */
export function nonceIn({ place }: Visit): string {
  if (place === null || place.nonce === null) throw new AppError('TOKEN_REFUSED')
  return place.nonce
}

/** Behind "My conversation": at one case, or at none. */
export function followUpAt(id: string | null, nonce: string | null = null): FollowUpState {
  return { at: 'returning', case: id, nonce }
}
