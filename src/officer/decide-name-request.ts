import { actFault, type SignedAct } from '#domain/case/act.ts'
import { dayIn } from '#domain/case/day.ts'
import type { KeyPacket } from '#domain/case/envelope.ts'
import type { Custodian } from '#domain/case/officer.ts'
import { AppError, codeOf } from '#errors.ts'
import type { CustodianHalf, NameDecision, Services } from '#ports.ts'
import { presentReaders, readersWent, refuseOtherKeys, usableOfficers } from './readers.ts'
import { isRuleViolation } from './rule-violations.ts'

type CustodyServices = Pick<Services, 'acts' | 'clock' | 'custody' | 'gate' | 'readership'>

/**
 * Discloses a name: stores the custodian's half, which the custodian's browser sealed to the present readers of the case
 * and to nobody else. The decision is recorded in the case, in the ledger and in the reporter's conversation.
 * @throws CASE_UNKNOWN when there is no such request, it is another custodian's, or it was decided before;
 * ENVELOPE_REFUSED; KEY_REFUSED; ROSTER_REFUSED; SIGNATURE_REFUSED unless his key of the roster signed it, today and for this
 * request
 */
export async function discloseName(
  services: CustodyServices,
  custodian: Custodian,
  request: string,
  keys: readonly KeyPacket[],
  signed: SignedAct,
): Promise<void> {
  await decide(services, custodian, request, 'identity_released', async (overtaken) => {
    await services.gate.checkKeys(keys)
    await refuseStrangers(services, custodian, signed)
    const usable = await usableOfficers(services)
    const { officers } = await services.readership.roster()
    return async (half) => {
      const readers = presentReaders(half, usable)
      const colleagues = officers.filter(({ office }) => office === half.office).map(({ id }) => id)
      overtaken(readersWent(keys, readers, colleagues, 'released'))
      refuseOtherKeys(
        keys,
        readers.map((reader) => ({ role: 'released', reader })),
      )
      // The packets were right for the readers as they were read: a refusal after this comes from a later exclusion.
      overtaken(true)
      await refuseOtherAct(services, half, signed)
      return { verdict: 'released', keys, on: today(services, half), signedAct: signed }
    }
  })
}

/** Refuses to disclose a name; no reason is asked for. @throws CASE_UNKNOWN as `discloseName` */
export async function refuseName(
  services: CustodyServices,
  custodian: Custodian,
  request: string,
): Promise<void> {
  await decide(services, custodian, request, 'identity_refused', async () => (half) => ({
    verdict: 'refused',
    on: today(services, half),
  }))
}

async function decide(
  services: CustodyServices,
  custodian: Custodian,
  request: string,
  act: string,
  how: (
    overtaken: (yes: boolean) => void,
  ) => Promise<(half: CustodianHalf) => NameDecision | Promise<NameDecision>>,
): Promise<void> {
  let tooLate = false
  const overtaken = (yes: boolean) => {
    tooLate = yes
  }
  try {
    await services.custody.decide(custodian.id, request, await how(overtaken))
  } catch (error) {
    if (isRuleViolation(error) && !tooLate) {
      const missing = codeOf(error) === 'CASE_UNKNOWN' ? request : null
      await services.custody.refused(custodian.id, act, missing)
    }
    throw error
  }
}

/** @throws SIGNATURE_REFUSED */
async function refuseStrangers(
  { acts, readership }: CustodyServices,
  { id, fingerprint }: Custodian,
  signed: SignedAct,
): Promise<void> {
  const own = (await readership.custodians()).filter((one) => one.id === id)
  const signer = await acts.signer(
    signed,
    own.map(({ certificate }) => certificate),
  )
  if (signer === null || signer !== fingerprint) throw new AppError('SIGNATURE_REFUSED')
}

/**
 * What it says of the half only readers see.
 * @throws SIGNATURE_REFUSED for an act that does not follow this request; CASE_CHANGED for one of another day
 */
async function refuseOtherAct(
  services: CustodyServices,
  half: CustodianHalf,
  signed: SignedAct,
): Promise<void> {
  const { asked, office } = half
  const fault = actFault(signed, {
    ...{ root: asked?.root ?? '', case: half.case, act: 'name_released', by: 'custodian', office },
    ...{ answers: half.message, content: signed.content, day: today(services, half) },
    last: await services.acts.last(asked),
    heads: { 'r>o': 0, 'o>r': 0 },
  })
  if (asked === null || fault === 'foreign') throw new AppError('SIGNATURE_REFUSED')
  if (fault === 'outdated') throw new AppError('CASE_CHANGED', { case: half.case })
}

function today({ clock }: Pick<Services, 'clock'>, { zone }: CustodianHalf) {
  return dayIn(zone, clock.now())
}
