import { CARD_TYPE } from './card.ts'
import type { Json } from './card-action.ts'

/** The answer to an HTTP request of the channel. `body` is `null` for an empty one. */
export interface ChannelResponse {
  readonly status: number
  readonly body: Json | null
}

export const OK: ChannelResponse = { status: 200, body: null }
/** The channel is told that there is nothing here, and shows nothing. */
export const NOT_IMPLEMENTED: ChannelResponse = { status: 501, body: null }

/** Opens a dialog, or goes on in the one that is open. */
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

/** A sentence over the dialog. The view below it, and what was typed there, stay as they are. */
export function sayInDialog(sentence: string): ChannelResponse {
  return { status: 200, body: { task: { type: 'message', value: sentence } } }
}

/** An empty answer closes the dialog. */
export const CLOSE_DIALOG: ChannelResponse = OK

export function replaceCard(content: Json): ChannelResponse {
  return { status: 200, body: { statusCode: 200, type: CARD_TYPE, value: content } }
}

/** A sentence beside the card, which stays as it is with the text in it. */
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
