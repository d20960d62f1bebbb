import type { MessageId } from '#domain/case/ids.ts'
import type { CaseHeads, ReporterStore } from '#ports.ts'
import type { PageConsent } from '#wire/reporter.ts'
import { ownEvent } from '../own-case.ts'
import { addedTo } from './accept-message.ts'
import { checkOwnAct } from './check-own-act.ts'
import type { WebPageServices } from './services.ts'

export type ConsentOutcome = Awaited<ReturnType<ReporterStore['consent']>>

/**
 * Accepts the answer to a consent request with the signed letter as proof. Only readers can check that the sealed
 * answer is the same. @throws CASE_UNKNOWN for a request of another case; DAY_CHANGED, ENVELOPE_REFUSED
 */
export async function takeConsent(
  services: WebPageServices,
  delayedCase: CaseHeads,
  given: Pick<PageConsent, 'letter' | 'request' | 'office' | 'hash' | 'agreed' | 'act'>,
): Promise<ConsentOutcome> {
  const { office, hash, agreed } = given
  const now = ownEvent(services, delayedCase, agreed ? 'consented' : 'declined')
  const subject = { act: agreed ? 'consented' : 'declined', answers: given.request } as const
  const asked = { ...subject, office, content: hash, on: now.on }
  if ((await checkOwnAct(services, delayedCase, given.act, asked)) === 'changed') return 'changed'
  const event = { ...now, signedAct: given.act }
  const to = { on: event.on, custodians: async () => [], reporter: 'must' } as const
  const letter = await addedTo(services, delayedCase, given.letter, to)
  if (letter === 'changed') return letter
  const consent = { request: given.request as MessageId, office, hash, agreed, on: event.on }
  return services.delayedInbox.consent(delayedCase.lookup, { consent, letter, event })
}
