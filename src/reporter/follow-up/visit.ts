import type { Dialog, ShownText, Verb } from '#dialogs/dialog.ts'
import type { Facts } from '#dialogs/facts.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import type { Category } from '#domain/concern/leaf.ts'
import type { Holder, ReportersCase, Services } from '#ports.ts'
import type { OwnWords } from '../own-case.ts'

/** Behind her receipt: at one case, or at none; and the nonce of what is about to be sent. */
export interface FollowUpState {
  readonly at: 'returning'
  readonly case: string | null
  readonly nonce: string | null
}

/** What was typed or ticked, by field. */
export type Fields = Readonly<Record<string, unknown>>

/** Somebody who came back, by whichever channel, and what she pressed there. */
export interface Visit {
  readonly holder: Holder
  readonly facts: Facts
  readonly pressed: { readonly verb: Verb; readonly value?: string | undefined }
  readonly fields: Fields
  /** Where the screen stood that was pressed, as the channel itself knows it; `null` where that counts no more. */
  readonly place: FollowUpState | null
  readonly options: ChannelOptions
}

/** What one channel does otherwise than another. */
export interface ChannelOptions {
  /** What was sealed to her, as this channel may show it in an answer to her own press. */
  readonly read: (words: Confidential) => ShownText
  /** May she see here what she wrote herself? */
  readonly shownBack: boolean
  /** Can one screen of this channel show all of it? What cannot be shown in full cannot be agreed to. */
  readonly fits: (dialog: Dialog) => boolean
  /** A screen that asks for free words, where this channel takes any. */
  readonly asking: (dialog: Dialog, value: 'say_who' | null) => Dialog
  /** @throws TURN_REFUSED for words that come from where none were asked for */
  readonly taking: () => void
  /** Seals and brings what she added to her words beside them; nothing where a channel takes no files. */
  readonly files: () => Promise<Concern['attachments']>
  /** Which files those will be, the same for the same ones: words with another file are another message. */
  readonly chosenFiles: () => Promise<readonly string[]>
  /** Her letters that the office cannot see before its next release; none where a channel has no release. */
  readonly waiting: (reportersCase: ReportersCase) => readonly MessageId[]
  /** A name is what she types, and nobody vouches for it. */
  readonly typed: boolean
  /** The subject she may still be counted under; `null` where none is left, or this channel does not count. */
  readonly statisticsOptIn: (reportersCase: ReportersCase) => Promise<Category | null>
}

/** What every answer to her is made with. */
export interface FollowUpContext {
  readonly services: OwnWords &
    Pick<Services, 'reading'> & {
      readonly exclusions: Pick<Services['exclusions'], 'tag'>
      /** Whether a message reaches anybody; `null` where that cannot be asked. */
      readonly officerAddresses: Pick<Services['officerAddresses'], 'canNotify'> | null
    }
  /** Turns a screen's nonce into what is stored: the two cannot be joined afterwards. */
  readonly idempotencyKeyFor: (
    nonce: string,
    fields: Fields,
  ) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>
}

/** What her press leads to. */
export type FollowUpResult =
  | { readonly kind: 'show'; readonly dialog: Dialog; readonly place: FollowUpState }
  /** A sentence; the view and what was typed in it stay. */
  | { readonly kind: 'say'; readonly sentence: string }
