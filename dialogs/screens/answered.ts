import { sayForChannel } from '../channel-text.ts'
import type { Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { leafOf } from '../leaf-rules.ts'
import { roadmap } from '../roadmap.ts'
import { cannotReceive, routeOf } from '../routing-preview.ts'
import { backAndLeave, button, crumbsOf, number, screen, text } from '../screen.ts'
import type { Journey } from '../steps.ts'

/** Self-harm: contacts and numbers, no text field, nothing is stored. */
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

/** Information that needs no case, with the option to ask anyway. */
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

/** Contacts for leaves that require a name. Nothing is sent. */
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

/** Outside contacts when no office can receive. Nothing is sent. */
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
