import type { Office } from '../concern/office.ts'
import { type Day, daysBetween } from './day.ts'
import type { Officer } from './officer.ts'
import type { Roster, RosterPeople } from './roster.ts'

/** Why whoever signed a letter of an office is not its author. */
export const AUTHOR_FAULTS = [
  /** On no roster of that day: had left, or had not come. */
  'author_left',
  /** An officer of another office. */
  'author_elsewhere',
  'author_custodian',
] as const
export type AuthorFault = (typeof AUTHOR_FAULTS)[number]

/** Days by which a signed day and the day of a roster may differ: time zones. */
const ZONES = 1

/** Who signed, by the rosters of the day that stands inside the letter. */
export function authorOn(
  { rosters }: RosterPeople,
  fingerprint: string,
  { office, day }: { readonly office: Office; readonly day: Day },
): Officer | AuthorFault {
  const ofThatDay = rostersOn(rosters, day)
  const signer = ofThatDay.flatMap(({ officers }) =>
    officers.filter((officer) => officer.fingerprint === fingerprint),
  )
  const author = signer.findLast((officer) => officer.office === office)
  if (author !== undefined) return author
  if (signer.length > 0) return 'author_elsewhere'
  const isCustodian = rosters.some(({ custodians }) =>
    custodians.some((custodian) => custodian.fingerprint === fingerprint),
  )
  return isCustodian ? 'author_custodian' : 'author_left'
}

/** Rosters in force on a day; between two lists the one before, and before the first list the first. */
function rostersOn(rosters: readonly Roster[], day: Day): readonly Roster[] {
  const inForce = rosters.filter(
    ({ issued, expires }) =>
      daysBetween(issued as Day, day) >= -ZONES && daysBetween(day, expires as Day) >= -ZONES,
  )
  if (inForce.length > 0) return inForce
  const before = rosters.findLast(({ issued }) => issued <= day)
  return [before ?? rosters[0]].filter((roster) => roster !== undefined)
}
