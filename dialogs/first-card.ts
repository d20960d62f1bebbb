import type { Block, Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { languagesButton } from './languages.ts'
import { otherChannelButton } from './other-channel.ts'
import { roadmap } from './roadmap.ts'
import { button, number, screen, text } from './screen.ts'
import { optionButtons } from './screens/question.ts'
import type { Words } from './words.ts'

/** First card, equal for everybody; it contains the card's share before anything is filed. */
export function first(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'first',
      title: words.say('tree.root.question'),
      body: [
        text(words.say('first.device')),
        text(words.say('first.chat')),
        text(words.say('first.not_here'), 'quiet'),
        ...numbers(facts),
      ],
      buttons: nextButtons(facts),
    },
    facts,
  )
}

/** Answer to any message in the chat: Aside did not store it, the employer does. */
export function typedInChat(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'not_here',
      title: words.say('not_here.title'),
      body: [
        text(words.say('not_here.not_read'), 'strong'),
        text(words.say('not_here.records')),
        text(words.say('not_here.delete')),
        ...numbers(facts),
      ],
      buttons: nextButtons(facts),
    },
    facts,
  )
}

/** Answer in group chats, channels and meetings. */
export function privateOnly(words: Words): string {
  return words.say('private_only')
}

/** Answer to a guest, where the policy refuses guests. */
export function noGuests(words: Words): string {
  return words.say('guests_not')
}

/** Screen that explains the offices. */
export function whoDoesWhat(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'who_does_what',
      title: words.say('button.who_does_what'),
      body: roadmap(facts),
      buttons: [button(words, 'home', 'button.home')],
    },
    facts,
  )
}

function numbers({ words, policy }: Facts): readonly Block[] {
  const { emergency, counsellor } = policy.contacts
  return [emergency, counsellor].map((contact) => number(contact, words))
}

function nextButtons(facts: Facts): readonly Button[] {
  const { words } = facts
  return [
    ...optionButtons('root', facts),
    button(words, 'unsure', 'button.unsure'),
    button(words, 'conversation', 'button.conversation'),
    ...otherChannelButton(facts),
    button(words, 'who_does_what', 'button.who_does_what'),
    button(words, 'privacy', 'button.privacy'),
    ...languagesButton(facts),
  ]
}
