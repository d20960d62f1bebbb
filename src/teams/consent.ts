import { consentRequest, type ShownRequest } from '../../dialogs/consent-request.ts'
import { consentSaid } from '../../dialogs/consent-said.ts'
import { AsideError } from '../errors.ts'
import { answerConsent, type Request, readRequest } from '../intake/answer-consent.ts'
import { lateNow } from '../intake/conversation.ts'
import { holderOf } from './card-holder.ts'
import { lineOf } from './line.ts'
import { caseIn, placeOf } from './own-case.ts'
import { fits } from './pages.ts'
import { shownRequest } from './reply.ts'
import type { Means, Pressing, Scene } from './scene.ts'

/** The form of one request, or how it was answered. */
export async function readConsent(means: Means, pressing: Pressing): Promise<Scene> {
  const { id, request } = placeIn(pressing)
  const found = await readRequest(means.world, holderOf(pressing), id, request)
  if (found === null) throw new AsideError('CASE_UNKNOWN')
  const { line, shown } = drawn(means, found)
  const whole = consentRequest(line, shown, pressing.facts)
  // What cannot be shown in full cannot be agreed to.
  const dialog = fits(whole)
    ? whole
    : consentRequest(line, { ...shown, asks: null }, pressing.facts)
  return { kind: 'show', dialog, place: placeOf(id) }
}

/**
 * Yes, No, or the Yes taken back. An old card is judged by where the request stands now. A Yes is taken from a screen
 * of ours alone, drawn for this case and not long ago; a No is heard from wherever it comes.
 */
export function say(agreed: boolean) {
  return async (means: Means, pressing: Pressing): Promise<Scene> => {
    const { id, request } = placeIn(pressing)
    if (agreed && caseIn(pressing) !== id) throw new AsideError('CASE_UNKNOWN')
    const { words } = pressing.facts
    const given = { id, request, agreed }
    const found = await answerConsent(means.world, holderOf(pressing), given, words.lang)
    const { line, shown } = drawn(means, found)
    const dialog = consentSaid(line, shown, pressing.facts)
    return { kind: 'show', dialog, place: placeOf(id) }
  }
}

function drawn({ world }: Means, found: Request) {
  const shown: ShownRequest = shownRequest(found)
  return { line: lineOf(found.held, lateNow(world, found.held)), shown }
}

function placeIn({ pressed }: Pressing): { readonly id: string; readonly request: string } {
  const [id = '', request = ''] = (pressed.value ?? '').split('.')
  return { id, request }
}
