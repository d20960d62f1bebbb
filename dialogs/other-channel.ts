import type { Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** Button that leads to the anonymous page; none where it is not open. */
export function otherChannelButton({ words, policy, channel }: Facts): readonly Button[] {
  if (!policy.page || channel !== 'teams_card') return []
  return [button(words, 'other_door', 'button.other_door', { hint: 'button.other_door_hint' })]
}

/**
 * Screen about the anonymous page. The channel shows its address, equal for everybody, and never as a link, because
 * clicks in Teams are logged.
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
