import type { KeyPacket } from '../case/envelope.ts'
import type { OfficerId } from '../case/ids.ts'
import type { Roster } from '../case/roster.ts'
import { AsideError } from '../errors.ts'
import type { HeldCase } from '../ports.ts'

/** Who reads a case now: its readers, as far as the signed roster still knows them. */
export function presentReaders(
  found: Pick<HeldCase, 'readers'>,
  roster: Pick<Roster, 'officers'>,
): readonly OfficerId[] {
  return found.readers.filter((id) => roster.officers.some((officer) => officer.id === id))
}

/**
 * A letter is sealed to everybody who reads the case and to nobody else: a colleague left out could not follow it, a
 * key too many could open it.
 * @throws KEY_REFUSED
 */
export function refuseOtherKeys(
  keys: readonly KeyPacket[],
  readers: readonly OfficerId[],
  withReporter: boolean,
): void {
  const wanted = readers.map((id) => `officer ${id}`)
  if (withReporter) wanted.push('reporter reporter')
  const given = keys.map((key) => `${key.role} ${key.reader}`)
  const same = given.length === wanted.length && wanted.every((one) => given.includes(one))
  if (!same) throw new AsideError('KEY_REFUSED')
}
