import type { Day } from '#domain/case/day.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, dangerNumbers, screen, text } from './screen.ts'

/** Her device and our server are days apart. Neither decides alone: she says which day it is. */
export function whichDay(device: Day, facts: Facts): Dialog {
  const { words } = facts
  const days = { device: words.date(device), today: words.date(facts.todayIn('ethics')) }
  return screen(
    {
      id: 'which_day',
      title: words.say('which_day.title'),
      body: [
        text(words.say('which_day.ask', days), 'strong'),
        text(words.say('which_day.why')),
        ...dangerNumbers(facts),
      ],
      buttons: [
        button(words, 'continue', 'which_day.yes', { look: 'choice' }),
        button(words, 'back', 'which_day.no', { look: 'choice' }),
      ],
    },
    facts,
  )
}
