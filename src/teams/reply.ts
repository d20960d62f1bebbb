import type { ShownConsent } from '../../dialogs/consent-in-conversation.ts'
import type { ShownRequest } from '../../dialogs/consent-request.ts'
import type { ShownLetter } from '../../dialogs/shown-letter.ts'
import type { Request } from '../intake/answer-consent.ts'
import { headsOf, requestStanding } from '../intake/request-standing.ts'
import type { OpenedLetter, ReportersCase } from '../ports.ts'
import type { Where } from './scene.ts'

/**
 * The only place in this folder that reveals words: what was sealed to the reporter, on its way into the answer to
 * her own press. Never into anything that is sent. In the chat only our answers are shown: what she wrote herself
 * stays out of everything that looks like a message (T-116).
 */
export function shownLetters(
  letters: readonly OpenedLetter[],
  where: Where,
  held: ReportersCase,
): readonly ShownLetter[] {
  return letters.map(({ id, dir, on, kind, text, trust }) => ({
    ours: dir === 'o>r',
    on,
    kind,
    text: hidden(dir, kind, where) ? null : (text?.reveal() ?? null),
    doubtful: trust === 'doubtful',
    consent: kind === 'consent' ? consentIn(held, id, dir) : null,
  }))
}

/** An answer to a request has no words of its own; what it says is said beside it. */
function hidden(dir: OpenedLetter['dir'], kind: OpenedLetter['kind'], where: Where): boolean {
  return dir === 'r>o' && (where === 'chat' || kind === 'consent')
}

/** A request with everything she must read before she answers. */
export function shownRequest({ held, letter, standing }: Request): ShownRequest {
  const { id, on, asks, text } = letter
  return {
    key: `${held.id}.${id}`,
    askedOn: on,
    standing,
    answeredOn: held.consents.findLast(({ request }) => request === id)?.on ?? null,
    asks: asks && {
      office: asks.office,
      content: asks.content,
      sanitised: asks.sanitised?.reveal() ?? null,
      why: text?.reveal() ?? '',
    },
  }
}

/** What a letter says about passing on. Her answers are recorded in the order of her letters that give them. */
function consentIn(
  held: ReportersCase,
  id: OpenedLetter['id'],
  dir: OpenedLetter['dir'],
): ShownConsent | null {
  if (dir === 'o>r') {
    const standing = requestStanding(held, id)
    const on = held.consents.findLast(({ request }) => request === id)?.on ?? null
    return standing && { is: 'asked', standing, on }
  }
  const hers = headsOf(held).filter((head) => head.dir === 'r>o' && head.kind === 'consent')
  const given = held.consents[hers.findIndex((head) => head.id === id)]
  return given === undefined ? null : { is: 'answered', agreed: given.agreed, office: given.office }
}
