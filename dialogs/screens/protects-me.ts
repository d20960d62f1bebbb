import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { leafOf } from '../leaf-rules.ts'
import { backAndLeave, button, crumbsOf, fact, screen } from '../screen.ts'
import type { Journey } from '../steps.ts'
import { linkBlock } from '../visibility-block.ts'

const IN_TEAMS = [
  'lock',
  'kept_out',
  'service',
  'microsoft',
  'employer',
  'court',
  'erasing',
] as const

const ON_THE_PAGE = [
  'lock',
  'kept_out',
  'service',
  'network',
  'employer',
  'style',
  'aids',
  'court',
  'erasing',
] as const

/** Details of the protection, one tap after the promise screen. */
export function protectsMeScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy } = facts
  const here = isSealedOnDevice(facts)
  const danger = leafOf(journey, policy)?.category === 'safety'
  const how = (layer: string) => {
    if (here && layer === 'lock') return 'protects_me.lock_how_page'
    if (danger && layer === 'network') return 'protects_me.network_danger_how'
    return `protects_me.${layer}_how`
  }
  return screen(
    {
      id: 'protects_me',
      title: words.say('button.protects_me'),
      crumbs: crumbsOf(journey, words),
      body: [
        ...linkBlock(facts),
        ...(here ? ON_THE_PAGE : [...IN_TEAMS, ...(policy.page ? (['page'] as const) : [])]).map(
          (layer) =>
            fact(
              words.say(`protects_me.${layer}`),
              words.say(how(layer), { days: policy.backupDays }),
            ),
        ),
      ],
      buttons: [
        ...(here ? [button(words, 'keys', 'button.keys', { look: 'choice' })] : []),
        ...backAndLeave(words),
      ],
    },
    facts,
  )
}
