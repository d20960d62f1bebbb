import { dayIn } from '#domain/case/day.ts'
import type { KeyPacket } from '#domain/case/envelope.ts'
import type { Custodian } from '#domain/case/officer.ts'
import type { HeldHalf, NameDecision, World } from '#ports.ts'
import { presentReaders, readersWent, refuseOtherKeys, usableOfficers } from './readers.ts'
import { againstTheRules } from './rule-violations.ts'

type CustodyWorld = Pick<World, 'clock' | 'custody' | 'gate' | 'readership'>

/**
 * A custodian's half, made anew on his machine for everybody who reads the case now and for nobody else. What he does
 * stands in the case, in the ledger and in the person's conversation.
 * @throws CASE_UNKNOWN when it is not his, or decided already; ENVELOPE_REFUSED; KEY_REFUSED
 */
export async function releaseName(
  world: CustodyWorld,
  custodian: Custodian,
  request: string,
  keys: readonly KeyPacket[],
): Promise<void> {
  await decide(world, custodian, request, 'identity_released', async (overtaken) => {
    await world.gate.checkKeys(keys)
    const usable = await usableOfficers(world)
    const { officers } = await world.readership.roster()
    return (held) => {
      const readers = presentReaders(held, usable)
      const colleagues = officers.filter(({ office }) => office === held.office).map(({ id }) => id)
      overtaken(readersWent(keys, readers, colleagues, 'released'))
      refuseOtherKeys(
        keys,
        readers.map((reader) => ({ role: 'released', reader })),
      )
      return { verdict: 'released', keys, on: today(world, held) }
    }
  })
}

/** He says no, and owes nobody a reason. */
export async function refuseName(
  world: CustodyWorld,
  custodian: Custodian,
  request: string,
): Promise<void> {
  await decide(world, custodian, request, 'identity_refused', async () => (held) => ({
    verdict: 'refused',
    on: today(world, held),
  }))
}

async function decide(
  world: CustodyWorld,
  custodian: Custodian,
  request: string,
  act: string,
  how: (overtaken: (yes: boolean) => void) => Promise<(held: HeldHalf) => NameDecision>,
): Promise<void> {
  let tooLate = false
  const overtaken = (yes: boolean) => {
    tooLate = yes
  }
  try {
    await world.custody.decide(custodian.id, request, await how(overtaken))
  } catch (thrown) {
    if (againstTheRules(thrown) && !tooLate) await world.custody.refused(custodian.id, act)
    throw thrown
  }
}

function today({ clock }: Pick<World, 'clock'>, { zone }: HeldHalf) {
  return dayIn(zone, clock.now())
}
