import { actFault, type SignedAct } from '#domain/case/act.ts'
import { type IdentityReason, lastOfficeAct } from '#domain/case/event.ts'
import { type CaseId, type MessageId, newMessageId } from '#domain/case/ids.ts'
import type { Direction } from '#domain/case/message.ts'
import type { Officer } from '#domain/case/officer.ts'
import { nameState, sharedName } from '#domain/case/sealed-name.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord, Services } from '#ports.ts'
import { act, type OfficerServices, today } from './act.ts'

type RequestServices = OfficerServices & Pick<Services, 'chance' | 'acts' | 'sealer'>

/**
 * Asks a custodian to disclose the reporter's name, with a reason that is part of the record. One request at a time;
 * after a refusal another may be made, and the reporter sees each decision. No deadline pauses.
 * @param signed the request as the officer's machine signed it; `null` of a desk that was loaded before requests were
 * signed, which is told to look again
 * @throws SIGNATURE_REFUSED; CASE_CHANGED where something came since it was signed; whatever `letterOf` and `act` throw
 */
export async function askName(
  services: RequestServices,
  officer: Officer,
  id: CaseId,
  reason: IdentityReason,
  signed: SignedAct | null,
): Promise<CaseRecord> {
  const request = newMessageId(services.chance)
  return act(services, officer, id, {
    act: 'identity_asked',
    reason,
    letter: null,
    ...(signed && { signedAct: signed }),
    refuse: async (caseRecord) => {
      if (signed === null) throw new AppError('CASE_CHANGED', { case: id })
      await refuseStrangers(services, officer, signed)
      const { root } = await services.readership.snapshot(null)
      const fault = actFault(signed, {
        ...{ root, case: id, act: 'name_asked', by: 'officer', office: caseRecord.office },
        answers: letterOf(caseRecord),
        content: await services.acts.requestContent(reason, await sealedIn(services, caseRecord)),
        day: today(services, caseRecord.office),
        last: await services.acts.last(lastOfficeAct(caseRecord.events)),
        heads: { 'r>o': lastSeq(caseRecord, 'r>o'), 'o>r': lastSeq(caseRecord, 'o>r') },
      })
      if (fault === 'outdated') throw new AppError('CASE_CHANGED', { case: id })
      if (fault !== null) throw new AppError('SIGNATURE_REFUSED')
    },
    with: (caseRecord) => ({ nameRequest: { id: request, letter: letterOf(caseRecord), reason } }),
  })
}

/** @throws SIGNATURE_REFUSED for a request that this officer's key of the roster did not sign */
async function refuseStrangers(
  { acts, readership }: RequestServices,
  { id, office, fingerprint }: Officer,
  signed: SignedAct,
): Promise<void> {
  const own = (await readership.usable(office)).filter((one) => one.id === id)
  const signer = await acts.signer(
    signed,
    own.map(({ certificate }) => certificate),
  )
  if (signer === null || signer !== fingerprint) throw new AppError('SIGNATURE_REFUSED')
}

/** The sealed letters between person and office, as a request names them. */
async function sealedIn(
  { acts, sealer }: RequestServices,
  { letters }: CaseRecord,
): Promise<string> {
  const between = letters.filter(({ dir }) => dir !== 'o>o')
  return acts.lettersContent(await Promise.all(between.map(({ data }) => sealer.hash(data))))
}

function lastSeq({ letters }: CaseRecord, dir: Direction): number {
  return Math.max(0, ...letters.filter((one) => one.dir === dir).map(({ seq }) => seq))
}

/** @throws ANSWERS_INVALID without a split name; CASE_CHANGED while a request is open, or when the name was disclosed */
function letterOf(caseRecord: CaseRecord): MessageId {
  const state = nameState(caseRecord)
  const letter = sharedName(caseRecord.letters)
  if (state === null || letter === undefined) throw new AppError('ANSWERS_INVALID')
  if (state === 'asked' || state === 'released') throw new AppError('CASE_CHANGED')
  return letter.id
}
