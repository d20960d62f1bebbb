import type { Day } from '#domain/case/day.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, dangerNumbers, screen, text } from './screen.ts'

/** Question which day it is, when the clocks of device and server differ by days. */
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
