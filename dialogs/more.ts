import type { Category } from '#domain/concern/leaf.ts'
import type { CaseLine } from './case-line.ts'
import { takeBackOffers } from './consent-in-conversation.ts'
import type { Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { wordsOffer } from './recovery-phrase.ts'
import { sayable } from './say-who.ts'
import { button, screen, text } from './screen.ts'
import { countingButton } from './statistics.ts'

/**
 * Screen with further actions on a case; each opens a screen that explains it first.
 * @param statisticsOptIn category that can be counted; `null` where none is left
 */
export function more(line: CaseLine, statisticsOptIn: Category | null, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'more',
      title: words.say('more.title'),
      body: [text(words.say('more.nothing_yet'))],
      buttons: [
        ...offers(line, facts),
        ...countingButton(statisticsOptIn, facts),
        button(words, 'case', 'button.back', { value: line.key }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Actions that are possible in the current state. */
function offers(line: CaseLine, facts: Facts): readonly Button[] {
  const { words } = facts
  const value = line.key
  return [
    ...(line.state === 'closed'
      ? []
      : [button(words, 'settle', 'settle.offer', { look: 'choice', value })]),
    ...(line.state === 'closed' || sayable(line, facts).length === 0
      ? []
      : [
          button(words, 'say_who', 'more.say_who', {
            look: 'choice',
            value,
            hint: 'more.say_who_hint',
          }),
        ]),
    ...takeBackOffers(line, facts),
    ...wordsOffer(line, facts),
    button(words, 'keep_out', 'keep_out.later_offer', {
      look: 'choice',
      value,
      hint: 'keep_out.later_offer_hint',
    }),
    button(words, 'withdraw', 'take_back.offer', {
      look: 'choice',
      value,
      hint: 'take_back.offer_hint',
    }),
  ]
}
