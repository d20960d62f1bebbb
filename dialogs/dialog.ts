import type { Confidential } from '#domain/concern/confidential.ts'

/** One screen as localised data, neutral to channels: `teams/` renders a card, `page/` a form. */
export interface Dialog {
  readonly id: string
  readonly lang: string
  readonly rtl: boolean
  readonly title: string
  /** Answers so far, as one line; `null` before the first tap. */
  readonly crumbs: string | null
  readonly body: readonly Block[]
  readonly asks: readonly Ask[]
  readonly buttons: readonly Button[]
}

export type Tone = 'plain' | 'quiet' | 'strong' | 'warning' | 'danger'

/**
 * Text that a person wrote: revealed for a card, which is sent once, and still `Confidential` for the page, whose
 * component alone reveals it.
 */
export type ShownText = string | Confidential

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly tone: Tone }
  /** Label and text: "Who can read it" / "Three people in the ethics office." */
  | { readonly kind: 'fact'; readonly label: string; readonly text: string }
  /** Telephone number; emphasised, and a link where the channel has links. */
  | { readonly kind: 'number'; readonly name: string; readonly number: string }
  /** A letter. `text` is `null` where this channel does not show it. */
  | {
      readonly kind: 'letter'
      readonly from: string
      readonly ours: boolean
      readonly on: string
      readonly text: ShownText | null
      readonly note: string | null
      readonly strong: boolean
    }

export type Ask =
  | {
      readonly kind: 'one' | 'many'
      readonly id: string
      readonly label: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly chosen: readonly string[]
      readonly required: boolean
      /** Error text when nothing was chosen. */
      readonly missing: string
    }
  | {
      /** Free text. Its value becomes `Confidential` before anything else reads it. */
      readonly kind: 'words'
      readonly id: string
      readonly label: string
      readonly hint: string | null
      readonly lines: 'one' | 'many'
      readonly limit: number
      readonly required: boolean
      readonly missing: string
      /** Initial value: only the display name from the channel, never typed text. */
      readonly prefilled: string | null
    }

export type Look = 'primary' | 'choice' | 'danger' | 'quiet'

export interface Button {
  readonly verb: Verb
  readonly label: string
  readonly hint: string | null
  readonly look: Look
  /** Id of an option, case or language; never typed text. */
  readonly value: string | null
}

/** Verbs of the filing flow. */
const TELLING_VERBS = [
  'tap',
  'unsure',
  'back',
  'restart',
  'continue',
  'advice_only',
  'next_office',
  'protects_me',
  'keys',
  'who_does_what',
] as const

/** Verbs of the follow-up flow; each needs a receipt. */
export const FOLLOW_UP_VERBS = [
  'conversation',
  'case',
  'add',
  'send_addition',
  'more',
  'remind',
  'remind_now',
  'remind_stop',
  'settle',
  'settle_now',
  'withdraw',
  'withdraw_now',
  'undo_take_back',
  'keep_out',
  'keep_out_now',
  'say_who',
  'send_who',
  'consent',
  'agree',
  'decline',
  'take_back_consent',
  'statistics',
  'send_statistics',
  'web_words',
  'web_words_show',
  'web_words_kept',
] as const
export type FollowUpVerb = (typeof FOLLOW_UP_VERBS)[number]

/** All verbs. */
export const VERBS = [
  ...TELLING_VERBS,
  ...FOLLOW_UP_VERBS,
  'leave',
  'send',
  'send_without_link',
  'languages',
  'language',
  'here',
  'open',
  'home',
  'privacy',
  'other_door',
  'take_link',
  'served',
] as const
export type Verb = (typeof VERBS)[number]
