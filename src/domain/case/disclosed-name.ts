import type { Office } from '../concern/office.ts'
import { type Admission, isAdmittedKey } from './admitted.ts'
import { wasIn } from './author.ts'
import { type Day, mayBeOneDay } from './day.ts'
import type { CaseAct } from './history-acts.ts'
import type { DisclosedHalf } from './name-half.ts'
import { leastFormatDay, type RosterPeople } from './roster.ts'

/*
 * What a reader's machine demands before it shows a name that a custodian released: his signature, for this case and for
 * a request that an officer of the case signed.
 */

/** The other half of a name, as one reader was handed it. */
export interface HandedDisclosure {
  readonly case: string
  readonly message: string
  readonly office: Office
  /** Fingerprint of the reader. */
  readonly own: string
  /** `untyped`: released by the version before. */
  readonly half: DisclosedHalf | 'untyped'
  /** What its release signs of it. */
  readonly content: string
  /** Acts of the case, oldest first. */
  readonly acts: readonly CaseAct[]
}

export type DisclosurePeople = RosterPeople & { readonly root: string }
type SignedEvent = CaseAct & { readonly signedAct: NonNullable<CaseAct['signedAct']> }
type DisclosedRule = (
  handed: HandedDisclosure,
  people: DisclosurePeople,
  admission: Admission | null,
) => boolean

/** Each rule alone, so that a model can leave one out: whether it holds. */
export const DISCLOSED_RULES: Readonly<Record<string, DisclosedRule>> = {
  // After a signed request, and from the day that a roster names, every release is typed.
  untyped: ({ half, acts }, { rosters }) => {
    if (half !== 'untyped') return true
    const since = leastFormatDay(rosters)
    const disclosures = acts.filter(({ act }) => act === 'identity_released')
    return disclosures.some((disclosure) => {
      const request = acts.slice(0, acts.indexOf(disclosure)).findLast(isRequest)
      return request?.signedAct == null && (since === null || disclosure.on <= since)
    })
  },
  place: ({ half, office, message, ...handed }) =>
    half === 'untyped' ||
    (half.case === handed.case && half.msg === message && half.office === office),
  mine: ({ half, own }) => half === 'untyped' || half.readers.includes(own),
  readers: ({ half }, people, admission) =>
    half === 'untyped' || half.readers.every((one) => isLetIn(one, people, admission)),
  signer: (handed, people) =>
    handed.half === 'untyped' || disclosuresOf(handed).some((one) => isCustodians(one, people)),
  subject: (handed, { root }) =>
    handed.half === 'untyped' ||
    disclosuresOf(handed).some(({ on, signedAct }) => {
      const { act, by, answers, office, day } = signedAct
      const isAbout = signedAct.case === handed.case && answers === handed.message
      const isItself = act === 'name_released' && by === 'custodian' && signedAct.root === root
      return isAbout && isItself && office === handed.office && isOn(day, on)
    }),
  follows: (handed) =>
    handed.half === 'untyped' ||
    disclosuresOf(handed).some(({ signedAct }) => signedAct.before === requestOf(handed)?.hash),
  request: (handed, { root }) => {
    const { half, message, office } = handed
    const request = requestOf(handed)
    if (half === 'untyped') return true
    if (request === null) return false
    const { act, by, answers, day, ...about } = request.signedAct
    const isAbout = about.case === handed.case && answers === message && about.office === office
    const isItself = act === 'name_asked' && by === 'officer' && about.root === root
    return isAbout && isItself && isOn(day, request.on)
  },
  asker: (handed, people, admission) => {
    const request = requestOf(handed)
    if (handed.half === 'untyped') return true
    if (request === null) return false
    const { signedBy, signedAct } = request
    const isSigner = (one: { readonly fingerprint: string; readonly office: Office }) =>
      one.fingerprint === signedBy && one.office === handed.office
    return (
      wasIn(people, 'officers', isSigner, signedAct) && isLetIn(signedBy ?? '', people, admission)
    )
  },
}

/** Whether everything proves that a custodian released this half for this case. */
export function isDisclosed(
  handed: HandedDisclosure,
  people: DisclosurePeople,
  admission: Admission | null,
  rules = DISCLOSED_RULES,
): boolean {
  return Object.values(rules).every((rule) => rule(handed, people, admission))
}

function isRequest({ act, by }: CaseAct): boolean {
  return act === 'identity_asked' && by === 'officer'
}

function isSigned(event: CaseAct): event is SignedEvent {
  return event.signedAct !== null
}

/** Releases that sign this half. */
function disclosuresOf({ acts, content }: HandedDisclosure): readonly SignedEvent[] {
  return acts
    .filter(isSigned)
    .filter(({ act, by }) => act === 'identity_released' && by === 'custodian')
    .filter(({ signedAct }) => signedAct.content === content)
}

/** The signed request that the half names. */
function requestOf({ acts, half }: HandedDisclosure): SignedEvent | null {
  if (half === 'untyped') return null
  return acts.filter(isSigned).find((one) => isRequest(one) && one.hash === half.request) ?? null
}

function isLetIn(key: string, people: DisclosurePeople, admission: Admission | null): boolean {
  return admission !== null && isAdmittedKey(admission, people, key)
}

function isCustodians({ signedBy, signedAct }: SignedEvent, people: DisclosurePeople): boolean {
  return wasIn(people, 'custodians', ({ fingerprint }) => fingerprint === signedBy, signedAct)
}

function isOn(day: string, on: string): boolean {
  return mayBeOneDay(on as Day, day as Day)
}
