import { consentRequest, type ShownRequest } from '#dialogs/consent-request.ts'
import { consentResult } from '#dialogs/consent-text.ts'
import { AppError } from '#errors.ts'
import { answerConsent, type ConsentRequest, readRequest } from '../answer-consent.ts'
import { shownRequest } from './display.ts'
import { caseIn, followUpAt, lineNow } from './own-case.ts'
import type { FollowUpContext, FollowUpResult, Visit } from './visit.ts'

/** Screen of a consent request, or of its answer. */
export async function readConsent(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { id, request } = requestIn(visit)
  const current = await readRequest(context.services, visit.holder, id, request)
  if (current === null) throw new AppError('CASE_UNKNOWN')
  const { line, shown } = drawn(context, visit, current)
  const whole = consentRequest(line, shown, visit.facts)
  // What cannot be shown in full cannot be agreed to.
  const dialog = visit.options.fits(whole)
    ? whole
    : consentRequest(line, { ...shown, asks: null }, visit.facts)
  return { kind: 'show', dialog, state: followUpAt(id) }
}

/**
 * Handles Yes, No and the withdrawal of a Yes, by the request's current state. A Yes is accepted only from a recent
 * screen for this case, by its sealed state; a No from any.
 */
export function say(agreed: boolean) {
  return async (context: FollowUpContext, visit: Visit): Promise<FollowUpResult> => {
    const { id, request } = requestIn(visit)
    if (agreed && caseIn(visit) !== id) throw new AppError('CASE_UNKNOWN')
    const { words } = visit.facts
    const given = { id, request, agreed }
    const consentRequest = await answerConsent(context.services, visit.holder, given, words.lang)
    const { line, shown } = drawn(context, visit, consentRequest)
    const dialog = consentResult(line, shown, visit.facts)
    return { kind: 'show', dialog, state: followUpAt(id) }
  }
}

function drawn(context: FollowUpContext, visit: Visit, consentRequest: ConsentRequest) {
  const shown: ShownRequest = shownRequest(consentRequest, visit.options)
  return { line: lineNow(context, visit, consentRequest.reportersCase), shown }
}

function requestIn({ pressed }: Visit): { readonly id: string; readonly request: string } {
  const [id = '', request = ''] = (pressed.value ?? '').split('.')
  return { id, request }
}
