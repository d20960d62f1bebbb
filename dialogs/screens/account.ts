import { isSealedOnDevice } from '#domain/concern/channel.ts'
import { LINE_LIMIT } from '../account.ts'
import type { Ask, Block, Button, Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { leafOf, tappedLeaf } from '../leaf-rules.ts'
import { promiseOf } from '../routing-preview.ts'
import { backAndLeave, button, crumbsOf, numbersInSight, screen, text } from '../screen.ts'
import type { Journey } from '../steps.ts'
import { roomIn } from '../text-limit.ts'
import { nameAsk } from '../who-asks.ts'
import type { Words } from '../words.ts'

const SEXUAL = [
  'misconduct.sexual_harassment',
  'misconduct.sexual_exploitation_abuse',
  'misconduct.child_safeguarding',
]

/** Screen with the account fields. On the card channel the last one, with Send; on the page before the check screen. */
export function accountScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy } = facts
  const asked = asks(journey, facts)
  const promise = promiseOf(journey, facts)
  const leaf = leafOf(journey, policy)
  if (leaf === null || promise === null) throw new TypeError('an account needs an office')
  return screen(
    {
      id: 'account',
      title: words.say('account.title'),
      crumbs: crumbsOf(journey, words),
      body: [
        ...numbersInSight(journey, facts),
        text(words.say('account.hint')),
        ...cares(journey, facts),
        ...(isSealedOnDevice(facts) ? [] : whatHappensToThem(journey, facts)),
        ...roomIn(asked, facts),
      ],
      asks: asked,
      buttons: [onwards(facts), ...backAndLeave(words)],
    },
    facts,
  )
}

/** Who can decrypt the text, and whether it is shown back. */
export function whatHappensToThem(journey: Journey, facts: Facts): readonly Block[] {
  const { words } = facts
  const promise = promiseOf(journey, facts)
  if (promise === null) return []
  const { readers: n, office, dueOn } = promise
  const lines = isSealedOnDevice(facts)
    ? ['account.aids_page']
    : ['account.not_shown_back', 'account.lost_on_back']
  return [
    text(
      words.say('account.promise', {
        n,
        office: words.say(`the.${office}`),
        date: words.date(dueOn),
      }),
    ),
    ...lines.map((key) => text(words.say(key), 'quiet')),
  ]
}

function onwards(facts: Facts): Button {
  return isSealedOnDevice(facts)
    ? button(facts.words, 'continue', 'account.read_over_page', { look: 'primary' })
    : button(facts.words, 'send', 'account.send', { look: 'primary' })
}

/** Opt-in to a notification of the answer; default No. */
function notify(words: Words): Ask {
  return {
    kind: 'one',
    id: 'notify',
    label: words.say('account.notify'),
    options: (['no', 'yes'] as const).map((value) => ({
      value,
      label: words.say(`account.notify_${value}`),
    })),
    chosen: ['no'],
    required: false,
    missing: '',
  }
}

function cares(journey: Journey, { words, policy }: Facts): readonly Block[] {
  const tapped = tappedLeaf(journey, policy)
  if (tapped === null) return []
  return [
    ...(SEXUAL.includes(tapped.id) ? [text(words.say('account.need_not_name'), 'strong')] : []),
    ...(tapped.category === 'misconduct' ? [text(words.say('account.good_faith'))] : []),
  ]
}

function asks(journey: Journey, facts: Facts): readonly Ask[] {
  const { words, policy } = facts
  const line = (id: string): Ask => ({
    kind: 'words',
    id,
    label: words.say(isSealedOnDevice(facts) ? `check.${id}_page` : `account.${id}`),
    hint: null,
    lines: 'one',
    limit: LINE_LIMIT,
    required: false,
    missing: '',
    prefilled: null,
  })
  return [
    {
      kind: 'words',
      id: 'account',
      label: words.say('account.account'),
      hint: words.say('account.account_hint'),
      lines: 'many',
      limit: policy.accountLimit,
      required: true,
      missing: words.say('account.missing'),
      prefilled: null,
    },
    line('when'),
    line('where'),
    ...(journey.identity === 'named'
      ? [
          nameAsk('account.name', 'account.name_missing', facts),
          ...(isSealedOnDevice(facts) ? [] : [notify(words)]),
        ]
      : []),
    ...(journey.identity === 'confidential'
      ? [nameAsk('account.name_confidential', 'account.name_missing', facts)]
      : []),
  ]
}
