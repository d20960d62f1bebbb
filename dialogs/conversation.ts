import { isSealedOnDevice } from '#domain/concern/channel.ts'
import { alertBlocks } from './alert.ts'
import { type CaseLine, stateOf } from './case-line.ts'
import { requestButtons } from './consent-in-conversation.ts'
import type { Block, Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { languagesButton } from './languages.ts'
import { button, number, screen, text } from './screen.ts'
import { settledButtons } from './settle.ts'
import { awaitsAnswer, letterBlock, type ShownLetter } from './shown-letter.ts'

/** Screen of a conversation, newest letter last; a question is highlighted, and a missed deadline stated. */
export function conversationScreen(
  line: CaseLine,
  letters: readonly ShownLetter[],
  facts: Facts,
): Dialog {
  const { words } = facts
  const open = letters.findLastIndex(awaitsAnswer)
  const waiting = line.state === 'waiting' ? open : -1
  const question = letters[waiting]?.kind === 'question'
  return screen(
    {
      id: 'conversation',
      title: words.say('conversation.title', { office: words.say(`the.${line.office}`) }),
      body: [
        ...alertBlocks(line.alert, facts),
        // The alert above states it already.
        ...(line.late
          ? lateness(line, facts)
          : [text(stateOf({ ...line, alert: line.alert && { is: 'open' } }, facts), 'strong')]),
        ...letters.map((letter, at) => letterBlock(letter, at === waiting, facts)),
        ...newsOfName(line, facts),
        ...(line.state === 'answered' ? [text(words.say('settle.title'), 'strong')] : []),
      ],
      buttons: [
        ...lookAgainNow(line, facts),
        ...requestButtons(line, facts),
        ...(line.state === 'answered' ? settledButtons(line, facts) : []),
        ...(line.state === 'closed' || line.state === 'answered'
          ? []
          : [
              button(words, 'add', question ? 'conversation.answer' : 'conversation.add', {
                look: line.request ? 'choice' : 'primary',
                value: line.key,
              }),
            ]),
        button(words, 'more', 'conversation.more', { value: line.key }),
        ...(isSealedOnDevice(facts) ? [] : [button(words, 'conversation', 'conversation.all')]),
        ...(isSealedOnDevice(facts) ? [] : languagesButton(facts)),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Button to reload, because the page gets no notification when a danger is confirmed. */
function lookAgainNow({ alert }: CaseLine, facts: Facts): readonly Button[] {
  if (alert === null || alert.is === 'confirmed' || !isSealedOnDevice(facts)) return []
  return [button(facts.words, 'conversation', 'alert.look_again_page', { look: 'choice' })]
}

function lateness(line: CaseLine, { words, policy }: Facts): readonly Block[] {
  const date = line.dueOn === null ? '' : words.date(line.dueOn)
  return [
    text(
      words.say(date === '' ? 'conversation.late_undated' : 'conversation.late', { date }),
      'warning',
    ),
    text(words.say('conversation.turn_to')),
    ...policy.contacts.outside.map((contact) => number(contact, words)),
  ]
}

/** Blocks about decisions on the name: disclosed, or requested and refused. */
function newsOfName(line: CaseLine, { words }: Facts): readonly Block[] {
  return line.nameNews.map(({ on, isDisclosed }) =>
    text(
      words.say(isDisclosed ? 'conversation.name_told' : 'conversation.name_refused', {
        date: words.date(on),
      }),
      isDisclosed ? 'strong' : 'plain',
    ),
  )
}
