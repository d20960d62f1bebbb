import { dayIn } from '#domain/case/day.ts'
import type { KeyPacket } from '#domain/case/envelope.ts'
import type { Custodian } from '#domain/case/officer.ts'
import { codeOf } from '#errors.ts'
import type { CustodianHalf, NameDecision, Services } from '#ports.ts'
import { presentReaders, readersWent, refuseOtherKeys, usableOfficers } from './readers.ts'
import { isRuleViolation } from './rule-violations.ts'

type CustodyServices = Pick<Services, 'clock' | 'custody' | 'gate' | 'readership'>

/**
 * Discloses a name: stores the custodian's half, which the custodian's browser sealed to the present readers of the case
 * and to nobody else. The decision is recorded in the case, in the ledger and in the reporter's conversation.
 * @throws CASE_UNKNOWN when there is no such request, it is another custodian's, or it was decided before;
 * ENVELOPE_REFUSED; KEY_REFUSED; ROSTER_REFUSED
 */
export async function discloseName(
  services: CustodyServices,
  custodian: Custodian,
  request: string,
  keys: readonly KeyPacket[],
): Promise<void> {
  await decide(services, custodian, request, 'identity_released', async (overtaken) => {
    await services.gate.checkKeys(keys)
    const usable = await usableOfficers(services)
    const { officers } = await services.readership.roster()
    return (half) => {
      const readers = presentReaders(half, usable)
      const colleagues = officers.filter(({ office }) => office === half.office).map(({ id }) => id)
      overtaken(readersWent(keys, readers, colleagues, 'released'))
      refuseOtherKeys(
        keys,
        readers.map((reader) => ({ role: 'released', reader })),
      )
      // The packets were right for the readers as they were read: a refusal after this comes from a later exclusion.
      overtaken(true)
      return { verdict: 'released', keys, on: today(services, half) }
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
  how: (overtaken: (yes: boolean) => void) => Promise<(half: CustodianHalf) => NameDecision>,
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

function today({ clock }: Pick<Services, 'clock'>, { zone }: CustodianHalf) {
  return dayIn(zone, clock.now())
}
