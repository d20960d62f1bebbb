import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** Where a signed acknowledgement is checked, by whomever it was shown to. */
export function verify(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'verify',
      title: words.say('verify.title'),
      body: [text(words.say('verify.what'))],
      buttons: [button(words, 'home', 'button.restart')],
    },
    facts,
  )
}
