import type { KeyPacket } from '#domain/case/envelope.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import { AppError, codeOf } from '#errors.ts'
import type { CaseRecord, Services } from '#ports.ts'

/** To whose key a letter can be sealed today. */
export type UsableOfficers = readonly Pick<Officer, 'id' | 'office'>[]

/** Of every office. Nobody while there is no usable roster. */
export async function usableOfficers(
  services: Pick<Services, 'readership'>,
): Promise<UsableOfficers> {
  const usable = (office: Office) =>
    services.readership.usable(office).catch((error: unknown) => {
      if (codeOf(error) === 'ROSTER_REFUSED') return []
      throw error
    })
  return (await Promise.all(OFFICES.map(usable))).flat()
}

/**
 * The readers of a case whom the signed roster still certifies, and still names at its office.
 * @param letters where they are known: who has no key packet of the first letter was not let in, and a row alone makes
 * nobody a reader (T-139)
 */
export function presentReaders(
  {
    readers,
    office,
    letters,
  }: Pick<CaseRecord, 'readers' | 'office'> & Partial<Pick<CaseRecord, 'letters'>>,
  usable: UsableOfficers,
): readonly OfficerId[] {
  const first = letters?.find(({ dir, seq }) => dir === 'r>o' && seq === 1)
  const isLetIn = (id: OfficerId) =>
    first === undefined ||
    first.sealedTo.some(({ role, reader }) => role === 'officer' && reader === id)
  return readers.filter(
    (id) => isLetIn(id) && usable.some((one) => one.id === id && one.office === office),
  )
}

/**
 * Checks that there is exactly one key packet for each reader: without one a colleague could not read the letter, with
 * one too many somebody else could.
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
 * Whether a letter was sealed to more readers than the case has now: all of them, and colleagues of the office beside.
 * It was then sealed before an exclusion, and not against the rules; a line of the ledger would tell for ever that
 * somebody was excluded (T-106). The letter is refused all the same.
 * @param keys packets of the letter
 * @param readers present readers of the case
 * @param colleagues officers of the office
 * @param as role of the packets that count
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
