import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** More than all that a receipt shows: what was saved of it may be pasted as it is. */
const LONGEST = 2_000

/** One field for all of it, so that there is no order to get wrong: twelve words of any of our lists, or the code. */
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

/** Of what nobody said whether it arrived. */
export type UnconfirmedDelivery = 'nothing' | 'something' | 'taking_back'
const UNHEARD = {
  nothing: null,
  something: 'come_back.closed_unheard',
  taking_back: 'come_back.closed_taken_back',
} as const

/**
 * She closed the conversation. Nothing of it is in the page any more.
 * @param unanswered nobody said whether this arrived: after taking back her words may lead to nothing any more
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
