import type { CaseLine } from './case-line.ts'
import type { Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** What else a person can do with her case: each on a screen of its own that says what it means before it is done. */
export function more(line: CaseLine, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'more',
      title: words.say('more.title'),
      body: [text(words.say('more.nothing_yet'))],
      buttons: [
        ...offers(line, facts),
        button(words, 'case', 'button.back', { value: line.key }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Only what can be done now: nothing here is offered and then refused. */
function offers(line: CaseLine, { words }: Facts): readonly Button[] {
  const value = line.key
  return [
    ...(line.state === 'closed'
      ? []
      : [button(words, 'settle', 'settle.offer', { look: 'choice', value })]),
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
