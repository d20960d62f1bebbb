import type { State } from '#domain/case/case-status.ts'
import type { Day } from '#domain/case/day.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Facts } from './facts.ts'

/** One of her cases, as the list shows it. */
export interface CaseLine {
  /** Opaque: put in the button's value. */
  readonly key: string
  readonly office: Office
  readonly receivedOn: Day
  readonly dueOn: Day | null
  readonly state: State
  readonly late: boolean
  readonly lettersFromUs: number
  /** Somebody is in danger; `null` where nobody is. */
  readonly alert: CaseAlert | null
  /** Something she sent waits for the next morning of the office; `false` where the office sees all of it. */
  readonly waits?: boolean
  /** A request to pass something on that waits for her; `null` where none does. Opaque. */
  readonly request: string | null
  /** What she agreed to and can still take back. */
  readonly agreed: readonly { readonly key: string; readonly office: Office }[]
  readonly identity: IdentityLevel
  /** What a custodian decided about her name, oldest first. */
  readonly nameNews: readonly { readonly on: Day; readonly told: boolean }[]
}

/** Whether the office was told at once (`open`: that is not known here), and whether somebody there said that they saw it. */
export type CaseAlert =
  | { readonly is: 'told' | 'at_the_desk' | 'open' | 'unconfirmed' }
  | { readonly is: 'confirmed'; readonly on: Day }

/** Where it stands, in a sentence that says who does what by when. */
export function stateOf(line: CaseLine, { words }: Facts): string {
  if (line.alert?.is === 'unconfirmed') return words.say('alert.unconfirmed')
  if (line.late) return words.say('state.late')
  if (line.dueOn !== null && (line.state === 'received' || line.state === 'acknowledged')) {
    return words.say(`state.${line.state}_by`, { date: words.date(line.dueOn) })
  }
  return words.say(`state.${line.state}`)
}
