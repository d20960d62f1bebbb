import { dayIn } from '#domain/case/day.ts'
import type { KeyPacket } from '#domain/case/envelope.ts'
import type { Custodian } from '#domain/case/officer.ts'
import { codeOf } from '#errors.ts'
import type { CustodianHalf, NameDecision, Services } from '#ports.ts'
import { presentReaders, readersWent, refuseOtherKeys, usableOfficers } from './readers.ts'
import { isRuleViolation } from './rule-violations.ts'

type CustodyServices = Pick<Services, 'clock' | 'custody' | 'gate' | 'readership'>

/**
 * A custodian's half, made anew on his machine for everybody who reads the case now and for nobody else. What he does
 * stands in the case, in the ledger and in the person's conversation.
 * @throws CASE_UNKNOWN when it is not his, or decided already; ENVELOPE_REFUSED; KEY_REFUSED
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
      // It was right when it was read: whoever is refused after this was kept out in the meantime.
      overtaken(true)
      return { verdict: 'released', keys, on: today(services, half) }
    }
  })
}

/** He says no, and owes nobody a reason. */
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
  } catch (thrown) {
    if (isRuleViolation(thrown) && !tooLate) {
      const missing = codeOf(thrown) === 'CASE_UNKNOWN' ? request : null
      await services.custody.refused(custodian.id, act, missing)
    }
    throw thrown
  }
}

function today({ clock }: Pick<Services, 'clock'>, { zone }: CustodianHalf) {
  return dayIn(zone, clock.now())
}
