import type { Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { backAndLeave, button, crumbsOf, numbersInSight, screen, text } from '../screen.ts'
import type { Journey } from '../steps.ts'

/** Consent to share with another office; Yes and No have equal weight, default No. */
export function consentScreen(journey: Journey, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'consent',
      title: words.say('consent.title'),
      crumbs: crumbsOf(journey, words),
      body: [
        ...numbersInSight(journey, facts),
        text(words.say('consent.what')),
        text(words.say('before.override'), 'strong'),
      ],
      asks: [
        {
          kind: 'one',
          id: 'pass_on',
          label: words.say('consent.ask'),
          options: (['no', 'yes'] as const).map((value) => ({
            value,
            label: words.say(`consent.${value}`),
          })),
          chosen: [journey.passOn ? 'yes' : 'no'],
          required: true,
          missing: words.say('consent.missing'),
        },
      ],
      buttons: [
        button(words, 'continue', 'button.continue', { look: 'primary' }),
        ...backAndLeave(words),
      ],
    },
    facts,
  )
}
