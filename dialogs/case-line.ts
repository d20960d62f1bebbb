import type { State } from '#domain/case/case-status.ts'
import type { Day } from '#domain/case/day.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import type { Office } from '#domain/concern/office.ts'
import { answeredBy } from './answered-by.ts'
import type { Facts } from './facts.ts'

/** A case in the reporter's list. */
export interface CaseLine {
  /** Case id; opaque value of the button. */
  readonly key: string
  readonly office: Office
  readonly receivedOn: Day
  readonly dueOn: Day | null
  readonly state: State
  readonly late: boolean
  readonly lettersFromUs: number
  /** State of a danger; `null` without danger. */
  readonly alert: CaseAlert | null
  /** Taken back, and erased on this day: nobody opens it until then either. */
  readonly erasedOn?: Day | null
  /** Whether a letter waits for the next release. */
  readonly waits?: boolean
  /** Id of the open consent request; `null` without one. Opaque. */
  readonly request: string | null
  /** Consents that can be withdrawn. */
  readonly agreed: readonly { readonly key: string; readonly office: Office }[]
  readonly identity: IdentityLevel
  /** Decisions of a custodian about the name, oldest first. */
  readonly nameNews: readonly { readonly on: Day; readonly isDisclosed: boolean }[]
}

/** State of a danger: whether officers were notified (`open`: unknown here), and whether one confirmed it. */
export type CaseAlert =
  | { readonly is: 'told' | 'at_the_desk' | 'open' | 'unconfirmed' }
  | { readonly is: 'confirmed'; readonly on: Day }

/** Sentence with the state of a case: who does what by when. */
export function stateOf(line: CaseLine, facts: Facts): string {
  const { words } = facts
  if (line.alert?.is === 'unconfirmed') return words.say('alert.unconfirmed')
  if (line.late) return words.say('state.late')
  if (line.dueOn !== null && (line.state === 'received' || line.state === 'acknowledged')) {
    return answeredBy(`state.${line.state}_by`, line.dueOn, line.alert !== null, facts)
  }
  return words.say(`state.${line.state}`)
}
