import type { Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** The way to the page for people who may not be seen. Where it is not open, nothing mentions it. */
export function otherChannelButton({ words, policy, channel }: Facts): readonly Button[] {
  if (!policy.page || channel !== 'teams_card') return []
  return [button(words, 'other_door', 'button.other_door', { hint: 'button.other_door_hint' })]
}

/**
 * What the other channel is, for somebody who stands at this one. The address itself is the channel's to show: the same
 * for everybody, and never a link, because whoever presses one here is logged.
 */
export function otherChannel(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'other_door',
      title: words.say('other_door.title'),
      body: [
        text(words.say('other_door.protects')),
        text(words.say('other_door.locked')),
        text(words.say('other_door.network')),
        text(words.say('other_door.same'), 'quiet'),
        text(words.say('other_door.copy'), 'strong'),
      ],
      buttons: [button(words, 'home', 'button.home'), button(words, 'leave', 'button.close')],
    },
    facts,
  )
}
