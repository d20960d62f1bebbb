import { CARD_TYPE } from './card.ts'
import type { Json } from './card-action.ts'

/** HTTP response to the channel. `body` is `null` for an empty one. */
export interface ChannelResponse {
  readonly status: number
  readonly body: Json | null
}

export const OK: ChannelResponse = { status: 200, body: null }
/** Empty response; the client shows nothing. */
export const NOT_IMPLEMENTED: ChannelResponse = { status: 501, body: null }

/** Opens a dialog, or replaces the content of the open one. */
export function continueDialog(title: string, content: Json): ChannelResponse {
  return {
    status: 200,
    body: {
      task: {
        type: 'continue',
        value: {
          title,
          height: 'large',
          width: 'medium',
          card: { contentType: CARD_TYPE, content },
        },
      },
    },
  }
}

/** Sentence over the dialog, whose content stays. */
export function sayInDialog(sentence: string): ChannelResponse {
  return { status: 200, body: { task: { type: 'message', value: sentence } } }
}

/** An empty answer closes the dialog. */
export const CLOSE_DIALOG: ChannelResponse = OK

export function replaceCard(content: Json): ChannelResponse {
  return { status: 200, body: { statusCode: 200, type: CARD_TYPE, value: content } }
}

/** Sentence beside the card, which stays with its text. */
export function sayInChat(sentence: string): ChannelResponse {
  return {
    status: 200,
    body: {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: sentence,
    },
  }
}
