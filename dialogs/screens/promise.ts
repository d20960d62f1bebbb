import type { Day } from '#domain/case/day.ts'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'
import { answeredBy } from '../answered-by.ts'
import type { Block, Button, Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { asksKeepOut, leafOf, tappedLeaf } from '../leaf-rules.ts'
import { legalMeaning, passedOn, protection } from '../meaning.ts'
import { toNextOffice } from '../next-office.ts'
import { detourOf, promiseOf } from '../routing-preview.ts'
import {
  backAndLeave,
  button,
  crumbsOf,
  fact,
  number,
  numbersInSight,
  screen,
  text,
} from '../screen.ts'
import type { Journey } from '../steps.ts'
import { linkBlock, seenFrom } from '../visibility-block.ts'

/** Promise screen, before anything is typed: readers, formal meaning, deadline, and limits of the channel. */
export function promiseScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy } = facts
  const leaf = leafOf(journey, policy)
  const promise = promiseOf(journey, facts)
  if (leaf === null || promise === null) throw new TypeError('a promise needs a leaf and an office')
  const { office, readers, dueOn } = promise
  const alone = readers === 1 ? [text(words.say('before.one_reader'), 'warning')] : []
  const advice =
    !journey.adviceOnly && tappedLeaf(journey, policy)?.category === 'misconduct'
      ? [button(words, 'advice_only', 'button.advice_only', { hint: 'before.advice_only_hint' })]
      : []
  return screen(
    {
      id: 'door',
      title: words.say('before.title'),
      crumbs: crumbsOf(journey, words),
      body: [
        ...numbersInSight(journey, facts),
        ...(leaf.timeLimits ? [text(words.say('before.time_limits'), 'warning')] : []),
        ...changed(journey, leaf, office, facts),
        ...promiseChanged(journey, promise, facts),
        fact(
          words.say('before.who'),
          words.say('before.readers', { n: readers, office: words.say(`the.${office}`) }),
        ),
        ...alone,
        fact(words.say('before.what'), words.say(legalMeaning(leaf, office))),
        ...notFormal(leaf.mode === 'report' && office === 'ombudsman', facts),
        fact(words.say('before.protect'), words.say(protection(leaf, office))),
        fact(words.say('before.when'), answerBy(leaf, dueOn, facts)),
        ...(isSealedOnDevice(facts) ? seenFrom(leaf, facts) : []),
        fact(words.say('before.passed_on'), words.say(passedOn(leaf))),
        text(words.say('before.override'), 'strong'),
        fact(words.say('before.take_back'), words.say('before.take_back_how')),
        ...(office === 'ombudsman' ? [text(words.say('before.ombudsman_erases'))] : []),
        fact(words.say('before.languages'), languages(office, facts)),
        ...protectsHere(facts),
      ],
      buttons: [
        button(words, 'continue', 'button.continue', { look: 'primary' }),
        ...nextOffice(journey, facts),
        ...advice,
        button(words, 'protects_me', 'button.protects_me'),
        ...backAndLeave(words),
      ],
    },
    facts,
  )
}

/** Protection by this channel, and its limits. */
function protectsHere(facts: Facts): readonly Block[] {
  const { words } = facts
  if (!isSealedOnDevice(facts)) return [text(words.say('before.card'), 'quiet')]
  return [...linkBlock(facts), text(words.say('before.sealed_page'), 'quiet')]
}

/** Notice about the differences to an earlier promise. */
function promiseChanged(
  { promised }: Journey,
  now: { readonly office: Office; readonly readers: number },
  { words }: Facts,
): readonly Block[] {
  if (promised === null) return []
  if (promised.office === now.office && promised.readers === now.readers) return []
  return [text(words.say('before.promise_changed'), 'warning')]
}

/** With a single reader: button for the next office. */
function nextOffice(journey: Journey, facts: Facts): readonly Button[] {
  const { words } = facts
  const further = toNextOffice(journey, facts)
  const promise = further && promiseOf(further, facts)
  if (promise === null) return []
  const label = words.say('before.next_office', { office: words.say(`office.${promise.office}`) })
  const hint = words.say('before.next_office_hint')
  return [{ verb: 'next_office', label, hint, look: 'choice', value: null }]
}

/** Why another office than the leaf's receives it. */
function changed(journey: Journey, leaf: Leaf, office: Office, facts: Facts): readonly Block[] {
  const { words, policy } = facts
  const detour = detourOf(journey, leaf, facts)
  if (detour === null) return []
  return [
    text(
      words.say(`before.changed.${detour.why}`, {
        from: words.say(`the.${detour.from}`),
        to: words.say(`the.${office}`),
      }),
      'strong',
    ),
    ...(detour.why === 'contact_card' ? [number(policy.offices[detour.from].contact, words)] : []),
    ...(asksKeepOut(leaf) ? [text(words.say('before.keep_out_too'))] : []),
  ]
}

function notFormal(is: boolean, { words }: Facts): readonly Block[] {
  return is ? [text(words.say('before.not_formal'), 'warning')] : []
}

function answerBy(
  leaf: Pick<Leaf, 'category' | 'replyHours' | 'triageHours'>,
  dueOn: Day,
  facts: Facts,
): string {
  const { words } = facts
  const answer =
    leaf.replyHours === null
      ? answeredBy('before.answer_by', dueOn, leaf.category === 'safety', facts)
      : words.say('before.answer_in_hours', {
          hours: leaf.replyHours,
          date: words.date(dueOn),
        })
  if (leaf.triageHours === null) return answer
  // Nobody reads it before the daily release (`seenFrom`).
  const waits = isSealedOnDevice(facts) && leaf.category !== 'safety'
  const key = waits ? 'before.looked_at_page' : 'before.looked_at'
  return words.say(key, { hours: leaf.triageHours, answer })
}

function languages(office: Office, { words, policy }: Facts): string {
  const names = new Intl.DisplayNames(words.lang, { type: 'language' })
  const read = policy.offices[office].languages.map((language) => names.of(language) ?? language)
  return words.say('before.office_reads', { languages: words.list(read) })
}
