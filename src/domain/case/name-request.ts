import type { Office } from '../concern/office.ts'
import { type ActStatement, nextAct, type SignedAct } from './act.ts'
import { wasIn } from './author.ts'
import { type Day, mayBeOneDay } from './day.ts'
import type { KeptHalf } from './name-half.ts'
import type { RosterPeople } from './roster.ts'

/*
 * What a custodian's machine demands before it releases half of a name. It opens no case, so the signed request and the
 * half have to say everything; the server's word is compared with them.
 */

/** Why a name is not released. */
export const DISCLOSURE_FAULTS = [
  /** Of a program of before: the office asks again. */
  'request_unsigned',
  /** Not signed by an officer of the office who reads the case, or for another name, reason or day than is shown. */
  'request_unproven',
  /** The half is not one of this name, or is a whole key. */
  'half_foreign',
  /** Somebody is listed as a reader to whom the name was not sealed. */
  'reader_unknown',
] as const
export type DisclosureFault = (typeof DISCLOSURE_FAULTS)[number]

/** A request as a custodian is shown it, and what his machine computed of it. */
export interface HandedRequest {
  readonly case: string
  readonly message: string
  readonly office: Office
  readonly askedOn: string
  /** Label of the officer who asks. */
  readonly askedBy: string
  /** Ids of the officers who read the case. */
  readonly readers: readonly string[]
  readonly asked: SignedAct | null
  /** Whose signature the request bears; `null` where it counts by none of the rosters' keys. */
  readonly signedBy: string | null
  /** Hash of the reason and of the sealed messages, as they are shown. */
  readonly content: string
  /** `untyped`: of a name that was sealed by the version before. */
  readonly half: KeptHalf | 'untyped'
  /** An untyped half that opens a message of the case by itself. */
  readonly isWholeKey: boolean
  /** His key was once an officer's: what was sealed to it may be the whole key of a message. */
  readonly wasOfficers: boolean
}

type People = RosterPeople & { readonly root: string }
type DisclosureRule = (handed: HandedRequest, people: People) => DisclosureFault | null

/** Each rule alone, so that a model can leave one out. */
export const DISCLOSURE_RULES: Readonly<Record<string, DisclosureRule>> = {
  signed: ({ asked }) => (asked === null ? 'request_unsigned' : null),
  signer: ({ asked, signedBy, office }, people) => {
    const isSigner = (one: { readonly fingerprint: string; readonly office: Office }) =>
      one.fingerprint === signedBy && one.office === office
    return asked !== null && wasIn(people, 'officers', isSigner, asked) ? null : 'request_unproven'
  },
  shown: ({ signedBy, askedBy }, people) => {
    const ids = idsOf([signedBy ?? ''], people)
    const labels = newest(people).flatMap(({ id, label }) => (ids.includes(id) ? [label] : []))
    return labels.includes(askedBy) ? null : 'request_unproven'
  },
  act: ({ asked }) =>
    asked?.act === 'name_asked' && asked.by === 'officer' ? null : 'request_unproven',
  case: ({ asked, ...handed }, { root }) =>
    asked?.case === handed.case && asked.root === root ? null : 'request_unproven',
  name: ({ asked, message }) => (asked?.answers === message ? null : 'request_unproven'),
  office: ({ asked, office }) => (asked?.office === office ? null : 'request_unproven'),
  reason: ({ asked, content }) => (asked?.content === content ? null : 'request_unproven'),
  day: ({ asked, askedOn }) =>
    asked !== null && mayBeOneDay(asked.day as Day, askedOn as Day) ? null : 'request_unproven',
  // By whom the name can be read stands in the half alone: the list of readers is the server's word.
  reads: ({ signedBy, readers, half }, people) => {
    const ids = idsOf([signedBy ?? ''], people)
    return ids.some((id) => readers.includes(id) && isSealedTo(half, id, people))
      ? null
      : 'request_unproven'
  },
  half_case: ({ half, ...handed }) =>
    half === 'untyped' || half.case === handed.case ? null : 'half_foreign',
  half_name: ({ half, message }) =>
    half === 'untyped' || half.msg === message ? null : 'half_foreign',
  half_office: ({ half, office }) =>
    half === 'untyped' || half.office === office ? null : 'half_foreign',
  whole: ({ half, isWholeKey }) => (half === 'untyped' && isWholeKey ? 'half_foreign' : null),
  role: ({ half, wasOfficers }) => (half === 'untyped' && wasOfficers ? 'half_foreign' : null),
  readers: ({ readers, office, half }, people) => {
    const isThere = (id: string) =>
      newest(people).some((one) => one.id === id && one.office === office)
    const areKnown =
      readers.length > 0 && readers.every((id) => isThere(id) && isSealedTo(half, id, people))
    return areKnown ? null : 'reader_unknown'
  },
}

/** The first fault of a request, by these rules; `null` where the name may be released. */
export function disclosureFault(
  handed: HandedRequest,
  people: People,
  rules = DISCLOSURE_RULES,
): DisclosureFault | null {
  const faults = Object.values(rules).map((rule) => rule(handed, people))
  return DISCLOSURE_FAULTS.find((fault) => faults.includes(fault)) ?? null
}

/** What an officer signs to ask for a name. */
export function nameRequest(
  given: Pick<ActStatement, 'root' | 'case' | 'office' | 'day' | 'heads' | 'directory'> & {
    readonly message: string
    readonly content: string
    readonly last: Parameters<typeof nextAct>[0]
  },
): ActStatement {
  const { message, last, ...statement } = given
  return { ...statement, ...nextAct(last), act: 'name_asked', by: 'officer', answers: message }
}

/** What a custodian signs to release it: his act follows the request. He names no message, for he knows none. */
export function nameDisclosure(
  asked: SignedAct,
  given: Pick<ActStatement, 'day' | 'directory' | 'before'> & { readonly content: string },
): ActStatement {
  const { root, number, answers, office } = asked
  return {
    ...{ root, case: asked.case, act: 'name_released', number: number + 1, answers, office },
    ...{ by: 'custodian', heads: { 'r>o': null, 'o>r': null }, ...given },
  }
}

function newest({ rosters }: RosterPeople) {
  return rosters.at(-1)?.officers ?? []
}

/** Whose keys these were: an officer with a new key is who the root says. */
function idsOf(keys: readonly string[], { rosters }: RosterPeople): readonly string[] {
  return rosters.flatMap(({ officers }) =>
    officers.flatMap(({ id, fingerprint }) => (keys.includes(fingerprint) ? [id] : [])),
  )
}

function isSealedTo(half: HandedRequest['half'], id: string, people: RosterPeople): boolean {
  return half === 'untyped' || idsOf(half.readers, people).includes(id)
}
