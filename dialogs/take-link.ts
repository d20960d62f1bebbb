import type { Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** Where somebody came by a link already, another one would only make two. */
export function takeLinkButton({ words, channel, givenBy }: Facts): readonly Button[] {
  if (channel === 'teams_card' || givenBy !== undefined) return []
  return [button(words, 'take_link', 'first.take_link_page', { hint: 'first.take_link_hint_page' })]
}

/** What a link that the page makes is good for, and what it is not. The link itself is the page's to show. */
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
 * A link that counts no more stops nobody: the text is still there, and the page is open without one. Whether it was
 * used, is over or was never given is one answer (T-40): whoever used it has a receipt.
 * @param elsewhere without the link another office may get it, and it is looked at again
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
