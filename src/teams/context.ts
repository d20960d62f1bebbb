import type { Dialog } from '#dialogs/dialog.ts'
import type { Facts } from '#dialogs/facts.ts'
import type { Words } from '#dialogs/words.ts'
import type { Services } from '#ports.ts'
import type { FlowState, Tokens } from './card-token.ts'
import type { IdempotencyKeyOf } from './idempotency.ts'
import type { CardFields, CardPress, ChannelUser } from './inbound.ts'

/** How often one person may show a code. In memory: a code has fifty random bits, this only ends the asking. */
export interface PairingTries {
  /** @returns whether she may try */
  next(person: string): boolean
}

/** What every answer of the bot is made with. */
export interface BotContext {
  readonly services: Services
  readonly facts: (words: Words, displayName: string | null) => Promise<Facts>
  readonly tokens: Tokens
  /** The host of the page for people who may not be seen; `null` where there is none. */
  readonly page: string | null
  /** In the demo alone: the share of every first card, because its Teams client forgets its chat. */
  readonly share?: string
  /** How often somebody may show a code that is wrong. */
  readonly tries: PairingTries
  /** Turns a dialog's nonce into what is stored: the two cannot be joined afterwards. */
  readonly idempotencyKeyFor: IdempotencyKeyOf
}

/** Inside a dialog, or going on in the chat. */
export type CardHost = 'dialog' | 'chat'

/** A press on a card, as far as it is believed: who, from which card, standing where. */
export interface Pressing {
  readonly where: CardHost
  readonly actor: ChannelUser
  readonly pressed: CardPress
  readonly fields: CardFields
  readonly share: string
  /** Where this chat can be written to again. */
  readonly address: string
  /** `null` on a card that carries no place: the first one. */
  readonly place: FlowState | null
  readonly facts: Facts
}

/** What a press leads to. */
export type PressResult =
  /** The neutral first card, where every way begins and ends. */
  | { readonly kind: 'first'; readonly facts: Facts }
  | {
      readonly kind: 'show'
      readonly dialog: Dialog
      readonly place: FlowState
      /** To copy by hand, below what the screen says. */
      readonly address?: string
    }
  /** The choice of a language. `place` is where choosing leads back to; `null` is the first card. */
  | { readonly kind: 'languages'; readonly facts: Facts; readonly place: FlowState | null }
  /** A sentence; the view and what was typed in it stay. */
  | { readonly kind: 'say'; readonly sentence: string }
  | { readonly kind: 'close' }
