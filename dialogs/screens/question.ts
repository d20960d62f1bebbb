import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Block, Button, Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { backAndLeave, button, crumbsOf, dangerNumbers, screen, text } from '../screen.ts'
import type { Journey } from '../steps.ts'
import { takeLinkButton } from '../take-link.ts'
import { follow, isNode, type NodeId, optionsOf } from '../taxonomy.ts'
import { linkBlock, linkTerms } from '../visibility-block.ts'

/** Question of the taxonomy; at most three lead to a leaf. */
export function treeScreen(journey: Journey, facts: Facts): Dialog {
  const { words } = facts
  const at = follow(journey.taps)
  const node: NodeId = at !== null && isNode(at) ? at : 'root'
  const deep = journey.taps.length > 0
  return screen(
    {
      id: 'tree',
      title: words.say(`tree.${node}.question`),
      crumbs: crumbsOf(journey, words),
      body: deep ? [] : beforeTheFirst(facts),
      buttons: [
        ...optionButtons(node, facts),
        button(words, 'unsure', 'button.unsure'),
        ...(deep ? [button(words, 'back', 'button.back')] : []),
        ...(journey.taps.length > 1 ? [button(words, 'restart', 'button.restart')] : []),
        ...(deep ? [] : otherButtons(facts)),
        ...(deep || !isSealedOnDevice(facts) ? [button(words, 'leave', 'button.leave')] : []),
      ],
    },
    facts,
  )
}

function beforeTheFirst(facts: Facts): readonly Block[] {
  const { words } = facts
  if (!isSealedOnDevice(facts)) return [text(words.say('tree.hint'), 'quiet')]
  return [
    text(words.say('first.hint_page'), 'quiet'),
    ...linkBlock(facts),
    ...linkTerms(facts),
    text(`${words.say('first.own_page')} ${words.say('first.network_page')}`),
  ]
}

function otherButtons(facts: Facts): readonly Button[] {
  const { words } = facts
  return [
    ...(isSealedOnDevice(facts) ? [button(words, 'conversation', 'first.come_back_page')] : []),
    ...takeLinkButton(facts),
    button(words, 'who_does_what', 'button.who_does_what'),
    ...(isSealedOnDevice(facts) ? [button(words, 'privacy', 'button.privacy')] : []),
  ]
}

export function optionButtons(node: NodeId, { words, policy }: Facts): readonly Button[] {
  return optionsOf(node, policy).map((option) =>
    button(words, 'tap', `tree.${node}.${option}`, {
      value: option,
      look: node === 'root' && option === 'danger' ? 'danger' : 'choice',
    }),
  )
}

/** Telephone numbers, the first screen for a danger. */
export function numbersScreen(journey: Journey, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'numbers',
      title: words.say('tree.danger.question'),
      crumbs: crumbsOf(journey, words),
      body: [
        ...dangerNumbers(facts),
        text(words.say('numbers.cannot_find'), 'strong'),
        text(words.say('numbers.then'), 'plain'),
      ],
      buttons: [
        ...optionButtons('danger', facts),
        button(words, 'unsure', 'button.unsure'),
        ...backAndLeave(words),
      ],
    },
    facts,
  )
}
