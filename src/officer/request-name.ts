import type { IdentityReason } from '#domain/case/event.ts'
import { type CaseId, newMessageId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { nameState, sharedName } from '#domain/case/sealed-name.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord, Change, Services } from '#ports.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * Asks the custodians who this is, with a reason that stands in the record. One question at a time; after a no it may
 * be asked again, and the person sees each answer. The clock does not wait for it.
 */
export function askName(
  services: OfficerServices & Pick<Services, 'chance'>,
  officer: Officer,
  id: CaseId,
  reason: IdentityReason,
): Promise<CaseRecord> {
  const request = newMessageId(services.chance)
  return act(services, officer, id, {
    act: 'identity_asked',
    reason,
    letter: null,
    with: (caseRecord) => ({ nameRequest: { id: request, letter: letterOf(caseRecord), reason } }),
  })
}

/** @throws ANSWERS_INVALID when no name is sealed so; CASE_CHANGED when it was asked or told already */
function letterOf(caseRecord: CaseRecord): NonNullable<Change['nameRequest']>['letter'] {
  const state = nameState(caseRecord)
  const letter = sharedName(caseRecord.letters)
  if (state === null || letter === undefined) throw new AppError('ANSWERS_INVALID')
  if (state === 'asked' || state === 'released') throw new AppError('CASE_CHANGED')
  return letter.id
}
