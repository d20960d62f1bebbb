import { waitsForConsent } from '#domain/case/consent.ts'
import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { ConsentRule, LeafId } from '#domain/concern/leaf.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord, Services } from '#ports.ts'
import type { UploadedLetter } from '#wire/desk.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * Asks the person whether one text may go to one office. Nothing is passed on by asking; the clock pauses until she
 * answers. What exactly would be passed stands sealed in the letter, where only she and the readers see it.
 * @throws CONSENT_REFUSED where it cannot be passed on at all, or not there; CONSENT_OPEN while she was asked before
 */
export async function askConsent(
  services: OfficerServices,
  officer: Officer,
  id: CaseId,
  sealed: UploadedLetter,
  office: Office,
): Promise<CaseRecord> {
  const healthy = await services.readership.healthy()
  return act(services, officer, id, {
    act: 'consent_asked',
    reason: 'consent_needed',
    letter: { kind: 'consent', dir: 'o>r', sealed },
    refuse: (caseRecord) => {
      if (!passableTo(services, caseRecord, healthy).includes(office)) {
        throw new AppError('CONSENT_REFUSED', { case: caseRecord.id })
      }
      if (waitsForConsent(caseRecord.status.state, caseRecord.letters, caseRecord.consents)) {
        throw new AppError('CONSENT_OPEN', { case: caseRecord.id })
      }
    },
  })
}

/**
 * The offices a case could be passed to, as far as the server can know: not its own, only those that receive here and
 * are well. Whom the person kept out is sealed, so the officer's own machine leaves those offices out.
 */
export function passableTo(
  services: Pick<Services, 'policy'>,
  caseRecord: Pick<CaseRecord, 'office' | 'leaf'>,
  healthy: readonly Office[],
): readonly Office[] {
  if (!mayBePassedOn(services, caseRecord.leaf)) return []
  return OFFICES.filter(
    (office) =>
      office !== caseRecord.office &&
      healthy.includes(office) &&
      services.policy.offices[office].receives === 'receives',
  )
}

/** Information and declarations stay where they are; who said "do nothing" is not asked to let something be done. */
function mayBePassedOn({ policy }: Pick<Services, 'policy'>, id: LeafId | null): boolean {
  const leaf = id === null ? undefined : policy.leaves.get(id)
  if (leaf === undefined) return true
  const rule: ConsentRule = leaf.consent
  return rule !== 'not_applicable' && leaf.mode !== 'notice'
}
