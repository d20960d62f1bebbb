import { ABOUT } from '#domain/concern/about.ts'
import type { Ask, Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { leafOf, mustKeepOut } from '../leaf-rules.ts'
import { offeredOfficers } from '../routing-preview.ts'
import { backAndLeave, button, crumbsOf, numbersInSight, screen, text } from '../screen.ts'
import { isolate } from '../speak.ts'
import type { Journey } from '../steps.ts'

/** Screen of exclusions, before the receiving office is shown, because they may change it. */
export function keepOutScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy } = facts
  const leaf = leafOf(journey, policy)
  const must = leaf !== null && mustKeepOut(leaf)
  return screen(
    {
      id: 'keep_out',
      title: words.say('keep_out.title'),
      crumbs: crumbsOf(journey, words),
      body: [
        ...numbersInSight(journey, facts),
        ...(journey.adviceOnly ? [text(words.say('keep_out.advice'), 'strong')] : []),
        text(words.say(must ? 'keep_out.must' : 'keep_out.skip')),
        text(words.say('keep_out.key')),
        text(words.say('keep_out.database'), 'quiet'),
        text(words.say('keep_out.names'), 'quiet'),
      ],
      asks: [whichOffices(journey, facts, must), ...whichOfficers(journey, facts)],
      buttons: [
        button(words, 'continue', 'button.continue', { look: 'primary' }),
        ...backAndLeave(words),
      ],
    },
    facts,
  )
}

function whichOffices(journey: Journey, { words }: Facts, must: boolean): Ask {
  return {
    kind: 'many',
    id: 'about',
    label: words.say('keep_out.about'),
    options: ABOUT.map((about) => ({ value: about, label: words.say(`about.${about}`) })),
    chosen: journey.about,
    required: must,
    missing: words.say('keep_out.missing'),
  }
}

function whichOfficers(journey: Journey, facts: Facts): readonly Ask[] {
  const { words } = facts
  const offered = offeredOfficers(journey, facts)
  if (offered.length === 0) return []
  return [
    {
      kind: 'many',
      id: 'kept_out',
      label: words.say('keep_out.officers'),
      options: offered.map(({ id, label }) => ({ value: id, label: isolate(label, words.rtl) })),
      chosen: offered.map(({ id }) => id).filter((id) => journey.keptOut.includes(id)),
      required: false,
      missing: '',
    },
  ]
}
