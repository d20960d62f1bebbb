import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, dangerNumbers, screen, text } from './screen.ts'

/** First screen of a page that takes no new concerns: it leads back whoever has words, and shows whom to call. */
export function pageClosed(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'page_closed',
      title: words.say('page_closed.title'),
      body: [
        text(words.say('page_closed.come_back')),
        text(words.say('numbers.cannot_find'), 'strong'),
        ...dangerNumbers(facts),
      ],
      buttons: [
        button(words, 'conversation', 'first.come_back_page', { look: 'primary' }),
        button(words, 'who_does_what', 'button.who_does_what'),
        button(words, 'privacy', 'button.privacy'),
      ],
    },
    facts,
  )
}
