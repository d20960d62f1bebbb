import type { Office } from '../concern/office.ts'
import { type AuthorFault, authorOn } from './author.ts'
import type { LetterText } from './letter-text.ts'
import type { ConcernForm } from './message.ts'
import type { Officer } from './officer.ts'
import type { RosterPeople } from './roster.ts'

/** What the first letter of a case, sealed and signed, says of its readers. */
export interface Admission {
  /** The office it was sealed for, and those that its person agreed to pass it to. */
  readonly offices: readonly Office[]
  readonly form: Pick<ConcernForm, 'keptOut' | 'rosterVersion'>
}

/** The same where the first letter may be one that this reader cannot open: then `form` is `null`. */
export interface KnownAdmission {
  readonly offices: Admission['offices']
  readonly form: Admission['form'] | null
}

/**
 * Whether an officer was let into a case: of the office on the roster by which it was sealed, and not kept out. The
 * database lists readers too; its list admits nobody (T-139). An officer with a new key is who the root says.
 */
export function isAdmittedReader(
  { offices, form }: Admission,
  { rosters }: Pick<RosterPeople, 'rosters'>,
  { id, office }: Pick<Officer, 'id' | 'office'>,
): boolean {
  if (form.keptOut.includes(id) || !offices.includes(office)) return false
  // Where it was passed on, the rosters since then count, too.
  const least = form.rosterVersion
  const counting = rosters.filter(({ version }) =>
    office === offices[0] ? version === least : version >= least,
  )
  return counting.some(({ officers }) =>
    officers.some((officer) => officer.id === id && officer.office === office),
  )
}

/**
 * Whether the roster by which the first letter was sealed is published: one of an earlier root key is not, and then
 * nothing proves who was let in.
 */
export function isBasePublished(
  { form }: Admission,
  { rosters }: Pick<RosterPeople, 'rosters'>,
): boolean {
  return rosters.some(({ version }) => version === form.rosterVersion)
}

/**
 * Who signed a letter of the office, or why that is no author of this case.
 * @param admission `null` where nothing is known of it
 */
export function authorIn(
  admission: KnownAdmission | null,
  people: RosterPeople,
  fingerprint: string,
  letter: LetterText,
): Officer | AuthorFault | 'author_no_reader' {
  const author = authorOn(people, fingerprint, letter)
  if (typeof author === 'string' || admission === null) return author
  const { offices, form } = admission
  if (!offices.includes(author.office)) return 'author_elsewhere'
  return form === null || isAdmittedReader({ offices, form }, people, author)
    ? author
    : 'author_no_reader'
}

/** Whether an officer with this key was let in. */
export function isAdmittedKey(
  admission: Admission,
  people: RosterPeople,
  fingerprint: string,
): boolean {
  return people.rosters.some(({ officers }) =>
    officers.some(
      (one) => one.fingerprint === fingerprint && isAdmittedReader(admission, people, one),
    ),
  )
}
