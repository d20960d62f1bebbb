import { type Day, daysBetween } from './day.ts'
import type { LetterText } from './letter-text.ts'
import type { Officer } from './officer.ts'
import type { Roster, RosterPeople } from './roster.ts'

/** Why whoever signed a letter of an office is not its author. */
export const AUTHOR_FAULTS = [
  /** Names a roster that is not published here. */
  'roster_unknown',
  /** Not on the roster of that day: had left, or had not come. */
  'author_left',
  /** An officer of another office. */
  'author_elsewhere',
  'author_custodian',
] as const
export type AuthorFault = (typeof AUTHOR_FAULTS)[number]

/** Days by which a signed day and the day of a roster may differ: time zones. */
const ZONES = 1

/**
 * Who signed: by the roster that a letter names, and by the one of its day, so that who left signs nothing by an old
 * one. A letter of version 1 names none.
 */
export function authorOn(
  people: RosterPeople,
  fingerprint: string,
  letter: LetterText,
): Officer | AuthorFault {
  const { rosters, heads } = people
  const known = letter.v === 2 ? rosters[heads.lastIndexOf(letter.directory)] : undefined
  if (letter.v === 2 && known === undefined) return 'roster_unknown'
  const onItsDay = rostersOn(rosters, letter.day as Day)
  const signers = (of: readonly Roster[]) =>
    of.flatMap(({ officers }) => officers.filter((one) => one.fingerprint === fingerprint))
  const ofThatDay = signers(onItsDay)
  const named = known === undefined ? ofThatDay : signers([known])
  const author = named.findLast(({ office }) => office === letter.office)
  if (author !== undefined) {
    return ofThatDay.some(({ office }) => office === letter.office) ? author : 'author_left'
  }
  if (named.length > 0) return 'author_elsewhere'
  const isCustodian = rosters.some(({ custodians }) =>
    custodians.some((custodian) => custodian.fingerprint === fingerprint),
  )
  return isCustodian ? 'author_custodian' : 'author_left'
}

/** Days, and the roster that was the newest one its signer knew, of what is signed in a case. */
export interface SignedWhen {
  readonly day: string
  readonly directory: string
}

/**
 * Whether this key was an officer's of that office, or a custodian's, by the roster that is named and by that of its day.
 */
export function wasIn<Of extends 'officers' | 'custodians'>(
  { rosters, heads }: RosterPeople,
  of: Of,
  isHolder: (holder: Roster[Of][number]) => boolean,
  { day, directory }: SignedWhen,
): boolean {
  const known = rosters[heads.lastIndexOf(directory)]
  const on = rostersOn(rosters, day as Day)
  const isOn = (roster: Roster) => (roster[of] as readonly Roster[Of][number][]).some(isHolder)
  return known !== undefined && isOn(known) && on.some(isOn)
}

/** The newest roster of a day, and of the days around it; before the first one that one. */
function rostersOn(rosters: readonly Roster[], day: Day): readonly Roster[] {
  const newest = rosters.filter(({ issued }, at) => {
    const next = rosters[at + 1]?.issued
    const isReplaced = next !== undefined && daysBetween(next as Day, day) > ZONES
    return daysBetween(issued as Day, day) >= -ZONES && !isReplaced
  })
  return newest.length > 0 ? newest : rosters.slice(0, 1)
}
