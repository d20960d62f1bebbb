import type { Day } from '#domain/case/day.ts'
import type { Channel } from '#domain/concern/channel.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { Verb } from './dialog.ts'
import type { Words } from './words.ts'

/** Input of a dialog, beside the journey. */
export interface Facts {
  readonly words: Words
  readonly policy: Policy
  /** Today in the zone of an office. */
  readonly todayIn: (office: Office) => Day
  /**
   * Usable officers by office, before exclusions. An absent office cannot receive securely now.
   */
  readonly officers: Readonly<
    Partial<Record<Office, readonly { readonly id: string; readonly label: string }[]>>
  >
  /** Whether there is a usable custodian; only then *confidential* is offered. */
  readonly custodians: boolean
  readonly displayName: string | null
  /** Current channel. */
  readonly channel: Extract<Channel, 'teams_card' | 'web_page' | 'office_link'>
  /** Office that issued the link of this visit; absent without one. */
  readonly givenBy?: Office
  /** Last day of its validity. */
  readonly givenUntil?: Day
  readonly demo: boolean
}

/** A press of a button, with the field values. */
export interface Press {
  readonly verb: Verb
  readonly value: string | null
  readonly answers: Readonly<Record<string, unknown>>
}
