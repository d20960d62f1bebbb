import type { Day } from '#domain/case/day.ts'
import type { Channel } from '#domain/concern/channel.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { Verb } from './dialog.ts'
import type { Words } from './words.ts'

/** What a dialog is drawn from, besides what the person tapped. */
export interface Facts {
  readonly words: Words
  readonly policy: Policy
  /** The day it is where an office sits: promises are made in its zone, and offices sit apart. */
  readonly todayIn: (office: Office) => Day
  /**
   * Per office the officers who could read there now, before anybody is kept out. An office that is absent cannot
   * receive securely now.
   */
  readonly officers: Readonly<
    Partial<Record<Office, readonly { readonly id: string; readonly label: string }[]>>
  >
  /** Is there somebody, no officer, who could keep the other half of a name? Only then *confidential* is offered. */
  readonly custodians: boolean
  readonly displayName: string | null
  /** Through which channel she tells it: what protects her there, and what does not, is another thing. */
  readonly channel: Extract<Channel, 'teams_card' | 'web_page' | 'office_link'>
  /** Which office handed out the link she came by, and so knows to whom; absent without one. */
  readonly givenBy?: Office
  /** The last day on which it counts. */
  readonly givenUntil?: Day
  readonly demo: boolean
}

/** One press of a button, with what the fields beside it held. */
export interface Press {
  readonly verb: Verb
  readonly value: string | null
  readonly answers: Readonly<Record<string, unknown>>
}
