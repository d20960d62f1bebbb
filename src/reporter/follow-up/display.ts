import type { ShownConsent } from '#dialogs/consent-in-conversation.ts'
import type { ShownRequest } from '#dialogs/consent-request.ts'
import type { ShownLetter } from '#dialogs/shown-letter.ts'
import type { OpenedLetter, ReportersCase } from '#ports.ts'
import type { ConsentRequest } from '../answer-consent.ts'
import { headsOf, isAnswerUnproven, requestStanding } from '../consent-request-state.ts'
import type { ChannelOptions } from './visit.ts'

type Reading = Pick<ChannelOptions, 'read'>

/**
 * Letters of a conversation for display. Whether the text is revealed is the channel's option; the page gets it as
 * `Confidential`.
 */
export function shownLetters(
  letters: readonly OpenedLetter[],
  reportersCase: ReportersCase,
  { read, shownBack, waiting }: Pick<ChannelOptions, 'read' | 'shownBack' | 'waiting'>,
): readonly ShownLetter[] {
  const waits = waiting(reportersCase)
  return letters.map(({ id, dir, on, kind, text, files, ...letter }) => ({
    ours: dir === 'o>r',
    on,
    kind,
    text: text === null || hidden(dir, kind, shownBack) ? null : read(text),
    doubt: doubtOf({ id, dir, kind, trust: letter.trust }, letters, reportersCase),
    waits: waits.includes(id),
    ...(files !== undefined && shownBack && { files }),
    consent: kind === 'consent' ? consentIn(reportersCase, id, dir) : null,
  }))
}

/** Why a letter is not to be relied on; of a request also where the answer to it is not the one that she signed. */
function doubtOf(
  { id, dir, kind, trust }: Pick<OpenedLetter, 'id' | 'dir' | 'kind' | 'trust'>,
  letters: readonly OpenedLetter[],
  reportersCase: ReportersCase,
): ShownLetter['doubt'] {
  if (trust !== 'sound') return trust === 'not_sealed_to_you' ? null : trust
  const isRequest = dir === 'o>r' && kind === 'consent'
  return isRequest && isAnswerUnproven(reportersCase, letters, id) ? 'answer_unproven' : null
}

/** An answer to a consent request has no text; its content is shown as a note. */
function hidden(dir: OpenedLetter['dir'], kind: OpenedLetter['kind'], shownBack: boolean): boolean {
  return dir === 'r>o' && (!shownBack || kind === 'consent')
}

/** A consent request with everything to read before the answer. */
export function shownRequest(
  { reportersCase, letter, standing }: ConsentRequest,
  { read }: Reading,
): ShownRequest {
  const { id, on, asks, text } = letter
  return {
    key: `${reportersCase.id}.${id}`,
    askedOn: on,
    standing,
    answeredOn: reportersCase.consents.findLast(({ request }) => request === id)?.on ?? null,
    asks: asks && {
      office: asks.office,
      content: asks.content,
      sanitised: asks.sanitised && read(asks.sanitised),
      why: text === null ? '' : read(text),
    },
  }
}

/** Consent data of a letter. Answers are recorded in the order of their letters. */
function consentIn(
  reportersCase: ReportersCase,
  id: OpenedLetter['id'],
  dir: OpenedLetter['dir'],
): ShownConsent | null {
  if (dir === 'o>r') {
    const standing = requestStanding(reportersCase, id)
    const on = reportersCase.consents.findLast(({ request }) => request === id)?.on ?? null
    return standing && { is: 'asked', standing, on }
  }
  const reporterConsents = headsOf(reportersCase).filter(
    (head) => head.dir === 'r>o' && head.kind === 'consent',
  )
  const given = reportersCase.consents[reporterConsents.findIndex((head) => head.id === id)]
  return given === undefined ? null : { is: 'answered', agreed: given.agreed, office: given.office }
}
