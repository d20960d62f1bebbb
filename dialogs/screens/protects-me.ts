import type { Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { backAndLeave, crumbsOf, fact, screen } from '../screen.ts'
import type { Journey } from '../steps.ts'

const LAYERS = ['lock', 'kept_out', 'service', 'microsoft', 'employer', 'court', 'erasing'] as const

/** What stands one tap behind the door: for whoever wants to know exactly. */
export function protectsMeScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy } = facts
  return screen(
    {
      id: 'protects_me',
      title: words.say('button.protects_me'),
      crumbs: crumbsOf(journey, words),
      body: LAYERS.map((layer) =>
        fact(
          words.say(`protects_me.${layer}`),
          words.say(`protects_me.${layer}_how`, { days: policy.backupDays }),
        ),
      ),
      buttons: backAndLeave(words),
    },
    facts,
  )
}
