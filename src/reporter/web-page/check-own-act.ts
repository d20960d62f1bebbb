import { type ActStatement, actFault, messagesBefore, type SignedAct } from '#domain/case/act.ts'
import type { Day } from '#domain/case/day.ts'
import { AppError } from '#errors.ts'
import type { CaseHeads } from '#ports.ts'
import { ownDay } from '../own-case.ts'
import type { WebPageServices } from './services.ts'

/** What the request says that is done. */
type RequestedAct = Pick<ActStatement, 'act'> &
  Partial<Pick<ActStatement, 'answers' | 'content' | 'office'>> & {
    /** Today, where it was looked at already: an act has one day. */
    readonly on?: Day
  }

/**
 * Checks the signature of what cannot be undone before it is done: by the key of the case, over exactly this, today, after
 * the acts and messages that are there. The lookup token alone does nothing of it (T-144). Hashes of messages are left to
 * who reads them: numbers are enough against an act that is sent again.
 * @returns `changed` where it has to be signed anew
 * @throws SIGNATURE_REFUSED
 */
export async function checkOwnAct(
  services: Pick<WebPageServices, 'acts' | 'clock' | 'readership'>,
  delayedCase: CaseHeads,
  given: SignedAct,
  { act, on, answers = null, content = null, office = delayedCase.office }: RequestedAct,
): Promise<'counts' | 'changed'> {
  const day = on ?? ownDay(services, delayedCase)
  const last = messagesBefore(
    delayedCase.letters.map(({ head }) => head),
    day,
    true,
  )
  const fault = actFault(given, {
    ...{ root: (await services.readership.snapshot(null)).root, case: delayedCase.id },
    ...{ act, answers, content, office, day, by: 'reporter' },
    last: await services.acts.last(delayedCase.lastAct ?? null),
    heads: { 'r>o': last['r>o']?.seq ?? 0, 'o>r': last['o>r']?.seq ?? 0 },
  })
  const signer = await services.acts.signer(given, [delayedCase.reporterCertificate])
  if (fault === 'foreign' || signer === null) throw new AppError('SIGNATURE_REFUSED')
  return fault === 'outdated' ? 'changed' : 'counts'
}
