import type { Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** Whether a new link is offered: not to somebody who has one. */
export function takeLinkButton({ words, channel, givenBy }: Facts): readonly Button[] {
  if (channel === 'teams_card' || givenBy !== undefined) return []
  return [button(words, 'take_link', 'first.take_link_page', { hint: 'first.take_link_hint_page' })]
}

/** Screen that explains the page's links; the page shows the link itself. */
export function takeLink(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'take_link',
      title: words.say('take_link.title'),
      body: [
        text(words.say('take_link.good')),
        text(words.say('take_link.spent'), 'strong'),
        text(words.say('take_link.made')),
        text(words.say('take_link.anybody')),
        text(words.say('take_link.network')),
        text(words.say('take_link.copies'), 'quiet'),
        text(words.say('take_link.not_needed'), 'quiet'),
      ],
      buttons: [button(words, 'back', 'button.back', { look: 'primary' })],
    },
    facts,
  )
}

/**
 * Screen for an invalid link: the text stays and can be sent without it. Used, expired and unknown links get one answer
 * (T-40).
 * @param elsewhere whether another office may receive it without the link, so that the promise is shown again
 */
export function usedLink(elsewhere: boolean, facts: Facts): Dialog {
  const { words } = facts
  const without = elsewhere
    ? button(words, 'continue', 'used_link.go_on', {
        look: 'primary',
        hint: 'used_link.looked_at_again',
      })
    : button(words, 'continue', 'used_link.without', { look: 'primary' })
  return screen(
    {
      id: 'used_link',
      title: words.say('used_link.over_title'),
      body: [text(words.say('used_link.over')), text(words.say('used_link.here'), 'strong')],
      buttons: [
        without,
        button(words, 'conversation', 'first.come_back_page', { look: 'choice' }),
        button(words, 'back', 'button.back'),
      ],
    },
    facts,
  )
}
