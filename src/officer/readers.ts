import type { KeyPacket } from '#domain/case/envelope.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import { AppError, codeOf } from '#errors.ts'
import type { CaseRecord, Services } from '#ports.ts'

/** Everybody, of any office, whose key a letter could be sealed to today. Nobody, while there is no roster to seal by. */
export async function usableOfficers(
  services: Pick<Services, 'readership'>,
): Promise<readonly OfficerId[]> {
  const usable = (office: Office) =>
    services.readership.usable(office).catch((thrown: unknown) => {
      if (codeOf(thrown) === 'ROSTER_REFUSED') return []
      throw thrown
    })
  const offices = await Promise.all(OFFICES.map(usable))
  return offices.flat().map(({ id }) => id)
}

/** Who reads a case now: its readers, as far as they still have a key that the signed roster vouches for. */
export function presentReaders(
  caseRecord: Pick<CaseRecord, 'readers'>,
  usable: readonly OfficerId[],
): readonly OfficerId[] {
  return caseRecord.readers.filter((id) => usable.includes(id))
}

/**
 * Key packets are for everybody who is to read and for nobody else: a colleague left out could not follow, a key too
 * many could open it.
 * @throws KEY_REFUSED
 */
export function refuseOtherKeys(
  keys: readonly KeyPacket[],
  readers: readonly Pick<KeyPacket, 'role' | 'reader'>[],
): void {
  const wanted = readers.map(({ role, reader }) => `${role} ${reader}`)
  const given = keys.map((key) => `${key.role} ${key.reader}`)
  const same = given.length === wanted.length && wanted.every((one) => given.includes(one))
  if (!same) throw new AppError('KEY_REFUSED')
}

/**
 * Was it sealed while a colleague still read the case? Then nobody tried anything against the rules, and a line of the
 * ledger would say for ever that somebody was kept out (T-106). What was sealed is refused all the same.
 */
export function readersWent(
  keys: readonly KeyPacket[],
  readers: readonly OfficerId[],
  colleagues: readonly OfficerId[],
  as: 'officer' | 'released' = 'officer',
): boolean {
  const sealedTo = keys.filter(({ role }) => role === as).map(({ reader }) => reader)
  return (
    sealedTo.length > readers.length &&
    readers.every((id) => sealedTo.includes(id)) &&
    sealedTo.every(
      (id) => readers.includes(id as OfficerId) || colleagues.includes(id as OfficerId),
    )
  )
}
