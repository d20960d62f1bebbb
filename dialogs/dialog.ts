import type { Confidential } from '#domain/concern/confidential.ts'

/** One screen, already in the person's language. Channel-neutral: `teams/` draws it as a card, `web/` as a form. */
export interface Dialog {
  readonly id: string
  readonly lang: string
  readonly rtl: boolean
  readonly title: string
  /** What was answered so far, as one quiet line; `null` before the first tap. */
  readonly crumbs: string | null
  readonly body: readonly Block[]
  readonly asks: readonly Ask[]
  readonly buttons: readonly Button[]
}

export type Tone = 'plain' | 'quiet' | 'strong' | 'warning' | 'danger'

/**
 * Words that somebody wrote, as a channel may draw them: already readable where they were read for an answer of one
 * moment, still closed where the place that draws them is the only one that may open them (the page's own).
 */
export type ShownText = string | Confidential

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly tone: Tone }
  /** A question a person has and its answer: "Who can read it" / "Three people in the ethics office." */
  | { readonly kind: 'fact'; readonly label: string; readonly text: string }
  /** Somebody to call. Drawn large, and as a telephone link where the channel has one. */
  | { readonly kind: 'number'; readonly name: string; readonly number: string }
  /** A letter of the conversation. `text` is `null` where it is not shown back on this channel. */
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
      /** Shown beside the field when nothing was chosen. */
      readonly missing: string
    }
  | {
      /** Free words. Whatever comes back through one is `Confidential` before anything else sees it. */
      readonly kind: 'words'
      readonly id: string
      readonly label: string
      readonly hint: string | null
      readonly lines: 'one' | 'many'
      readonly limit: number
      readonly required: boolean
      readonly missing: string
      /** Only ever the display name that the channel told us, for her to change. Never words she typed. */
      readonly prefilled: string | null
    }

export type Look = 'primary' | 'choice' | 'danger' | 'quiet'

export interface Button {
  readonly verb: Verb
  readonly label: string
  readonly hint: string | null
  readonly look: Look
  /** The option tapped, the case chosen, the language picked: never words. */
  readonly value: string | null
}

/** Presses that move somebody who is telling us something. */
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

/** Presses behind "My conversation": each needs the card, and the person it belongs to. */
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

/** Everything a person can press. */
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
