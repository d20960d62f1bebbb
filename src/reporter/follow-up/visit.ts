import type { Dialog, ShownText, Verb } from '#dialogs/dialog.ts'
import type { Facts } from '#dialogs/facts.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import type { Category } from '#domain/concern/leaf.ts'
import type { Holder, ReportersCaseHeads, Services } from '#ports.ts'
import type { OwnWords } from '../own-case.ts'

/** Position of a follow-up: case id or none, and the nonce of the next Send. */
export interface FollowUpState {
  readonly at: 'returning'
  readonly case: string | null
  readonly nonce: string | null
}

/** Field values, by id. */
export type Fields = Readonly<Record<string, unknown>>

/** A press of a returning reporter, for every channel. */
export interface Visit {
  readonly holder: Holder
  readonly facts: Facts
  readonly pressed: { readonly verb: Verb; readonly value?: string | undefined }
  readonly fields: Fields
  /** Position of the pressed screen, from sealed state or memory; `null` when it is expired. */
  readonly state: FollowUpState | null
  readonly options: ChannelOptions
}

/** Options in which channels differ. */
export interface ChannelOptions {
  /** Text of a letter sealed to the reporter, as this channel may show it. */
  readonly read: (words: Confidential) => ShownText
  /** Whether the reporter's own letters are shown. */
  readonly shownBack: boolean
  /** Whether a dialog fits on one screen. A consent request that does not cannot be agreed to. */
  readonly fits: (dialog: Dialog) => boolean
  /** Screen with a text field, where the channel accepts text. */
  readonly asking: (dialog: Dialog, value: 'say_who' | null) => Dialog
  /** @throws TURN_REFUSED for text from a screen without a text field */
  readonly taking: () => void
  /** Seals and uploads the files of a message; empty where a channel takes none. */
  readonly files: () => Promise<Concern['attachments']>
  /** Identity of those files, for idempotency: the same text with another file is another message. */
  readonly chosenFiles: () => Promise<readonly string[]>
  /** Ids of letters that wait for the next release; empty where a channel has none. */
  readonly waiting: (reportersCase: ReportersCaseHeads) => readonly MessageId[]
  /** Whether a name is typed and unverified. */
  readonly typed: boolean
  /** Category for a statistics opt-in; `null` where none is left, or the channel does not offer it. */
  readonly statisticsOptIn: (reportersCase: ReportersCaseHeads) => Promise<Category | null>
}

/** Context of follow-up actions. */
export interface FollowUpContext {
  readonly services: OwnWords &
    Pick<Services, 'policy' | 'reading'> & {
      readonly exclusions: Pick<Services['exclusions'], 'tag'>
      /** Whether a notification reaches an officer; `null` where that is unknown. */
      readonly officerAddresses: Pick<Services['officerAddresses'], 'canNotify'> | null
    }
  /** Keyed hash of a screen's nonce, which is stored instead of it. */
  readonly idempotencyKeyFor: (
    nonce: string,
    fields: Fields,
  ) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>
}

/** Result of a press. */
export type FollowUpResult =
  | { readonly kind: 'show'; readonly dialog: Dialog; readonly state: FollowUpState }
  /** Sentence beside the view, which stays. */
  | { readonly kind: 'say'; readonly sentence: string }
