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
 * Asks the reporter whether one text may be passed on to one office. The deadline pauses until the reporter answers.
 * The text is sealed in the letter, for the reporter and the readers of the case.
 * @throws CONSENT_REFUSED when this case cannot be passed on, or not to this office; CONSENT_OPEN while an earlier
 * request is unanswered; whatever `act` throws
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
 * Offices that a case could be passed on to, as far as the server knows: every office but its own that receives
 * concerns and is healthy. Which offices the reporter excluded is sealed: the officer's browser leaves those out.
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

/**
 * Whether the leaf lets a case be passed on: not where consent does not apply, nor where the reporter asked for no
 * action (`notice`). A case without a leaf, or with one that the policy no longer has, may be.
 */
function mayBePassedOn({ policy }: Pick<Services, 'policy'>, id: LeafId | null): boolean {
  const leaf = id === null ? undefined : policy.leaves.get(id)
  if (leaf === undefined) return true
  const rule: ConsentRule = leaf.consent
  return rule !== 'not_applicable' && leaf.mode !== 'notice'
}
