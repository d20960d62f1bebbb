import type { IdentityReason } from '#domain/case/event.ts'
import { type CaseId, newMessageId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { nameState, sharedName } from '#domain/case/sealed-name.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord, Change, Services } from '#ports.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * Asks a custodian to disclose the reporter's name, with a reason that is part of the record. One request at a time;
 * after a refusal another may be made, and the reporter sees each decision. No deadline pauses.
 * @throws whatever `letterOf` and `act` throw
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

/** @throws ANSWERS_INVALID without a split name; CASE_CHANGED while a request is open, or when the name was disclosed */
function letterOf(caseRecord: CaseRecord): NonNullable<Change['nameRequest']>['letter'] {
  const state = nameState(caseRecord)
  const letter = sharedName(caseRecord.letters)
  if (state === null || letter === undefined) throw new AppError('ANSWERS_INVALID')
  if (state === 'asked' || state === 'released') throw new AppError('CASE_CHANGED')
  return letter.id
}
