import { answerTo, type ConsentStanding } from '#domain/case/consent.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
import type { AskedConsent, Holder, OpenedLetter, ReportersCase, Services } from '#ports.ts'
import { headsOf, requestStanding } from './consent-request-state.ts'
import { type Own, type OwnWords, openOwn, ownCase, ownEvent } from './own-case.ts'
import { retryPlacement } from './retry-placement.ts'
import { sealOwn } from './seal-own.ts'
import { signOwnAct } from './sign-own-act.ts'

/** A consent request as the reporter sees it. */
export interface ConsentRequest {
  readonly reportersCase: ReportersCase
  readonly letter: OpenedLetter
  readonly standing: ConsentStanding
}

/** @returns `null` when there is no such request for this reporter */
export async function readRequest(
  services: Pick<Services, 'receipts' | 'reading' | 'reporters'>,
  holder: Holder,
  id: string,
  request: string,
): Promise<ConsentRequest | null> {
  const own = await openOwn(services, holder, id)
  return (
    own &&
    requestIn(own.reportersCase, await services.reading.read(own.key, own.reportersCase), request)
  )
}

function requestIn(
  reportersCase: ReportersCase,
  letters: readonly OpenedLetter[],
  request: string,
): ConsentRequest | null {
  const standing = requestStanding(reportersCase, request)
  const letter = letters.find((one) => one.id === request)
  return standing === null || letter === undefined ? null : { reportersCase, letter, standing }
}

/**
 * Answers a consent request, sealed and signed with the reporter key as proof. The answer is bound to the text that
 * was shown; a request whose hash does not match cannot be agreed to. A double press is one answer.
 * @throws CASE_UNKNOWN when it is not the reporter's; CASE_CLOSED; CONSENT_ANSWERED, CONSENT_BROKEN, CONSENT_PASSED,
 * CONSENT_REPLACED; NO_READER when no reader could open it
 */
export function answerConsent(
  services: OwnWords & Pick<Services, 'reading'>,
  holder: Holder,
  given: { readonly id: string; readonly request: string; readonly agreed: boolean },
  language: string,
): Promise<ConsentRequest> {
  return retryPlacement(async () => {
    const own = await ownCase(services, holder, given.id)
    const consentRequest = requestIn(
      own.reportersCase,
      await services.reading.read(own.key, own.reportersCase),
      given.request,
    )
    if (consentRequest === null) throw new AppError('CASE_UNKNOWN')
    if (stands(consentRequest, given.agreed)) return consentRequest
    const result = await record(services, own, consentRequest, given.agreed, language)
    if (result === 'closed') throw new AppError('CASE_CLOSED')
    // Reads the case again, with the answer and anything in between.
    return 'again'
  })
}

/** Whether this answer is recorded already. @throws the reason why it cannot be given */
function stands({ reportersCase, letter, standing }: ConsentRequest, agreed: boolean): boolean {
  const given = { request: letter.id, agreed }
  const answer = answerTo(
    given,
    headsOf(reportersCase),
    reportersCase.consents,
    reportersCase.office,
  )
  switch (answer) {
    case 'already':
      return true
    case 'new':
      return false
    case 'answered':
      throw new AppError('CONSENT_ANSWERED')
    case 'replaced':
      throw new AppError('CONSENT_REPLACED')
    case 'handed_over':
      throw new AppError('CONSENT_PASSED', { standing })
    default:
      return answer satisfies never
  }
}

async function record(
  services: OwnWords,
  own: Own,
  { reportersCase, letter }: ConsentRequest,
  agreed: boolean,
  language: string,
): ReturnType<OwnWords['reporters']['consent']> {
  const { office, hash } = aboutWhat(reportersCase, letter)
  const { on, ...event } = ownEvent(services, reportersCase, agreed ? 'consented' : 'declined')
  const form = { request: letter.id, office, hash, agreed }
  const message = { kind: 'consent', text: new Confidential(''), form, on, language } as const
  const sealed = await sealOwn(services, own, message)
  const subject = { act: agreed ? 'consented' : 'declined', on, office, content: hash } as const
  const signedAct = await signOwnAct(services, own, { ...subject, answers: letter.id })
  await services.gate.check(sealed)
  return services.reporters.consent(reportersCase.lookup, {
    consent: { request: letter.id, office, hash, agreed, on },
    letter: sealed,
    event: { ...event, on, signedAct },
  })
}

/** The hash that is answered. Withdrawing a Yes uses the hash it was given for. */
function aboutWhat(
  reportersCase: ReportersCase,
  { id, asks }: OpenedLetter,
): Pick<AskedConsent, 'office' | 'hash'> {
  const before = reportersCase.consents.find(({ request }) => request === id)
  if (before !== undefined) return before
  if (asks === null) throw new AppError('CONSENT_BROKEN')
  return asks
}
