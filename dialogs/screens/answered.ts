import { sayForChannel } from '../channel-text.ts'
import type { Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { leafOf } from '../leaf.ts'
import { roadmap } from '../roadmap.ts'
import { cannotReceive, routeOf } from '../routing-preview.ts'
import { backAndLeave, button, crumbsOf, number, screen, text } from '../screen.ts'
import type { Journey } from '../steps.ts'

/** People and numbers. No field to write in, and nothing is kept: somebody to talk to is what helps. */
export function selfHarmScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy } = facts
  const { crisisLine, counsellor, medical, emergency } = policy.contacts
  return screen(
    {
      id: 'self_harm',
      title: words.say('self_harm.title'),
      crumbs: crumbsOf(journey, words),
      body: [
        text(words.say('self_harm.matter'), 'strong'),
        ...[crisisLine, counsellor, medical, emergency].map((contact) => number(contact, words)),
        text(words.say('self_harm.no_explaining')),
        text(words.say('self_harm.nothing_kept'), 'quiet'),
      ],
      buttons: [button(words, 'restart', 'button.restart'), ...backAndLeave(words)],
    },
    facts,
  )
}

/** Information is given at once; whoever still wants to ask can. */
export function informationScreen(journey: Journey, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'information',
      title: words.say('information.title'),
      crumbs: crumbsOf(journey, words),
      body: [...roadmap(facts), text(sayForChannel('information.no_case', facts), 'quiet')],
      buttons: [
        button(words, 'served', 'information.served', { look: 'primary' }),
        button(words, 'continue', 'information.ask', { look: 'choice' }),
        ...backAndLeave(words),
      ],
    },
    facts,
  )
}

/** What only a named person can tell: whom to turn to. Nothing is asked and nothing is sent. */
export function byNameScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy } = facts
  const office = leafOf(journey, policy)?.office ?? 'ethics'
  return screen(
    {
      id: 'by_name',
      title: words.say('by_name.title'),
      crumbs: crumbsOf(journey, words),
      body: [
        text(words.say('by_name.why')),
        text(words.say('by_name.turn_to'), 'strong'),
        number(policy.offices[office].contact, words),
      ],
      buttons: [button(words, 'restart', 'button.restart'), ...backAndLeave(words)],
    },
    facts,
  )
}

/** Every office is kept out, or none can take it safely: whom to turn to outside. Nothing is sent. */
export function nobodyLeftScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy } = facts
  const chosen = routeOf(journey, facts)
  const closed = chosen !== null && cannotReceive(chosen.office, facts)
  return screen(
    {
      id: 'nobody_left',
      title: words.say(closed ? 'nobody_left.away_title' : 'nobody_left.title'),
      crumbs: crumbsOf(journey, words),
      body: [
        text(words.say(closed ? 'nobody_left.away' : 'nobody_left.why'), 'strong'),
        text(words.say('nobody_left.outside')),
        ...policy.contacts.outside.map((contact) => number(contact, words)),
      ],
      buttons: backAndLeave(words),
    },
    facts,
  )
}
