import type { Dialog } from '#dialogs/dialog.ts'
import type { Facts } from '#dialogs/facts.ts'
import type { Words } from '#dialogs/words.ts'
import type { Services } from '#ports.ts'
import type { FlowState, Tokens } from './card-token.ts'
import type { IdempotencyKeyOf } from './idempotency.ts'
import type { CardFields, CardPress, ChannelUser } from './inbound.ts'

/** Rate limit of pairing codes per user. In memory, because a code has fifty random bits. */
export interface PairingTries {
  /** Counts a try, before it is known what becomes of it. @returns whether the user may try */
  next(person: string): boolean
  /** Takes back a try that nobody judged: it told nothing of a code. */
  unjudged(person: string): void
}

/** Context of the bot's handlers. */
export interface BotContext {
  readonly services: Services
  readonly facts: (words: Words, displayName: string | null) => Promise<Facts>
  readonly tokens: Tokens
  /** Host of the anonymous page; `null` where there is none. */
  readonly page: string | null
  /** In the demo only: the share of every first card, because its client forgets the chat. */
  readonly share?: string
  /** Rate limit of wrong pairing codes. */
  readonly tries: PairingTries
  /** Keyed hash of a dialog's nonce, which is stored instead of it. */
  readonly idempotencyKeyFor: IdempotencyKeyOf
}

/** Surface of a press: in a dialog, or in the chat. */
export type CardHost = 'dialog' | 'chat'

/** A verified press: user, card and position. */
export interface Pressing {
  readonly where: CardHost
  readonly actor: ChannelUser
  readonly pressed: CardPress
  readonly fields: CardFields
  readonly share: string
  /** Address of this chat for notifications. */
  readonly address: string
  /** `null` on the first card, which has no position. */
  readonly state: FlowState | null
  readonly facts: Facts
}

/** Result of a press. */
export type PressResult =
  /** The neutral first card. */
  | { readonly kind: 'first'; readonly facts: Facts }
  | {
      readonly kind: 'show'
      readonly dialog: Dialog
      readonly state: FlowState
      /** Host to copy by hand, below the body. */
      readonly address?: string
    }
  /** Language choice. `state` is where to return to; `null` is the first card. */
  | { readonly kind: 'languages'; readonly facts: Facts; readonly state: FlowState | null }
  /** Sentence beside the view, which stays. */
  | { readonly kind: 'say'; readonly sentence: string }
  | { readonly kind: 'close' }
