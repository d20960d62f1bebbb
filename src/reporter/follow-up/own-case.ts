import type { CaseLine } from '#dialogs/case-line.ts'
import { ID_SHAPE } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { ReportersCaseHeads } from '#ports.ts'
import { lateNow } from '../conversation.ts'
import { ownHeads } from '../own-case.ts'
import { lineOf } from './case-line.ts'
import type { FollowUpContext, FollowUpState, Visit } from './visit.ts'

/** A reporter's case with its line, without decryption. @throws CASE_UNKNOWN when it is foreign, or gone */
export async function ownLine(
  { services }: Pick<FollowUpContext, 'services'>,
  visit: Visit,
  id: string,
): Promise<{ readonly reportersCase: ReportersCaseHeads; readonly line: CaseLine }> {
  const { reportersCase } = await ownHeads(services, visit.holder, id)
  return { reportersCase, line: lineNow({ services }, visit, reportersCase) }
}

/** Line of a case as of now. */
export function lineNow(
  { services }: Pick<FollowUpContext, 'services'>,
  { options }: Pick<Visit, 'options'>,
  reportersCase: ReportersCaseHeads,
): CaseLine {
  return lineOf(
    reportersCase,
    lateNow(services, reportersCase),
    null,
    options.waiting(reportersCase),
  )
}

/** Case id of a button's value, or none where it is no id; the receipt is checked later. */
export function caseAsked({ pressed: { value } }: Pick<Visit, 'pressed'>): string {
  return value !== undefined && ID_SHAPE.test(value) ? value : ''
}

/**
 * Case id in a screen's sealed state. What cannot be undone needs it: a button's value can be forged.
 * @throws TOKEN_REFUSED when the screen is too old, or of another person or card
 */
export function caseIn({ state }: Visit): string {
  if (state === null || state.case === null) throw new AppError('TOKEN_REFUSED')
  return state.case
}

/** Nonce in a screen's sealed state, for idempotency. @throws TOKEN_REFUSED */
export function nonceIn({ state }: Visit): string {
  if (state === null || state.nonce === null) throw new AppError('TOKEN_REFUSED')
  return state.nonce
}

/** Position after "My conversation": at a case, or at none. */
export function followUpAt(id: string | null, nonce: string | null = null): FollowUpState {
  return { at: 'returning', case: id, nonce }
}
