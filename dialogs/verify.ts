import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** Screen that verifies a signed acknowledgement. */
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
