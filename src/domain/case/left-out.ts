import { type Day, plusDays } from './day.ts'
import type { CaseLetter } from './first-letter.ts'
import type { OfficerId } from './ids.ts'
import type { LetterTextV2 } from './message-v2.ts'
import type { Officer } from './officer.ts'
import type { RosterPeople } from './roster.ts'

/**
 * Officers to whom the person's newest letter was not sealed, though they were there with a usable key: she kept them out
 * before. Keeping out leaves no row that says so (decision 007); that who was kept out reads again shows by this, also
 * where the database lists him as before (T-139).
 */
export interface LeftOut {
  /** Number of that letter. */
  readonly after: number
  readonly officers: readonly Pick<Officer, 'id' | 'fingerprint'>[]
}

/** The same before it is known whose key was usable on that day. */
export interface UnsealedTo extends LeftOut {
  readonly day: Day
}

type OwnLetter = CaseLetter & { readonly letter: LetterTextV2 }

/** `null` without a letter that she signed: the first ones of a card are not. */
export function unsealedTo(
  letters: readonly CaseLetter[],
  people: RosterPeople,
): UnsealedTo | null {
  const [newest] = letters.filter(isOwn).toSorted((one, other) => other.seq - one.seq)
  if (newest === undefined) return null
  const { office, readers, day, directory } = newest.letter
  const [first = [], ...others] = officesAround(people, directory, day as Day).map((officers) =>
    officers.filter((one) => one.office === office),
  )
  const isThere = ({ id }: Officer, officers: readonly Officer[]) =>
    officers.some((one) => one.id === id && !readers.includes(one.fingerprint))
  const officers = first
    .filter((officer) => [first, ...others].every((some) => isThere(officer, some)))
    .map(({ id, fingerprint }) => ({ id, fingerprint }))
  return { after: newest.seq, day: day as Day, officers }
}

/** Whether an officer was kept out by the time of a letter of the office, by its key, or by now. */
export function isLeftOut(
  leftOut: LeftOut | null,
  officer:
    | { readonly id: OfficerId }
    | { readonly fingerprint: string; readonly letter: LetterTextV2 },
): boolean {
  if (leftOut === null) return false
  if ('id' in officer) return leftOut.officers.some(({ id }) => id === officer.id)
  const { dir, seen } = officer.letter
  const isLater = dir !== 'r>o' && (seen['r>o']?.seq ?? 0) >= leftOut.after
  const keys = leftOut.officers.map(({ fingerprint }) => fingerprint as string)
  return isLater && keys.includes(officer.fingerprint)
}

function isOwn(one: CaseLetter): one is OwnLetter {
  return one.dir === 'r>o' && one.letter?.v === 2 && one.signedBy !== null && one.isSound
}

/** Officers of each roster from the one that a letter names to the last one of the day after it. */
function officesAround(
  { rosters, heads }: RosterPeople,
  directory: string,
  day: Day,
): readonly (readonly Officer[])[] {
  const place = heads.lastIndexOf(directory)
  if (place < 0) return []
  const around = rosters
    .slice(place)
    .filter(({ issued }, at) => at === 0 || issued <= plusDays(day, 1))
  return around.map(({ officers }) => officers)
}
