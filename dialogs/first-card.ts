import type { Block, Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { languagesButton } from './languages.ts'
import { otherChannelButton } from './other-channel.ts'
import { roadmap } from './roadmap.ts'
import { button, number, screen, text } from './screen.ts'
import { optionButtons } from './screens/question.ts'
import type { Words } from './words.ts'

/** The first card: everybody has the same one, and the way back is in it before anything is told. */
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
      buttons: ways(facts),
    },
    facts,
  )
}

/** The one answer to anything typed, sent or spoken into the chat. It was not kept here; the employer keeps it. */
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
      buttons: ways(facts),
    },
    facts,
  )
}

/** What is said where others listen: group chats, channels, meetings. */
export function privateOnly(words: Words): string {
  return words.say('private_only')
}

/** What a guest of the organisation hears, where policy lets no guests in. */
export function noGuests(words: Words): string {
  return words.say('guests_not')
}

/** The roadmap: who does what. Looking at it makes no case. */
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

function ways(facts: Facts): readonly Button[] {
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
