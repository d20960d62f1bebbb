import { isSealedOnDevice } from '#domain/concern/channel.ts'
import { answeredBy } from '../answered-by.ts'
import type { Block, Button, Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { leafOf } from '../leaf-rules.ts'
import { legalMeaning } from '../meaning.ts'
import { promiseOf } from '../routing-preview.ts'
import { backAndLeave, button, crumbsOf, fact, numbersInSight, screen, text } from '../screen.ts'
import type { Journey } from '../steps.ts'

/** Summary of all choices: before the account on the card channel, after it on the page. */
export function checkScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy } = facts
  const leaf = leafOf(journey, policy)
  const promise = promiseOf(journey, facts)
  if (leaf === null || promise === null) throw new TypeError('a check needs a leaf and an office')
  const office = words.say(`the.${promise.office}`)
  return screen(
    {
      id: 'check',
      title: words.say('check.title'),
      crumbs: crumbsOf(journey, words),
      body: [
        ...numbersInSight(journey, facts),
        fact(words.say('check.subject'), words.say(`leaf.${leaf.id}.label`)),
        fact(words.say('before.who'), words.say('before.readers', { n: promise.readers, office })),
        ...keptOut(journey, facts),
        fact(words.say('before.what'), words.say(legalMeaning(leaf, promise.office))),
        fact(
          words.say('before.when'),
          answeredBy('before.answer_by', promise.dueOn, leaf.category === 'safety', facts),
        ),
        fact(words.say('check.identity'), words.say(`identity.${journey.identity ?? 'not_told'}`)),
        ...(leaf.consent === 'not_applicable'
          ? []
          : [
              fact(
                words.say('check.pass_on'),
                words.say(journey.passOn ? 'consent.yes' : 'consent.no'),
              ),
            ]),
        ...(isSealedOnDevice(facts) ? [] : [text(words.say('check.next'), 'quiet')]),
        ...(facts.givenBy === undefined || facts.givenBy === promise.office
          ? []
          : [text(words.say('check.link_unused_page'), 'strong')]),
      ],
      buttons: nextButtons(journey, facts),
    },
    facts,
  )
}

function nextButtons(journey: Journey, facts: Facts): readonly Button[] {
  const { words } = facts
  return isSealedOnDevice(facts)
    ? [
        ...sendings(journey, facts),
        button(words, 'back', 'check.change_page'),
        button(words, 'leave', 'button.leave'),
      ]
    : [
        button(words, 'continue', 'check.continue', { look: 'primary' }),
        button(words, 'restart', 'button.restart'),
        ...backAndLeave(words),
      ]
}

/**
 * Buttons to send. An office learns that its link was used; a used link without a visible case reveals an exclusion. So
 * with an excluded officer of that office, the first button sends without the link.
 */
function sendings(
  { keptOut: out }: Journey,
  { words, givenBy, officers }: Facts,
): readonly Button[] {
  const given = givenBy === undefined ? [] : (officers[givenBy] ?? [])
  if (!given.some(({ id }) => out.includes(id))) {
    return [button(words, 'send', 'account.send', { look: 'primary' })]
  }
  return [
    button(words, 'send_without_link', 'check.send_without_link_page', {
      look: 'primary',
      hint: 'check.link_unused_page',
    }),
    button(words, 'send', 'check.send_with_link_page', {
      look: 'choice',
      hint: 'check.link_used_page',
    }),
  ]
}

function keptOut(journey: Journey, { words, officers }: Facts): readonly Block[] {
  const people = Object.values(officers).flatMap((some) => some ?? [])
  const lines = [
    ...journey.about.map((about) => words.say(`about.${about}`)),
    ...people.filter(({ id }) => journey.keptOut.includes(id)).map(({ label }) => label),
  ]
  return lines.length === 0 ? [] : [fact(words.say('check.kept_out'), words.list(lines))]
}
