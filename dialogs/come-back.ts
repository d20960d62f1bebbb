import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** Length limit of the field, above a whole pasted receipt. */
const LONGEST = 2_000

/** Screen with one field for a recovery phrase in any language, or the code. */
export function comeBack(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'come_back',
      title: words.say('come_back.title'),
      body: [
        text(words.say('come_back.how')),
        text(words.say('come_back.forgives'), 'quiet'),
        text(words.say('come_back.memory'), 'quiet'),
      ],
      asks: [
        {
          kind: 'words',
          id: 'receipt',
          label: words.say('come_back.field'),
          hint: null,
          lines: 'many',
          limit: LONGEST,
          required: true,
          missing: words.say('come_back.missing'),
          prefilled: null,
        },
      ],
      buttons: [
        button(words, 'conversation', 'come_back.open', { look: 'primary' }),
        button(words, 'home', 'button.back'),
      ],
    },
    facts,
  )
}

/** Kinds of requests without a response. */
export type UnconfirmedDelivery = 'nothing' | 'something' | 'taking_back'
const UNHEARD = {
  nothing: null,
  something: 'come_back.closed_unheard',
  taking_back: 'come_back.closed_taken_back',
} as const

/**
 * Screen after a conversation was closed; its state was dropped.
 * @param unanswered requests without a response: after a withdrawal the receipt may be invalid
 */
export function conversationClosed(facts: Facts, unanswered: UnconfirmedDelivery): Dialog {
  const { words } = facts
  const unheard = UNHEARD[unanswered]
  return screen(
    {
      id: 'come_back_closed',
      title: words.say('come_back.closed_title'),
      body: [
        ...(unheard === null ? [] : [text(words.say(unheard), 'warning')]),
        text(words.say('come_back.closed')),
      ],
      buttons: [
        button(words, 'conversation', 'come_back.again', { look: 'choice' }),
        button(words, 'home', 'button.restart'),
      ],
    },
    facts,
  )
}
